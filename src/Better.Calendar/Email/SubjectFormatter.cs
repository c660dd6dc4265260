using Better.Calendar.Model;

namespace Better.Calendar.Email;

/// <summary>
/// Formats subjects. The kind of email and the date matter more than the end of a long title, so the title is cut at a word.
/// </summary>
internal static class SubjectFormatter
{
    /// <summary>The number of characters within which the date ends: what clients show of a subject on a narrow screen.</summary>
    public const int MaxDateEnd = 60;

    // Outlook (MAPI) expects subjects of fewer than 256 characters.
    private const int MaxLength = 200;

    // A title of fewer characters would not tell one workshop from another.
    private const int MinTitleLength = 10;

    /// <summary>Formats a subject with its placeholders, of which <c>workshop</c> and <c>series</c> may be shortened.</summary>
    public static string Format(
        InvitationTexts texts, RecipientFormatter formatter, TextKey textKey, (string Name, string Value)[] values)
    {
        values = Array.ConvertAll(values, value => (value.Name, TextIsolates.Reduce(value.Value, texts.IsRightToLeft)));
        var whole = texts.Format(textKey, values);
        var date = Array.Find(values, static value => value.Name == "date").Value;
        var dateStart = texts[textKey].IndexOf("{date}", StringComparison.Ordinal) < 0
            ? -1
            : whole.LastIndexOf(date, StringComparison.Ordinal);
        var excess = Math.Max(whole.Length - MaxLength, dateStart < 0 ? 0 : dateStart + date.Length - MaxDateEnd);
        return excess <= 0 ? whole : texts.Format(textKey, [.. values.Select(value =>
            value.Name is "workshop" or "series" && IsBeforeDate(texts[textKey], value.Name, dateStart)
                ? (value.Name, Shorten(value.Value, excess, formatter))
                : value)]);
    }

    private static bool IsBeforeDate(string text, string name, int dateStart) =>
        dateStart < 0 || text.IndexOf($"{{{name}}}", StringComparison.Ordinal) < text.IndexOf("{date}", StringComparison.Ordinal);

    private static string Shorten(string value, int excess, RecipientFormatter formatter)
    {
        var title = TextIsolates.Strip(value);
        var max = Math.Max(MinTitleLength, title.Length - excess);
        if (title.Length <= max)
        {
            return value;
        }

        return formatter.Isolate(CutAtWord(title, max));
    }

    /// <summary>A title of at most so many characters: cut before a word, or within one if it is the only one.</summary>
    public static string CutAtWord(string title, int max)
    {
        var space = title.Length <= max ? -1 : title.LastIndexOf(' ', max - 1);
        return space > 0
            ? title.Substring(0, space).TrimEnd(' ', ',', ';', '.', ':', '–', '-') + "…"
            : TextSanitizer.Truncate(title, max);
    }
}
