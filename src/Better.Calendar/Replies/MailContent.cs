using Better.Calendar.Icalendar.Parsing;
using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>
/// The parts of a mail that a reply can consist of: headers, calendars, texts, reports and a returned email, as far as the limits allow.
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

    /// <summary>The texts of the mail itself, not those of a mail inside it.</summary>
    public List<PartContent> Texts { get; } = [];

    /// <summary>The delivery reports (message/delivery-status, RFC 3464; message/global-delivery-status, RFC 6533).</summary>
    public List<PartContent> DeliveryReports { get; } = [];

    /// <summary>The disposition notification (RFC 8098), a read receipt as a rule; null when there is none.</summary>
    public PartContent? Disposition { get; internal set; }

    /// <summary>The part with a mail in the format of Outlook (TNEF, winmail.dat); null when there is none.</summary>
    public PartContent? Tnef { get; internal set; }

    /// <summary>The bytes of the first mail, or of its headers, inside this one; null when there is none.</summary>
    public byte[]? EmbeddedMessage { get; internal set; }

    /// <summary>Everything below the headers, as it is in the mail.</summary>
    public ArraySegment<byte> Body { get; internal set; }

    /// <summary>Whether the mail is a report about another mail (multipart/report), such as a bounce or a read receipt.</summary>
    public bool IsReport { get; internal set; }

    /// <summary>Whether the report says that it is about a delivery (report-type=delivery-status, RFC 6522, 3).</summary>
    public bool IsDeliveryReport { get; internal set; }

    /// <summary>Which limit the mail exceeds, as the second half of a sentence; null when it exceeds none.</summary>
    public string? ExceededLimit { get; internal set; }

    /// <summary>Reads a mail in one pass.</summary>
    /// <exception cref="FormatException">The bytes are not a mail.</exception>
    public static MailContent Parse(byte[] mail, ReplyLimits limits) => Parse(mail, limits, depth: 0);

    /// <summary>Reads a mail that is inside so many others, in parts that had to be decoded.</summary>
    /// <exception cref="FormatException">The bytes are not a mail.</exception>
    internal static MailContent Parse(byte[] mail, ReplyLimits limits, int depth)
    {
        var excess = MailLimits.Replies.FindExcess(mail);
        var content = new MailContent { ExceededLimit = excess?.TrimEnd('.') };
        if (content.ExceededLimit is null)
        {
            new MimeScanner(mail, limits.MaxDepth == ReplyPolicy.Default.Limits.MaxDepth
                ? DefaultParserOptions
                : CreateParserOptions(limits), limits, content, depth).ReadMessage();
        }

        return content;
    }

    /// <summary>The bytes of a mail that the host has already parsed.</summary>
    public static byte[] ToBytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(CrlfFormatOptions, bytes);
        return bytes.ToArray();
    }

    /// <summary>Adds a calendar before those that are less likely to be the reply.</summary>
    internal void Add(CalendarPart calendar)
    {
        var at = Calendars.FindIndex(other => other.Rank < calendar.Rank);
        Calendars.Insert(at < 0 ? Calendars.Count : at, calendar);
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
