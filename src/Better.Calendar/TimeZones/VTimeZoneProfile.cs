namespace Better.Calendar.TimeZones;

/// <summary>Which VTIMEZONE may be written.</summary>
internal enum VTimeZoneProfile
{
    /// <summary>For an email with one event (REQUEST, CANCEL): what Microsoft's converters read. Exactly one STANDARD, at most one
    /// DAYLIGHT, each with a yearly rule of one ordinal weekday or with no rule at all.</summary>
    SingleEvent,

    /// <summary>For a file that spans years (PUBLISH): as many observances as the truth needs.</summary>
    Series,
}
