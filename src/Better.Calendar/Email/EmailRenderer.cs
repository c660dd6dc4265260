using System.Globalization;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Localization;
using NodaTime;

namespace Better.Calendar.Email;

/// <summary>Renders one email as a whole, by Ical.Net and MimeKit: its content, its bodies and its bytes.</summary>
internal sealed class EmailRenderer
{
    private readonly PlannedEmail message;
    private readonly EmailSender? sender;
    private readonly Instant timestamp;

    /// <summary>Renders the content and the bodies.</summary>
    /// <param name="series">The series; it must be valid.</param>
    /// <param name="message">The email to render.</param>
    /// <param name="at">The email's Date and DTSTAMP.</param>
    /// <param name="options">The composer's options.</param>
    /// <param name="guestsPlaceholder">The name that stands for the names of all guests if the email becomes a template; otherwise
    /// null.</param>
    public EmailRenderer(
        WorkshopSeries series,
        PlannedEmail message,
        Instant at,
        InvitationOptions options,
        string? guestsPlaceholder = null)
    {
        var recipient = message.Recipient;
        series = recipient.GetOwn(series);
        message = message with
        {
            Workshop = message.Workshop is { } subject ? recipient.GetOwn(subject) : null,
            PreviousWorkshop = message.PreviousWorkshop is { } before ? recipient.GetOwn(before) : null,
            PreviousWorkshops = recipient.Meetings.Count == 0
                ? message.PreviousWorkshops
                : message.PreviousWorkshops.Select(recipient.GetOwn).ToValueList(),
        };
        (this.message, this.timestamp) = (message, at);
        var texts = SeriesLanguage.ChooseSentences(series, series.LanguageOf(recipient), options.Texts).WithNoun(options.Noun);
        Content = new EmailContentBuilder(series, texts, recipient, options).Build(message, at);
        Bodies = options.CustomBodies?.Invoke(Content)
            ?? new(PlainTextBodyRenderer.Render(Content), HtmlBodyRenderer.Render(Content, options.Theme));
        MessageIds = new(series, message);
        Uid = message.Workshop is { } about ? WorkshopUid.Create(series, about) : WorkshopUid.Create(series);
        Organizer = GetOrganizer(series, message, options);
        sender = options.Sender;
        var parts =
            new EmailCalendarBuilder(
                series,
                recipient,
                texts,
                options.Zones)
            {
                AllowsProposals = options.AllowsProposals,
                ShowsOutlookJoinButton = options.ShowsOutlookJoinButton,
                OwnProperties = options.EventProperties is { } own ? workshop => own(series, workshop) : null,
                Privacy = options.Privacy,
                Organizer = Organizer,
                SentBy = options.Sender?.Email,
                ZoneOptions = new(options.RenamedZoneIds, options.ChangedZoneRules),
                Response = message.CarriedResponse,
                Note = message.Note,
                SchedulePage = options.SchedulePage,
                RsvpPage = options.ShowsRsvpPageInCalendar ? Content.RsvpPage?.Url : null,
                GuestsPlaceholder = guestsPlaceholder
            };
        CalendarLines = EmailKindTexts.ForEmail(message).Method switch
        {
            { } method when message.Workshop is { } workshop => parts.BuildWorkshop(workshop, method, at),
            { } method => parts.BuildSeries(method, at, message.GetSequence(series), GetResponses(message)),
            null => null,
        };
        Calendar = guestsPlaceholder is null ? CalendarLines?.ToFile() : null;
    }

    /// <summary>What the email says.</summary>
    public EmailContent Content { get; }

    /// <summary>The content as plain text and as HTML.</summary>
    public EmailBodies Bodies { get; }

    /// <summary>The calendar part; null if there is none, or if a template is made from <see cref="CalendarLines"/>.</summary>
    public IcsFile? Calendar { get; }

    /// <summary>The lines of the calendar part; null if there is none.</summary>
    public CalendarLines? CalendarLines { get; }

    /// <summary>The address of ORGANIZER and Reply-To, and of From unless somebody else is the sender.</summary>
    public Organizer Organizer { get; }

    /// <summary>The UID of the workshop, or of the series if the email is about all of it.</summary>
    public string Uid { get; }

    /// <summary>Makes the Message-ID and the MIME boundaries.</summary>
    public MessageIdGenerator MessageIds { get; }

    /// <summary>Renders the whole message.</summary>
    public byte[] RenderBytes()
    {
        var recipient = message.Recipient;
        var digest = MessageIds.GetDigest(recipient.Email);
        return MimeMessageBuilder.BuildBytes(new()
        {
            Sender = SenderHeaders(Organizer, sender),
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

    /// <summary>
    /// The organizer of a recipient's email, whose address holds the recipient's token if there are reply tokens.
    /// </summary>
    public static Organizer GetOrganizer(WorkshopSeries series, PlannedEmail message, InvitationOptions options) =>
        options.ReplyTokens is { } tokens
            ? series.Organizer with { Email = tokens.GetAddress(series, message.Workshop, message.Recipient) }
            : series.Organizer;

    public static (string From, string ReplyTo) SenderHeaders(Organizer organizer, EmailSender? sender) =>
        (HeaderEncoder.EncodeMailbox("From", sender?.Name ?? organizer.Name, sender?.Email ?? organizer.Email),
            HeaderEncoder.EncodeMailbox("Reply-To", organizer.Name, organizer.Email));

    /// <summary>The recipient's responses to single workshops of a recurring event, by the id of the workshop.</summary>
    private static Dictionary<string, ParticipationStatus?> GetResponses(PlannedEmail message)
    {
        var responses = new Dictionary<string, ParticipationStatus?>(StringComparer.OrdinalIgnoreCase);
        foreach (var response in message.OccurrenceResponses)
        {
            responses[response.WorkshopId] = response.Response;
        }

        return responses;
    }

    /// <summary>A date as the Date header wants it (RFC 5322, 3.3).</summary>
    public static string FormatDate(Instant at) =>
        at.ToDateTimeOffset().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);

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
