
namespace Better.Calendar.Delivery;

/// <summary>An email as it is handed over: bytes with their envelope.</summary>
public sealed record RenderedMessage
{
    /// <summary>The Message-ID without angle brackets; the same whenever this email is printed.</summary>
    public required string MessageId { get; init; }

    /// <summary>The envelope's sender (RFC 5321, 3.3): where bounces go.</summary>
    public required EmailAddress Sender { get; init; }

    /// <summary>The envelope's recipient.</summary>
    public required EmailAddress Recipient { get; init; }

    /// <summary>The message: CRLF, ASCII only, so that any server takes it without 8BITMIME or SMTPUTF8.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }
}
