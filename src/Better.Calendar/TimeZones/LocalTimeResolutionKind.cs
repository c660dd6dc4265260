namespace Better.Calendar.TimeZones;

/// <summary>What became of a local time.</summary>
internal enum LocalTimeResolutionKind
{
    /// <summary>It comes once.</summary>
    Unique,

    /// <summary>It comes twice, and the organizer said which one is meant.</summary>
    Disambiguated,

    /// <summary>It comes twice, and nobody said which one is meant.</summary>
    Ambiguous,

    /// <summary>It never comes: the clocks jump over it.</summary>
    Gap,
}
