namespace Better.Calendar.Tests.Peers;

/// <summary>What one reader found in a file.</summary>
public sealed record IcsReaderFindings
{
    /// <summary>What it disliked, in its own words.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>The events it saw.</summary>
    public required IReadOnlyList<IcsEvent> Events { get; init; }
}
