namespace Better.Calendar;

/// <summary>How a time zone was written into a calendar file.</summary>
public enum VTimeZoneEncoding
{
    /// <summary>
    /// As a VTIMEZONE with two yearly rules (for summer and winter time), or with one offset for a zone without clock changes.
    /// </summary>
    Rules,

    /// <summary>
    /// As a VTIMEZONE with several periods, each with a rule or date of its own. Only in files that contain a whole series.
    /// </summary>
    Observances,

    /// <summary>
    /// As a VTIMEZONE with the constant offset that is in force at the times of the file, because no yearly rule describes the clock
    /// changes around them.
    /// </summary>
    FixedOffset,

    /// <summary>Without a VTIMEZONE: the times are written in UTC.</summary>
    Utc,
}
