using System.Globalization;
using Better.Calendar.Icalendar.Writing;
using NodaTime;

namespace Better.Calendar.Email;

/// <summary>An email written whole, by Ical.Net and MimeKit: what is said in it, and its bytes.</summary>
internal sealed class EmailRenderer
{
    private readonly PlannedEmail message;
    private readonly Instant timestamp;

    /// <summary>Writes a letter of a series without faults.</summary>
    /// <param name="series">The series.</param>
    /// <param name="message">What is written to whom.</param>
    /// <param name="at">When.</param>
    /// <param name="options">How.</param>
    /// <param name="guestsPlaceholder">A name that stands for those of all guests, where a template is made.</param>
    public EmailRenderer(WorkshopSeries series, PlannedEmail message, Instant at, InvitationOptions options, string? guestsPlaceholder = null)
    {
        (this.message, this.timestamp) = (message, at);
        var recipient = message.Recipient;
        var texts = options.Texts(series.LanguageOf(recipient));
        Content = new EmailContentBuilder(series, texts, recipient, options).Build(message);
        Bodies = options.CustomBodies?.Invoke(Content) ?? new(PlainTextBodyRenderer.Render(Content), HtmlBodyRenderer.Render(Content, options.Theme));
        MessageIds = new(series, message);
        Uid = message.Workshop is { } about ? WorkshopUid.Create(series, about) : WorkshopUid.Create(series);
        Sender = GetSender(series, message, options);
        var parts = new EmailCalendarBuilder(series, recipient, texts, options.Zones) { AllowsProposals = options.AllowsProposals, Privacy = options.Privacy, Organizer = Sender, RenamedZoneIds = options.RenamedZoneIds, GuestsPlaceholder = guestsPlaceholder };
        CalendarLines = EmailKindTexts.ForKind(message.Kind).Method switch
        {
            { } method when message.Workshop is { } workshop => parts.BuildWorkshop(workshop, method, at),
            { } method => parts.BuildSeries(method, at),
            null => null,
        };
        Calendar = CalendarLines is null && message.Kind == EmailKind.Overview && options is { CalendarFileUrl: null, SchedulingMode: SchedulingMode.EventPerWorkshop }
            ? WorkshopCalendar.Publish(series, series.LanguageOf(recipient), at, options.Zones, options.RenamedZoneIds)
            : guestsPlaceholder is null ? CalendarLines?.ToFile() : null;
    }

    /// <summary>What it says.</summary>
    public EmailContent Content { get; }

    /// <summary>The same as text and as HTML.</summary>
    public EmailBodies Bodies { get; }

    /// <summary>The calendar part, or the file that is attached; null where there is neither, and where a template is made of lines.</summary>
    public IcsFile? Calendar { get; }

    /// <summary>The lines of the calendar part; null where there is none.</summary>
    public CalendarLines? CalendarLines { get; }

    /// <summary>From = ORGANIZER = Reply-To.</summary>
    public Organizer Sender { get; }

    /// <summary>The UID of what it is about.</summary>
    public string Uid { get; }

    /// <summary>Its Message-ID and boundaries.</summary>
    public MessageIdGenerator MessageIds { get; }

    /// <summary>The whole message.</summary>
    public byte[] RenderBytes()
    {
        var recipient = message.Recipient;
        var digest = MessageIds.GetDigest(recipient.Email);
        return MimeMessageBuilder.BuildBytes(new()
        {
            Sender = SenderHeaders(Sender),
            To = HeaderEncoder.EncodeMailbox("To", recipient.Name, recipient.Email),
            Subject = HeaderEncoder.EncodeUnstructured("Subject", Content.Subject),
            Date = FormatDate(timestamp),
            MessageId = digest + MessageIds.MessageIdSuffix,
            ThreadId = MessageIds.CreateThreadId(recipient.Email),
            Digest = digest,
            Language = Content.Language,
            Text = Encode(Bodies.Text),
            Html = Encode(Bodies.Html),
            Calendar = Calendar is null ? null : Encode(Calendar.Bytes.Span),
            Method = Calendar?.Method,
        });
    }

    /// <summary>Who writes to a recipient: the organizer, from her address with the recipient's token where there are tokens.</summary>
    public static Organizer GetSender(WorkshopSeries series, PlannedEmail message, InvitationOptions options) =>
        options.ReplyTokens is { } tokens ? series.Organizer with { Email = tokens.GetAddress(series, message.Workshop, message.Recipient) } : series.Organizer;

    public static (string From, string ReplyTo) SenderHeaders(Organizer sender) =>
        (HeaderEncoder.EncodeMailbox("From", sender.Name, sender.Email), HeaderEncoder.EncodeMailbox("Reply-To", sender.Name, sender.Email));

    /// <summary>RFC 5322, 3.3.</summary>
    public static string FormatDate(Instant at) => at.ToDateTimeOffset().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);

    private static byte[] Encode(string text)
    {
        var (lines, encoded) = (new ByteBuffer(2 * text.Length), new ByteBuffer(2 * text.Length));
        lines.Append(text);
        TransferEncoder.EncodeQuotedPrintable(lines.WrittenSpan, encoded);
        return encoded.ToArray();
    }

    private static byte[] Encode(ReadOnlySpan<byte> bytes)
    {
        var encoded = new ByteBuffer(bytes.Length * 3 / 2);
        TransferEncoder.EncodeBase64(bytes, encoded);
        return encoded.ToArray();
    }
}
