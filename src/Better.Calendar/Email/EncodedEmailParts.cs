
namespace Better.Calendar.Email;

/// <summary>What stands in an email, encoded as it travels; <see cref="MimeMessageBuilder"/> knows where.</summary>
internal sealed record EncodedEmailParts
{
    /// <summary>The sender: From and Reply-To, each folded for its header.</summary>
    public required (string From, string ReplyTo) Sender { get; init; }

    /// <summary>The recipient, folded for its header.</summary>
    public required string To { get; init; }

    /// <summary>The subject, folded for its header.</summary>
    public required string Subject { get; init; }

    /// <summary>RFC 5322, 3.3.</summary>
    public required string Date { get; init; }

    /// <summary>Without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The Message-ID of the email that began the thread; null where this one does.</summary>
    public required string? ThreadId { get; init; }

    /// <summary>What makes boundaries unlike all text: 24 characters.</summary>
    public required string Digest { get; init; }

    /// <summary>The language of the email (BCP 47).</summary>
    public required string Language { get; init; }

    /// <summary>The plain body in quoted-printable.</summary>
    public required byte[] Text { get; init; }

    /// <summary>The HTML body in quoted-printable.</summary>
    public required byte[] Html { get; init; }

    /// <summary>The calendar in Base64; null where there is none.</summary>
    public required byte[]? Calendar { get; init; }

    /// <summary>The calendar's METHOD; null where there is none.</summary>
    public required IcsMethod? Method { get; init; }
}
