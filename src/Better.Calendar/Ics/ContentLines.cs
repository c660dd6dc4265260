using System.Text;

namespace Better.Calendar.Ics;

/// <summary>Octets of an iCalendar file: unfolds what Ical.Net wrote, folds what goes out.</summary>
internal static class ContentLines
{
    /// <summary>RFC 5545, 3.1: a line is at most 75 octets long, without its line break.</summary>
    public const int MostOctets = 75;

    /// <summary>The lines of a well-formed text, unfolded.</summary>
    public static IEnumerable<string> Unfold(string text) =>
        text.Replace("\r\n ", "").Replace("\r\n\t", "").Split(["\r\n"], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The octets of a file: UTF-8 without a mark, every line folded and ended by CRLF.</summary>
    public static byte[] Fold(IEnumerable<string> lines)
    {
        using var octets = new MemoryStream();
        foreach (var line in lines)
        {
            Fold(line, octets);
        }

        return octets.ToArray();
    }

    /// <summary>One line, folded: never inside a character, which Ical.Net's own folding does to emoji.</summary>
    private static void Fold(string line, Stream octets)
    {
        if (line.Any(c => char.IsControl(c) && c != '\t'))
        {
            throw new InvalidOperationException("A control character reached a content line; texts are cleaned where they enter the model.");
        }

        var bytes = Encoding.UTF8.GetBytes(line);
        var start = 0;
        while (start < bytes.Length)
        {
            // The space that a continued line begins with counts as well.
            var end = Math.Min(bytes.Length, start + (start == 0 ? MostOctets : MostOctets - 1));
            while (end < bytes.Length && (bytes[end] & 0xC0) == 0x80)
            {
                end--;
            }

            if (start > 0)
            {
                octets.WriteByte((byte)' ');
            }

            octets.Write(bytes, start, end - start);
            octets.WriteByte((byte)'\r');
            octets.WriteByte((byte)'\n');
            start = end;
        }
    }
}
