using System.Text.Json.Serialization;
using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>A text in one or more languages.</summary>
/// <remarks>
/// A plain string is a text in the language of the series: <c>Title = "Open data"</c>. Compares by value. Line breaks are LF;
/// control characters, unpaired surrogates and bidirectional controls are removed.
/// </remarks>
[JsonConverter(typeof(LocalizedTextJsonConverter))]
public sealed class LocalizedText : IEquatable<LocalizedText>
{
    /// <summary>
    /// In the order of their tags. An array, because a text has few languages, mostly one, and a large series has many texts.
    /// </summary>
    private readonly (string Tag, string Text)[] texts;

    /// <summary>Creates a text in one or more languages.</summary>
    /// <param name="texts">Pairs of a language tag (BCP 47) and the text.</param>
    /// <exception cref="ArgumentException">There is no text, a text is empty, a tag is not a BCP 47 tag, or a tag is given
    /// twice.</exception>
    public LocalizedText(params IEnumerable<(string Language, string Text)> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var taken = new List<(string Tag, string Text)>(1);
        foreach (var (language, text) in texts)
        {
            var tag = LanguageTag.Canonicalize(language)
                ?? throw new ArgumentException($"\"{language}\" is not a language tag such as \"hu\" or \"en-GB\".", nameof(texts));
            var clean = TextSanitizer.ToMultiLine(text);
            if (string.IsNullOrWhiteSpace(clean))
            {
                throw new ArgumentException(
                    $"The text for the language \"{language}\" is empty; give a text or leave the language out.",
                    nameof(texts));
            }

            if (taken.Exists(other => other.Tag == tag))
            {
                throw new ArgumentException($"The language \"{language}\" is given twice; give one text for each language.", nameof(texts));
            }

            taken.Add((tag, clean));
        }

        if (taken.Count == 0)
        {
            throw new ArgumentException("A text needs at least one language.", nameof(texts));
        }

        taken.Sort(static (one, other) => string.CompareOrdinal(one.Tag, other.Tag));
        this.texts = [.. taken];
    }

    /// <summary>The language tags of the text; <c>und</c> stands for the language of the series.</summary>
    public IReadOnlyCollection<string> Languages => [.. texts.Select(static text => text.Tag)];

    /// <summary>Creates a text in the language of the series.</summary>
    public static implicit operator LocalizedText(string text) =>
        new((LanguageTag.Undetermined, ArgumentGuard.NotNull(text, nameof(text))));

    /// <summary>
    /// Returns the text for a language: the exact tag, else its parent (<c>de</c> for <c>de-AT</c>), else the language of the series, else
    /// the first text.
    /// </summary>
    public string GetText(string language, string seriesLanguage)
    {
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(seriesLanguage);
        return texts[FindBestMatch(language, seriesLanguage)].Text;
    }

    /// <summary>Returns the language of the text that <see cref="GetText"/> returns, for an HTML <c>lang</c> attribute.</summary>
    public string GetLanguage(string language, string seriesLanguage)
    {
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(seriesLanguage);
        var choice = texts[FindBestMatch(language, seriesLanguage)].Tag;
        return choice == LanguageTag.Undetermined ? seriesLanguage : choice;
    }

    /// <inheritdoc/>
    public bool Equals(LocalizedText? other) => other is not null && texts.SequenceEqual(other.texts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalizedText);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        texts.Aggregate(17, static (hash, text) => unchecked((hash * 31) + StringComparer.Ordinal.GetHashCode(text.Text)));

    /// <summary>Returns the first text, for debugging.</summary>
    public override string ToString() => texts[0].Text;

    /// <summary>The text of exactly this tag, which must exist.</summary>
    internal string this[string tag] => texts[IndexOf(tag)].Text;

    private int FindBestMatch(string language, string seriesLanguage)
    {
        // The two common cases first: an exact match, and a text in one language only.
        if (IndexOf(language) is >= 0 and var exact)
        {
            return exact;
        }

        if (texts.Length == 1)
        {
            return 0;
        }

        foreach (var wanted in new[] { language, seriesLanguage })
        {
            foreach (var tag in LanguageTag.WithParents(LanguageTag.Canonicalize(wanted) ?? ""))
            {
                if (IndexOf(tag) is >= 0 and var found)
                {
                    return found;
                }
            }

            // A text without a tag is in the language of the series.
            if (string.Equals(wanted, seriesLanguage, StringComparison.OrdinalIgnoreCase)
                && IndexOf(LanguageTag.Undetermined) is >= 0 and var untagged)
            {
                return untagged;
            }
        }

        return 0;
    }

    private int IndexOf(string tag) => Array.FindIndex(texts, text => text.Tag == tag);
}
