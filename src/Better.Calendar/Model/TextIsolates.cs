using System.Text;

namespace Better.Calendar.Model;

/// <summary>
/// Isolates keep the direction of a host's text from that of the sentence around it: the characters U+2068 and U+2069 (Unicode Standard
/// Annex 9, 2.4), in HTML the element <c>bdi</c>. No text of the model contains the characters (<see cref="TextSanitizer"/>).
/// </summary>
internal static class TextIsolates
{
    private const char Open = '\u2068';
    private const char Close = '\u2069';

    /// <summary>Encloses a text; an empty one stays empty.</summary>
    public static string Enclose(string text) => text.Length == 0 ? text : $"{Open}{text}{Close}";

    /// <summary>Encloses a text where that can change how it is read.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isRightToLeft">Whether the sentence around it runs from right to left.</param>
    public static string EncloseIfNeeded(string text, bool isRightToLeft) =>
        isRightToLeft || HasRightToLeft(text) ? Enclose(text) : text;

    /// <summary>The text without the isolates around all of it.</summary>
    public static string Strip(string text) =>
        text.Length > 1 && text[0] == Open && FindClose(text, 0) == text.Length - 1 ? text.Substring(1, text.Length - 2) : text;

    /// <summary>A sentence without the isolates that change nothing: a program with old fonts shows them as boxes.</summary>
    /// <inheritdoc cref="EncloseIfNeeded"/>
    public static string Reduce(string text, bool isRightToLeft)
    {
        if (isRightToLeft || text.IndexOf(Open) < 0)
        {
            return text;
        }

        var (kept, opened) = (new StringBuilder(text.Length), new Stack<(int At, int InputAt)>());
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == Close && opened.Count > 0)
            {
                var (start, inputStart) = opened.Pop();
                if (!HasRightToLeft(text.Substring(inputStart, at - inputStart)))
                {
                    kept.Remove(start, 1);
                    continue;
                }
            }
            else if (text[at] == Open)
            {
                opened.Push((kept.Length, at));
            }

            kept.Append(text[at]);
        }

        return kept.ToString();
    }

    /// <summary>A text as HTML, with an element for each isolate.</summary>
    /// <param name="text">The text.</param>
    /// <param name="escape">Escapes what stands inside and outside of isolates.</param>
    /// <param name="findLanguage">The language of an enclosed text (BCP 47) if it is another one than that of the sentence; otherwise
    /// null.</param>
    /// <param name="keepCharacters">Whether the characters stay inside the elements: between right and left they matter, and Gmail and
    /// Outlook do not know the element.</param>
    public static string ToHtml(
        string text, Func<string, string> escape, Func<string, string?> findLanguage, bool keepCharacters = false)
    {
        var open = text.IndexOf(Open);
        if (open < 0)
        {
            return escape(text);
        }

        var close = FindClose(text, open);
        var inner = text.Substring(open + 1, close - open - 1);
        var language = findLanguage(inner) is { } found ? $" lang=\"{HtmlEscaper.Escape(found)}\"" : "";
        var rest = close < text.Length ? text.Substring(close + 1) : "";
        var content = ToHtml(inner, escape, findLanguage, keepCharacters);
        return $"{escape(text.Substring(0, open))}<bdi{language}>{(keepCharacters ? Enclose(content) : content)}</bdi>"
            + (rest.Length == 0 ? "" : ToHtml(rest, escape, findLanguage, keepCharacters));
    }

    // The end of the text if a sentence of a host does not close what it opens.
    private static int FindClose(string text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            depth += text[at] switch { Open => 1, Close => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }
        }

        return text.Length;
    }

    // The blocks of scripts that run from right to left, from Hebrew to Arabic Extended-A, their presentation forms, and beyond the BMP.
    private static bool HasRightToLeft(string text)
    {
        foreach (var character in text)
        {
            if (character is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFE')
                or '\uD802' or '\uD803' or '\uD83A' or '\uD83B' or '\u200F')
            {
                return true;
            }
        }

        return false;
    }
}
