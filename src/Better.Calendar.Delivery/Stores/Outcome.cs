using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>What became of a letter in a courier's hands.</summary>
public sealed record Outcome
{
    /// <summary>The letter.</summary>
    public required long Number { get; init; }

    /// <summary>Its state from now on; <see cref="LetterState.Waiting"/>: it was given back untried.</summary>
    public required LetterState State { get; init; }

    /// <summary>When it is tried again; null: it is final.</summary>
    public Instant? Due { get; init; }

    /// <summary>The server's answer, or why there is none.</summary>
    public string Answer { get; init; } = "";

    /// <summary>The Message-ID; null where it was not printed.</summary>
    public string? MessageId { get; init; }
}
