using MimeKit;

namespace Better.Calendar.Replies;

/// <summary>What matters of a mail: its headers, calendars, delivery reports, a returned letter; found within the limits.</summary>
internal sealed class MailParts
{
    // MimeKit's options are dear to make; nobody changes these.
    private static readonly ParserOptions Usual = OptionsFor(ReplyPolicy.Default.Limits);

    // As mail travels; MimeKit's default is the machine's own line end.
    private static readonly FormatOptions Crlf = CreateFormat();

    private MailParts()
    {
    }

    /// <summary>The mail's own headers.</summary>
    public MailHeaders Headers { get; internal set; } = new([]);

    /// <summary>Where the body begins, in octets.</summary>
    public int BodyStart { get; internal set; }

    /// <summary>Parts that say that they are calendars, those that say to be replies first.</summary>
    public List<CalendarPart> Calendars { get; } = [];

    /// <summary>Delivery reports (RFC 3464).</summary>
    public List<MessageDeliveryStatus> Reports { get; } = [];

    /// <summary>The letter that a report returns, or its headers, as octets; null when there is none.</summary>
    public byte[]? Returned { get; internal set; }

    /// <summary>Whether it is a report about another mail: a bounce, a receipt.</summary>
    public bool IsReport { get; internal set; }

    /// <summary>Which limit the mail is beyond, in a sentence; null when none.</summary>
    public string? Excess { get; internal set; }

    /// <summary>Goes over a mail once.</summary>
    /// <exception cref="FormatException">It is no mail.</exception>
    public static MailParts Read(byte[] mail, ReplyLimits limits)
    {
        var parts = new MailParts();
        new MailScan(mail, limits.MostDepth == ReplyPolicy.Default.Limits.MostDepth ? Usual : OptionsFor(limits), limits, parts).ReadMessage();
        return parts;
    }

    /// <summary>The parts of a mail that a host has read or made itself.</summary>
    public static MailParts Read(MimeMessage message, ReplyLimits limits) => Read(Octets(message), limits);

    /// <summary>The octets of such a mail.</summary>
    public static byte[] Octets(MimeMessage message)
    {
        using var octets = new MemoryStream();
        message.WriteTo(Crlf, octets);
        return octets.ToArray();
    }

    /// <summary>One level more than is allowed, so that the depth is seen.</summary>
    private static ParserOptions OptionsFor(ReplyLimits limits) => new() { MaxMimeDepth = limits.MostDepth + 2 };

    private static FormatOptions CreateFormat()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
