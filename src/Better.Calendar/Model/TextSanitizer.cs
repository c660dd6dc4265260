using System.Globalization;
using System.Text;

namespace Better.Calendar.Model;

/// <summary>Makes text safe for email headers, iCalendar content lines and HTML pages, once, when it enters the model.</summary>
/// <remarks>
/// Removes control characters (RFC 5545, 3.1 and RFC 5322, 2.2 forbid them), unpaired surrogates (they would become
/// U+FFFD in UTF-8), non-characters, and the explicit bidirectional controls, with which a title could reverse the text
/// after it. Everything else stays unchanged.
/// </remarks>
internal static class TextSanitizer
{
    /// <summary>Returns the text on one line: line breaks and runs of white space become one space.</summary>
    public static string ToSingleLine(string text)
    {
        if (IsCleanLine(text))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var length = GetKeptLength(text, at);
            var isSpace = length == 1 && char.IsWhiteSpace(text[at]) && text[at] is not '\u00A0' and not '\u202F' and not '\u2007';
            if (!isSpace)
            {
                kept.Append(text, at, length);
                at += length > 0 ? length - 1 : 0;
            }
            else if (kept.Length > 0 && kept[kept.Length - 1] != ' ')
            {
                kept.Append(' ');
            }
        }

        return kept.ToString().TrimEnd(' ');
    }

    /// <summary>Returns the text with LF line endings, without blank lines at both ends and without trailing spaces.</summary>
    public static string ToMultiLine(string text)
    {
        if (IsCleanLine(text))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        text = text.Replace("\r\n", "\n");
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\r' or '\u0085' or '\u2028' or '\u2029': kept.Append('\n'); break;
                case '\t' or '\v' or '\f': kept.Append(' '); break;
                default:
                    var length = GetKeptLength(text, at);
                    kept.Append(text, at, length);
                    at += length > 0 ? length - 1 : 0;
                    break;
            }
        }

        return string.Join("\n", kept.ToString().Split('\n').Select(line => line.TrimEnd(' '))).Trim('\n');
    }

    /// <summary>Shortens a text to a number of UTF-16 characters, never inside a grapheme cluster, and marks it with an ellipsis.</summary>
    public static string Truncate(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        // Unicode Standard Annex 29: there is always a boundary between a printable ASCII character and a space, so the text before it need
        // not be examined.
        var safe = maxLength - 1;
        while (safe > 0 && !(text[safe] == ' ' && text[safe - 1] is > ' ' and <= '~'))
        {
            safe--;
        }

        // One character more, so that a surrogate pair is not split before it is examined.
        var starts = StringInfo.ParseCombiningCharacters(text.Substring(safe, maxLength + 1 - safe));
        return text.Substring(0, safe + starts.Last(start => safe + start < maxLength)).TrimEnd(' ', ',', ';', '.', ':') + "…";
    }

    /// <summary>A fast check that most names and titles pass: Latin words separated by single spaces need no change.</summary>
    private static bool IsCleanLine(string text)
    {
        var before = ' ';
        foreach (var c in text)
        {
            if (c is < ' ' or (> '~' and < '\u00C0') or > '\u024F' || (c == ' ' && before == ' '))
            {
                return false;
            }

            before = c;
        }

        return before != ' ' || text.Length == 0;
    }

    /// <summary>How many UTF-16 characters of the one at a position are kept: two of a pair, none of an unwanted one.</summary>
    private static int GetKeptLength(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            ? (char.ConvertToUtf32(text[at], text[at + 1]) & 0xFFFE) != 0xFFFE ? 2 : 0
            : char.IsSurrogate(text[at]) || IsUnwanted(text[at]) ? 0 : 1;

    private static bool IsUnwanted(char c) =>
        (char.IsControl(c) && c is not ('\t' or '\n' or '\v' or '\f' or '\r' or '\u0085'))
        || c is (>= '\u202A' and <= '\u202E')
            or (>= '\u2066' and <= '\u2069')
            or '\uFEFF'
            or (>= '\uFFFE' and <= '\uFFFF')
            or (>= '\uFDD0' and <= '\uFDEF');
}
