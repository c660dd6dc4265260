namespace Better.Calendar.Delivery;

/// <summary>How many letters of an outbox are in each state.</summary>
public sealed record OutboxCounts
{
    /// <summary>In <see cref="LetterState.Waiting"/>.</summary>
    public int Waiting { get; init; }

    /// <summary>In <see cref="LetterState.Sending"/>.</summary>
    public int Sending { get; init; }

    /// <summary>In <see cref="LetterState.Sent"/>.</summary>
    public int Sent { get; init; }

    /// <summary>In <see cref="LetterState.Refused"/>.</summary>
    public int Refused { get; init; }

    /// <summary>In <see cref="LetterState.RetryAt"/>.</summary>
    public int RetryAt { get; init; }

    /// <summary>In <see cref="LetterState.Unknown"/>.</summary>
    public int Unknown { get; init; }

    /// <summary>All letters.</summary>
    public int Total => Waiting + Sending + Sent + Refused + RetryAt + Unknown;
}
