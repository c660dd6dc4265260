using System.Text;
using Better.Calendar.Ics;
using Better.Calendar.Workshops;

namespace Better.Calendar.Invitations;

/// <summary>A calendar part that many letters share, but for the lines that name the recipient, the other guests, or the sender by the recipient's token.</summary>
internal sealed class CalendarMaster
{
    private readonly OctetBuffer encoded = new();
    private readonly List<(byte[] Shared, OwnLine? Own)> parts = [];

    private CalendarMaster()
    {
    }

    /// <summary>The master of a calendar part; null where the recipient stands in a line that is not known.</summary>
    /// <param name="lines">The lines of a calendar for the recipient of <see cref="SlotText"/>.</param>
    /// <param name="hasToken">Whether the organizer's address is the recipient's own.</param>
    public static CalendarMaster? Of(CalendarLines lines, bool hasToken)
    {
        var (name, email) = (ContentLine.ParameterValue(SlotText.Name), PeopleMapping.MailTo(SlotText.Email));
        var master = new CalendarMaster();
        var shared = new List<string>();
        foreach (var line in lines.Lines)
        {
            OwnLine? own = line.Placeholder switch
            {
                LinePlaceholder.Attendee => new AttendeeLine(SlotText.Of(line.ToString(), name, email)!),
                LinePlaceholder.Organizer when hasToken => new OrganizerLine(),
                LinePlaceholder.Guests => new GuestLines(),
                LinePlaceholder.Description => new DescriptionLine(line.Rest),
                _ => null,
            };
            if (own is not null)
            {
                master.parts.Add((ContentLines.Fold(shared), own));
                shared.Clear();
            }
            else if (SlotText.IsIn(line.Rest))
            {
                return null;
            }
            else
            {
                shared.Add(line.ToString());
            }
        }

        master.parts.Add((ContentLines.Fold(shared), null));
        master.Encode();
        return master;
    }

    /// <summary>The master of a file that is the same for all readers of one language.</summary>
    public static CalendarMaster Of(IcsFile file)
    {
        var master = new CalendarMaster();
        master.parts.Add((file.Octets.ToArray(), null));
        master.Encode();
        return master;
    }

    /// <summary>Prints the calendar of a recipient's letter, in Base64.</summary>
    public void Print(PressDesk desk, in LetterReader reader, Organizer sender)
    {
        desk.Lines.Cut();
        foreach (var (shared, own) in parts)
        {
            desk.Lines.Append(shared);
            own?.Print(desk, reader, sender);
        }

        desk.Letter.Append(encoded.Written);
        TransferEncoding.Base64(desk.Lines.Written, desk.Letter);
    }

    /// <summary>What stands before the first recipient's line is encoded once, as far as it fills lines of Base64.</summary>
    private void Encode()
    {
        var (shared, own) = parts[0];
        var whole = own is null ? shared.Length : shared.Length / TransferEncoding.InBase64Line * TransferEncoding.InBase64Line;
        TransferEncoding.Base64(shared.AsSpan(0, whole), encoded);
        parts[0] = (shared.AsSpan(whole).ToArray(), own);
    }

    /// <summary>Lines that are a recipient's own; they are written after the lines on the desk, folded.</summary>
    private abstract class OwnLine
    {
        public abstract void Print(PressDesk desk, in LetterReader reader, Organizer sender);
    }

    /// <summary>The recipient's attendee line.</summary>
    private sealed class AttendeeLine(SlotText text) : OwnLine
    {
        public override void Print(PressDesk desk, in LetterReader reader, Organizer sender)
        {
            var start = desk.Lines.Length;
            text.Write(desk.Lines, desk.Name.Hold(ContentLine.ParameterValue(reader.Name)), desk.Email.Hold(PeopleMapping.MailTo(reader.Email)));
            ContentLines.FoldFrom(start, desk.Lines);
        }
    }

    /// <summary>The organizer, whose address has the recipient's token.</summary>
    private sealed class OrganizerLine : OwnLine
    {
        public override void Print(PressDesk desk, in LetterReader reader, Organizer sender)
        {
            var start = desk.Lines.Length;
            desk.Lines.Append(PeopleMapping.Organizer(sender).ToString());
            ContentLines.FoldFrom(start, desk.Lines);
        }
    }

    /// <summary>The attendee lines of the others.</summary>
    private sealed class GuestLines : OwnLine
    {
        public override void Print(PressDesk desk, in LetterReader reader, Organizer sender)
        {
            desk.Lines.Append(reader.Guests!.Attendees.Before(reader.Place));
            desk.Lines.Append(reader.Guests.Attendees.After(reader.Place));
        }
    }

    /// <summary>The description with the names of the others, shortened like any other.</summary>
    private sealed class DescriptionLine : OwnLine
    {
        private readonly string before;
        private readonly string after;
        private readonly byte[] encodedBefore;
        private readonly byte[] encodedAfter;

        /// <summary>The line where it is cut off within the names before the reader's, so that all these readers have the same.</summary>
        private byte[]? cut;

        public DescriptionLine(string description)
        {
            var at = description.IndexOf(SlotText.Guests, StringComparison.Ordinal);
            (before, after) = (description.Substring(0, at), description.Substring(at + SlotText.Guests.Length));
            (encodedBefore, encodedAfter) = (Encoding.UTF8.GetBytes("DESCRIPTION:" + ContentLine.Escaped(before)), Encoding.UTF8.GetBytes(ContentLine.Escaped(after)));
        }

        public override void Print(PressDesk desk, in LetterReader reader, Organizer sender)
        {
            var (guests, lines, start) = (reader.Guests!, desk.Lines, desk.Lines.Length);
            var parts = guests.Names.Parts;
            var (gap, gapEnd) = parts.Gap(reader.Place);
            if (before.Length + parts.Length - (gapEnd - gap) + after.Length <= EventText.MostOfDescription)
            {
                lines.Append(encodedBefore);
                lines.Append(guests.Calendar.Before(reader.Place));
                lines.Append(guests.Calendar.After(reader.Place));
                lines.Append(encodedAfter);
                ContentLines.FoldFrom(start, lines);
            }
            else if (before.Length + gap > EventText.MostOfDescription)
            {
                lines.Append(cut ??= ContentLines.Fold([Shortened(guests, -1)]));
            }
            else
            {
                lines.Append(Shortened(guests, reader.Place));
                ContentLines.FoldFrom(start, lines);
            }
        }

        private string Shortened(GuestList guests, int place)
        {
            // One more than a description may have: the rest does not matter.
            const int Most = EventText.MostOfDescription + 1;
            var text = TextDesk.Take().Append(before);
            if (text.Length < Most)
            {
                guests.Names.AppendWithout(text, place, Most - text.Length);
                text.Append(after, 0, Math.Min(after.Length, Most - text.Length));
            }

            return "DESCRIPTION:" + ContentLine.Escaped(PlainText.Shortened(TextDesk.Leave(text), EventText.MostOfDescription));
        }
    }
}
