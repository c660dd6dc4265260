namespace Better.Calendar.Icalendar.Parsing;

/// <summary>One physical line of a file, before unfolding and decoding.</summary>
/// <param name="Number">The line number, from 1.</param>
/// <param name="Start">The offset of its first byte.</param>
/// <param name="Length">Its length in bytes without the line break.</param>
/// <param name="Ending">How it ends.</param>
internal readonly record struct PhysicalLine(int Number, int Start, int Length, LineEnding Ending)
{
    /// <summary>The offset after the line and its line break.</summary>
    public int NextStart => Start + Length + (Ending == LineEnding.CrLf ? 2 : Ending == LineEnding.None ? 0 : 1);

    /// <summary>The line that begins at an offset, which must be before the end of the file.</summary>
    public static PhysicalLine ReadFrom(byte[] bytes, int start, int number)
    {
        var length = bytes.AsSpan(start).IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
        {
            return new(number, start, bytes.Length - start, LineEnding.None);
        }

        var end = start + length;
        return new(number, start, length, bytes[end] == '\n'
            ? LineEnding.Lf
            : end + 1 < bytes.Length && bytes[end + 1] == '\n'
            ? LineEnding.CrLf
            : LineEnding.Cr);
    }
}
