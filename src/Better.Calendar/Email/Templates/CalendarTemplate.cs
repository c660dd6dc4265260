using Better.Calendar.Icalendar.Writing;

namespace Better.Calendar.Email.Templates;

/// <summary>
/// A calendar part that many emails share, except for the lines that name the recipient, their RSVP page, a join link of their own, the
/// other guests, or an organizer address with the recipient's token.
/// </summary>
internal sealed partial class CalendarTemplate
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
    /// <param name="sentBy">The address that acts for the organizer; null for none.</param>
    public static CalendarTemplate? Create(CalendarLines lines, bool hasToken, EmailAddress? sentBy)
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
                LinePlaceholder.Organizer when hasToken => new OrganizerLine(sentBy),
                LinePlaceholder.Guests => new GuestLines(),
                LinePlaceholder.Description => new DescriptionLine(TemplateText.Parse(
                    line.ParametersAndValue,
                    TemplateText.PlaceholderName,
                    TemplateText.PlaceholderEmail.Value)!),
                LinePlaceholder.Location => new LocationLine(line.ParametersAndValue.Split('\n')),
                LinePlaceholder.Link when TemplateText.Parse(line.ToString(), name, email) is { } link => new LinkLine(link),
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
}
