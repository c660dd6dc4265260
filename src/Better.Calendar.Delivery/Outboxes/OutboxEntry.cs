using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>An email of the outbox with its delivery status.</summary>
public sealed record OutboxEntry
{
    /// <summary>The email.</summary>
    public required OutboxMessage Message { get; init; }

    /// <summary>Its number in the store; emails are numbered in the order in which they were added.</summary>
    public required long Number { get; init; }

    /// <summary>How far its delivery is.</summary>
    public required DeliveryStatus Status { get; init; }

    /// <summary>When it may be sent next; null if its status is final.</summary>
    public Instant? Due { get; init; }

    /// <summary>How many attempts to send it were begun.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// How many attempts ended without a response after the server may have accepted the email. An email with the status
    /// <see cref="DeliveryStatus.Sent"/> has arrived once, and at most so many times more with the same Message-ID.
    /// </summary>
    public int UncertainSends { get; init; }

    /// <summary>The server's last response, or why there is none; empty before the first attempt.</summary>
    public string Response { get; init; } = "";

    /// <summary>Whether somebody was told how the delivery ended (<see cref="Outbox.MarkReportedAsync"/>).</summary>
    public bool IsReported { get; init; }

    /// <summary>The Message-ID without angle brackets; null if it was not rendered yet.</summary>
    public string? MessageId { get; init; }
}
