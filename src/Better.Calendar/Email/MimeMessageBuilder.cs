using System.Text;
using MimeKit;

namespace Better.Calendar.Email;

/// <summary>
/// Builds the MIME structure of an email, for which Outlook, Gmail, Apple Mail and Thunderbird all show response buttons. No other class
/// knows the structure.
/// </summary>
/// <remarks>
/// <code>
/// multipart/mixed
///   multipart/alternative
///     text/plain
///     text/html
///     text/calendar; method=REQUEST      last; no disposition, no Content-ID, no name
///   application/ics                      the same bytes as an attachment, for clients without support for invitations
/// </code>
/// </remarks>
internal static class MimeMessageBuilder
{
    /// <summary>The file name of an attached invitation. ASCII, because old clients do not decode file names.</summary>
    public const string InvitationFileName = "invite.ics";

    private static readonly FormatOptions Crlf = CreateFormat();

    /// <summary>Writes the message.</summary>
    public static byte[] BuildBytes(EncodedEmailParts parts)
    {
        using var message = new MimeMessage();
        message.Headers.Clear();

        // From = ORGANIZER = Reply-To, unless the host names another sender: Google and Nextcloud distrust updates where they differ. From
        // is the mailbox that sends, so there is no Sender (RFC 5322, 3.6.2). Gmail does not load an event for a recipient in Cc.
        AddHeader(message, HeaderId.From, parts.Sender.From);
        AddHeader(message, HeaderId.To, parts.To);
        AddHeader(message, HeaderId.ReplyTo, parts.Sender.ReplyTo);
        AddHeader(message, HeaderId.Subject, parts.Subject);
        AddHeader(message, HeaderId.Date, parts.Date);
        AddHeader(message, HeaderId.MessageId, $"<{parts.MessageId}>");
        if (parts.ThreadId is { } thread)
        {
            // RFC 5322, 3.6.4
            AddHeader(message, HeaderId.InReplyTo, $"<{thread}>");
            AddHeader(message, HeaderId.References, $"<{thread}>");
        }

        // RFC 3834, 5: automatic responders do not reply. The second header is Exchange's; it does not suppress bounces (NDR), which are
        // wanted.
        AddHeader(message, HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        AddHeader(message, HeaderId.ContentLanguage, parts.Language);
        AddHeader(message, HeaderId.MimeVersion, "1.0");
        message.Body = CreateBody(parts);

        using var bytes = new MemoryStream();
        message.WriteTo(Crlf, bytes);
        return bytes.ToArray();
    }

    private static Multipart CreateBody(EncodedEmailParts parts)
    {
        var alternative = new MultipartAlternative { Boundary = Boundary("alternative", parts.Digest) };
        alternative.Add(CreateTextPart("plain", parts.Language, parts.Text));
        alternative.Add(CreateTextPart("html", parts.Language, parts.Html));
        if (parts is not { Calendar: { } calendar, Method: { } method })
        {
            return alternative;
        }

        alternative.Add(CreateCalendarPart(calendar, method));
        var mixed = new Multipart("mixed") { Boundary = Boundary("mixed", parts.Digest) };
        mixed.Add(alternative);
        mixed.Add(CreateAttachment(calendar, InvitationFileName));
        return mixed;
    }

    // RFC 2046, 5.1.1. "=_" occurs neither in quoted-printable nor in Base64.
    private static string Boundary(string part, string digest) => $"=_{part}_{digest}";

    private static TextPart CreateTextPart(string subtype, string language, byte[] encoded)
    {
        var part =
            new TextPart(
                subtype)
            {
                Content = CreateContent(encoded, ContentEncoding.QuotedPrintable),
                ContentTransferEncoding = ContentEncoding.QuotedPrintable
            };
        part.ContentType.Charset = "utf-8";
        if (subtype == "plain")
        {
            // RFC 3676, 4.1: a line that ends with a space continues on the next line.
            part.ContentType.Format = "flowed";
        }

        part.Headers.Add(HeaderId.ContentLanguage, language);
        return part;
    }

    private static MimePart CreateCalendarPart(byte[] encoded, IcsMethod method)
    {
        // RFC 6047, 2.4: method equals METHOD; Exchange rejects the part otherwise. In Base64, no server changes a byte of it.
        var part =
            new MimePart(
                "text",
                "calendar")
            {
                Content = CreateContent(encoded, ContentEncoding.Base64),
                ContentTransferEncoding = ContentEncoding.Base64
            };
        part.ContentType.Parameters.Add("charset", "utf-8");
        part.ContentType.Parameters.Add("method", IcsFile.GetMethodName(method));
        return part;
    }

    private static MimePart CreateAttachment(byte[] encoded, string name) => new("application", "ics")
    {
        Content = CreateContent(encoded, ContentEncoding.Base64),
        ContentTransferEncoding = ContentEncoding.Base64,
        ContentDisposition = new(ContentDisposition.Attachment) { FileName = name },
    };

    private static MimeContent CreateContent(byte[] encoded, ContentEncoding encoding) =>
        new(new MemoryStream(encoded, writable: false), encoding);

    private static void AddHeader(MimeMessage message, HeaderId id, string value)
    {
        // The raw value keeps the folding and the encoded-words of HeaderEncoder.
        var header = new Header(id, "");
        header.SetRawValue(Encoding.ASCII.GetBytes($" {value}\r\n"));
        message.Headers.Add(header);
    }

    private static FormatOptions CreateFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        return format;
    }
}

/// <summary>The headers and bodies of an email, encoded for transfer; <see cref="MimeMessageBuilder"/> puts them together.</summary>
internal sealed record EncodedEmailParts
{
    /// <summary>The sender: From and Reply-To, each folded for its header.</summary>
    public required (string From, string ReplyTo) Sender { get; init; }

    /// <summary>The recipient, folded for its header.</summary>
    public required string To { get; init; }

    /// <summary>The subject, folded for its header.</summary>
    public required string Subject { get; init; }

    /// <summary>The date (RFC 5322, 3.3).</summary>
    public required string Date { get; init; }

    /// <summary>The Message-ID, without angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>The Message-ID of the first email of the thread, without angle brackets; null if this email is the first.</summary>
    public required string? ThreadId { get; init; }

    /// <summary>The digest that makes the MIME boundaries unique: 24 characters.</summary>
    public required string Digest { get; init; }

    /// <summary>The language of the email (BCP 47).</summary>
    public required string Language { get; init; }

    /// <summary>The plain body in quoted-printable.</summary>
    public required byte[] Text { get; init; }

    /// <summary>The HTML body in quoted-printable.</summary>
    public required byte[] Html { get; init; }

    /// <summary>The calendar in Base64; null if there is none.</summary>
    public required byte[]? Calendar { get; init; }

    /// <summary>The calendar's METHOD; null if there is none.</summary>
    public required IcsMethod? Method { get; init; }
}
