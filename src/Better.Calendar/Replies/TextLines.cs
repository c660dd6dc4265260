namespace Better.Calendar.Replies;

/// <summary>The lines of a text, one at a time: most readers stop after a few.</summary>
internal static class TextLines
{
    /// <summary>The lines without their line breaks, LF or CR LF.</summary>
    public static IEnumerable<string> Enumerate(string text)
    {
        for (var (start, next) = (0, 0); start <= text.Length; start = next)
        {
            var end = start < text.Length ? text.IndexOf('\n', start) : -1;
            end = end < 0 ? text.Length : end;
            next = end + 1;
            yield return text.Substring(start, (end > start && text[end - 1] == '\r' ? end - 1 : end) - start);
        }
    }
}
