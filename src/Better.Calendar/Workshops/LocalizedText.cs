namespace Better.Calendar.Workshops;

/// <summary>One text in one or more languages.</summary>
/// <remarks>
/// A plain string is a text in its series' language: <c>Title = "Open data"</c>. Compares by value. Line breaks are LF;
/// control characters, lone surrogates and bidirectional controls are taken out on entry.
/// </remarks>
public sealed class LocalizedText : IEquatable<LocalizedText>
{
    private readonly SortedDictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>A text in several languages.</summary>
    /// <param name="texts">Pairs of a language tag (BCP 47) and the text.</param>
    /// <exception cref="ArgumentException">No text at all, an empty text, a tag that is none, or the same tag twice.</exception>
    public LocalizedText(params IEnumerable<(string Language, string Text)> texts)
    {
        foreach (var (language, text) in texts)
        {
            var tag = LanguageTag.Canonical(language)
                ?? throw new ArgumentException($"\"{language}\" is not a language tag such as \"hu\" or \"en-GB\"", nameof(texts));
            var clean = PlainText.MultiLine(text);
            if (string.IsNullOrWhiteSpace(clean))
            {
                throw new ArgumentException($"the text for \"{language}\" is empty", nameof(texts));
            }

            if (this.texts.ContainsKey(tag))
            {
                throw new ArgumentException($"the language \"{language}\" is there twice", nameof(texts));
            }

            this.texts.Add(tag, clean);
        }

        if (this.texts.Count == 0)
        {
            throw new ArgumentException("a text needs at least one language", nameof(texts));
        }
    }

    /// <summary>The languages the text is there in, by their tags; <c>und</c> stands for "the series' language".</summary>
    public IReadOnlyCollection<string> Languages => texts.Keys;

    /// <summary>A text in its series' language.</summary>
    public static implicit operator LocalizedText(string text) => new((LanguageTag.Undetermined, text));

    /// <summary>The text for a reader: in exactly her language, else its parent (<c>de</c> for <c>de-AT</c>), else the series' language, else any.</summary>
    public string In(string language, string seriesLanguage) => texts[Choice(language, seriesLanguage)];

    /// <summary>Which language <see cref="In"/> gives: what to write into <c>lang</c>.</summary>
    public string LanguageIn(string language, string seriesLanguage)
    {
        var choice = Choice(language, seriesLanguage);
        return choice == LanguageTag.Undetermined ? seriesLanguage : choice;
    }

    /// <inheritdoc/>
    public bool Equals(LocalizedText? other) => other is not null && texts.SequenceEqual(other.texts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalizedText);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        texts.Aggregate(17, static (hash, pair) => unchecked((hash * 31) + StringComparer.Ordinal.GetHashCode(pair.Value)));

    /// <summary>The first text, for messages to developers.</summary>
    public override string ToString() => texts.Values.First();

    /// <summary>The text of exactly this tag.</summary>
    internal string this[string tag] => texts[tag];

    private string Choice(string language, string seriesLanguage)
    {
        foreach (var wanted in new[] { language, seriesLanguage })
        {
            var found = LanguageTag.WithParents(LanguageTag.Canonical(wanted) ?? "").FirstOrDefault(texts.ContainsKey);
            if (found is not null)
            {
                return found;
            }

            // A text without a tag is in the series' language.
            if (string.Equals(wanted, seriesLanguage, StringComparison.OrdinalIgnoreCase) && texts.ContainsKey(LanguageTag.Undetermined))
            {
                return LanguageTag.Undetermined;
            }
        }

        return texts.Keys.First();
    }
}
