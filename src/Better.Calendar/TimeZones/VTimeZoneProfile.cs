namespace Better.Calendar.TimeZones;

/// <summary>Which features a VTIMEZONE may use.</summary>
internal enum VTimeZoneProfile
{
    /// <summary>For an email with one event (REQUEST, CANCEL): what Outlook and Exchange read ([MS-OXCICAL]). Exactly one STANDARD and at
    /// most one DAYLIGHT, each with a yearly rule of one ordinal weekday or with no rule at all.</summary>
    SingleEvent,

    /// <summary>For an email with a recurring event: as many observances as its rule needs. The rule is in local time, which UTC could not
    /// follow, so the times are also written in local time where the law changed.</summary>
    RecurringEvent,

    /// <summary>For a file that spans years (PUBLISH): as many observances as the clock changes of the zone need.</summary>
    Series,
}
