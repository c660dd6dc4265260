using System.Text;
using Better.Calendar.Markup;

namespace Better.Calendar.Invitations;

/// <summary>A body that many letters share, encoded, but for the few lines that name the recipient.</summary>
internal sealed class BodyMaster
{
    private readonly List<(byte[] Shared, OwnLine? Own)> parts = [];
    private readonly bool isFlowed;
    private readonly Func<string, string> escape;

    private BodyMaster(IEnumerable<string> lines, bool isFlowed, Func<string, string> escape)
    {
        (this.isFlowed, this.escape) = (isFlowed, escape);
        var shared = new OctetBuffer();
        foreach (var line in lines)
        {
            if (SlotText.Of(line, escape(SlotText.Name), escape(SlotText.Email.Value)) is { } text)
            {
                parts.Add((shared.ToArray(), OwnLine.Of(text, isFlowed)));
                shared.Cut();
            }
            else
            {
                Encode(line, shared);
            }
        }

        parts.Add((shared.ToArray(), null));
    }

    public static BodyMaster Plain(LetterFacts facts) => new(PlainBody.Lines(facts), isFlowed: true, static text => text);

    public static BodyMaster Html(LetterBodies bodies) => new(bodies.Html.TrimEnd('\n').Split('\n'), isFlowed: false, HtmlText.Escape);

    /// <summary>Prints the body of a recipient's letter, in quoted-printable.</summary>
    public void Print(PressDesk desk, string name, string email)
    {
        var nameHere = desk.Name.Hold(escape(name));
        var emailHere = desk.Email.Hold(escape(email));
        foreach (var (shared, own) in parts)
        {
            desk.Letter.Append(shared);
            if (own is not null)
            {
                desk.Lines.Cut();
                own.Text.WriteRest(desk.Lines, nameHere, emailHere);
                if (isFlowed && (own.MayWrap || own.Text.Start.Length + desk.Lines.Length > PlainBody.MostInLine))
                {
                    Encode(Encoding.UTF8.GetString(own.Text.Start) + Encoding.UTF8.GetString(desk.Lines.ToArray()), desk.Letter);
                    continue;
                }

                desk.Lines.Append((byte)'\n');
                desk.Letter.Append(own.Start);
                TransferEncoding.QuotedPrintable(desk.Lines.Written, desk.Letter, own.Column);
            }
        }
    }

    private void Encode(string line, OctetBuffer output) => TransferEncoding.QuotedPrintable(Encoding.UTF8.GetBytes(isFlowed ? Wrapped(line) : line + "\n"), output);

    private static string Wrapped(string line)
    {
        var text = TextDesk.Take();
        PlainBody.Wrap(text, line);
        return TextDesk.Leave(text);
    }

    /// <summary>A line that names the recipient. As far as it is the same in each letter, it is encoded once.</summary>
    private sealed class OwnLine
    {
        private OwnLine(SlotText text) => Text = text;

        public SlotText Text { get; }

        /// <summary>What stands before the first slot, encoded.</summary>
        public required byte[] Start { get; init; }

        /// <summary>The column behind it.</summary>
        public required int Column { get; init; }

        /// <summary>Whether flowed text may change it even if it is short: a slot at its beginning may look like a quotation, say.</summary>
        public required bool MayWrap { get; init; }

        public static OwnLine Of(SlotText text, bool isFlowed)
        {
            // A slot is never empty, so a blank before it does not end the line.
            var (sample, encoded) = (new OctetBuffer(), new OctetBuffer());
            text.Write(sample, "x"u8, "x"u8);
            var line = Encoding.UTF8.GetString(sample.ToArray());
            var column = TransferEncoding.QuotedPrintable([.. text.Start, (byte)'x'], encoded) - 1;
            encoded.Cut(encoded.Length - 1);
            return new(text) { Start = encoded.ToArray(), Column = column, MayWrap = isFlowed && (text.Start.Length == 0 || Wrapped(line) != line + "\n") };
        }
    }
}
