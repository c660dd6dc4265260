namespace Better.Calendar.IcsLines;

/// <summary>One physical line: octets as they stand in the file, before anything is unfolded or decoded.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Start">Its first octet.</param>
/// <param name="Length">How many octets it has without its line break.</param>
/// <param name="Break">How it ends.</param>
internal readonly record struct RawLine(int Number, int Start, int Length, LineBreak Break)
{
    /// <summary>The first octet behind the line and its break.</summary>
    public int Next => Start + Length + (Break == LineBreak.CrLf ? 2 : Break == LineBreak.None ? 0 : 1);

    /// <summary>The line that begins at an octet; the file must not end there.</summary>
    public static RawLine At(byte[] octets, int start, int number)
    {
        var length = octets.AsSpan(start).IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
        {
            return new(number, start, octets.Length - start, LineBreak.None);
        }

        var end = start + length;
        return new(number, start, length, octets[end] == '\n' ? LineBreak.Lf : end + 1 < octets.Length && octets[end + 1] == '\n' ? LineBreak.CrLf : LineBreak.Cr);
    }
}
