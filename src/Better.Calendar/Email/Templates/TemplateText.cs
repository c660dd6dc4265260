using System.Text;
using Better.Calendar.Model;

namespace Better.Calendar.Email.Templates;

/// <summary>
/// A text with placeholders for what differs between recipients: name, address, RSVP page, join links of their own, the names of the other
/// guests.
/// </summary>
/// <remarks>
/// A template is made from an email to a placeholder recipient, whose name and address occur in no other text. Wherever they appear
/// in that email, a real recipient's values are filled in.
/// </remarks>
internal sealed class TemplateText
{
    /// <summary>
    /// The name of the placeholder recipient: private-use characters, which are allowed in a name but which no real name has.
    /// </summary>
    public const string PlaceholderName = "\uF4A1\uF4A2 recipient \uF4A2\uF4A1";

    /// <summary>The name of the placeholder guest, who stands for all other guests.</summary>
    public const string PlaceholderGuests = "\uF4A3\uF4A4guests\uF4A4\uF4A3";

    /// <summary>The number of different join links of a recipient's own that an email may show.</summary>
    public const int MaxMeetings = 32;

    // Every placeholder of a link has this host.
    private const string PlaceholderHost = "f4a1f4a2.slot.invalid/";
    private const string PlaceholderPasscode = "f4a1f4a2-passcode-";

    private const string PlaceholderAddress = "recipient.f4a1f4a2@slot.invalid";

    private readonly List<string> literalTexts = [];

    private readonly List<byte[]> literals = [];

    private readonly List<Slot> placeholders = [];

    private TemplateText()
    {
    }

    /// <summary>What differs between recipients in a text.</summary>
    public enum Placeholder
    {
        /// <summary>The recipient's name.</summary>
        Name,

        /// <summary>Their address.</summary>
        Email,

        /// <summary>The address of their RSVP page with the response yes preselected.</summary>
        Accepted,

        /// <summary>The same with maybe.</summary>
        Tentative,

        /// <summary>The same with no.</summary>
        Declined,

        /// <summary>The address of their RSVP page.</summary>
        Page,

        /// <summary>The names of the other guests.</summary>
        Guests,

        /// <summary>A join link of their own.</summary>
        JoinLink,

        /// <summary>A passcode of their own.</summary>
        Passcode,
    }

    /// <summary>A placeholder in a text.</summary>
    /// <param name="Kind">What it stands for.</param>
    /// <param name="Number">Which of the recipient's own meetings it is about; 0 for all other kinds.</param>
    public readonly record struct Slot(Placeholder Kind, int Number);

    /// <summary>The address of the placeholder recipient.</summary>
    public static EmailAddress PlaceholderEmail { get; } = EmailAddress.Parse(PlaceholderAddress);

    /// <summary>The placeholder for the address of the recipient's RSVP page.</summary>
    public static Uri PlaceholderPage { get; } = new("https://page." + PlaceholderHost);

    private static Uri[] JoinLinks { get; } =
        [.. Enumerable.Range(10, MaxMeetings).Select(static number => new Uri($"https://join{number}." + PlaceholderHost))];

    private static string[] Passcodes { get; } =
        [.. Enumerable.Range(10, MaxMeetings).Select(static number => $"{PlaceholderPasscode}{number}")];

    /// <summary>The placeholder page with each response, in the order of <see cref="RsvpChoice.All"/>.</summary>
    private static string[] ChoiceMarkers { get; } =
        [.. RsvpChoice.All.Select(static response => LinkFormatter.Format(RsvpChoice.AddTo(PlaceholderPage, response)))];

    /// <summary>The only guest of the email that a template is made from.</summary>
    public static Participant PlaceholderGuest { get; } =
        new() { Name = PlaceholderGuests, Email = EmailAddress.Parse("guests.f4a3f4a4@slot.invalid") };

    /// <summary>The texts around the placeholders: one more than there are placeholders.</summary>
    public IReadOnlyList<string> LiteralTexts => literalTexts;

    /// <summary>The placeholders in their order.</summary>
    public IReadOnlyList<Slot> Placeholders => placeholders;

    /// <summary>What stands before the first placeholder, in UTF-8.</summary>
    public byte[] FirstLiteral => literals[0];

    /// <summary>The address of a page as a placeholder stands for it.</summary>
    public static string GetPage(Uri page, Placeholder placeholder) => placeholder is Placeholder.Page
        ? LinkFormatter.Format(page)
        : LinkFormatter.Format(RsvpChoice.AddTo(page, RsvpChoice.All[placeholder - Placeholder.Accepted]));

    /// <summary>The placeholder for a meeting of the recipient's own.</summary>
    /// <param name="number">Its number, below <see cref="MaxMeetings"/>; a higher one is not a placeholder of its own.</param>
    /// <param name="hasPasscode">Whether it has a passcode of its own.</param>
    /// <param name="workshopId">The id of its workshop.</param>
    public static ParticipantMeeting GetMeeting(int number, bool hasPasscode, string workshopId) => new()
    {
        WorkshopId = workshopId,
        Url = JoinLinks[Math.Min(number, MaxMeetings - 1)],
        Passcode = hasPasscode ? Passcodes[Math.Min(number, MaxMeetings - 1)] : null,
    };

    /// <summary>Whether a text holds the placeholder recipient's name, address, or a meeting of their own.</summary>
    public static bool ContainsPlaceholder(string text) =>
        text.IndexOf(PlaceholderName, StringComparison.Ordinal) >= 0
        || text.IndexOf(PlaceholderAddress, StringComparison.Ordinal) >= 0
        || MayHaveMeeting(text);

    private static bool MayHaveMeeting(string text) =>
        text.IndexOf(PlaceholderHost, StringComparison.Ordinal) >= 0 || text.IndexOf(PlaceholderPasscode, StringComparison.Ordinal) >= 0;

    /// <summary>Finds the placeholders in a text; null if it has none.</summary>
    /// <param name="text">A line of the email that a template is made from.</param>
    /// <param name="name">The placeholder name, escaped as in this text.</param>
    /// <param name="email">The placeholder address, escaped as in this text.</param>
    public static TemplateText? Parse(string text, string name, string email)
    {
        // The address of the page begins those with a response, so it comes after them.
        ReadOnlySpan<string> markers =
            [name, email, ChoiceMarkers[0], ChoiceMarkers[1], ChoiceMarkers[2], LinkFormatter.Format(PlaceholderPage), PlaceholderGuests];
        var mayHaveMeeting = MayHaveMeeting(text);
        var result = new TemplateText();
        for (var at = 0; ;)
        {
            var (next, length, slot) = (-1, 0, default(Slot));
            for (var i = 0; i < markers.Length; i++)
            {
                Find(markers[i], new((Placeholder)i, 0));
            }

            for (var i = 0; mayHaveMeeting && i < MaxMeetings; i++)
            {
                Find(LinkFormatter.Format(JoinLinks[i]), new(Placeholder.JoinLink, i));
                Find(Passcodes[i], new(Placeholder.Passcode, i));
            }

            result.literalTexts.Add(text.Substring(at, (next < 0 ? text.Length : next) - at));
            result.literals.Add(Encoding.UTF8.GetBytes(result.literalTexts[result.literalTexts.Count - 1]));
            if (next < 0)
            {
                return result.placeholders.Count == 0 ? null : result;
            }

            result.placeholders.Add(slot);
            at = next + length;

            // The first one counts; of two at the same place, the one that is looked for first.
            void Find(string marker, Slot found)
            {
                var position = text.IndexOf(marker, at, StringComparison.Ordinal);
                (next, length, slot) =
                    position >= 0 && (next < 0 || position < next) ? (position, marker.Length, found) : (next, length, slot);
            }
        }
    }

    /// <summary>
    /// What stands before and after the names of the guests; null if the text has no such names, or also another placeholder.
    /// </summary>
    public (string Before, string After)? AroundGuests =>
        placeholders.Count == 1 && placeholders[0].Kind == Placeholder.Guests ? (literalTexts[0], literalTexts[1]) : null;

    /// <summary>Whether the text names the guests.</summary>
    public bool HasGuests => placeholders.Contains(new(Placeholder.Guests, 0));

    /// <summary>The text with a recipient's values filled in.</summary>
    public string Fill(Func<Slot, string> values)
    {
        var filled = StringBuilderCache.Acquire();
        for (var at = 0; at < placeholders.Count; at++)
        {
            filled.Append(literalTexts[at]).Append(values(placeholders[at]));
        }

        return StringBuilderCache.GetStringAndRelease(filled.Append(literalTexts[placeholders.Count]));
    }

    /// <summary>Writes the text with a recipient's values filled in.</summary>
    /// <param name="output">The buffer to append to.</param>
    /// <param name="name">The recipient's name, escaped for this text, in UTF-8.</param>
    /// <param name="email">The recipient's address, escaped for this text.</param>
    /// <param name="links">The recipient's RSVP page and meetings, escaped for this text; null if the text has none.</param>
    public void Write(ByteBuffer output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> email, LinkValues? links = null)
    {
        output.Append(FirstLiteral);
        WriteAfterFirstLiteral(output, name, email, links);
    }

    /// <summary>Writes what follows <see cref="FirstLiteral"/>.</summary>
    /// <inheritdoc cref="Write"/>
    public void WriteAfterFirstLiteral(
        ByteBuffer output,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> email,
        LinkValues? links = null)
    {
        for (var at = 0; at < placeholders.Count; at++)
        {
            output.Append(placeholders[at].Kind switch
            {
                Placeholder.Name => name,
                Placeholder.Email => email,
                _ => links is null ? default : links[placeholders[at]],
            });
            output.Append(literals[at + 1]);
        }
    }
}
