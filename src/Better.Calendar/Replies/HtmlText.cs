using System.Text;

namespace Better.Calendar.Replies;

/// <summary>Makes plain text of the HTML in a mail, well enough to find addresses and phrases in it.</summary>
internal static class HtmlText
{
    private static readonly (string Entity, string Text)[] Entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&#64;", "@"), ("&amp;", "&")];

    /// <summary>The text without tags, styles and scripts; blocks become lines.</summary>
    public static string FromHtml(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
            {
                text.Append(html, at, html.Length - at);
                break;
            }

            text.Append(html, at, open - at);
            var close = html.IndexOf('>', open);
            if (close < 0)
            {
                break;
            }

            at = close + 1;
            if (IsTag(html, open, "style") || IsTag(html, open, "script"))
            {
                at = html.IndexOf("</", at, StringComparison.Ordinal) is >= 0 and var end ? end : html.Length;
            }
            else if (IsTag(html, open, "br") || IsTag(html, open, "p") || IsTag(html, open, "/p") || IsTag(html, open, "div")
                || IsTag(html, open, "/div") || IsTag(html, open, "tr") || IsTag(html, open, "li") || IsTag(html, open, "blockquote"))
            {
                text.Append('\n');
            }
        }

        foreach (var (entity, character) in Entities)
        {
            text.Replace(entity, character);
        }

        return text.ToString();
    }

    private static bool IsTag(string html, int open, string name) =>
        string.Compare(html, open + 1, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (open + 1 + name.Length >= html.Length || !char.IsLetterOrDigit(html[open + 1 + name.Length]));
}
