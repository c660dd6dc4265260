namespace Better.Calendar.Email;

/// <summary>Bytes as they travel (RFC 2045, 6): the same for a whole body and for the one line of it that is a reader's own.</summary>
internal static class TransferEncoder
{
    /// <summary>The bytes of one line of Base64 before they are encoded; encoded, they are the 76 that RFC 2045, 6.8 allows.</summary>
    public const int BytesPerBase64Line = 57;

    // RFC 2045, 6.7: at most 76 characters in a line. The last before a soft break may be three, and the break's sign follows.
    private const int MaxColumnBeforeSoftBreak = 72;

    private static ReadOnlySpan<byte> Hex => "0123456789ABCDEF"u8;

    /// <summary>Quoted-printable of lines that LF ends; CRLF ends them here. Lines do not depend on each other.</summary>
    /// <remarks>
    /// Octet for byte what MimeKit's encoder writes, but for its line breaks, which are LF alone. It is our own because it is the
    /// dearest step of a printed email, and this one takes a third of the time.
    /// </remarks>
    /// <param name="lines">The lines.</param>
    /// <param name="output">Where to, behind what stands there.</param>
    /// <param name="column">Which column of a line that stands there already goes on; 0 at a line's beginning.</param>
    /// <returns>The column where the output ends.</returns>
    public static int EncodeQuotedPrintable(ReadOnlySpan<byte> lines, ByteBuffer output, int column = 0)
    {
        // At the worst all bytes become three, and so many stand in a line.
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

            // A blank at a line's end would be lost on the way.
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

    /// <summary>Quoted-printable of a piece of a line without the soft breaks, which depend on where it will stand.</summary>
    /// <param name="piece">The piece; it holds no line break.</param>
    /// <param name="endsLine">Whether a line break follows it.</param>
    public static byte[] WithoutBreaks(ReadOnlySpan<byte> piece, bool endsLine = false)
    {
        var output = new ByteBuffer(piece.Length);
        for (var at = 0; at < piece.Length; at++)
        {
            var one = piece[at];
            if (one is > 32 and < 127 ? one != '=' : one is 32 or 9 && (at + 1 < piece.Length || !endsLine))
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

    /// <summary>Writes pieces made by <see cref="WithoutBreaks"/>, with the soft breaks that <see cref="EncodeQuotedPrintable"/> would write there.</summary>
    /// <returns>The column where the output ends.</returns>
    public static int AppendWithBreaks(ReadOnlySpan<byte> piece, ByteBuffer output, int column)
    {
        while (piece.Length > 0)
        {
            if (column > MaxColumnBeforeSoftBreak)
            {
                output.Append("=\r\n"u8);
                column = 0;
            }

            // A byte that is written as three is not cut in two.
            var length = Math.Min(piece.Length, MaxColumnBeforeSoftBreak + 1 - column);
            if (length < piece.Length)
            {
                length += piece[length - 1] == '=' ? 2 : length > 1 && piece[length - 2] == '=' ? 1 : 0;
            }

            output.Append(piece.Slice(0, length));
            piece = piece.Slice(length);
            column += length;
        }

        return column;
    }

    /// <summary>Base64 in lines of 76 characters, each ended by CRLF.</summary>
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
