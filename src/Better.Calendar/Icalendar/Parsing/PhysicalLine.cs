namespace Better.Calendar.Icalendar.Parsing;

/// <summary>One physical line: bytes as they stand in the file, before anything is unfolded or decoded.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">How many bytes it has without its line break.</param>
/// <param name="Ending">How it ends.</param>
internal readonly record struct PhysicalLine(int Number, int Start, int Length, LineEnding Ending)
{
    /// <summary>The first byte behind the line and its break.</summary>
    public int NextStart => Start + Length + (Ending == LineEnding.CrLf ? 2 : Ending == LineEnding.None ? 0 : 1);

    /// <summary>The line that begins at a byte; the file must not end there.</summary>
    public static PhysicalLine ReadFrom(byte[] bytes, int start, int number)
    {
        var length = bytes.AsSpan(start).IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
        {
            return new(number, start, bytes.Length - start, LineEnding.None);
        }

        var end = start + length;
        return new(number, start, length, bytes[end] == '\n' ? LineEnding.Lf : end + 1 < bytes.Length && bytes[end + 1] == '\n' ? LineEnding.CrLf : LineEnding.Cr);
    }
}
