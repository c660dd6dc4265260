using Better.Calendar.Model;

namespace Better.Calendar;

/// <summary>One text in one or more languages.</summary>
/// <remarks>
/// A plain string is a text in its series' language: <c>Title = "Open data"</c>. Compares by value. Line breaks are LF;
/// control characters, lone surrogates and bidirectional controls are taken out on entry.
/// </remarks>
public sealed class LocalizedText : IEquatable<LocalizedText>
{
    /// <summary>In the order of their tags. There are few, mostly one, and a big series has many texts.</summary>
    private readonly (string Tag, string Text)[] texts;

    /// <summary>A text in several languages.</summary>
    /// <param name="texts">Pairs of a language tag (BCP 47) and the text.</param>
    /// <exception cref="ArgumentException">No text at all, an empty text, a tag that is none, or the same tag twice.</exception>
    public LocalizedText(params IEnumerable<(string Language, string Text)> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var taken = new List<(string Tag, string Text)>(1);
        foreach (var (language, text) in texts)
        {
            var tag = LanguageTag.Canonicalize(language)
                ?? throw new ArgumentException($"\"{language}\" is not a language tag such as \"hu\" or \"en-GB\"", nameof(texts));
            var clean = TextSanitizer.ToMultiLine(text);
            if (string.IsNullOrWhiteSpace(clean))
            {
                throw new ArgumentException($"the text for \"{language}\" is empty", nameof(texts));
            }

            if (taken.Exists(other => other.Tag == tag))
            {
                throw new ArgumentException($"the language \"{language}\" is there twice", nameof(texts));
            }

            taken.Add((tag, clean));
        }

        if (taken.Count == 0)
        {
            throw new ArgumentException("a text needs at least one language", nameof(texts));
        }

        taken.Sort(static (one, other) => string.CompareOrdinal(one.Tag, other.Tag));
        this.texts = [.. taken];
    }

    /// <summary>The languages the text is there in, by their tags; <c>und</c> stands for "the series' language".</summary>
    public IReadOnlyCollection<string> Languages => [.. texts.Select(static text => text.Tag)];

    /// <summary>A text in its series' language.</summary>
    public static implicit operator LocalizedText(string text) => new((LanguageTag.Undetermined, ArgumentGuard.NotNull(text, nameof(text))));

    /// <summary>The text for a reader: in exactly her language, else its parent (<c>de</c> for <c>de-AT</c>), else the series' language, else any.</summary>
    public string GetText(string language, string seriesLanguage)
    {
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(seriesLanguage);
        return texts[FindBestMatch(language, seriesLanguage)].Text;
    }

    /// <summary>Which language <see cref="GetText"/> gives: what to write into <c>lang</c>.</summary>
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

    /// <summary>The first text, for messages to developers.</summary>
    public override string ToString() => texts[0].Text;

    /// <summary>The text of exactly this tag.</summary>
    internal string this[string tag] => texts[IndexOf(tag)].Text;

    private int FindBestMatch(string language, string seriesLanguage)
    {
        // Most texts and most readers: a tag that is written as it is wanted needs no rules, and one text is everybody's.
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

            // A text without a tag is in the series' language.
            if (string.Equals(wanted, seriesLanguage, StringComparison.OrdinalIgnoreCase) && IndexOf(LanguageTag.Undetermined) is >= 0 and var untagged)
            {
                return untagged;
            }
        }

        return 0;
    }

    private int IndexOf(string tag) => Array.FindIndex(texts, text => text.Tag == tag);
}
