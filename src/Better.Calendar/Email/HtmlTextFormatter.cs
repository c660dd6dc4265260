using Better.Calendar.Model;

using static Better.Calendar.Model.HtmlEscaper;

namespace Better.Calendar.Email;

/// <summary>Writes the texts of an email as HTML: what the host wrote in them has its own direction and, if it is another one, its
/// language.</summary>
internal sealed class HtmlTextFormatter(EmailContent content)
{
    /// <summary>A sentence or value: what the host wrote in it has its own direction, and hours stay together.</summary>
    public string Format(string text) => TextIsolates.ToHtml(text, KeepHours, FindLanguage, content.IsRightToLeft);

    /// <summary>A text of the host, with its line breaks, its direction, and its language if that is another one.</summary>
    public string FormatHostText(string text) =>
        TextIsolates.ToHtml(TextIsolates.Enclose(text), EscapeMultiline, FindLanguage, content.IsRightToLeft);

    /// <summary>A part of a text of the host, in the language of the whole.</summary>
    public string FormatPart(string text, string part) =>
        TextIsolates.ToHtml(TextIsolates.Enclose(part), Escape, _ => FindLanguage(text), content.IsRightToLeft);

    /// <summary>
    /// The greeting. The recipient's name is the only text that differs between the emails of one template, so it gets nothing but its
    /// direction.
    /// </summary>
    public string FormatGreeting() => TextIsolates.ToHtml(content.Greeting, Escape, static _ => null, content.IsRightToLeft);

    /// <summary>Adds a section for each of the texts.</summary>
    public void AddTexts(SlotValues values, string section, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            values.Add(section, ("text", Format(text)));
        }
    }

    private string? FindLanguage(string text) => content.TextLanguages.FirstOrDefault(one => one.Text == text)?.Language;

    // Outlook (Word) knows no white-space:nowrap, and breaks lines after a dash: no-break spaces and a word joiner (Unicode Standard
    // Annex 14, WJ) keep the hours together.
    private string KeepHours(string text) => content.Hours.Aggregate(Escape(text), static (kept, hours) =>
        kept.Replace(Escape(hours), Escape(hours).Replace(' ', '\u00A0').Replace("–", "–\u2060")));
}
