using System.Text;
using Better.Calendar.Ics;
using MimeKit;

namespace Better.Calendar.Invitations;

/// <summary>The one place that knows the tree of a letter: what Outlook, Gmail, Apple Mail and Thunderbird all show buttons for.</summary>
/// <remarks>
/// <code>
/// multipart/mixed
///   multipart/alternative
///     text/plain
///     text/html
///     text/calendar; method=REQUEST      last; no disposition, no Content-ID, no name
///   application/ics                      the same octets as an attachment, for clients that know no invitations
/// </code>
/// </remarks>
internal static class MailLayout
{
    /// <summary>ASCII: old clients do not read an encoded file name.</summary>
    public const string AttachmentName = "invite.ics";

    /// <summary>The file of the whole series.</summary>
    public const string ProgrammeName = "programme.ics";

    private static readonly FormatOptions Crlf = CreateFormat();

    /// <summary>The letter's octets.</summary>
    public static byte[] Octets(MailContent content)
    {
        using var message = new MimeMessage();
        message.Headers.Clear();

        // From = ORGANIZER = Reply-To: Google and Nextcloud distrust updates where they differ. Gmail does not load an event for a reader in Cc.
        Add(message, HeaderId.From, content.Sender.From);
        Add(message, HeaderId.To, content.To);
        Add(message, HeaderId.ReplyTo, content.Sender.ReplyTo);
        Add(message, HeaderId.Subject, content.Subject);
        Add(message, HeaderId.Date, content.Date);
        Add(message, HeaderId.MessageId, $"<{content.MessageId}>");
        if (content.ThreadId is { } thread)
        {
            // RFC 5322, 3.6.4
            Add(message, HeaderId.InReplyTo, $"<{thread}>");
            Add(message, HeaderId.References, $"<{thread}>");
        }

        // RFC 3834, 5: no vacation reply comes back. The second is Exchange's; bounces (NDR) are wanted.
        Add(message, HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        Add(message, HeaderId.ContentLanguage, content.Language);
        Add(message, HeaderId.MimeVersion, "1.0");
        message.Body = Body(content);

        using var octets = new MemoryStream();
        message.WriteTo(Crlf, octets);
        return octets.ToArray();
    }

    private static Multipart Body(MailContent content)
    {
        var alternative = new MultipartAlternative { Boundary = Boundary("alternative", content.Digest) };
        alternative.Add(Text("plain", content.Language, content.Text));
        alternative.Add(Text("html", content.Language, content.Html));
        if (content is not { Calendar: { } calendar, Method: { } method })
        {
            return alternative;
        }

        var isInvitation = method != IcsMethod.Publish;
        if (isInvitation)
        {
            alternative.Add(Calendar(calendar, method));
        }

        // Outlook shows PUBLISH in a calendar part as raw text, and takes it as a file: there it goes as an attachment alone.
        var mixed = new Multipart("mixed") { Boundary = Boundary("mixed", content.Digest) };
        mixed.Add(alternative);
        mixed.Add(Attachment(calendar, isInvitation ? AttachmentName : ProgrammeName));
        return mixed;
    }

    // RFC 2046, 5.1.1. "=_" comes neither in quoted-printable nor in base64.
    private static string Boundary(string part, string digest) => $"=_{part}_{digest}";

    private static TextPart Text(string subtype, string language, byte[] encoded)
    {
        var part = new TextPart(subtype) { Content = Content(encoded, ContentEncoding.QuotedPrintable), ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.ContentType.Charset = "utf-8";
        if (subtype == "plain")
        {
            // RFC 3676: lines that end with a space go on in the next.
            part.ContentType.Format = "flowed";
        }

        part.Headers.Add(HeaderId.ContentLanguage, language);
        return part;
    }

    private static MimePart Calendar(byte[] encoded, IcsMethod method)
    {
        // RFC 6047, 2.4: method equals METHOD; Exchange refuses the part otherwise. Base64: not an octet changes on the way.
        var part = new MimePart("text", "calendar") { Content = Content(encoded, ContentEncoding.Base64), ContentTransferEncoding = ContentEncoding.Base64 };
        part.ContentType.Parameters.Add("charset", "utf-8");
        part.ContentType.Parameters.Add("method", IcsFile.NameOf(method));
        return part;
    }

    private static MimePart Attachment(byte[] encoded, string name) => new("application", "ics")
    {
        Content = Content(encoded, ContentEncoding.Base64),
        ContentTransferEncoding = ContentEncoding.Base64,
        ContentDisposition = new(ContentDisposition.Attachment) { FileName = name },
    };

    private static MimeContent Content(byte[] encoded, ContentEncoding encoding) => new(new MemoryStream(encoded, writable: false), encoding);

    private static void Add(MimeMessage message, HeaderId id, string value)
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
