using Better.Calendar.Ics;
using Better.Calendar.Workshops;

namespace Better.Calendar.Invitations;

/// <summary>A calendar part that many letters share, but for the lines that name the recipient, or the sender by the recipient's token.</summary>
internal sealed class CalendarMaster
{
    private readonly OctetBuffer encoded = new();
    private readonly List<(byte[] Shared, SlotText? Own)> parts = [];

    private CalendarMaster()
    {
    }

    /// <summary>The master of a calendar part; null where the recipient stands in a line that is not known.</summary>
    /// <param name="file">A calendar for the recipient of <see cref="SlotText"/>.</param>
    /// <param name="sender">Its organiser.</param>
    /// <param name="hasToken">Whether the organiser's address is the recipient's own.</param>
    public static CalendarMaster? Of(IcsFile file, Organizer sender, bool hasToken)
    {
        var nobody = new Participant { Name = SlotText.Name, Email = SlotText.Email };
        var known = new[] { PeopleMapping.Invited(nobody).ToString(), PeopleMapping.TakenBack(nobody).ToString() };
        var organizer = PeopleMapping.Organizer(sender).ToString();
        var (name, email) = (ContentLine.ParameterValue(SlotText.Name), PeopleMapping.MailTo(SlotText.Email));
        var master = new CalendarMaster();
        var shared = new List<string>();
        foreach (var line in ContentLines.Unfold(file.ToString()))
        {
            var isOrganizer = hasToken && line == organizer;
            if (isOrganizer || known.Contains(line))
            {
                master.parts.Add((ContentLines.Fold(shared), isOrganizer ? null : SlotText.Of(line, name, email)));
                shared.Clear();
            }
            else if (SlotText.IsIn(line) || (hasToken && line.Contains(sender.Email.Value)))
            {
                return null;
            }
            else
            {
                shared.Add(line);
            }
        }

        master.parts.Add((ContentLines.Fold(shared), null));
        master.Encode();
        return master;
    }

    /// <summary>Prints the calendar of a recipient's letter, in Base64.</summary>
    public void Print(PressDesk desk, Participant recipient, Organizer sender)
    {
        var lines = desk.Lines;
        var name = desk.Name.Hold(ContentLine.ParameterValue(recipient.Name));
        var email = desk.Email.Hold(PeopleMapping.MailTo(recipient.Email));
        lines.Cut();
        lines.Append(parts[0].Shared);
        for (var at = 1; at < parts.Count; at++)
        {
            var start = lines.Length;
            if (parts[at - 1].Own is { } own)
            {
                own.Write(lines, name, email);
            }
            else
            {
                lines.Append(PeopleMapping.Organizer(sender).ToString());
            }

            ContentLines.FoldFrom(start, lines);
            lines.Append(parts[at].Shared);
        }

        desk.Letter.Append(encoded.Written);
        TransferEncoding.Base64(lines.Written, desk.Letter);
    }

    /// <summary>What stands before the first recipient's line is encoded once, as far as it fills lines of Base64.</summary>
    private void Encode()
    {
        var (shared, own) = parts[0];
        var whole = shared.Length / TransferEncoding.InBase64Line * TransferEncoding.InBase64Line;
        TransferEncoding.Base64(shared.AsSpan(0, whole), encoded);
        parts[0] = (shared.AsSpan(whole).ToArray(), own);
    }
}
