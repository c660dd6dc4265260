using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>An email with what became of it so far.</summary>
public sealed record OutboxEntry
{
    /// <summary>The email.</summary>
    public required OutboxMessage Message { get; init; }

    /// <summary>Its number in the store; emails are numbered as they are posted.</summary>
    public required long Number { get; init; }

    /// <summary>Where it is on its way.</summary>
    public required DeliveryStatus Status { get; init; }

    /// <summary>When it is tried next; null where it is final.</summary>
    public Instant? Due { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// How often the server may have taken it without our hearing so. An email that is sent has arrived once, and up to so many times
    /// more with the same Message-ID.
    /// </summary>
    public int UncertainSends { get; init; }

    /// <summary>The server's last answer, or why there is none.</summary>
    public string Response { get; init; } = "";

    /// <summary>The Message-ID without angle brackets; null where it was not printed yet.</summary>
    public string? MessageId { get; init; }
}
