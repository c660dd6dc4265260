using System.Text;

namespace Better.Calendar.Email;

/// <summary>A text with places for what is a recipient's own: name, address, response page, the names of the other guests.</summary>
/// <remarks>
/// A master is written to nobody: to a name and an address that no text holds. Where they come out in the master, a recipient's
/// own go in.
/// </remarks>
internal sealed class TemplateText
{
    /// <summary>Private-use characters: they pass everywhere that a name does, and no name has these.</summary>
    public const string PlaceholderName = "\uF4A1\uF4A2 recipient \uF4A2\uF4A1";

    /// <summary>What stands for the names of the other guests, as the name of a single one.</summary>
    public const string Guests = "\uF4A3\uF4A4guests\uF4A4\uF4A3";

    private const string PlaceholderAddress = "recipient.f4a1f4a2@slot.invalid";

    /// <summary>Literals and slots in turns: a literal comes first and last.</summary>
    private readonly List<string> texts = [];

    private readonly List<byte[]> literals = [];

    private readonly List<Slot> slots = [];

    private TemplateText()
    {
    }

    /// <summary>What of a text may be a recipient's own.</summary>
    public enum Slot
    {
        /// <summary>The recipient's name.</summary>
        Name,

        /// <summary>Their address.</summary>
        Email,

        /// <summary>The address of their response page.</summary>
        Page,

        /// <summary>The names of the others.</summary>
        Guests,
    }

    public static EmailAddress PlaceholderEmail { get; } = EmailAddress.Parse(PlaceholderAddress);

    /// <summary>What stands for the address of the recipient's response page.</summary>
    public static Uri Page { get; } = new("https://page.f4a1f4a2.slot.invalid/");

    /// <summary>The only one of the other guests whom a master names.</summary>
    public static Participant Guest { get; } = new() { Name = Guests, Email = EmailAddress.Parse("guests.f4a3f4a4@slot.invalid") };

    /// <summary>What stands before the first slot, in UTF-8.</summary>
    public byte[] FirstLiteral => literals[0];

    /// <summary>Whether a text holds the recipient's name or address.</summary>
    public static bool ContainsPlaceholder(string text) => text.IndexOf(PlaceholderName, StringComparison.Ordinal) >= 0 || text.IndexOf(PlaceholderAddress, StringComparison.Ordinal) >= 0;

    /// <summary>The text with its places; null when it has none.</summary>
    /// <param name="text">A line of a master.</param>
    /// <param name="name">How the master's name stands in it.</param>
    /// <param name="email">How the master's address stands in it.</param>
    public static TemplateText? Parse(string text, string name, string email)
    {
        ReadOnlySpan<string> marks = [name, email, Page.AbsoluteUri, Guests];
        var made = new TemplateText();
        for (var at = 0; ;)
        {
            var (next, slot) = (-1, Slot.Name);
            for (var mark = 0; mark < marks.Length; mark++)
            {
                var place = text.IndexOf(marks[mark], at, StringComparison.Ordinal);
                (next, slot) = place >= 0 && (next < 0 || place < next) ? (place, (Slot)mark) : (next, slot);
            }

            made.texts.Add(text.Substring(at, (next < 0 ? text.Length : next) - at));
            made.literals.Add(Encoding.UTF8.GetBytes(made.texts[made.texts.Count - 1]));
            if (next < 0)
            {
                return made.slots.Count == 0 ? null : made;
            }

            made.slots.Add(slot);
            at = next + marks[(int)slot].Length;
        }
    }

    /// <summary>What stands before and after the names of the guests; null where the text holds something else of a recipient's, or no names.</summary>
    public (string Before, string After)? AroundGuests => slots.Count == 1 && slots[0] == Slot.Guests ? (texts[0], texts[1]) : null;

    /// <summary>Whether the text names the guests.</summary>
    public bool HasGuests => slots.Contains(Slot.Guests);

    /// <summary>The text with a recipient in it.</summary>
    public string Fill(Func<Slot, string> values)
    {
        var filled = StringBuilderCache.Acquire();
        for (var at = 0; at < slots.Count; at++)
        {
            filled.Append(texts[at]).Append(values(slots[at]));
        }

        return StringBuilderCache.GetStringAndRelease(filled.Append(texts[slots.Count]));
    }

    /// <summary>Writes the text with a recipient in it, written as the master's was.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="name">The recipient's name as it stands in such a text, in UTF-8.</param>
    /// <param name="email">Their address as it stands there.</param>
    /// <param name="page">The address of their response page as it stands there.</param>
    public void Write(ByteBuffer output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> email, ReadOnlySpan<byte> page = default)
    {
        output.Append(FirstLiteral);
        WriteAfterFirstLiteral(output, name, email, page);
    }

    /// <summary>Writes the text behind <see cref="FirstLiteral"/>.</summary>
    /// <inheritdoc cref="Write"/>
    public void WriteAfterFirstLiteral(ByteBuffer output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> email, ReadOnlySpan<byte> page = default)
    {
        for (var at = 0; at < slots.Count; at++)
        {
            output.Append(slots[at] == Slot.Name ? name : slots[at] == Slot.Email ? email : page);
            output.Append(literals[at + 1]);
        }
    }
}
