using System.Text;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Invitations;

/// <summary>A letter to nobody, written once by Ical.Net and MimeKit; printing fills in what is a recipient's own.</summary>
/// <remarks>
/// MimeKit lays out a frame in which marks stand for headers and bodies. Cut at its marks, the frame is the master: octets that all
/// letters share, and between them slots. The octets of a printed letter are those that <see cref="LetterDraft"/> writes.
/// </remarks>
internal sealed class LetterMaster
{
    // No header and no boundary of ours ends with it.
    private const char Filling = '#';

    private readonly List<Piece> frame = [];
    private readonly WorkshopSeries series;
    private readonly InvitationOptions options;
    private readonly BodyMaster text;
    private readonly BodyMaster html;
    private readonly CalendarMaster? calendar;
    private readonly ContentTemplate content;

    private LetterMaster(WorkshopSeries series, LetterDraft draft, CalendarMaster? calendar, InvitationOptions options, Instant at)
    {
        (this.series, this.options, this.calendar, content) = (series, options, calendar, new(draft.Facts));
        (Subject, Language, Identity) = (draft.Facts.Subject, draft.Facts.Language, draft.Identity);
        (text, html) = (BodyMaster.Plain(draft.Facts), BodyMaster.Html(draft.Bodies));
        var sender = LetterDraft.SenderHeaders(series.Organizer);
        Cut(Frame(draft), slot => slot switch
        {
            Slot.From when options.ReplyTokens is null => sender.From,
            Slot.ReplyTo when options.ReplyTokens is null => sender.ReplyTo,
            Slot.Subject => HeaderText.Unstructured("Subject", Subject),
            Slot.Date => LetterDraft.Date(at),
            _ => null,
        });
    }

    /// <summary>What in a letter may be a recipient's own; in the order in which the frame names them.</summary>
    private enum Slot
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

    /// <summary>The subject of all letters from this master.</summary>
    public string Subject { get; }

    /// <summary>Their language (BCP 47).</summary>
    public string Language { get; }

    /// <summary>Their Message-IDs.</summary>
    public MailIdentity Identity { get; }

    /// <summary>The master of all letters that differ by their recipient's name and address only; null where that cannot be told, and each is written for itself.</summary>
    /// <param name="series">The series.</param>
    /// <param name="message">A letter that is to have the master.</param>
    /// <param name="at">When it is written.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="hasPage">Whether the recipient has a response page.</param>
    /// <param name="hasGuests">Whether they see other guests.</param>
    public static LetterMaster? Of(WorkshopSeries series, PlannedMessage message, Instant at, InvitationOptions options, bool hasPage, bool hasGuests)
    {
        // Nobody, who has a page that is nowhere and sees one guest who stands for all.
        var template = options with { Bodies = null, AnswerPage = hasPage ? static (_, _, _) => SlotText.Page : null };
        var draft = new LetterDraft(
            series with { Participants = hasGuests ? [SlotText.Guest] : [] },
            message with { Recipient = message.Recipient with { Name = SlotText.Name, Email = SlotText.Email } },
            at,
            template,
            guestsPlaceholder: SlotText.Guests);
        var calendar = draft.CalendarLines is { } lines ? CalendarMaster.Of(lines, options.ReplyTokens is not null)
            : draft.Calendar is { } file ? CalendarMaster.Of(file)
            : null;

        // A long subject is shortened, and how far depends on the name in it. In HTML an address is linked wherever it stands in the
        // sentence about the response page; so if the sentence has one of its own, it cannot be told apart.
        var isClear = !SlotText.IsIn(draft.Facts.Subject)
            && (calendar is null) == (draft.CalendarLines is null && draft.Calendar is null)
            && (draft.Facts.AnswerPage is not { } page || !page.Text.Replace(SlotText.Page.AbsoluteUri, "").Contains("http"));
        return isClear ? new(series, draft, calendar, options, at) : null;
    }

    /// <summary>Prints a recipient's letter.</summary>
    /// <param name="desk">Where it is put together.</param>
    /// <param name="message">Whom it goes to; the rest is as in the master's.</param>
    /// <param name="reader">What of the letter is theirs.</param>
    public void Print(PressDesk desk, PlannedMessage message, in LetterReader reader)
    {
        var recipient = message.Recipient;
        var recipientDigest = reader.Digest;
        var sender = LetterDraft.SenderOf(series, message, options);
        var bodies = options.Bodies?.Invoke(content.Fill(reader));
        Span<byte> digest = stackalloc byte[MailIdentity.Digits];
        Identity.WriteDigest(recipientDigest, digest);
        var (letter, calendarStart, calendarLength) = (desk.Letter, 0, 0);
        foreach (var (shared, slot) in frame)
        {
            letter.Append(shared);
            switch (slot)
            {
                case Slot.From:
                    HeaderText.Mailbox(letter, "From", sender.Name, sender.Email);
                    break;
                case Slot.ReplyTo:
                    HeaderText.Mailbox(letter, "Reply-To", sender.Name, sender.Email);
                    break;
                case Slot.To:
                    HeaderText.Mailbox(letter, "To", recipient.Name, recipient.Email);
                    break;
                case Slot.MessageId:
                    letter.Append(digest);
                    letter.Append(Identity.BehindDigest);
                    break;
                case Slot.ThreadId:
                    Identity.WriteFirstDigest(recipientDigest, letter.Take(MailIdentity.Digits));
                    letter.Append(Identity.BehindFirst);
                    break;
                case Slot.Digest:
                    letter.Append(digest);
                    break;
                case Slot.Text when bodies is null:
                    text.Print(desk, reader);
                    break;
                case Slot.Html when bodies is null:
                    html.Print(desk, reader);
                    break;
                case Slot.Text or Slot.Html:
                    TransferEncoding.QuotedPrintable(desk.Lines.Hold(slot == Slot.Text ? bodies!.Text : bodies!.Html), letter);
                    break;
                case Slot.Calendar when calendarLength == 0:
                    calendarStart = letter.Length;
                    calendar!.Print(desk, reader, sender);
                    calendarLength = letter.Length - calendarStart;
                    break;
                case Slot.Calendar:
                    // The attachment is the same.
                    letter.Reserve(calendarLength);
                    letter.Append(letter.Octets.AsSpan(calendarStart, calendarLength));
                    break;
            }
        }
    }

    /// <summary>The letter with marks in place of all that a series or a recipient says.</summary>
    private static string Frame(LetterDraft draft) => Encoding.ASCII.GetString(MailLayout.Octets(new()
    {
        Sender = (Mark(Slot.From), Mark(Slot.ReplyTo)),
        To = Mark(Slot.To),
        Subject = Mark(Slot.Subject),
        Date = Mark(Slot.Date),
        MessageId = Mark(Slot.MessageId),
        ThreadId = draft.Identity.IsFirst ? null : Mark(Slot.ThreadId),

        // As long as a digest is: MimeKit folds a header by its length.
        Digest = Mark(Slot.Digest).PadLeft(MailIdentity.Digits, Filling),
        Language = draft.Facts.Language,
        Text = Lines(Slot.Text),
        Html = Lines(Slot.Html),
        Calendar = draft.Calendar is null && draft.CalendarLines is null ? null : Lines(Slot.Calendar),
        Method = draft.CalendarLines?.Method ?? draft.Calendar?.Method,
    }));

    private static string Mark(Slot slot) => $"{{{slot}}}";

    // A body is whole lines.
    private static byte[] Lines(Slot slot) => Encoding.ASCII.GetBytes(Mark(slot) + "\r\n");

    private void Cut(string letter, Func<Slot, string?> shared)
    {
        var before = new StringBuilder();
        var at = 0;
        for (var open = letter.IndexOf('{'); open >= 0; open = letter.IndexOf('{', at))
        {
            var close = letter.IndexOf('}', open);
            _ = Enum.TryParse(letter.Substring(open + 1, close - open - 1), out Slot slot);
            before.Append(letter.Substring(at, open - at).TrimEnd(Filling));

            // The line break behind the mark of a body is the body's.
            at = close + 1 + (slot is Slot.Text or Slot.Html or Slot.Calendar ? 2 : 0);
            if (shared(slot) is { } same)
            {
                before.Append(same);
                continue;
            }

            frame.Add(new(Encoding.ASCII.GetBytes(before.ToString()), slot));
            before.Clear();
        }

        frame.Add(new(Encoding.ASCII.GetBytes(before.Append(letter, at, letter.Length - at).ToString()), Slot.End));
    }

    private sealed record Piece(byte[] Shared, Slot Slot);
}

/// <summary>What of a letter is its recipient's own.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address.</param>
/// <param name="Digest">What <see cref="MailIdentity.DigestOf(EmailAddress)"/> gives for the address.</param>
/// <param name="Page">Their response page; null where they have none.</param>
/// <param name="Guests">The guests among whom they are; null where nobody sees the others.</param>
/// <param name="Place">Where they stand among the guests; -1: nowhere.</param>
internal readonly record struct LetterReader(string Name, EmailAddress Email, byte[] Digest, Uri? Page, GuestList? Guests, int Place);
