using System.Globalization;
using Better.Calendar.Ics;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Invitations;

/// <summary>A letter written whole, by Ical.Net and MimeKit: what is said in it, and its octets.</summary>
internal sealed class LetterDraft
{
    private readonly PlannedMessage message;
    private readonly Instant at;

    /// <summary>Writes a letter of a series without faults.</summary>
    /// <param name="series">The series.</param>
    /// <param name="message">What is written to whom.</param>
    /// <param name="at">When.</param>
    /// <param name="options">How.</param>
    /// <param name="guestsPlaceholder">A name that stands for those of all guests, where a template is made.</param>
    public LetterDraft(WorkshopSeries series, PlannedMessage message, Instant at, InvitationOptions options, string? guestsPlaceholder = null)
    {
        (this.message, this.at) = (message, at);
        var recipient = message.Recipient;
        var wording = options.Wording(series.LanguageOf(recipient));
        Facts = new FactWriter(series, wording, recipient, options).Write(message);
        Bodies = options.Bodies?.Invoke(Facts) ?? new(PlainBody.Write(Facts), HtmlBody.Write(Facts, options.Theme));
        Identity = new(series, message);
        Sender = SenderOf(series, message, options);
        var parts = new LetterCalendar(series, recipient, wording, options.Zones) { AllowsProposals = options.AllowsProposals, Privacy = options.Privacy, Organizer = Sender, Names = options.ZoneNames, GuestsPlaceholder = guestsPlaceholder };
        CalendarLines = KindWords.Of(message.Kind).Method switch
        {
            { } method when message.Workshop is { } workshop => parts.Workshop(workshop, method, at),
            { } method => parts.Series(method, at),
            null => null,
        };
        Calendar = CalendarLines is null && message.Kind == LetterKind.Overview && options is { CalendarFile: null, Form: SeriesForm.LetterPerWorkshop }
            ? WorkshopCalendar.Publish(series, series.LanguageOf(recipient), at, options.Zones, options.ZoneNames)
            : guestsPlaceholder is null ? CalendarLines?.ToFile() : null;
    }

    /// <summary>What it says.</summary>
    public LetterFacts Facts { get; }

    /// <summary>The same as text and as HTML.</summary>
    public LetterBodies Bodies { get; }

    /// <summary>The calendar part, or the file that is attached; null where there is neither, and where a template is made of lines.</summary>
    public IcsFile? Calendar { get; }

    /// <summary>The lines of the calendar part; null where there is none.</summary>
    public CalendarLines? CalendarLines { get; }

    /// <summary>From = ORGANIZER = Reply-To.</summary>
    public Organizer Sender { get; }

    /// <summary>Its Message-ID and boundaries.</summary>
    public MailIdentity Identity { get; }

    /// <summary>The whole message.</summary>
    public byte[] Octets()
    {
        var recipient = message.Recipient;
        var digest = Identity.Digest(recipient.Email);
        return MailLayout.Octets(new()
        {
            Sender = SenderHeaders(Sender),
            To = HeaderText.Mailbox("To", recipient.Name, recipient.Email),
            Subject = HeaderText.Unstructured("Subject", Facts.Subject),
            Date = Date(at),
            MessageId = digest + Identity.BehindDigest,
            ThreadId = Identity.ThreadId(recipient.Email),
            Digest = digest,
            Language = Facts.Language,
            Text = Encoded(Bodies.Text),
            Html = Encoded(Bodies.Html),
            Calendar = Calendar is null ? null : Encoded(Calendar.Octets.Span),
            Method = Calendar?.Method,
        });
    }

    /// <summary>Who writes to a recipient: the organiser, from her address with the recipient's token where there are tokens.</summary>
    public static Organizer SenderOf(WorkshopSeries series, PlannedMessage message, InvitationOptions options) =>
        options.ReplyTokens is { } tokens ? series.Organizer with { Email = tokens.Address(series, message.Workshop, message.Recipient) } : series.Organizer;

    public static (string From, string ReplyTo) SenderHeaders(Organizer sender) =>
        (HeaderText.Mailbox("From", sender.Name, sender.Email), HeaderText.Mailbox("Reply-To", sender.Name, sender.Email));

    /// <summary>RFC 5322, 3.3.</summary>
    public static string Date(Instant at) => at.ToDateTimeOffset().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);

    private static byte[] Encoded(string text)
    {
        var (lines, encoded) = (new OctetBuffer(2 * text.Length), new OctetBuffer(2 * text.Length));
        lines.Append(text);
        TransferEncoding.QuotedPrintable(lines.Written, encoded);
        return encoded.ToArray();
    }

    private static byte[] Encoded(ReadOnlySpan<byte> octets)
    {
        var encoded = new OctetBuffer(octets.Length * 3 / 2);
        TransferEncoding.Base64(octets, encoded);
        return encoded.ToArray();
    }
}
