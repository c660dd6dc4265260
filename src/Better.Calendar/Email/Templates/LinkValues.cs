using System.Text;
using Better.Calendar.Model;

namespace Better.Calendar.Email.Templates;

/// <summary>
/// A recipient's RSVP page and their own meetings, escaped for a text, in UTF-8; each value is made when a line asks for it.
/// </summary>
internal sealed class LinkValues
{
    private readonly Dictionary<TemplateText.Slot, byte[]> encoded = [];
    private Uri? page;
    private RecipientMeetings? meetings;
    private bool isSample;
    private Func<string, string> escape = static text => text;

    /// <summary>The shortest values, to see how a line wraps.</summary>
    public static LinkValues CreateSample() => new() { isSample = true };

    public ReadOnlySpan<byte> this[TemplateText.Slot slot]
    {
        get
        {
            if (isSample)
            {
                return "x"u8;
            }

            if (!encoded.TryGetValue(slot, out var value))
            {
                encoded[slot] = value = Encoding.UTF8.GetBytes(escape(GetText(page, meetings, slot)));
            }

            return value;
        }
    }

    /// <summary>Takes the values of another recipient, or for another text.</summary>
    public LinkValues Set(in RecipientValues recipient, Func<string, string> newEscape)
    {
        encoded.Clear();
        (page, meetings, escape) = (recipient.Page, recipient.Meetings, newEscape);
        return this;
    }

    /// <summary>What stands for a placeholder, not escaped; empty if the recipient has no such value.</summary>
    public static string GetText(Uri? page, RecipientMeetings? meetings, TemplateText.Slot slot) => slot.Kind switch
    {
        TemplateText.Placeholder.JoinLink => meetings is null ? "" : LinkFormatter.Format(meetings.GetUrl(slot.Number)),
        TemplateText.Placeholder.Passcode => meetings?.GetPasscode(slot.Number) ?? "",
        _ => page is null ? "" : TemplateText.GetPage(page, slot.Kind),
    };
}
