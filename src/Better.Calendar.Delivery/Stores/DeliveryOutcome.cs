using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>What became of an email in a worker's hands.</summary>
public sealed record DeliveryOutcome
{
    /// <summary>The email.</summary>
    public required long Number { get; init; }

    /// <summary>Its state from now on; <see cref="DeliveryStatus.Waiting"/>: it was given back untried.</summary>
    public required DeliveryStatus Status { get; init; }

    /// <summary>When it is tried again; null: it is final.</summary>
    public Instant? Due { get; init; }

    /// <summary>The server's answer, or why there is none.</summary>
    public string Response { get; init; } = "";

    /// <summary>The Message-ID; null where it was not printed.</summary>
    public string? MessageId { get; init; }
}
