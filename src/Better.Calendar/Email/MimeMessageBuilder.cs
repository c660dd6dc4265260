using System.Text;
using MimeKit;

namespace Better.Calendar.Email;

/// <summary>The one place that knows the tree of an email: what Outlook, Gmail, Apple Mail and Thunderbird all show buttons for.</summary>
/// <remarks>
/// <code>
/// multipart/mixed
///   multipart/alternative
///     text/plain
///     text/html
///     text/calendar; method=REQUEST      last; no disposition, no Content-ID, no name
///   application/ics                      the same bytes as an attachment, for clients that know no invitations
/// </code>
/// </remarks>
internal static class MimeMessageBuilder
{
    /// <summary>ASCII: old clients do not read an encoded file name.</summary>
    public const string InvitationFileName = "invite.ics";

    /// <summary>The file of the whole series.</summary>
    public const string SeriesFileName = "programme.ics";

    private static readonly FormatOptions Crlf = CreateFormat();

    /// <summary>The email's bytes.</summary>
    public static byte[] BuildBytes(EncodedEmailParts parts)
    {
        using var message = new MimeMessage();
        message.Headers.Clear();

        // From = ORGANIZER = Reply-To: Google and Nextcloud distrust updates where they differ. Gmail does not load an event for a reader in Cc.
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

        // RFC 3834, 5: no vacation reply comes back. The second is Exchange's; bounces (NDR) are wanted.
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

        var isInvitation = method != IcsMethod.Publish;
        if (isInvitation)
        {
            alternative.Add(CreateCalendarPart(calendar, method));
        }

        // Outlook shows PUBLISH in a calendar part as raw text, and takes it as a file: there it goes as an attachment alone.
        var mixed = new Multipart("mixed") { Boundary = Boundary("mixed", parts.Digest) };
        mixed.Add(alternative);
        mixed.Add(CreateAttachment(calendar, isInvitation ? InvitationFileName : SeriesFileName));
        return mixed;
    }

    // RFC 2046, 5.1.1. "=_" comes neither in quoted-printable nor in base64.
    private static string Boundary(string part, string digest) => $"=_{part}_{digest}";

    private static TextPart CreateTextPart(string subtype, string language, byte[] encoded)
    {
        var part = new TextPart(subtype) { Content = CreateContent(encoded, ContentEncoding.QuotedPrintable), ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.ContentType.Charset = "utf-8";
        if (subtype == "plain")
        {
            // RFC 3676: lines that end with a space go on in the next.
            part.ContentType.Format = "flowed";
        }

        part.Headers.Add(HeaderId.ContentLanguage, language);
        return part;
    }

    private static MimePart CreateCalendarPart(byte[] encoded, IcsMethod method)
    {
        // RFC 6047, 2.4: method equals METHOD; Exchange refuses the part otherwise. Base64: not a byte changes on the way.
        var part = new MimePart("text", "calendar") { Content = CreateContent(encoded, ContentEncoding.Base64), ContentTransferEncoding = ContentEncoding.Base64 };
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

    private static MimeContent CreateContent(byte[] encoded, ContentEncoding encoding) => new(new MemoryStream(encoded, writable: false), encoding);

    private static void AddHeader(MimeMessage message, HeaderId id, string value)
    {
        // Raw: our own folds and encoded-words, not MimeKit's.
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
