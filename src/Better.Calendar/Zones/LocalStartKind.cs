namespace Better.Calendar.Zones;

/// <summary>What became of a local time.</summary>
internal enum LocalStartKind
{
    /// <summary>It comes once.</summary>
    Plain,

    /// <summary>It comes twice, and the organiser said which one is meant.</summary>
    Chosen,

    /// <summary>It comes twice, and nobody said which one is meant.</summary>
    Ambiguous,

    /// <summary>It never comes: the clocks jump over it.</summary>
    Gap,
}
