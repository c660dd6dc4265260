namespace Better.Calendar.TimeZones;

/// <summary>Whether a local time occurs once, twice or never.</summary>
internal enum LocalTimeResolutionKind
{
    /// <summary>It occurs once.</summary>
    Unique,

    /// <summary>It occurs twice, and the organizer chose one of the two instants.</summary>
    Disambiguated,

    /// <summary>It occurs twice, and the organizer did not choose.</summary>
    Ambiguous,

    /// <summary>It never occurs, because the clocks skip it.</summary>
    Gap,
}
