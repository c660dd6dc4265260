using Better.Calendar.Markup;

namespace Better.Calendar.Invitations;

/// <summary>A body that many letters share, encoded, but for the few lines that name the recipient.</summary>
internal sealed class BodyMaster
{
    private readonly List<(byte[] Shared, SlotText? Own)> parts = [];
    private readonly bool isFlowed;
    private readonly Func<string, string> escape;

    private BodyMaster(IEnumerable<string> lines, bool isFlowed, Func<string, string> escape)
    {
        (this.isFlowed, this.escape) = (isFlowed, escape);
        var desk = new PressDesk();
        var shared = new OctetBuffer();
        foreach (var line in lines)
        {
            if (SlotText.Of(line, escape(SlotText.Name), escape(SlotText.Email.Value)) is { } own)
            {
                parts.Add((shared.ToArray(), own));
                shared.Cut();
            }
            else
            {
                desk.Text.Clear().Append(line);
                Encode(desk, shared);
            }
        }

        parts.Add((shared.ToArray(), null));
    }

    public static BodyMaster Plain(LetterFacts facts) => new(PlainBody.Lines(facts), isFlowed: true, static text => text);

    public static BodyMaster Html(LetterBodies bodies) => new(bodies.Html.TrimEnd('\n').Split('\n'), isFlowed: false, HtmlText.Escape);

    /// <summary>Prints the body of a recipient's letter, in quoted-printable.</summary>
    public void Print(PressDesk desk, string name, string email)
    {
        var (nameHere, emailHere) = (escape(name), escape(email));
        foreach (var (shared, own) in parts)
        {
            desk.Letter.Append(shared);
            if (own is not null)
            {
                desk.Text.Clear();
                own.Write(desk.Text, nameHere, emailHere);
                Encode(desk, desk.Letter);
            }
        }
    }

    /// <summary>Encodes the line in the desk's text.</summary>
    private void Encode(PressDesk desk, OctetBuffer output)
    {
        var lines = desk.Text;
        if (isFlowed)
        {
            lines = desk.Wrapped.Clear();
            PlainBody.Wrap(lines, desk.Lines.Letters(desk.Text));
        }
        else
        {
            lines.Append('\n');
        }

        desk.Lines.Cut();
        desk.Lines.Append(lines);
        TransferEncoding.QuotedPrintable(desk.Lines.Written, output);
    }
}
