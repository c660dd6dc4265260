using System.Text;
using Better.Calendar.Ics;
using Better.Calendar.Workshops;
using MimeKit;
using MimeKit.Encodings;
using NodaTime;

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

    private const int MostInEncodedLine = 74;

    private static readonly FormatOptions Crlf = CreateFormat();

    /// <summary>The letter's octets.</summary>
    /// <param name="sender">From = ORGANIZER = Reply-To.</param>
    /// <param name="recipient">To, alone.</param>
    /// <param name="facts">Subject and language.</param>
    /// <param name="bodies">The two bodies.</param>
    /// <param name="identity">Message-ID, thread and boundaries.</param>
    /// <param name="calendar">The calendar part; for letters without one, the file to attach, if any.</param>
    /// <param name="at">Date.</param>
    public static byte[] Octets(Organizer sender, Participant recipient, LetterFacts facts, LetterBodies bodies, MailIdentity identity, IcsFile? calendar, Instant at)
    {
        using var message = new MimeMessage();
        message.Headers.Clear();

        // Google and Nextcloud distrust updates where From and ORGANIZER differ. Gmail does not load an event for a reader in Cc.
        Add(message, HeaderId.From, HeaderText.Mailbox("From", sender.Name, sender.Email));
        Add(message, HeaderId.To, HeaderText.Mailbox("To", recipient.Name, recipient.Email));
        Add(message, HeaderId.ReplyTo, HeaderText.Mailbox("Reply-To", sender.Name, sender.Email));
        Add(message, HeaderId.Subject, HeaderText.Unstructured("Subject", facts.Subject));
        Add(message, HeaderId.Date, at.ToDateTimeOffset().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", System.Globalization.CultureInfo.InvariantCulture));
        Add(message, HeaderId.MessageId, $"<{identity.MessageId}>");
        if (identity.MessageId != identity.ThreadId)
        {
            // RFC 5322, 3.6.4
            Add(message, HeaderId.InReplyTo, $"<{identity.ThreadId}>");
            Add(message, HeaderId.References, $"<{identity.ThreadId}>");
        }

        // RFC 3834, 5: no vacation reply comes back. The second is Exchange's; bounces (NDR) are wanted.
        Add(message, HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "OOF, AutoReply");
        Add(message, HeaderId.ContentLanguage, facts.Language);
        Add(message, HeaderId.MimeVersion, "1.0");
        message.Body = Body(facts, bodies, identity, calendar);

        using var octets = new MemoryStream();
        message.WriteTo(Crlf, octets);
        return octets.ToArray();
    }

    private static Multipart Body(LetterFacts facts, LetterBodies bodies, MailIdentity identity, IcsFile? calendar)
    {
        var isInvitation = calendar is { Method: not IcsMethod.Publish };
        var alternative = new MultipartAlternative { Boundary = identity.Boundary("alternative") };
        alternative.Add(Text("plain", facts.Language, bodies.Text));
        alternative.Add(Text("html", facts.Language, bodies.Html));
        if (calendar is null)
        {
            return alternative;
        }

        if (isInvitation)
        {
            alternative.Add(Calendar(calendar));
        }

        // Outlook shows PUBLISH in a calendar part as raw text, and takes it as a file: there it goes as an attachment alone.
        var mixed = new Multipart("mixed") { Boundary = identity.Boundary("mixed") };
        mixed.Add(alternative);
        mixed.Add(Attachment(calendar, isInvitation ? AttachmentName : ProgrammeName));
        return mixed;
    }

    private static TextPart Text(string subtype, string language, string text)
    {
        var part = new TextPart(subtype)
        {
            Content = new MimeContent(new MemoryStream(QuotedPrintable(text.Replace("\n", "\r\n")), writable: false), ContentEncoding.QuotedPrintable),
            ContentTransferEncoding = ContentEncoding.QuotedPrintable,
        };
        part.ContentType.Charset = "utf-8";
        if (subtype == "plain")
        {
            // RFC 3676: lines that end with a space go on in the next.
            part.ContentType.Format = "flowed";
        }

        part.Headers.Add(HeaderId.ContentLanguage, language);
        return part;
    }

    private static byte[] QuotedPrintable(string text)
    {
        // RFC 2045, 6.7: at most 76 characters in a line. MimeKit's encoder goes up to two beyond what it is told.
        var encoder = new QuotedPrintableEncoder(MostInEncodedLine);
        var octets = Encoding.UTF8.GetBytes(text);
        var encoded = new byte[encoder.EstimateOutputLength(octets.Length)];
        var length = encoder.Flush(octets, 0, octets.Length, encoded);

        // It ends soft line breaks with LF alone.
        return Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(encoded, 0, length).Replace("\r\n", "\n").Replace("\n", "\r\n"));
    }

    private static MimePart Calendar(IcsFile calendar)
    {
        // RFC 6047, 2.4: method equals METHOD; Exchange refuses the part otherwise. Base64: not an octet changes on the way.
        var part = new MimePart("text", "calendar") { Content = Content(calendar), ContentTransferEncoding = ContentEncoding.Base64 };
        part.ContentType.Parameters.Add("charset", "utf-8");
        part.ContentType.Parameters.Add("method", calendar.MethodName);
        return part;
    }

    private static MimePart Attachment(IcsFile calendar, string name) => new("application", "ics")
    {
        Content = Content(calendar),
        ContentTransferEncoding = ContentEncoding.Base64,
        ContentDisposition = new(ContentDisposition.Attachment) { FileName = name },
    };

    private static MimeContent Content(IcsFile calendar) => new(new MemoryStream(calendar.Octets.ToArray(), writable: false));

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
