namespace Better.Calendar.Delivery;

/// <summary>One letter of an outbox and what is known of it.</summary>
public sealed record OutboxLetter
{
    /// <summary>Its place in the order in which letters were added.</summary>
    public required long Position { get; init; }

    /// <summary>The idempotency key: <c>PlannedMessage.Key</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The recipient's address.</summary>
    public required string Recipient { get; init; }

    /// <summary>What is known of it.</summary>
    public required LetterState State { get; init; }

    /// <summary>The server's last answer, or why there is none; empty before the first try.</summary>
    public required string Answer { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>How often nobody could know whether the server had taken it: so many more copies than one may have arrived.</summary>
    public required int Doubts { get; init; }

    /// <summary>For <see cref="LetterState.RetryAt"/>: when it is tried again, at the earliest.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
