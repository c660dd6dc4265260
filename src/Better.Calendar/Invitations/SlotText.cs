using System.Text;
using Better.Calendar.Workshops;

namespace Better.Calendar.Invitations;

/// <summary>A text with places for a recipient's name and address.</summary>
/// <remarks>
/// A master is written to nobody: to a name and an address that no text holds. Where they come out in the master, a recipient's
/// own go in.
/// </remarks>
internal sealed class SlotText
{
    /// <summary>Private-use characters: they pass everywhere that a name does, and no name has these.</summary>
    public const string Name = "\uF4A1\uF4A2 recipient \uF4A2\uF4A1";

    private const string Address = "recipient.f4a1f4a2@slot.invalid";

    /// <summary>Literals and slots in turns: a literal comes first and last.</summary>
    private readonly List<byte[]> literals = [];

    private readonly List<bool> isName = [];

    private SlotText()
    {
    }

    public static EmailAddress Email { get; } = EmailAddress.Parse(Address);

    /// <summary>What stands before the first slot, in UTF-8.</summary>
    public byte[] Start => literals[0];

    /// <summary>Whether a text holds a slot.</summary>
    public static bool IsIn(string text) => text.IndexOf(Name, StringComparison.Ordinal) >= 0 || text.IndexOf(Address, StringComparison.Ordinal) >= 0;

    /// <summary>The text with its places; null when it has none.</summary>
    /// <param name="text">A line of a master.</param>
    /// <param name="name">How the master's name stands in it.</param>
    /// <param name="email">How the master's address stands in it.</param>
    public static SlotText? Of(string text, string name, string email)
    {
        var made = new SlotText();
        for (var at = 0; ;)
        {
            var (nextName, nextEmail) = (text.IndexOf(name, at, StringComparison.Ordinal), text.IndexOf(email, at, StringComparison.Ordinal));
            var isName = nextName >= 0 && (nextEmail < 0 || nextName < nextEmail);
            var next = isName ? nextName : nextEmail;
            made.literals.Add(Encoding.UTF8.GetBytes(text.Substring(at, (next < 0 ? text.Length : next) - at)));
            if (next < 0)
            {
                return made.isName.Count == 0 ? null : made;
            }

            made.isName.Add(isName);
            at = next + (isName ? name : email).Length;
        }
    }

    /// <summary>Writes the text with a recipient in it, written as the master's was.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="name">The recipient's name as it stands in such a text, in UTF-8.</param>
    /// <param name="email">Her address as it stands there.</param>
    public void Write(OctetBuffer output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> email)
    {
        output.Append(Start);
        WriteRest(output, name, email);
    }

    /// <summary>Writes the text behind <see cref="Start"/>.</summary>
    /// <inheritdoc cref="Write"/>
    public void WriteRest(OctetBuffer output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> email)
    {
        for (var at = 0; at < isName.Count; at++)
        {
            output.Append(isName[at] ? name : email);
            output.Append(literals[at + 1]);
        }
    }
}
