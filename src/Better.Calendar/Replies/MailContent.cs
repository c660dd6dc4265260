using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>What matters of a mail: its headers, calendars, delivery reports, a returned email; found within the limits.</summary>
internal sealed class MailContent
{
    // MimeKit's options are dear to make; nobody changes these.
    private static readonly ParserOptions DefaultParserOptions = CreateParserOptions(ReplyPolicy.Default.Limits);

    // As mail travels; MimeKit's default is the machine's own line end.
    private static readonly FormatOptions CrlfFormatOptions = CreateFormatOptions();

    private MailContent()
    {
    }

    /// <summary>The mail's own headers.</summary>
    public MailHeaders Headers { get; internal set; } = new([]);

    /// <summary>Where the body begins, in bytes.</summary>
    public int BodyStart { get; internal set; }

    /// <summary>Parts that say that they are calendars, those that say to be replies first.</summary>
    public List<CalendarPart> Calendars { get; } = [];

    /// <summary>Delivery reports (RFC 3464).</summary>
    public List<MessageDeliveryStatus> DeliveryReports { get; } = [];

    /// <summary>The email that a report returns, or its headers, as bytes; null when there is none.</summary>
    public byte[]? ReturnedMessage { get; internal set; }

    /// <summary>Whether it is a report about another mail: a bounce, a receipt.</summary>
    public bool IsReport { get; internal set; }

    /// <summary>Which limit the mail is beyond, in a sentence; null when none.</summary>
    public string? ExceededLimit { get; internal set; }

    /// <summary>Goes over a mail once.</summary>
    /// <exception cref="FormatException">It is no mail.</exception>
    public static MailContent Parse(byte[] mail, ReplyLimits limits)
    {
        var parts = new MailContent();
        new MimeScanner(mail, limits.MaxDepth == ReplyPolicy.Default.Limits.MaxDepth ? DefaultParserOptions : CreateParserOptions(limits), limits, parts).ReadMessage();
        return parts;
    }

    /// <summary>The parts of a mail that a host has read or made itself.</summary>
    public static MailContent Parse(MimeMessage message, ReplyLimits limits) => Parse(ToBytes(message), limits);

    /// <summary>The bytes of such a mail.</summary>
    public static byte[] ToBytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(CrlfFormatOptions, bytes);
        return bytes.ToArray();
    }

    /// <summary>One level more than is allowed, so that the depth is seen.</summary>
    private static ParserOptions CreateParserOptions(ReplyLimits limits) => new() { MaxMimeDepth = limits.MaxDepth + 2 };

    private static FormatOptions CreateFormatOptions()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
