using System.Text;
using NodaTime;

namespace Better.Calendar.Email;

/// <summary>An email to nobody, written once by Ical.Net and MimeKit; printing fills in what is a recipient's own.</summary>
/// <remarks>
/// MimeKit lays out a frame in which marks stand for headers and bodies. Cut at its marks, the frame is the master: bytes that all
/// emails share, and between them slots. The bytes of a printed email are those that <see cref="EmailRenderer"/> writes.
/// </remarks>
internal sealed class EmailTemplate
{
    // No header and no boundary of ours ends with it.
    private const char PaddingCharacter = '#';

    private readonly List<Segment> segments = [];
    private readonly WorkshopSeries series;
    private readonly InvitationOptions options;
    private readonly BodyTemplate text;
    private readonly BodyTemplate html;
    private readonly CalendarTemplate? calendar;
    private readonly ContentTemplate content;
    private readonly string uid;

    private EmailTemplate(WorkshopSeries series, EmailRenderer draft, CalendarTemplate? calendar, InvitationOptions options, Instant at)
    {
        (this.series, this.options, this.calendar, content) = (series, options, calendar, new(draft.Content));
        uid = draft.Uid;
        (Subject, Language, MessageIds) = (draft.Content.Subject, draft.Content.Language, draft.MessageIds);
        (text, html) = (BodyTemplate.FromPlainText(draft.Content), BodyTemplate.FromHtml(draft.Bodies));
        var sender = EmailRenderer.SenderHeaders(series.Organizer);
        Split(CreateFrame(draft), slot => slot switch
        {
            Placeholder.From when options.ReplyTokens is null => sender.From,
            Placeholder.ReplyTo when options.ReplyTokens is null => sender.ReplyTo,
            Placeholder.Subject => HeaderEncoder.EncodeUnstructured("Subject", Subject),
            Placeholder.Date => EmailRenderer.FormatDate(at),
            _ => null,
        });
    }

    /// <summary>What in an email may be a recipient's own; in the order in which the frame names them.</summary>
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

    /// <summary>The subject of all emails from this master.</summary>
    public string Subject { get; }

    /// <summary>Their language (BCP 47).</summary>
    public string Language { get; }

    /// <summary>Their Message-IDs.</summary>
    public MessageIdGenerator MessageIds { get; }

    /// <summary>The master of all emails that differ by their recipient's name and address only; null where that cannot be told, and each is written for itself.</summary>
    /// <param name="series">The series.</param>
    /// <param name="message">An email that is to have the master.</param>
    /// <param name="at">When it is written.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="hasPage">Whether the recipient has a response page.</param>
    /// <param name="hasGuests">Whether they see other guests.</param>
    public static EmailTemplate? Create(WorkshopSeries series, PlannedEmail message, Instant at, InvitationOptions options, bool hasPage, bool hasGuests)
    {
        // Nobody, who has a page that is nowhere and sees one guest who stands for all.
        var template = options with { CustomBodies = null, RsvpPage = hasPage ? static (_, _, _) => TemplateText.Page : null };
        var draft = new EmailRenderer(
            series with { Participants = hasGuests ? [TemplateText.Guest] : [] },
            message with { Recipient = message.Recipient with { Name = TemplateText.PlaceholderName, Email = TemplateText.PlaceholderEmail } },
            at,
            template,
            guestsPlaceholder: TemplateText.Guests);
        var calendar = draft.CalendarLines is { } lines ? CalendarTemplate.Create(lines, options.ReplyTokens is not null)
            : draft.Calendar is { } file ? CalendarTemplate.Create(file)
            : null;

        // A long subject is shortened, and how far depends on the name in it. In HTML an address is linked wherever it stands in the
        // sentence about the response page; so if the sentence has one of its own, it cannot be told apart.
        var isClear = !TemplateText.ContainsPlaceholder(draft.Content.Subject)
            && (calendar is null) == (draft.CalendarLines is null && draft.Calendar is null)
            && (draft.Content.RsvpPage is not { } page || !page.Text.Replace(TemplateText.Page.AbsoluteUri, "").Contains("http"));
        return isClear ? new(series, draft, calendar, options, at) : null;
    }

    /// <summary>Prints a recipient's email.</summary>
    /// <param name="buffers">Where it is put together.</param>
    /// <param name="message">Whom it goes to; the rest is as in the master's.</param>
    /// <param name="reader">What of the email is theirs.</param>
    public void Render(RenderBuffers buffers, PlannedEmail message, in EmailReader reader)
    {
        var recipient = message.Recipient;
        var recipientDigest = reader.Digest;
        var sender = options.ReplyTokens is { } tokens
            ? series.Organizer with { Email = tokens.GetAddress(series.Organizer.Email, uid, recipient.Email) }
            : series.Organizer;
        var bodies = options.CustomBodies?.Invoke(content.Fill(reader));
        Span<byte> digest = stackalloc byte[MessageIdGenerator.DigestHexLength];
        MessageIds.WriteDigest(recipientDigest, digest);
        var (email, calendarStart, calendarLength) = (buffers.Output, 0, 0);
        foreach (var (shared, slot) in segments)
        {
            email.Append(shared);
            switch (slot)
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
                    text.Render(buffers, reader);
                    break;
                case Placeholder.Html when bodies is null:
                    html.Render(buffers, reader);
                    break;
                case Placeholder.Text or Placeholder.Html:
                    TransferEncoder.EncodeQuotedPrintable(buffers.Lines.SetText(slot == Placeholder.Text ? bodies!.Text : bodies!.Html), email);
                    break;
                case Placeholder.Calendar when calendarLength == 0:
                    calendarStart = email.Length;
                    calendar!.Render(buffers, reader, sender);
                    calendarLength = email.Length - calendarStart;
                    break;
                case Placeholder.Calendar:
                    // The attachment is the same.
                    email.Reserve(calendarLength);
                    email.Append(email.Bytes.AsSpan(calendarStart, calendarLength));
                    break;
            }
        }
    }

    /// <summary>The email with marks in place of all that a series or a recipient says.</summary>
    private static string CreateFrame(EmailRenderer draft) => Encoding.ASCII.GetString(MimeMessageBuilder.BuildBytes(new()
    {
        Sender = (Marker(Placeholder.From), Marker(Placeholder.ReplyTo)),
        To = Marker(Placeholder.To),
        Subject = Marker(Placeholder.Subject),
        Date = Marker(Placeholder.Date),
        MessageId = Marker(Placeholder.MessageId),
        ThreadId = draft.MessageIds.StartsThread ? null : Marker(Placeholder.ThreadId),

        // As long as a digest is: MimeKit folds a header by its length.
        Digest = Marker(Placeholder.Digest).PadLeft(MessageIdGenerator.DigestHexLength, PaddingCharacter),
        Language = draft.Content.Language,
        Text = MarkerLine(Placeholder.Text),
        Html = MarkerLine(Placeholder.Html),
        Calendar = draft.Calendar is null && draft.CalendarLines is null ? null : MarkerLine(Placeholder.Calendar),
        Method = draft.CalendarLines?.Method ?? draft.Calendar?.Method,
    }));

    private static string Marker(Placeholder placeholder) => $"{{{placeholder}}}";

    // A body is whole lines.
    private static byte[] MarkerLine(Placeholder placeholder) => Encoding.ASCII.GetBytes(Marker(placeholder) + "\r\n");

    private void Split(string email, Func<Placeholder, string?> shared)
    {
        var before = new StringBuilder();
        var at = 0;
        for (var open = email.IndexOf('{'); open >= 0; open = email.IndexOf('{', at))
        {
            var close = email.IndexOf('}', open);
            _ = Enum.TryParse(email.Substring(open + 1, close - open - 1), out Placeholder slot);
            before.Append(email.Substring(at, open - at).TrimEnd(PaddingCharacter));

            // The line break behind the mark of a body is the body's.
            at = close + 1 + (slot is Placeholder.Text or Placeholder.Html or Placeholder.Calendar ? 2 : 0);
            if (shared(slot) is { } same)
            {
                before.Append(same);
                continue;
            }

            segments.Add(new(Encoding.ASCII.GetBytes(before.ToString()), slot));
            before.Clear();
        }

        segments.Add(new(Encoding.ASCII.GetBytes(before.Append(email, at, email.Length - at).ToString()), Placeholder.End));
    }

    private sealed record Segment(byte[] SharedBytes, Placeholder Placeholder);
}

/// <summary>What of an email is its recipient's own.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
/// <param name="Digest">What <see cref="MessageIdGenerator.ComputeDigest(EmailAddress)"/> gives for the address.</param>
/// <param name="Page">Their response page; null where they have none.</param>
/// <param name="Guests">The guests among whom they are; null where nobody sees the others.</param>
/// <param name="Place">Where they stand among the guests; -1: nowhere.</param>
internal readonly record struct EmailReader(string Name, EmailAddress Email, byte[] Digest, Uri? Page, GuestList? Guests, int Place);
