using System.Text;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Model;

namespace Better.Calendar.Email.Templates;

/// <summary>
/// A calendar part that many emails share, except for the lines that name the recipient, their RSVP page, the other guests, or an organizer
/// address with the recipient's token.
/// </summary>
internal sealed class CalendarTemplate
{
    private readonly ByteBuffer encodedStart = new();
    private readonly List<(byte[] Shared, RecipientLine? Line)> segments = [];

    private CalendarTemplate()
    {
    }

    /// <summary>
    /// Creates the template of a calendar part; null if the placeholder recipient appears in a line that this class cannot fill in.
    /// </summary>
    /// <param name="lines">The lines of a calendar for the placeholder recipient of <see cref="TemplateText"/>.</param>
    /// <param name="hasToken">Whether the organizer's address holds a token that differs for each recipient.</param>
    public static CalendarTemplate? Create(CalendarLines lines, bool hasToken)
    {
        var (name, email) =
            (ContentLineWriter.FormatParameterValue(TemplateText.PlaceholderName),
                AttendeePropertyWriter.ToMailToUri(TemplateText.PlaceholderEmail));
        var template = new CalendarTemplate();
        var shared = new List<ContentLineWriter>();
        foreach (var line in lines.Lines)
        {
            RecipientLine? recipientLine = line.Placeholder switch
            {
                LinePlaceholder.Attendee => new AttendeeLine(TemplateText.Parse(line.ToString(), name, email)!),
                LinePlaceholder.Organizer when hasToken => new OrganizerLine(),
                LinePlaceholder.Guests => new GuestLines(),
                LinePlaceholder.Description => new DescriptionLine(TemplateText.Parse(
                    line.ParametersAndValue,
                    TemplateText.PlaceholderName,
                    TemplateText.PlaceholderEmail.Value)!),
                _ => null,
            };
            if (recipientLine is not null)
            {
                template.segments.Add((LineFolder.Fold(shared), recipientLine));
                shared.Clear();
            }
            else if (TemplateText.ContainsPlaceholder(line.ParametersAndValue))
            {
                return null;
            }
            else
            {
                shared.Add(line);
            }
        }

        template.segments.Add((LineFolder.Fold(shared), null));
        template.EncodeStart();
        return template;
    }

    /// <summary>Renders the calendar of a recipient's email, in Base64 (RFC 2045, 6.8).</summary>
    public void Render(RenderBuffers buffers, in RecipientValues recipient, Organizer sender)
    {
        buffers.Lines.SetLength();
        foreach (var (shared, recipientLine) in segments)
        {
            buffers.Lines.Append(shared);
            recipientLine?.Render(buffers, recipient, sender);
        }

        buffers.Output.Append(encodedStart.WrittenSpan);
        TransferEncoder.EncodeBase64(buffers.Lines.WrittenSpan, buffers.Output);
    }

    /// <summary>Encodes what stands before the first line that differs, as far as it fills whole lines of Base64.</summary>
    private void EncodeStart()
    {
        var (shared, recipientLine) = segments[0];
        var whole = recipientLine is null
            ? shared.Length
            : shared.Length / TransferEncoder.BytesPerBase64Line * TransferEncoder.BytesPerBase64Line;
        TransferEncoder.EncodeBase64(shared.AsSpan(0, whole), encodedStart);
        segments[0] = (shared.AsSpan(whole).ToArray(), recipientLine);
    }

    /// <summary>Lines that differ from recipient to recipient; they are appended, folded, to <see cref="RenderBuffers.Lines"/>.</summary>
    private abstract class RecipientLine
    {
        public abstract void Render(RenderBuffers buffers, in RecipientValues recipient, Organizer sender);
    }

    /// <summary>The recipient's ATTENDEE line.</summary>
    private sealed class AttendeeLine(TemplateText text) : RecipientLine
    {
        public override void Render(RenderBuffers buffers, in RecipientValues recipient, Organizer sender)
        {
            var start = buffers.Lines.Length;
            text.Write(
                buffers.Lines,
                buffers.Name.SetText(ContentLineWriter.FormatParameterValue(recipient.Name)),
                buffers.Email.SetText(AttendeePropertyWriter.ToMailToUri(recipient.Email)));
            LineFolder.FoldInPlace(start, buffers.Lines);
        }
    }

    /// <summary>The ORGANIZER line, whose address holds the recipient's token.</summary>
    private sealed class OrganizerLine : RecipientLine
    {
        public override void Render(RenderBuffers buffers, in RecipientValues recipient, Organizer sender)
        {
            var start = buffers.Lines.Length;
            buffers.Lines.Append(AttendeePropertyWriter.WriteOrganizer(sender).ToString());
            LineFolder.FoldInPlace(start, buffers.Lines);
        }
    }

    /// <summary>The ATTENDEE lines of the other guests.</summary>
    private sealed class GuestLines : RecipientLine
    {
        public override void Render(RenderBuffers buffers, in RecipientValues recipient, Organizer sender)
        {
            buffers.Lines.Append(recipient.Guests!.Attendees.Before(recipient.GuestIndex));
            buffers.Lines.Append(recipient.Guests.Attendees.After(recipient.GuestIndex));
        }
    }

    /// <summary>
    /// The DESCRIPTION line with the recipient's RSVP page and the names of the other guests, shortened like every description.
    /// </summary>
    private sealed class DescriptionLine : RecipientLine
    {
        private readonly TemplateText text;
        private readonly byte[][] literals;
        private readonly int literalLength;

        /// <summary>The line if it is cut off before the recipient's own name would come; it is the same for all such recipients.</summary>
        private byte[]? cut;

        public DescriptionLine(TemplateText text)
        {
            this.text = text;
            literalLength = text.LiteralTexts.Sum(static literal => literal.Length);
            literals = [.. text.LiteralTexts.Select((literal, at) =>
                Encoding.UTF8.GetBytes((at == 0 ? "DESCRIPTION:" : "") + ContentLineWriter.EscapeText(literal)))];
        }

        public override void Render(RenderBuffers buffers, in RecipientValues recipient, Organizer sender)
        {
            var (lines, start) = (buffers.Lines, buffers.Lines.Length);
            var page = recipient.Page is { } url ? LinkFormatter.Format(url) : "";
            if (GetLength(recipient, page) > EventTexts.MaxDescriptionLength)
            {
                RenderShortened(lines, recipient, page);
                return;
            }

            var escapedPage = ContentLineWriter.EscapeText(page);
            lines.Append(literals[0]);
            for (var at = 0; at < text.Placeholders.Count; at++)
            {
                if (text.Placeholders[at] == TemplateText.Placeholder.Guests)
                {
                    lines.Append(recipient.Guests!.Calendar.Before(recipient.GuestIndex));
                    lines.Append(recipient.Guests.Calendar.After(recipient.GuestIndex));
                }
                else
                {
                    lines.Append(escapedPage);
                }

                lines.Append(literals[at + 1]);
            }

            LineFolder.FoldInPlace(start, lines);
        }

        private int GetLength(in RecipientValues recipient, string page)
        {
            var length = literalLength;
            foreach (var placeholder in text.Placeholders)
            {
                length += placeholder == TemplateText.Placeholder.Guests ? GetGuestsLength(recipient) : page.Length;
            }

            return length;
        }

        private static int GetGuestsLength(in RecipientValues recipient)
        {
            var parts = recipient.Guests!.Names.Parts;
            var (gap, gapEnd) = parts.Gap(recipient.GuestIndex);
            return parts.Length - (gapEnd - gap);
        }

        private void RenderShortened(ByteBuffer lines, in RecipientValues recipient, string page)
        {
            // Before the recipient's own name, only the page differs.
            var isSame = text.HasGuests && text.Placeholders.Count == 1
                && text.LiteralTexts[0].Length + recipient.Guests!.Names.Parts.Gap(recipient.GuestIndex).Start
                    > EventTexts.MaxDescriptionLength;
            if (isSame)
            {
                lines.Append(cut ??= LineFolder.Fold([GetShortened(recipient.Guests!, -1, page)]));
                return;
            }

            var start = lines.Length;
            lines.Append(GetShortened(recipient.Guests, recipient.GuestIndex, page));
            LineFolder.FoldInPlace(start, lines);
        }

        private string GetShortened(GuestList? guests, int guestIndex, string page)
        {
            // One character more than a description may have is enough to see that it must be shortened.
            const int MaxLength = EventTexts.MaxDescriptionLength + 1;
            var shortened = StringBuilderCache.Acquire();
            Append(text.LiteralTexts[0]);
            for (var at = 0; at < text.Placeholders.Count && shortened.Length < MaxLength; at++)
            {
                if (text.Placeholders[at] == TemplateText.Placeholder.Guests)
                {
                    guests!.Names.AppendWithout(shortened, guestIndex, MaxLength - shortened.Length);
                }
                else
                {
                    Append(page);
                }

                Append(text.LiteralTexts[at + 1]);
            }

            return "DESCRIPTION:"
                + ContentLineWriter.EscapeText(EventTexts.ShortenDescription(StringBuilderCache.GetStringAndRelease(shortened)));

            void Append(string part) => shortened.Append(part, 0, Math.Min(part.Length, MaxLength - shortened.Length));
        }
    }
}
