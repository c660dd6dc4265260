namespace Better.Calendar.Tests.Peers;

/// <summary>What one reader found in a file.</summary>
public sealed record IcsReaderFindings
{
    /// <summary>The violations, in the words of the reader.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>The events that it read.</summary>
    public required IReadOnlyList<IcsEvent> Events { get; init; }
}
