using System.Text;
using Better.Calendar.Model;

namespace Better.Calendar.Email.Templates;

/// <summary>A body that many emails share, already encoded, except for the few lines that name the recipient or the other guests.</summary>
internal sealed class BodyTemplate
{
    private readonly List<(byte[] Shared, IRecipientLine? Line)> segments = [];
    private readonly Func<string, string> escape;
    private readonly Func<string, string> escapeName;

    private BodyTemplate(
        IEnumerable<string> lines, bool isFlowed, Func<string, string> escape, Func<string, string>? escapeName = null)
    {
        (this.escape, this.escapeName) = (escape, escapeName ?? escape);
        var shared = new ByteBuffer();
        foreach (var line in lines)
        {
            if (TemplateText.Parse(line, escape(TemplateText.PlaceholderName), escape(TemplateText.PlaceholderEmail.Value)) is { } text)
            {
                segments.Add(
                    (shared.ToArray(), !text.HasGuests
                        ? PlaceholderLine.Create(text, isFlowed)
                        : isFlowed
                        ? new FlowedGuestsLine(text)
                        : new HtmlGuestsLine(text)));
                shared.SetLength();
            }
            else
            {
                TransferEncoder.EncodeQuotedPrintable(Encoding.UTF8.GetBytes(isFlowed ? WrapLine(line) : line + "\n"), shared);
            }
        }

        segments.Add((shared.ToArray(), null));
    }

    /// <summary>A line that differs from recipient to recipient.</summary>
    private interface IRecipientLine
    {
        /// <summary>Renders the line in quoted-printable (RFC 2045, 6.7).</summary>
        void Render(in EncodedRecipientValues values);
    }

    // Between left and right, the plain text isolates a name only if it runs from right to left, as that of the template does not.
    public static BodyTemplate FromPlainText(EmailContent content) => new(
        PlainTextBodyRenderer.GetLines(content),
        isFlowed: true,
        static text => text,
        content.IsRightToLeft ? null : static name => TextIsolates.EncloseIfNeeded(name, isRightToLeft: false));

    public static BodyTemplate FromHtml(EmailBodies bodies) =>
        new(bodies.Html.TrimEnd('\n').Split('\n'), isFlowed: false, HtmlEscaper.Escape);

    /// <summary>Renders the body of a recipient's email, in quoted-printable (RFC 2045, 6.7).</summary>
    public void Render(RenderBuffers buffers, in RecipientValues recipient)
    {
        var values = new EncodedRecipientValues
        {
            Buffers = buffers,
            Name = buffers.Name.SetText(escapeName(recipient.Name)),
            Email = buffers.Email.SetText(escape(recipient.Email.Value)),
            Links = buffers.Links.Set(recipient, escape),
            Guests = recipient.Guests,
            GuestIndex = recipient.GuestIndex,
        };
        foreach (var (shared, line) in segments)
        {
            buffers.Output.Append(shared);
            line?.Render(values);
        }
    }

    private static string WrapLine(string line)
    {
        var text = StringBuilderCache.Acquire();
        PlainTextBodyRenderer.AppendWrapped(text, line);
        return StringBuilderCache.GetStringAndRelease(text);
    }

    /// <summary>A recipient's values, escaped for the body.</summary>
    private readonly ref struct EncodedRecipientValues
    {
        public required RenderBuffers Buffers { get; init; }

        public required ReadOnlySpan<byte> Name { get; init; }

        public required ReadOnlySpan<byte> Email { get; init; }

        public required LinkValues Links { get; init; }

        public required GuestList? Guests { get; init; }

        public required int GuestIndex { get; init; }
    }

    /// <summary>
    /// A line that names the recipient, their RSVP page or a meeting of their own. What stands before the first placeholder is encoded
    /// once for all emails.
    /// </summary>
    private sealed class PlaceholderLine : IRecipientLine
    {
        private readonly TemplateText text;
        private readonly bool isFlowed;

        /// <summary>
        /// Whether wrapping can change the line even if it is short: a value at its beginning may look like a quotation, for example.
        /// </summary>
        private readonly bool mayWrap;

        /// <summary>What stands before the first placeholder, encoded, and the column after it.</summary>
        private readonly byte[] start;
        private readonly int column;

        private PlaceholderLine(TemplateText text, bool isFlowed, bool mayWrap, byte[] start, int column) =>
            (this.text, this.isFlowed, this.mayWrap, this.start, this.column) = (text, isFlowed, mayWrap, start, column);

        public static PlaceholderLine Create(TemplateText text, bool isFlowed)
        {
            // A value is never empty, so a space before it does not end the line.
            var (sample, encoded) = (new ByteBuffer(), new ByteBuffer());
            text.Write(sample, "x"u8, "x"u8, LinkValues.CreateSample());
            var line = Encoding.UTF8.GetString(sample.ToArray());
            var column = TransferEncoder.EncodeQuotedPrintable([.. text.FirstLiteral, (byte)'x'], encoded) - 1;
            encoded.SetLength(encoded.Length - 1);
            return new(text, isFlowed, isFlowed
                && (text.FirstLiteral.Length == 0 || WrapLine(line) != line + "\n"), encoded.ToArray(), column);
        }

        public void Render(in EncodedRecipientValues values)
        {
            var (lines, email) = (values.Buffers.Lines, values.Buffers.Output);
            lines.SetLength();
            text.WriteAfterFirstLiteral(lines, values.Name, values.Email, values.Links);
            if (isFlowed && (mayWrap || text.FirstLiteral.Length + lines.Length > PlainTextBodyRenderer.MaxLineLength))
            {
                lines.SetLength();
                text.Write(lines, values.Name, values.Email, values.Links);
                RenderWrapped(values.Buffers);
                return;
            }

            lines.Append((byte)'\n');
            email.Append(start);
            TransferEncoder.EncodeQuotedPrintable(lines.WrittenSpan, email, column);
        }
    }

    /// <summary>The line with the names of the other guests in the plain text (RFC 3676).</summary>
    private sealed class FlowedGuestsLine : IRecipientLine
    {
        private readonly byte[] before;
        private readonly byte[] after;

        /// <summary>
        /// What stands before the names, wrapped and encoded; null if the names are joined to the text beside them, so that the line can
        /// only be wrapped as a whole.
        /// </summary>
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

        public void Render(in EncodedRecipientValues values)
        {
            var (buffers, guests) = (values.Buffers, values.Guests!);
            var tail = guests.Plain.After(values.GuestIndex);

            // If the last name is left out, the name before it loses its comma, so the prepared list does not fit.
            if (start is not null && (values.GuestIndex < 0 || tail.Length > 0))
            {
                buffers.Output.Append(start);
                guests.Flowed.WriteWithout(buffers.Output, values.GuestIndex, length, column);
                return;
            }

            buffers.Lines.SetLength();
            buffers.Lines.Append(before);
            buffers.Lines.Append(guests.Plain.Before(values.GuestIndex));
            buffers.Lines.Append(tail);
            buffers.Lines.Append(after);
            RenderWrapped(buffers);
        }
    }

    /// <summary>The line with the names of the other guests in the HTML.</summary>
    private sealed class HtmlGuestsLine : IRecipientLine
    {
        private readonly byte[] before;
        private readonly byte[] after;

        public HtmlGuestsLine(TemplateText text)
        {
            var (first, last) = text.AroundGuests!.Value;
            before = TransferEncoder.EncodeWithoutBreaks(Encoding.UTF8.GetBytes(first));
            after = TransferEncoder.EncodeWithoutBreaks(Encoding.UTF8.GetBytes(last), endsLine: true);
        }

        public void Render(in EncodedRecipientValues values)
        {
            var (email, names) = (values.Buffers.Output, values.Guests!.Html);
            var column = TransferEncoder.AppendWithBreaks(before, email, 0);
            column = TransferEncoder.AppendWithBreaks(names.Before(values.GuestIndex), email, column);
            column = TransferEncoder.AppendWithBreaks(names.After(values.GuestIndex), email, column);
            TransferEncoder.AppendWithBreaks(after, email, column);
            email.Append("\r\n"u8);
        }
    }

    /// <summary>Wraps the line in <see cref="RenderBuffers.Lines"/> as flowed text, encodes it, and appends it to the output.</summary>
    private static void RenderWrapped(RenderBuffers buffers)
    {
        buffers.Wrapped.SetLength();
        PlainTextBodyRenderer.AppendWrapped(buffers.Lines.WrittenSpan, buffers.Wrapped);
        TransferEncoder.EncodeQuotedPrintable(buffers.Wrapped.WrittenSpan, buffers.Output);
    }
}
