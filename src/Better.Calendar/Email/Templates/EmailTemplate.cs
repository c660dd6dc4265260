using System.Text;
using NodaTime;

namespace Better.Calendar.Email.Templates;

/// <summary>
/// An email to a placeholder recipient, written once by Ical.Net and MimeKit; rendering fills in a real recipient's values.
/// </summary>
/// <remarks>
/// MimeKit writes an email in which markers stand for headers and bodies. Cut at its markers, it becomes the template: bytes that
/// all emails share, and placeholders between them. A rendered email has the same bytes as the one that <see cref="EmailRenderer"/> writes.
/// </remarks>
internal sealed class EmailTemplate
{
    // No header value and no boundary that this library writes ends with this character.
    private const char PaddingCharacter = '#';

    private readonly List<Segment> segments = [];
    private readonly WorkshopSeries series;
    private readonly InvitationOptions options;
    private readonly BodyTemplate text;
    private readonly BodyTemplate html;
    private readonly CalendarTemplate? calendar;
    private readonly ContentTemplate content;
    private readonly string uid;

    private EmailTemplate(WorkshopSeries series, EmailRenderer sample, CalendarTemplate? calendar, InvitationOptions options, Instant at)
    {
        (this.series, this.options, this.calendar, content) = (series, options, calendar, new(sample.Content));
        uid = sample.Uid;
        (Subject, Language, MessageIds) = (sample.Content.Subject, sample.Content.Language, sample.MessageIds);
        (text, html) = (BodyTemplate.FromPlainText(sample.Content), BodyTemplate.FromHtml(sample.Bodies));
        var sender = EmailRenderer.SenderHeaders(series.Organizer, options.Sender);
        Split(CreateMessageWithMarkers(sample), placeholder => placeholder switch
        {
            Placeholder.From when options.ReplyTokens is null || options.Sender is not null => sender.From,
            Placeholder.ReplyTo when options.ReplyTokens is null => sender.ReplyTo,
            Placeholder.Subject => HeaderEncoder.EncodeUnstructured("Subject", Subject),
            Placeholder.Date => EmailRenderer.FormatDate(at),
            _ => null,
        });
    }

    /// <summary>What differs from email to email, in the order in which it appears in the message.</summary>
    private enum Placeholder
    {
        End,
        From,
        To,
        ReplyTo,
        Subject,
        Date,
        MessageId,
        ThreadId,
        Digest,
        Text,
        Html,
        Calendar,
    }

    /// <summary>The subject of all emails from this template.</summary>
    public string Subject { get; }

    /// <summary>The language of all emails from this template (BCP 47).</summary>
    public string Language { get; }

    /// <summary>Makes the Message-IDs of the emails from this template.</summary>
    public MessageIdGenerator MessageIds { get; }

    /// <summary>
    /// Creates the template of all emails that differ only by what <see cref="RecipientValues"/> holds; null if the differences cannot be
    /// located safely, so that each email must be written as a whole.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="message">One of the emails that the template is for.</param>
    /// <param name="at">The email's Date and DTSTAMP.</param>
    /// <param name="options">The composer's options.</param>
    /// <param name="key">What all emails of the template have in common.</param>
    public static EmailTemplate? Create(
        WorkshopSeries series,
        PlannedEmail message,
        Instant at,
        InvitationOptions options,
        TemplateKey key)
    {
        // The placeholder recipient has a placeholder RSVP page, and sees one guest who stands for all guests.
        var sampleOptions = options with
        {
            CustomBodies = null,
            RsvpPage = key.HasPage ? static (_, _, _) => TemplateText.PlaceholderPage : null,
            CoursePage = key.HasPage ? static (_, _) => TemplateText.PlaceholderPage : null,
            GoogleDomains = key.NeedsKnownSender ? [TemplateText.PlaceholderEmail.Domain] : [],
        };
        var sample = new EmailRenderer(
            series with { Participants = key.HasGuests ? [TemplateText.PlaceholderGuest] : [] },
            message with
            {
                Recipient =
                message.Recipient with { Name = TemplateText.PlaceholderName, Email = TemplateText.PlaceholderEmail }
            },
            at,
            sampleOptions,
            guestsPlaceholder: TemplateText.PlaceholderGuests);
        var calendar = sample.CalendarLines is { } lines
            ? CalendarTemplate.Create(lines, options.ReplyTokens is not null, options.Sender?.Email)
            : null;

        // A long subject is shortened, and how far depends on the name in it.
        var isSafe = !TemplateText.ContainsPlaceholder(sample.Content.Subject) && (calendar is null) == (sample.CalendarLines is null);
        return isSafe ? new(series, sample, calendar, options, at) : null;
    }

    /// <summary>Renders a recipient's email.</summary>
    /// <param name="buffers">The buffers to render in; the email is appended to the output.</param>
    /// <param name="message">The email to render; it differs from the template's only by the recipient.</param>
    /// <param name="recipientValues">What is different for this recipient.</param>
    public void Render(RenderBuffers buffers, PlannedEmail message, in RecipientValues recipientValues)
    {
        var recipient = message.Recipient;
        var recipientDigest = recipientValues.Digest;
        var sender = options.ReplyTokens is { } tokens
            ? series.Organizer with { Email = tokens.GetAddress(series.Organizer.Email, uid, recipient.Email) }
            : series.Organizer;
        var bodies = options.CustomBodies?.Invoke(content.Fill(recipientValues));
        Span<byte> digest = stackalloc byte[MessageIdGenerator.DigestHexLength];
        MessageIds.WriteDigest(recipientDigest, digest);
        var (email, calendarStart, calendarLength) = (buffers.Output, 0, 0);
        foreach (var (shared, placeholder) in segments)
        {
            email.Append(shared);
            switch (placeholder)
            {
                case Placeholder.From:
                    HeaderEncoder.EncodeMailbox(email, "From", sender.Name, sender.Email);
                    break;
                case Placeholder.ReplyTo:
                    HeaderEncoder.EncodeMailbox(email, "Reply-To", sender.Name, sender.Email);
                    break;
                case Placeholder.To:
                    HeaderEncoder.EncodeMailbox(email, "To", recipient.Name, recipient.Email);
                    break;
                case Placeholder.MessageId:
                    email.Append(digest);
                    email.Append(MessageIds.MessageIdSuffix);
                    break;
                case Placeholder.ThreadId:
                    MessageIds.WriteThreadDigest(recipientDigest, email.AppendSpan(MessageIdGenerator.DigestHexLength));
                    email.Append(MessageIds.ThreadIdSuffix);
                    break;
                case Placeholder.Digest:
                    email.Append(digest);
                    break;
                case Placeholder.Text when bodies is null:
                    text.Render(buffers, recipientValues);
                    break;
                case Placeholder.Html when bodies is null:
                    html.Render(buffers, recipientValues);
                    break;
                case Placeholder.Text or Placeholder.Html:
                    TransferEncoder.EncodeQuotedPrintable(
                        buffers.Lines.SetText(placeholder == Placeholder.Text ? bodies!.Text : bodies!.Html),
                        email);
                    break;
                case Placeholder.Calendar when calendarLength == 0:
                    calendarStart = email.Length;
                    calendar!.Render(buffers, recipientValues, sender);
                    calendarLength = email.Length - calendarStart;
                    break;
                case Placeholder.Calendar:
                    // The attachment has the same bytes as the calendar part.
                    email.Reserve(calendarLength);
                    email.Append(email.Bytes.AsSpan(calendarStart, calendarLength));
                    break;
            }
        }
    }

    /// <summary>The message with markers in place of everything that comes from the series or the recipient.</summary>
    private static string CreateMessageWithMarkers(EmailRenderer sample) => Encoding.ASCII.GetString(MimeMessageBuilder.BuildBytes(new()
    {
        Sender = (Marker(Placeholder.From), Marker(Placeholder.ReplyTo)),
        To = Marker(Placeholder.To),
        Subject = Marker(Placeholder.Subject),
        Date = Marker(Placeholder.Date),
        MessageId = Marker(Placeholder.MessageId),
        ThreadId = sample.MessageIds.StartsThread ? null : Marker(Placeholder.ThreadId),

        // Padded to the length of a digest, because MimeKit folds a header by its length.
        Digest = Marker(Placeholder.Digest).PadLeft(MessageIdGenerator.DigestHexLength, PaddingCharacter),
        Language = sample.Content.Language,
        Text = MarkerLine(Placeholder.Text),
        Html = MarkerLine(Placeholder.Html),
        Calendar = sample.CalendarLines is null ? null : MarkerLine(Placeholder.Calendar),
        Method = sample.CalendarLines?.Method,
    }));

    private static string Marker(Placeholder placeholder) => $"{{{placeholder}}}";

    // A body consists of whole lines.
    private static byte[] MarkerLine(Placeholder placeholder) => Encoding.ASCII.GetBytes(Marker(placeholder) + "\r\n");

    private void Split(string email, Func<Placeholder, string?> shared)
    {
        var before = new StringBuilder();
        var at = 0;
        for (var open = email.IndexOf('{'); open >= 0; open = email.IndexOf('{', at))
        {
            var close = email.IndexOf('}', open);
            _ = Enum.TryParse(email.Substring(open + 1, close - open - 1), out Placeholder placeholder);
            before.Append(email.Substring(at, open - at).TrimEnd(PaddingCharacter));

            // The line break after the marker of a body belongs to the body.
            at = close + 1 + (placeholder is Placeholder.Text or Placeholder.Html or Placeholder.Calendar ? 2 : 0);
            if (shared(placeholder) is { } same)
            {
                before.Append(same);
                continue;
            }

            segments.Add(new(Encoding.ASCII.GetBytes(before.ToString()), placeholder));
            before.Clear();
        }

        segments.Add(new(Encoding.ASCII.GetBytes(before.Append(email, at, email.Length - at).ToString()), Placeholder.End));
    }

    private sealed record Segment(byte[] SharedBytes, Placeholder Placeholder);
}

/// <summary>What differs between the emails of one template.</summary>
/// <param name="Name">The recipient's name.</param>
/// <param name="Email">The recipient's address.</param>
/// <param name="Digest">What <see cref="MessageIdGenerator.ComputeDigest(EmailAddress)"/> gives for the address.</param>
/// <param name="Page">The recipient's RSVP page; null if they have none.</param>
/// <param name="Meetings">The join links of their own that the email shows; null if there are none.</param>
/// <param name="Guests">The guests that the email shows; null if participants do not see each other.</param>
/// <param name="GuestIndex">The recipient's index in the list of guests; -1 if they are not in it.</param>
internal readonly record struct RecipientValues(
    string Name,
    EmailAddress Email,
    byte[] Digest,
    Uri? Page,
    RecipientMeetings? Meetings,
    GuestList? Guests,
    int GuestIndex);
