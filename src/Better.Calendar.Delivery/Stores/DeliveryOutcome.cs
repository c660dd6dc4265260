using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>How an attempt to send an email ended.</summary>
public sealed record DeliveryOutcome
{
    /// <summary>The number of the email.</summary>
    public required long Number { get; init; }

    /// <summary>Its status from now on; <see cref="DeliveryStatus.Waiting"/>: it was released without an attempt.</summary>
    public required DeliveryStatus Status { get; init; }

    /// <summary>When it may be sent again; null: the status is final.</summary>
    public Instant? Due { get; init; }

    /// <summary>The server's response, or why there is none.</summary>
    public string Response { get; init; } = "";

    /// <summary>The Message-ID without angle brackets; null if the email was not rendered.</summary>
    public string? MessageId { get; init; }
}
