namespace Better.Calendar;

/// <summary>How a zone's truth was told in a file.</summary>
public enum VTimeZoneEncoding
{
    /// <summary>By a rule for every year (summer and winter), or by one offset where the zone does not change.</summary>
    Rules,

    /// <summary>By several periods, each with its own rule or date; only in files that hold a whole series.</summary>
    Observances,

    /// <summary>By the one offset that is in force at the file's instants, because no yearly rule tells the truth around them.</summary>
    FixedOffset,

    /// <summary>Not at all: the times are written in UTC.</summary>
    Utc,
}
