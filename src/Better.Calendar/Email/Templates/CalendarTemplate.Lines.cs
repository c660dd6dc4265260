using System.Text;
using Better.Calendar.Icalendar.Writing;

namespace Better.Calendar.Email.Templates;

/// <content>The lines that differ from recipient to recipient.</content>
internal sealed partial class CalendarTemplate
{
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
    private sealed class OrganizerLine(EmailAddress? sentBy) : RecipientLine
    {
        public override void Render(RenderBuffers buffers, in RecipientValues recipient, Organizer sender)
        {
            var start = buffers.Lines.Length;
            buffers.Lines.Append(AttendeePropertyWriter.WriteOrganizer(sender, sentBy).ToString());
            LineFolder.FoldInPlace(start, buffers.Lines);
        }
    }

    /// <summary>A line with a join link of the recipient's own.</summary>
    private sealed class LinkLine(TemplateText text) : RecipientLine
    {
        public override void Render(RenderBuffers buffers, in RecipientValues recipient, Organizer sender)
        {
            var start = buffers.Lines.Length;
            text.Write(buffers.Lines, default, default, buffers.Links.Set(recipient, static link => link));
            LineFolder.FoldInPlace(start, buffers.Lines);
        }
    }

    /// <summary>The LOCATION line with a join link of the recipient's own, if that fits.</summary>
    private sealed class LocationLine(string[] parts) : RecipientLine
    {
        private readonly TemplateText link =
            TemplateText.Parse(parts[1], TemplateText.PlaceholderName, TemplateText.PlaceholderEmail.Value)!;

        public override void Render(RenderBuffers buffers, in RecipientValues recipient, Organizer sender)
        {
            var start = buffers.Lines.Length;
            var url = LinkValues.GetText(null, recipient.Meetings, link.Placeholders[0]);
            buffers.Lines.Append("LOCATION:" + ContentLineWriter.EscapeText(EventTexts.JoinLocation(parts[0], url, parts[2])));
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
    /// The DESCRIPTION line with the recipient's RSVP page, meeting, and the names of the other guests, shortened like every description.
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
            if (GetLength(recipient) > EventTexts.MaxDescriptionLength)
            {
                RenderShortened(lines, recipient);
                return;
            }

            var links = buffers.Links.Set(recipient, ContentLineWriter.EscapeText);
            lines.Append(literals[0]);
            for (var at = 0; at < text.Placeholders.Count; at++)
            {
                var slot = text.Placeholders[at];
                if (slot.Kind == TemplateText.Placeholder.Guests)
                {
                    lines.Append(recipient.Guests!.Calendar.Before(recipient.GuestIndex));
                    lines.Append(recipient.Guests.Calendar.After(recipient.GuestIndex));
                }
                else
                {
                    lines.Append(links[slot]);
                }

                lines.Append(literals[at + 1]);
            }

            LineFolder.FoldInPlace(start, lines);
        }

        private int GetLength(in RecipientValues recipient)
        {
            var length = literalLength;
            foreach (var slot in text.Placeholders)
            {
                length += slot.Kind == TemplateText.Placeholder.Guests
                    ? GetGuestsLength(recipient)
                    : LinkValues.GetText(recipient.Page, recipient.Meetings, slot).Length;
            }

            return length;
        }

        private static int GetGuestsLength(in RecipientValues recipient)
        {
            var parts = recipient.Guests!.Names.Parts;
            var (gap, gapEnd) = parts.Gap(recipient.GuestIndex);
            return parts.Length - (gapEnd - gap);
        }

        private void RenderShortened(ByteBuffer lines, in RecipientValues recipient)
        {
            // Before the recipient's own name, only links differ.
            var isSame = text.HasGuests && text.Placeholders.Count == 1
                && text.LiteralTexts[0].Length + recipient.Guests!.Names.Parts.Gap(recipient.GuestIndex).Start
                    > EventTexts.MaxDescriptionLength;
            if (isSame)
            {
                lines.Append(cut ??= LineFolder.Fold([GetShortened(recipient, -1)]));
                return;
            }

            var start = lines.Length;
            lines.Append(GetShortened(recipient, recipient.GuestIndex));
            LineFolder.FoldInPlace(start, lines);
        }

        private string GetShortened(in RecipientValues recipient, int guestIndex)
        {
            // One character more than a description may have is enough to see that it must be shortened.
            const int MaxLength = EventTexts.MaxDescriptionLength + 1;
            var shortened = StringBuilderCache.Acquire();
            Append(text.LiteralTexts[0]);
            for (var at = 0; at < text.Placeholders.Count && shortened.Length < MaxLength; at++)
            {
                var slot = text.Placeholders[at];
                if (slot.Kind == TemplateText.Placeholder.Guests)
                {
                    recipient.Guests!.Names.AppendWithout(shortened, guestIndex, MaxLength - shortened.Length);
                }
                else
                {
                    Append(LinkValues.GetText(recipient.Page, recipient.Meetings, slot));
                }

                Append(text.LiteralTexts[at + 1]);
            }

            return "DESCRIPTION:"
                + ContentLineWriter.EscapeText(EventTexts.ShortenDescription(StringBuilderCache.GetStringAndRelease(shortened)));

            void Append(string part) => shortened.Append(part, 0, Math.Min(part.Length, MaxLength - shortened.Length));
        }
    }
}
