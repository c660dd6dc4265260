using System.Text.Json.Nodes;

namespace WebHost.Organizer.Editing;

/// <summary>
/// A text of the document, and its fields: one for each language. What nobody changed is kept as it is written, so that it is no change.
/// </summary>
internal static class TextFields
{
    /// <summary>The text in a language; empty if there is none.</summary>
    public static string Read(JsonNode? text, string language, string seriesLanguage) => text switch
    {
        JsonValue plain when IsSame(language, seriesLanguage) => plain.GetValue<string>(),
        JsonObject texts => texts.FirstOrDefault(one => IsSame(one.Key == "und" ? seriesLanguage : one.Key, language)).Value is { } found
            ? found.GetValue<string>()
            : "",
        _ => "",
    };

    /// <summary>The languages of a text.</summary>
    public static IEnumerable<string> GetLanguages(JsonNode? text, string seriesLanguage) => text switch
    {
        JsonObject texts => texts.Select(one => one.Key == "und" ? seriesLanguage : one.Key),
        _ => [],
    };

    /// <summary>The text after the edit; null if no language has one.</summary>
    /// <param name="before">The text before; null: none.</param>
    /// <param name="form">The form.</param>
    /// <param name="name">The name of the text; its fields have the languages after it.</param>
    /// <param name="languages">The languages that have fields; texts in other languages are kept.</param>
    public static JsonNode? Write(JsonNode? before, SeriesForm form, string name, IReadOnlyList<string> languages)
    {
        var typed = languages.Select(language => (Language: language, Text: form[$"{name}.{language}"].ReplaceLineEndings("\n"))).ToList();
        if (typed.TrueForAll(one => one.Text == Read(before, one.Language, form.Language).ReplaceLineEndings("\n").Trim()))
        {
            return before?.DeepClone();
        }

        var after = GetLanguages(before, form.Language).Where(language => !languages.Contains(language, StringComparer.OrdinalIgnoreCase))
            .Select(language => (Language: language, Text: Read(before, language, form.Language)))
            .Concat(typed)
            .Where(static one => one.Text.Length > 0)
            .ToList();
        return after switch
        {
            [] => null,
            [var only] when IsSame(only.Language, form.Language) && before is not JsonObject => only.Text,
            _ => new JsonObject(after.Select(static one => KeyValuePair.Create(one.Language, (JsonNode?)one.Text))),
        };
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
