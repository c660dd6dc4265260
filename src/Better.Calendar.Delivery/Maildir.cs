using Better.Calendar.Invitations;

namespace Better.Calendar.Delivery;

/// <summary>Puts letters into a Maildir: written in <c>tmp</c>, renamed into <c>new</c>. One mailbox for all recipients: to look at, or to test.</summary>
/// <param name="folder">The Maildir; it is made where it is missing.</param>
public sealed class Maildir(string folder) : Carrier
{
    /// <inheritdoc/>
    public override void Open() => LetterFile.Open(Path.Combine(folder, "tmp"), Path.Combine(folder, "new"), Path.Combine(folder, "cur"));

    /// <inheritdoc/>
    public override Carried Carry(Letter letter, Action mark)
    {
        var name = LetterFile.Name(letter);
        return LetterFile.Write(letter, mark, Path.Combine(folder, "tmp", name), Path.Combine(folder, "new", name), []);
    }
}
