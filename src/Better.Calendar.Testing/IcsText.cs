using System.Globalization;
using System.Text;
using NodaTime;

namespace Better.Calendar.Testing;

/// <summary>Reads and writes content lines and text values of iCalendar (RFC 5545, 3.1 and 3.3.11), as far as a reply needs them.</summary>
internal static class IcsText
{
    private const int MaxLineBytes = 75;

    public static IEnumerable<string> Unfold(string text) =>
        text.Replace("\r\n", "\n").Replace("\n ", "").Replace("\n\t", "").Split(['\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Encodes lines in UTF-8, folded after 75 bytes but never inside a character, and ended by CRLF.</summary>
    public static byte[] Fold(IEnumerable<string> lines)
    {
        var folded = new StringBuilder();
        foreach (var line in lines)
        {
            if (Encoding.UTF8.GetByteCount(line) <= MaxLineBytes)
            {
                folded.Append(line).Append("\r\n");
                continue;
            }

            var length = 0;
            for (var at = 0; at < line.Length;)
            {
                var size = char.IsSurrogatePair(line, at) ? 2 : 1;
                var bytes = size == 2 ? 4 : line[at] < 0x80 ? 1 : line[at] < 0x800 ? 2 : 3;
                if (length + bytes > MaxLineBytes)
                {
                    folded.Append("\r\n ");
                    length = 1;
                }

                folded.Append(line, at, size);
                length += bytes;
                at += size;
            }

            folded.Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(folded.ToString());
    }

    public static string FormatUtc(Instant instant) => instant.ToString("uuuuMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public static string GetName(string line)
    {
        var end = line.IndexOfAny([';', ':']);
        return end < 0 ? line : line.Substring(0, end);
    }

    /// <summary>Returns the value of a content line: everything after the first colon outside of quotes.</summary>
    public static string GetValue(string line)
    {
        var isQuoted = false;
        for (var at = 0; at < line.Length; at++)
        {
            isQuoted ^= line[at] == '"';
            if (line[at] == ':' && !isQuoted)
            {
                return line.Substring(at + 1).Trim();
            }
        }

        return "";
    }

    /// <summary>Returns the value of a parameter without its quotes; null if the line does not have it.</summary>
    public static string? GetParameter(string line, string name)
    {
        var start = line.IndexOf($";{name}=", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        start += name.Length + 2;
        return line[start] == '"'
            ? line.Substring(start + 1, line.IndexOf('"', start + 1) - start - 1)
            : line.Substring(start, line.IndexOfAny([';', ':'], start) - start);
    }

    public static string Unescape(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var at = 0; at < value.Length; at++)
        {
            var isEscape = value[at] == '\\' && at + 1 < value.Length;
            at += isEscape ? 1 : 0;
            text.Append(isEscape && value[at] is 'n' or 'N' ? '\n' : value[at]);
        }

        return text.ToString();
    }

    public static string Escape(string text)
    {
        var value = new StringBuilder(text.Length);
        foreach (var c in text.Replace("\r\n", "\n").Trim('\n'))
        {
            value.Append(c switch
            {
                '\n' or '\r' => "\\n",
                '\\' or ';' or ',' => $"\\{c}",
                _ when char.IsControl(c) => " ",
                _ => c.ToString(),
            });
        }

        return value.ToString();
    }
}
