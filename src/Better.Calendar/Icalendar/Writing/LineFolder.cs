namespace Better.Calendar.Icalendar.Writing;

/// <summary>Folds and unfolds the lines of an iCalendar file (RFC 5545, 3.1).</summary>
internal static class LineFolder
{
    /// <summary>RFC 5545, 3.1: a line has at most 75 octets, without its line break.</summary>
    public const int MaxLineBytes = 75;

    /// <summary>The unfolded lines of a well-formed text.</summary>
    public static IEnumerable<string> Unfold(string text) =>
        text.Replace("\r\n ", "").Replace("\r\n\t", "").Split(["\r\n"], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The bytes of a file: UTF-8 without a byte order mark, every line folded and ended by CRLF.</summary>
    public static byte[] Fold(IEnumerable<string> lines)
    {
        var bytes = new ByteBuffer(8192);
        foreach (var line in lines)
        {
            var start = bytes.Length;
            bytes.Append(line);
            FoldInPlace(start, bytes);
        }

        return bytes.ToArray();
    }

    /// <summary>The bytes of a file: UTF-8 without a byte order mark, every line folded and ended by CRLF.</summary>
    public static byte[] Fold(IEnumerable<ContentLineWriter> lines) => Fold(lines.Select(static line => line.ToString()));

    /// <summary>
    /// Folds the bytes from a position to the end of the buffer as one content line, never inside a character; Ical.Net folds inside emoji.
    /// </summary>
    public static void FoldInPlace(int start, ByteBuffer buffer)
    {
        var length = buffer.Length - start;
        RejectControlCharacters(buffer.Bytes.AsSpan(start, length));

        // Every fold adds three bytes. The text moves to the end of the buffer, and comes back in pieces with the folds between them.
        var gap = length <= MaxLineBytes ? 0 : 3 * (length / (MaxLineBytes - 4));
        buffer.AppendSpan(gap + 2);
        var array = buffer.Bytes;
        var (from, end, to) = (start + gap, start + gap + length, start);
        if (gap > 0)
        {
            Buffer.BlockCopy(array, start, array, from, length);
            for (var maxBytes = MaxLineBytes; end - from > maxBytes; maxBytes = MaxLineBytes - 1)
            {
                // The space at the start of a continuation line counts as well.
                var cut = from + maxBytes;
                while ((array[cut] & 0xC0) == 0x80)
                {
                    cut--;
                }

                Buffer.BlockCopy(array, from, array, to, cut - from);
                to += cut - from;
                (array[to], array[to + 1], array[to + 2]) = ((byte)'\r', (byte)'\n', (byte)' ');
                (from, to) = (cut, to + 3);
            }

            Buffer.BlockCopy(array, from, array, to, end - from);
        }

        to += end - from;
        (array[to], array[to + 1]) = ((byte)'\r', (byte)'\n');
        buffer.SetLength(to + 2);
    }

    private static void RejectControlCharacters(ReadOnlySpan<byte> line)
    {
        // A fast check that most lines pass.
        if (line.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0 && line.IndexOfAny((byte)0x7F, (byte)0xC2) < 0)
        {
            return;
        }

        for (var at = 0; at < line.Length; at++)
        {
            // The C1 control characters are two bytes in UTF-8: C2 80 to C2 9F.
            if ((line[at] < ' ' && line[at] != '\t') || line[at] == 0x7F || (line[at] == 0xC2 && line[at + 1] < 0xA0))
            {
                throw new InvalidOperationException(
                    "A content line contains a control character; this is a defect, because the model removes them from all texts.");
            }
        }
    }
}
