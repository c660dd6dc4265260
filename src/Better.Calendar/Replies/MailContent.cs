using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>
/// The parts of a mail that a reply can consist of: headers, calendars, delivery reports and a returned email, as far as the limits allow.
/// </summary>
internal sealed class MailContent
{
    // Shared, because MimeKit's options are expensive to create. They are never changed.
    private static readonly ParserOptions DefaultParserOptions = CreateParserOptions(ReplyPolicy.Default.Limits);

    // Mail is sent with CRLF; MimeKit's default is the line ending of the operating system.
    private static readonly FormatOptions CrlfFormatOptions = CreateFormatOptions();

    private MailContent()
    {
    }

    /// <summary>The mail's own headers.</summary>
    public MailHeaders Headers { get; internal set; } = new([]);

    /// <summary>The position of the first byte after the headers.</summary>
    public int BodyStart { get; internal set; }

    /// <summary>The parts that are declared as calendars, the likeliest reply first (<see cref="CalendarPart.Rank"/>).</summary>
    public List<CalendarPart> Calendars { get; } = [];

    /// <summary>The delivery reports (message/delivery-status, RFC 3464).</summary>
    public List<MessageDeliveryStatus> DeliveryReports { get; } = [];

    /// <summary>The bytes of the email, or of its headers, that a report returns; null when there is none.</summary>
    public byte[]? ReturnedMessage { get; internal set; }

    /// <summary>Whether the mail is a report about another mail (multipart/report), such as a bounce or a read receipt.</summary>
    public bool IsReport { get; internal set; }

    /// <summary>Which limit the mail exceeds, as the second half of a sentence; null when it exceeds none.</summary>
    public string? ExceededLimit { get; internal set; }

    /// <summary>Reads a mail in one pass.</summary>
    /// <exception cref="FormatException">The bytes are not a mail.</exception>
    public static MailContent Parse(byte[] mail, ReplyLimits limits)
    {
        var content = new MailContent();
        new MimeScanner(mail, limits.MaxDepth == ReplyPolicy.Default.Limits.MaxDepth
            ? DefaultParserOptions
            : CreateParserOptions(limits), limits, content).ReadMessage();
        return content;
    }

    /// <summary>The bytes of a mail that the host has already parsed.</summary>
    public static byte[] ToBytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(CrlfFormatOptions, bytes);
        return bytes.ToArray();
    }

    /// <summary>Allows MimeKit a level more than the limit, so that a mail that is too deep is noticed and not cut off.</summary>
    private static ParserOptions CreateParserOptions(ReplyLimits limits) => new() { MaxMimeDepth = limits.MaxDepth + 2 };

    private static FormatOptions CreateFormatOptions()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
