
namespace Better.Calendar.Delivery;

/// <summary>An email ready to be sent: its bytes and its envelope.</summary>
public sealed record RenderedMessage
{
    /// <summary>The Message-ID without angle brackets; the same each time this email is rendered.</summary>
    public required string MessageId { get; init; }

    /// <summary>The envelope's sender (RFC 5321, 3.3), to whom bounces go.</summary>
    public required EmailAddress Sender { get; init; }

    /// <summary>The envelope's recipient.</summary>
    public required EmailAddress Recipient { get; init; }

    /// <summary>The message (RFC 5322): ASCII with CRLF line endings, so that it needs neither 8BITMIME nor SMTPUTF8.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }
}
