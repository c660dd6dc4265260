using System.Text;
using Better.Calendar.Invitations;

namespace Better.Calendar.Delivery;

/// <summary>Puts letters into the pickup directory of IIS or Exchange: one .eml file each, headed by X-Sender and X-Receiver.</summary>
/// <param name="folder">The directory; it is made where it is missing.</param>
public sealed class PickupDirectory(string folder) : Carrier
{
    /// <inheritdoc/>
    public override void Open() => LetterFile.Open(folder);

    /// <inheritdoc/>
    public override Carried Carry(Letter letter, Action mark)
    {
        using var message = letter.ToMimeMessage();
        var heading = $"X-Sender: {message.From.Mailboxes.First().Address}\r\nX-Receiver: {letter.Recipient.Email.Value}\r\n";
        var target = Path.Combine(folder, LetterFile.Name(letter) + ".eml");

        // Whoever watches the directory takes *.eml alone.
        return LetterFile.Write(letter, mark, target + ".writing", target, Encoding.UTF8.GetBytes(heading));
    }
}
