using System.Text;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Model;

namespace Better.Calendar.Email;

/// <summary>A calendar part that many emails share, but for the lines that name the recipient, the other guests, or the sender by the recipient's token.</summary>
internal sealed class CalendarTemplate
{
    private readonly ByteBuffer encodedStart = new();
    private readonly List<(byte[] Shared, OwnLine? Own)> segments = [];

    private CalendarTemplate()
    {
    }

    /// <summary>The master of a calendar part; null where the recipient stands in a line that is not known.</summary>
    /// <param name="lines">The lines of a calendar for the recipient of <see cref="TemplateText"/>.</param>
    /// <param name="hasToken">Whether the organizer's address is the recipient's own.</param>
    public static CalendarTemplate? Create(CalendarLines lines, bool hasToken)
    {
        var (name, email) = (ContentLineWriter.FormatParameterValue(TemplateText.PlaceholderName), AttendeePropertyWriter.ToMailToUri(TemplateText.PlaceholderEmail));
        var template = new CalendarTemplate();
        var shared = new List<string>();
        foreach (var line in lines.Lines)
        {
            OwnLine? own = line.Placeholder switch
            {
                LinePlaceholder.Attendee => new AttendeeProperty(TemplateText.Parse(line.ToString(), name, email)!),
                LinePlaceholder.Organizer when hasToken => new OrganizerLine(),
                LinePlaceholder.Guests => new GuestLines(),
                LinePlaceholder.Description => new DescriptionLine(line.ParametersAndValue),
                _ => null,
            };
            if (own is not null)
            {
                template.segments.Add((LineFolder.Fold(shared), own));
                shared.Clear();
            }
            else if (TemplateText.ContainsPlaceholder(line.ParametersAndValue))
            {
                return null;
            }
            else
            {
                shared.Add(line.ToString());
            }
        }

        template.segments.Add((LineFolder.Fold(shared), null));
        template.EncodeStart();
        return template;
    }

    /// <summary>The master of a file that is the same for all readers of one language.</summary>
    public static CalendarTemplate Create(IcsFile file)
    {
        var template = new CalendarTemplate();
        template.segments.Add((file.Bytes.ToArray(), null));
        template.EncodeStart();
        return template;
    }

    /// <summary>Prints the calendar of a recipient's email, in Base64.</summary>
    public void Render(RenderBuffers buffers, in EmailReader reader, Organizer sender)
    {
        buffers.Lines.SetLength();
        foreach (var (shared, own) in segments)
        {
            buffers.Lines.Append(shared);
            own?.Print(buffers, reader, sender);
        }

        buffers.Output.Append(encodedStart.WrittenSpan);
        TransferEncoder.EncodeBase64(buffers.Lines.WrittenSpan, buffers.Output);
    }

    /// <summary>What stands before the first recipient's line is encoded once, as far as it fills lines of Base64.</summary>
    private void EncodeStart()
    {
        var (shared, own) = segments[0];
        var whole = own is null ? shared.Length : shared.Length / TransferEncoder.BytesPerBase64Line * TransferEncoder.BytesPerBase64Line;
        TransferEncoder.EncodeBase64(shared.AsSpan(0, whole), encodedStart);
        segments[0] = (shared.AsSpan(whole).ToArray(), own);
    }

    /// <summary>Lines that are a recipient's own; they are written after the lines on the desk, folded.</summary>
    private abstract class OwnLine
    {
        public abstract void Print(RenderBuffers desk, in EmailReader reader, Organizer sender);
    }

    /// <summary>The recipient's attendee line.</summary>
    private sealed class AttendeeProperty(TemplateText text) : OwnLine
    {
        public override void Print(RenderBuffers desk, in EmailReader reader, Organizer sender)
        {
            var start = desk.Lines.Length;
            text.Write(desk.Lines, desk.Name.SetText(ContentLineWriter.FormatParameterValue(reader.Name)), desk.Email.SetText(AttendeePropertyWriter.ToMailToUri(reader.Email)));
            LineFolder.FoldInPlace(start, desk.Lines);
        }
    }

    /// <summary>The organizer, whose address has the recipient's token.</summary>
    private sealed class OrganizerLine : OwnLine
    {
        public override void Print(RenderBuffers desk, in EmailReader reader, Organizer sender)
        {
            var start = desk.Lines.Length;
            desk.Lines.Append(AttendeePropertyWriter.WriteOrganizer(sender).ToString());
            LineFolder.FoldInPlace(start, desk.Lines);
        }
    }

    /// <summary>The attendee lines of the others.</summary>
    private sealed class GuestLines : OwnLine
    {
        public override void Print(RenderBuffers desk, in EmailReader reader, Organizer sender)
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
            var at = description.IndexOf(TemplateText.Guests, StringComparison.Ordinal);
            (before, after) = (description.Substring(0, at), description.Substring(at + TemplateText.Guests.Length));
            (encodedBefore, encodedAfter) = (Encoding.UTF8.GetBytes("DESCRIPTION:" + ContentLineWriter.EscapeText(before)), Encoding.UTF8.GetBytes(ContentLineWriter.EscapeText(after)));
        }

        public override void Print(RenderBuffers desk, in EmailReader reader, Organizer sender)
        {
            var (guests, lines, start) = (reader.Guests!, desk.Lines, desk.Lines.Length);
            var parts = guests.Names.Parts;
            var (gap, gapEnd) = parts.Gap(reader.Place);
            if (before.Length + parts.Length - (gapEnd - gap) + after.Length <= EventTexts.MaxDescriptionLength)
            {
                lines.Append(encodedBefore);
                lines.Append(guests.Calendar.Before(reader.Place));
                lines.Append(guests.Calendar.After(reader.Place));
                lines.Append(encodedAfter);
                LineFolder.FoldInPlace(start, lines);
            }
            else if (before.Length + gap > EventTexts.MaxDescriptionLength)
            {
                lines.Append(cut ??= LineFolder.Fold([Shortened(guests, -1)]));
            }
            else
            {
                lines.Append(Shortened(guests, reader.Place));
                LineFolder.FoldInPlace(start, lines);
            }
        }

        private string Shortened(GuestList guests, int place)
        {
            // One more than a description may have: the rest does not matter.
            const int Most = EventTexts.MaxDescriptionLength + 1;
            var text = StringBuilderCache.Acquire().Append(before);
            if (text.Length < Most)
            {
                guests.Names.AppendWithout(text, place, Most - text.Length);
                text.Append(after, 0, Math.Min(after.Length, Most - text.Length));
            }

            return "DESCRIPTION:" + ContentLineWriter.EscapeText(TextSanitizer.Truncate(StringBuilderCache.GetStringAndRelease(text), EventTexts.MaxDescriptionLength));
        }
    }
}
