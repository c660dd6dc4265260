using System.Text;
using Better.Calendar.Model;

namespace Better.Calendar.Email;

/// <summary>A body that many emails share, encoded, but for the few lines that name the recipient or the other guests.</summary>
internal sealed class BodyTemplate
{
    private readonly List<(byte[] Shared, IOwnLine? Own)> segments = [];
    private readonly Func<string, string> escape;

    private BodyTemplate(IEnumerable<string> lines, bool isFlowed, Func<string, string> escape)
    {
        this.escape = escape;
        var shared = new ByteBuffer();
        foreach (var line in lines)
        {
            if (TemplateText.Parse(line, escape(TemplateText.PlaceholderName), escape(TemplateText.PlaceholderEmail.Value)) is { } text)
            {
                segments.Add((shared.ToArray(), !text.HasGuests ? RecipientLine.Create(text, isFlowed) : isFlowed ? new FlowedGuestsLine(text) : new HtmlGuestsLine(text)));
                shared.SetLength();
            }
            else
            {
                TransferEncoder.EncodeQuotedPrintable(Encoding.UTF8.GetBytes(isFlowed ? WrapLine(line) : line + "\n"), shared);
            }
        }

        segments.Add((shared.ToArray(), null));
    }

    /// <summary>A line of which something is a recipient's own.</summary>
    private interface IOwnLine
    {
        /// <summary>Prints it in quoted-printable.</summary>
        void Print(in Reading reading);
    }

    public static BodyTemplate FromPlainText(EmailContent content) => new(PlainTextBodyRenderer.GetLines(content), isFlowed: true, static text => text);

    public static BodyTemplate FromHtml(EmailBodies bodies) => new(bodies.Html.TrimEnd('\n').Split('\n'), isFlowed: false, HtmlEscaper.Escape);

    /// <summary>Prints the body of a recipient's email, in quoted-printable.</summary>
    public void Render(RenderBuffers buffers, in EmailReader reader)
    {
        var reading = new Reading
        {
            Desk = buffers,
            Name = buffers.Name.SetText(escape(reader.Name)),
            Email = buffers.Email.SetText(escape(reader.Email.Value)),
            Page = reader.Page is null ? default : buffers.Page.SetText(escape(reader.Page.AbsoluteUri)),
            Guests = reader.Guests,
            Place = reader.Place,
        };
        foreach (var (shared, own) in segments)
        {
            buffers.Output.Append(shared);
            own?.Print(reading);
        }
    }

    private static string WrapLine(string line)
    {
        var text = StringBuilderCache.Acquire();
        PlainTextBodyRenderer.AppendWrapped(text, line);
        return StringBuilderCache.GetStringAndRelease(text);
    }

    /// <summary>A recipient's own values as they stand in a body.</summary>
    private readonly ref struct Reading
    {
        public required RenderBuffers Desk { get; init; }

        public required ReadOnlySpan<byte> Name { get; init; }

        public required ReadOnlySpan<byte> Email { get; init; }

        public required ReadOnlySpan<byte> Page { get; init; }

        public required GuestList? Guests { get; init; }

        public required int Place { get; init; }
    }

    /// <summary>A line that names the recipient or their page. As far as it is the same in each email, it is encoded once.</summary>
    private sealed class RecipientLine : IOwnLine
    {
        private readonly TemplateText text;
        private readonly bool isFlowed;

        /// <summary>Whether flowed text may change it even if it is short: a slot at its beginning may look like a quotation, say.</summary>
        private readonly bool mayWrap;

        /// <summary>What stands before the first slot, encoded, and the column after it.</summary>
        private readonly byte[] start;
        private readonly int column;

        private RecipientLine(TemplateText text, bool isFlowed, bool mayWrap, byte[] start, int column) =>
            (this.text, this.isFlowed, this.mayWrap, this.start, this.column) = (text, isFlowed, mayWrap, start, column);

        public static RecipientLine Create(TemplateText text, bool isFlowed)
        {
            // A slot is never empty, so a blank before it does not end the line.
            var (sample, encoded) = (new ByteBuffer(), new ByteBuffer());
            text.Write(sample, "x"u8, "x"u8, "x"u8);
            var line = Encoding.UTF8.GetString(sample.ToArray());
            var column = TransferEncoder.EncodeQuotedPrintable([.. text.FirstLiteral, (byte)'x'], encoded) - 1;
            encoded.SetLength(encoded.Length - 1);
            return new(text, isFlowed, isFlowed && (text.FirstLiteral.Length == 0 || WrapLine(line) != line + "\n"), encoded.ToArray(), column);
        }

        public void Print(in Reading reading)
        {
            var (lines, email) = (reading.Desk.Lines, reading.Desk.Output);
            lines.SetLength();
            text.WriteAfterFirstLiteral(lines, reading.Name, reading.Email, reading.Page);
            if (isFlowed && (mayWrap || text.FirstLiteral.Length + lines.Length > PlainTextBodyRenderer.MaxLineLength))
            {
                lines.SetLength();
                text.Write(lines, reading.Name, reading.Email, reading.Page);
                PrintWrapped(reading.Desk);
                return;
            }

            lines.Append((byte)'\n');
            email.Append(start);
            TransferEncoder.EncodeQuotedPrintable(lines.WrittenSpan, email, column);
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

        public FlowedGuestsLine(TemplateText text)
        {
            var (first, last) = text.AroundGuests!.Value;
            (before, after) = (Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(last));
            if (last.Length == 0 && first.Trim(' ').Length > 0 && first[first.Length - 1] == ' ')
            {
                var wrapped = WrapLine(first).TrimEnd('\n');
                var encoded = new ByteBuffer();
                column = TransferEncoder.EncodeQuotedPrintable(Encoding.UTF8.GetBytes(wrapped), encoded);
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
                desk.Output.Append(start);
                guests.Flowed.WriteWithout(desk.Output, reading.Place, length, column);
                return;
            }

            desk.Lines.SetLength();
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

        public HtmlGuestsLine(TemplateText text)
        {
            var (first, last) = text.AroundGuests!.Value;
            before = TransferEncoder.WithoutBreaks(Encoding.UTF8.GetBytes(first));
            after = TransferEncoder.WithoutBreaks(Encoding.UTF8.GetBytes(last), endsLine: true);
        }

        public void Print(in Reading reading)
        {
            var (email, names) = (reading.Desk.Output, reading.Guests!.Html);
            var column = TransferEncoder.AppendWithBreaks(before, email, 0);
            column = TransferEncoder.AppendWithBreaks(names.Before(reading.Place), email, column);
            column = TransferEncoder.AppendWithBreaks(names.After(reading.Place), email, column);
            TransferEncoder.AppendWithBreaks(after, email, column);
            email.Append("\r\n"u8);
        }
    }

    /// <summary>Prints the line on the desk as flowed text.</summary>
    private static void PrintWrapped(RenderBuffers desk)
    {
        desk.Wrapped.SetLength();
        PlainTextBodyRenderer.AppendWrapped(desk.Lines.WrittenSpan, desk.Wrapped);
        TransferEncoder.EncodeQuotedPrintable(desk.Wrapped.WrittenSpan, desk.Output);
    }
}
