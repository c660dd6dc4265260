using System.Text;
using Better.Calendar.Markup;

namespace Better.Calendar.Invitations;

/// <summary>A body that many letters share, encoded, but for the few lines that name the recipient or the other guests.</summary>
internal sealed class BodyMaster
{
    private readonly List<(byte[] Shared, IOwnLine? Own)> parts = [];
    private readonly Func<string, string> escape;

    private BodyMaster(IEnumerable<string> lines, bool isFlowed, Func<string, string> escape)
    {
        this.escape = escape;
        var shared = new OctetBuffer();
        foreach (var line in lines)
        {
            if (SlotText.Of(line, escape(SlotText.Name), escape(SlotText.Email.Value)) is { } text)
            {
                parts.Add((shared.ToArray(), !text.HasGuests ? OwnLine.Of(text, isFlowed) : isFlowed ? new FlowedGuestsLine(text) : new HtmlGuestsLine(text)));
                shared.Cut();
            }
            else
            {
                TransferEncoding.QuotedPrintable(Encoding.UTF8.GetBytes(isFlowed ? Wrapped(line) : line + "\n"), shared);
            }
        }

        parts.Add((shared.ToArray(), null));
    }

    /// <summary>A line of which something is a recipient's own.</summary>
    private interface IOwnLine
    {
        /// <summary>Prints it in quoted-printable.</summary>
        void Print(in Reading reading);
    }

    public static BodyMaster Plain(LetterFacts facts) => new(PlainBody.Lines(facts), isFlowed: true, static text => text);

    public static BodyMaster Html(LetterBodies bodies) => new(bodies.Html.TrimEnd('\n').Split('\n'), isFlowed: false, HtmlText.Escape);

    /// <summary>Prints the body of a recipient's letter, in quoted-printable.</summary>
    public void Print(PressDesk desk, in LetterReader reader)
    {
        var reading = new Reading
        {
            Desk = desk,
            Name = desk.Name.Hold(escape(reader.Name)),
            Email = desk.Email.Hold(escape(reader.Email.Value)),
            Page = reader.Page is null ? default : desk.Page.Hold(escape(reader.Page.AbsoluteUri)),
            Guests = reader.Guests,
            Place = reader.Place,
        };
        foreach (var (shared, own) in parts)
        {
            desk.Letter.Append(shared);
            own?.Print(reading);
        }
    }

    private static string Wrapped(string line)
    {
        var text = TextDesk.Take();
        PlainBody.Wrap(text, line);
        return TextDesk.Leave(text);
    }

    /// <summary>A recipient's own values as they stand in a body.</summary>
    private readonly ref struct Reading
    {
        public required PressDesk Desk { get; init; }

        public required ReadOnlySpan<byte> Name { get; init; }

        public required ReadOnlySpan<byte> Email { get; init; }

        public required ReadOnlySpan<byte> Page { get; init; }

        public required GuestList? Guests { get; init; }

        public required int Place { get; init; }
    }

    /// <summary>A line that names the recipient or their page. As far as it is the same in each letter, it is encoded once.</summary>
    private sealed class OwnLine : IOwnLine
    {
        private readonly SlotText text;
        private readonly bool isFlowed;

        /// <summary>Whether flowed text may change it even if it is short: a slot at its beginning may look like a quotation, say.</summary>
        private readonly bool mayWrap;

        /// <summary>What stands before the first slot, encoded, and the column after it.</summary>
        private readonly byte[] start;
        private readonly int column;

        private OwnLine(SlotText text, bool isFlowed, bool mayWrap, byte[] start, int column) =>
            (this.text, this.isFlowed, this.mayWrap, this.start, this.column) = (text, isFlowed, mayWrap, start, column);

        public static OwnLine Of(SlotText text, bool isFlowed)
        {
            // A slot is never empty, so a blank before it does not end the line.
            var (sample, encoded) = (new OctetBuffer(), new OctetBuffer());
            text.Write(sample, "x"u8, "x"u8, "x"u8);
            var line = Encoding.UTF8.GetString(sample.ToArray());
            var column = TransferEncoding.QuotedPrintable([.. text.Start, (byte)'x'], encoded) - 1;
            encoded.Cut(encoded.Length - 1);
            return new(text, isFlowed, isFlowed && (text.Start.Length == 0 || Wrapped(line) != line + "\n"), encoded.ToArray(), column);
        }

        public void Print(in Reading reading)
        {
            var (lines, letter) = (reading.Desk.Lines, reading.Desk.Letter);
            lines.Cut();
            text.WriteRest(lines, reading.Name, reading.Email, reading.Page);
            if (isFlowed && (mayWrap || text.Start.Length + lines.Length > PlainBody.MostInLine))
            {
                lines.Cut();
                text.Write(lines, reading.Name, reading.Email, reading.Page);
                PrintWrapped(reading.Desk);
                return;
            }

            lines.Append((byte)'\n');
            letter.Append(start);
            TransferEncoding.QuotedPrintable(lines.Written, letter, column);
        }
    }

    /// <summary>The line with the names of the other guests in flowed text.</summary>
    private sealed class FlowedGuestsLine : IOwnLine
    {
        private readonly byte[] before;
        private readonly byte[] after;

        /// <summary>What stands before the names, wrapped and encoded; null where the names do not stand apart from what is beside them.</summary>
        private readonly byte[]? start;
        private readonly int length;
        private readonly int column;

        public FlowedGuestsLine(SlotText text)
        {
            var (first, last) = text.AroundGuests!.Value;
            (before, after) = (Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(last));
            if (last.Length == 0 && first.Trim(' ').Length > 0 && first[first.Length - 1] == ' ')
            {
                var wrapped = Wrapped(first).TrimEnd('\n');
                var encoded = new OctetBuffer();
                column = TransferEncoding.QuotedPrintable(Encoding.UTF8.GetBytes(wrapped), encoded);
                length = wrapped.Length - (wrapped.LastIndexOf('\n') + 1);
                start = encoded.ToArray();
            }
        }

        public void Print(in Reading reading)
        {
            var (desk, guests) = (reading.Desk, reading.Guests!);
            var tail = guests.Plain.After(reading.Place);

            // Without the last name the one before it loses its comma.
            if (start is not null && (reading.Place < 0 || tail.Length > 0))
            {
                desk.Letter.Append(start);
                guests.Flowed.WriteWithout(desk.Letter, reading.Place, length, column);
                return;
            }

            desk.Lines.Cut();
            desk.Lines.Append(before);
            desk.Lines.Append(guests.Plain.Before(reading.Place));
            desk.Lines.Append(tail);
            desk.Lines.Append(after);
            PrintWrapped(desk);
        }
    }

    /// <summary>The line with the names of the other guests in HTML.</summary>
    private sealed class HtmlGuestsLine : IOwnLine
    {
        private readonly byte[] before;
        private readonly byte[] after;

        public HtmlGuestsLine(SlotText text)
        {
            var (first, last) = text.AroundGuests!.Value;
            before = TransferEncoding.WithoutBreaks(Encoding.UTF8.GetBytes(first));
            after = TransferEncoding.WithoutBreaks(Encoding.UTF8.GetBytes(last), endsLine: true);
        }

        public void Print(in Reading reading)
        {
            var (letter, names) = (reading.Desk.Letter, reading.Guests!.Html);
            var column = TransferEncoding.AppendWithBreaks(before, letter, 0);
            column = TransferEncoding.AppendWithBreaks(names.Before(reading.Place), letter, column);
            column = TransferEncoding.AppendWithBreaks(names.After(reading.Place), letter, column);
            TransferEncoding.AppendWithBreaks(after, letter, column);
            letter.Append("\r\n"u8);
        }
    }

    /// <summary>Prints the line on the desk as flowed text.</summary>
    private static void PrintWrapped(PressDesk desk)
    {
        desk.Wrapped.Cut();
        PlainBody.Wrap(desk.Lines.Written, desk.Wrapped);
        TransferEncoding.QuotedPrintable(desk.Wrapped.Written, desk.Letter);
    }
}
