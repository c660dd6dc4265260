using System.Text.Json;

namespace Better.Calendar.Model;

/// <summary>Reads a text in one or more languages from JSON.</summary>
internal static class LocalizedTextReader
{
    /// <summary>Reads a text of at most so many characters; null if it has errors.</summary>
    /// <param name="element">The text: a string, or an object of strings by language.</param>
    /// <param name="maxLength">The characters of each language.</param>
    /// <param name="report">Takes each error, with its language; null for an error of the text without a language.</param>
    public static LocalizedText? Read(JsonElement element, int maxLength, Action<string?, string> report)
    {
        (string Language, string Text)[] texts = [];
        if (JsonElementReader.GetString(element) is { } plain)
        {
            texts = [(LanguageTag.Undetermined, plain)];
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            texts =
            [
                .. element.EnumerateObject()
                    .Select(static text => (JsonElementReader.GetName(text), JsonElementReader.GetString(text.Value) ?? "")),
            ];
        }

        if (texts.Length == 0)
        {
            report(null, "this must be a string or an object of texts by language, { \"hu\": \"…\" }");
            return null;
        }

        if (texts.Length > InputLimits.Languages)
        {
            report(null, $"this text has {texts.Length} languages; at most {InputLimits.Languages} are read");
            return null;
        }

        var before = new HashSet<string>(StringComparer.Ordinal);
        var isValid = true;
        foreach (var (language, text) in texts)
        {
            var tag = LanguageTag.Canonicalize(language);
            var problem = tag is null ? Guard.LanguageProblem(language)
                : !before.Add(tag) ? "this language is given twice; give it once"
                : Guard.LengthProblem(text, maxLength)
                ?? (string.IsNullOrWhiteSpace(TextSanitizer.ToMultiLine(text)) ? "this must be a text that is not empty" : null);
            if (problem is not null)
            {
                isValid = false;
                report(language == LanguageTag.Undetermined ? null : language, problem);
            }
        }

        return isValid ? new LocalizedText(texts) : null;
    }
}
