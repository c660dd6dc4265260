using System.Text;
using Better.Calendar.Markup;

namespace Better.Calendar.Invitations;

/// <summary>A body that many letters share, encoded, but for the few lines that name the recipient.</summary>
internal sealed class BodyMaster
{
    private readonly List<(byte[] Shared, SlotText? Own)> parts = [];
    private readonly Action<StringBuilder, ArraySegment<char>> wrap;
    private readonly Func<string, string> escape;

    private BodyMaster(IEnumerable<string> lines, Action<StringBuilder, ArraySegment<char>> wrap, Func<string, string> escape)
    {
        (this.wrap, this.escape) = (wrap, escape);
        var desk = new PressDesk();
        foreach (var line in lines)
        {
            if (SlotText.Of(line, escape(SlotText.Name), escape(SlotText.Email.Value)) is { } own)
            {
                Share(desk, own);
            }
            else
            {
                wrap(desk.Wrapped, new(line.ToCharArray()));
            }
        }

        Share(desk, null);
    }

    public static BodyMaster Plain(LetterFacts facts) => new(PlainBody.Lines(facts), PlainBody.Wrap, static text => text);

    public static BodyMaster Html(LetterBodies bodies) =>
        new(bodies.Html.TrimEnd('\n').Split('\n'), static (text, line) => text.Append(line.Array!, line.Offset, line.Count).Append('\n'), HtmlText.Escape);

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
                wrap(desk.Wrapped, desk.Lines.Letters(desk.Text));
                Encode(desk, desk.Letter);
            }
        }
    }

    private void Share(PressDesk desk, SlotText? own)
    {
        var shared = new OctetBuffer();
        Encode(desk, shared);
        parts.Add((shared.ToArray(), own));
    }

    private static void Encode(PressDesk desk, OctetBuffer output)
    {
        desk.Lines.Cut();
        desk.Lines.AppendLines(desk.Wrapped);
        desk.Wrapped.Clear();
        TransferEncoding.QuotedPrintable(desk.Lines, output);
    }
}
