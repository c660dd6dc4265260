namespace Better.Calendar.Email;

/// <summary>Encodes bytes for transfer (RFC 2045, 6), with the same result for a whole body as for its lines one by one.</summary>
internal static class TransferEncoder
{
    /// <summary>The number of bytes that one line of Base64 encodes: they become the 76 characters that RFC 2045, 6.8 allows.</summary>
    public const int BytesPerBase64Line = 57;

    // RFC 2045, 6.7: at most 76 characters in a line. The last byte before a soft line break may take three characters, and "=" follows.
    private const int MaxColumnBeforeSoftBreak = 72;

    private static ReadOnlySpan<byte> Hex => "0123456789ABCDEF"u8;

    /// <summary>
    /// Appends lines in quoted-printable (RFC 2045, 6.7). They end with LF in the input and with CRLF in the output. No line depends on
    /// another.
    /// </summary>
    /// <remarks>
    /// The output is the same, byte for byte, as that of MimeKit's encoder, whose lines end with LF only. This is the most expensive step
    /// of rendering an email, and this implementation takes a third of the time of MimeKit's.
    /// </remarks>
    /// <param name="lines">The lines.</param>
    /// <param name="output">The buffer to append to.</param>
    /// <param name="column">The column at which the last line of the output ends; 0 at the beginning of a line.</param>
    /// <returns>The column where the output ends.</returns>
    public static int EncodeQuotedPrintable(ReadOnlySpan<byte> lines, ByteBuffer output, int column = 0)
    {
        // In the worst case every byte takes three characters, and there is a soft line break after each full line.
        var start = output.Length;
        output.Reserve((3 * lines.Length) + (3 * (3 * lines.Length / MaxColumnBeforeSoftBreak)) + 3);
        var (bytes, to) = (output.Bytes, start);
        for (var at = 0; at < lines.Length; at++)
        {
            var @byte = lines[at];
            if (@byte == '\n')
            {
                (bytes[to], bytes[to + 1]) = ((byte)'\r', (byte)'\n');
                (to, column) = (to + 2, 0);
                continue;
            }

            if (column > MaxColumnBeforeSoftBreak)
            {
                (bytes[to], bytes[to + 1], bytes[to + 2]) = ((byte)'=', (byte)'\r', (byte)'\n');
                (to, column) = (to + 3, 0);
            }

            // RFC 2045, 6.7, rule 3: a space or tab at the end of a line would be lost in transit.
            if (@byte is > 32 and < 127 ? @byte != '=' : @byte is 32 or 9 && at + 1 < lines.Length && lines[at + 1] != '\n')
            {
                bytes[to++] = @byte;
                column++;
            }
            else
            {
                (bytes[to], bytes[to + 1], bytes[to + 2]) = ((byte)'=', Hex[@byte >> 4], Hex[@byte & 15]);
                (to, column) = (to + 3, column + 3);
            }
        }

        output.SetLength(to);
        return column;
    }

    /// <summary>
    /// Encodes a segment of a line in quoted-printable without soft line breaks, which depend on the column where the segment will stand.
    /// </summary>
    /// <param name="segment">The segment; it must not contain a line break.</param>
    /// <param name="endsLine">Whether a line break follows the segment.</param>
    public static byte[] EncodeWithoutBreaks(ReadOnlySpan<byte> segment, bool endsLine = false)
    {
        var output = new ByteBuffer(segment.Length);
        for (var at = 0; at < segment.Length; at++)
        {
            var one = segment[at];
            if (one is > 32 and < 127 ? one != '=' : one is 32 or 9 && (at + 1 < segment.Length || !endsLine))
            {
                output.Append(one);
            }
            else
            {
                output.Append([(byte)'=', Hex[one >> 4], Hex[one & 15]]);
            }
        }

        return output.ToArray();
    }

    /// <summary>
    /// Appends a segment made by <see cref="EncodeWithoutBreaks"/>, with the soft line breaks that <see cref="EncodeQuotedPrintable"/>
    /// would write there.
    /// </summary>
    /// <returns>The column where the output ends.</returns>
    public static int AppendWithBreaks(ReadOnlySpan<byte> segment, ByteBuffer output, int column)
    {
        while (segment.Length > 0)
        {
            if (column > MaxColumnBeforeSoftBreak)
            {
                output.Append("=\r\n"u8);
                column = 0;
            }

            // The three characters of one byte are not separated.
            var length = Math.Min(segment.Length, MaxColumnBeforeSoftBreak + 1 - column);
            if (length < segment.Length)
            {
                length += segment[length - 1] == '=' ? 2 : length > 1 && segment[length - 2] == '=' ? 1 : 0;
            }

            output.Append(segment.Slice(0, length));
            segment = segment.Slice(length);
            column += length;
        }

        return column;
    }

    /// <summary>Appends bytes in Base64, in lines of 76 characters that end with CRLF.</summary>
    public static void EncodeBase64(ReadOnlySpan<byte> bytes, ByteBuffer output)
    {
        // Whole lines are encoded at once, behind the room for their line breaks, and come back line by line.
        var whole = bytes.Length / BytesPerBase64Line;
        if (whole > 1)
        {
            const int Encoded = BytesPerBase64Line / 3 * 4;
            var room = output.AppendSpan(whole * (Encoded + 2));
            System.Buffers.Text.Base64.EncodeToUtf8(bytes.Slice(0, whole * BytesPerBase64Line), room.Slice(2 * whole), out _, out _);
            for (var line = 0; line < whole; line++)
            {
                var to = room.Slice(line * (Encoded + 2), Encoded + 2);
                room.Slice((2 * whole) + (line * Encoded), Encoded).CopyTo(to);
                (to[Encoded], to[Encoded + 1]) = ((byte)'\r', (byte)'\n');
            }

            bytes = bytes.Slice(whole * BytesPerBase64Line);
        }

        while (bytes.Length > 0)
        {
            var line = bytes.Slice(0, Math.Min(BytesPerBase64Line, bytes.Length));
            System.Buffers.Text.Base64.EncodeToUtf8(line, output.AppendSpan((line.Length + 2) / 3 * 4), out _, out _);
            output.Append("\r\n"u8);
            bytes = bytes.Slice(line.Length);
        }
    }
}
