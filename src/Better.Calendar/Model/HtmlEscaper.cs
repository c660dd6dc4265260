using System.Text;

namespace Better.Calendar.Model;

/// <summary>The only place where text is escaped for HTML.</summary>
internal static class HtmlEscaper
{
    private static readonly char[] EscapedCharacters = ['&', '<', '>', '"', '\''];

    /// <summary>Escapes text for an element or a quoted attribute.</summary>
    public static string Escape(string text)
    {
        if (text.IndexOfAny(EscapedCharacters) < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Escapes text and keeps its line breaks.</summary>
    public static string EscapeMultiline(string text) => Escape(text).Replace("\n", "<br>\n");

    /// <summary>Escapes the target of a link; only https, http and mailto are accepted.</summary>
    public static string EscapeLinkUrl(Uri url) =>
        url.Scheme is "https" or "http" or "mailto"
            ? Escape(LinkFormatter.Format(url))
            : throw new InvalidOperationException($"A link with the scheme \"{url.Scheme}\" is not written; use https, http or mailto.");
}
