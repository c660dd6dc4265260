using System.Text.RegularExpressions;

namespace Better.Calendar.Publishing;

/// <summary>The only place where text is escaped for Markdown.</summary>
internal static class MarkdownEscaper
{
    // CommonMark, 2.4: a backslash escapes any ASCII punctuation; GFM, 4.10: also the pipe that ends a cell.
    // GFM, 6.9 makes links of www. and of addresses with :// or @; dollar signs are formulas on GitHub and GitLab.
    private static readonly Regex Punctuation =
        new(@"[\\`*_{}\[\]<>#|&~$@^]|:(?=//)|(?<=www)\.", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Escapes text on one line, for a cell or for the inside of a paragraph.</summary>
    public static string Escape(string text) => Punctuation.Replace(text, @"\$0");
}
