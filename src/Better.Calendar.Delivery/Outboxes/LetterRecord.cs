using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>A letter with what became of it so far.</summary>
public sealed record LetterRecord
{
    /// <summary>The letter.</summary>
    public required LetterJob Job { get; init; }

    /// <summary>Its number in the ledger; letters are numbered as they are posted.</summary>
    public required long Number { get; init; }

    /// <summary>Where it is on its way.</summary>
    public required LetterState State { get; init; }

    /// <summary>When it is tried next; null where it is final.</summary>
    public Instant? Due { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// How often the server may have taken it without our hearing so. A letter that is sent has arrived once, and up to so many times
    /// more with the same Message-ID.
    /// </summary>
    public int Doubts { get; init; }

    /// <summary>The server's last answer, or why there is none.</summary>
    public string Answer { get; init; } = "";

    /// <summary>The Message-ID without angle brackets; null where it was not printed yet.</summary>
    public string? MessageId { get; init; }
}
