using System.Text.RegularExpressions;

namespace Better.Calendar.Publishing;

/// <summary>The one place where text becomes Markdown.</summary>
internal static class MarkdownEscaper
{
    // CommonMark, 2.4: a backslash takes the meaning from any ASCII punctuation; GFM, 4.10: also from the pipe that ends a cell.
    // GFM, 6.9 makes links of www. and of addresses with :// or @; dollars are formulas at GitHub's and GitLab's.
    private static readonly Regex Punctuation = new(@"[\\`*_{}\[\]<>#|&~$@^]|:(?=//)|(?<=www)\.", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Text on one line, for a cell or a paragraph that begins with a word of ours.</summary>
    public static string Escape(string text) => Punctuation.Replace(text, @"\$0");
}
