using System.Collections.Concurrent;
using System.Globalization;
using Better.Calendar.Localization;

namespace Better.Calendar;

/// <summary>The texts of emails, calendars and pages in one language, with its date formats and plural forms.</summary>
/// <remarks>
/// The library contains Arabic, Dutch, English, Estonian, French, German, Hungarian, Italian, Polish, Portuguese, Spanish, Swedish and
/// Ukrainian; with a region also its dates and times, the spelling of the United States and Canada, and the words of Brazil. The requested
/// language decides, never the current culture. <c>WithOverride</c> and <see cref="DeriveLanguage"/> return changed copies. Instances
/// are compared by reference.
/// </remarks>
/// <threadsafety>Instances are immutable and thread-safe.</threadsafety>
/// <example>
/// <code>
/// var texts = InvitationTexts.ForLanguage("en").WithOverride(TextKey.Closing, "See you there,");
/// </code>
/// </example>
public sealed class InvitationTexts
{
    private static readonly ConcurrentDictionary<string, InvitationTexts?> Shipped = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> sentences;
    private readonly Func<int, PluralCategory> plurals;

    private InvitationTexts(
        string language, bool isRightToLeft, DateTexts dates, Dictionary<string, string> sentences, Func<int, PluralCategory> plurals)
    {
        (Language, IsRightToLeft, Dates, this.sentences, this.plurals) = (language, isRightToLeft, dates, sentences, plurals);
    }

    /// <summary>The languages that the library contains, as BCP 47 tags.</summary>
    public static ValueList<string> Languages { get; } = TextResources.Languages.ToValueList();

    /// <summary>
    /// The language of the sentences (BCP 47), which may not be the requested one: <c>de</c> for <c>de-AT</c>, but <c>en-US</c>, whose
    /// spelling differs. <see cref="Dates"/> has the region.
    /// </summary>
    public string Language { get; }

    /// <summary>Whether the language is written from right to left.</summary>
    public bool IsRightToLeft { get; }

    /// <summary>Dates, times and zone names in the same language.</summary>
    public DateTexts Dates { get; }

    /// <summary>
    /// Returns the texts of a language or a region: the exact tag, else its parent (<c>hu</c> for <c>hu-RO</c>), else English.
    /// </summary>
    /// <param name="language">A BCP 47 tag.</param>
    /// <remarks>
    /// Returns English as well when the language cannot be loaded: the satellite assemblies are missing, or the host runs with both
    /// InvariantGlobalization and PredefinedCulturesOnly (the package switches the latter off in projects that reference it). Then
    /// <see cref="Language"/> is <c>en</c>, and dates and time zones are in English too.
    /// </remarks>
    public static InvitationTexts ForLanguage(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return LanguageTag.GetFallbackChain(language)
            .Select(static tag => tag.ToLowerInvariant())
            .Select(static tag => LanguageTag.IsShipped(tag) ? tag : CldrRegions.FindTag(tag))
            .OfType<string>()
            .Select(static tag => Shipped.GetOrAdd(tag, Read))
            .First(static texts => texts is not null)!;
    }

    /// <summary>The text with its placeholders.</summary>
    /// <remarks>For a text with plural forms, the form of <see cref="PluralCategory.Other"/>.</remarks>
    public string this[TextKey textKey] =>
        sentences[TextResources.HasPluralForms(textKey)
            ? TextResources.ResourceName(textKey, PluralCategory.Other)
            : TextResources.ResourceName(textKey)];

    /// <summary>Returns the placeholder names that a text may contain, including those that the built-in texts do not use.</summary>
    public static ValueList<string> GetPlaceholders(TextKey textKey) => TextPlaceholders.GetNames(textKey);

    /// <summary>Whether a text has plural forms: then <see cref="FormatPlural"/> gives the one for a number.</summary>
    /// <param name="textKey">The text.</param>
    public static bool HasPluralForms(TextKey textKey) => TextResources.HasPluralForms(textKey);

    /// <summary>Returns the text with its placeholders replaced by values.</summary>
    /// <param name="textKey">The text.</param>
    /// <param name="values">Placeholder names and values; values without a placeholder in the text are ignored.</param>
    /// <remarks>Placeholders inside a value are not replaced: <c>{name}</c> in a name stays as it is.</remarks>
    /// <exception cref="ArgumentException">The text has a placeholder without a value.</exception>
    public string Format(TextKey textKey, params ReadOnlySpan<(string Name, string Value)> values) =>
        PlaceholderFormatter.Format(this[textKey], values);

    /// <summary>Returns a text in the plural form for a number, with its placeholders replaced; <c>{count}</c> is the number.</summary>
    /// <param name="textKey">A text with plural forms.</param>
    /// <param name="count">The number, 0 or more.</param>
    /// <param name="values">The other placeholder names and values.</param>
    /// <exception cref="ArgumentException">The text has no plural forms, or a value is missing.</exception>
    public string FormatPlural(TextKey textKey, int count, params ReadOnlySpan<(string Name, string Value)> values)
    {
        if (!TextResources.HasPluralForms(textKey))
        {
            throw new ArgumentException(
                $"The text {textKey} has no plural forms; use the overload without a count or category.",
                nameof(textKey));
        }

        var category = count >= 0
            ? plurals(count)
            : throw new ArgumentOutOfRangeException(nameof(count), count, "A count must be 0 or more.");
        var form = sentences.TryGetValue(TextResources.ResourceName(textKey, category), out var found) ? found : this[textKey];
        return PlaceholderFormatter.Format(form, [("count", count.ToString(CultureInfo.InvariantCulture)), .. values]);
    }

    /// <summary>Returns a copy in which a text is replaced; for a text with plural forms, in all forms.</summary>
    /// <exception cref="ArgumentException">The new text has a placeholder that this text does not support, or is blank.</exception>
    public InvitationTexts WithOverride(TextKey textKey, string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        if (!TextResources.HasPluralForms(textKey))
        {
            return WithOverride(textKey, [TextResources.ResourceName(textKey)], sentence);
        }

        return WithOverride(
            textKey,
            [.. TextResources.PluralCategories.Select(category => TextResources.ResourceName(textKey, category))],
            sentence);
    }

    /// <summary>Returns a copy in which one plural form of a text is replaced.</summary>
    /// <exception cref="ArgumentException">
    /// The text has no plural forms, or the new text has a placeholder that this text does not support, or is blank.
    /// </exception>
    public InvitationTexts WithOverride(TextKey textKey, PluralCategory category, string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return TextResources.HasPluralForms(textKey)
            ? WithOverride(textKey, [TextResources.ResourceName(textKey, category)], sentence)
            : throw new ArgumentException(
                $"The text {textKey} has no plural forms; use the overload without a count or category.",
                nameof(textKey));
    }

    /// <summary>
    /// Returns a copy that calls a workshop by another noun, with the grammar of the language. Texts that were replaced stay as they are,
    /// and so do those of a language that the library does not contain.
    /// </summary>
    /// <param name="noun">The noun.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public InvitationTexts WithNoun(WorkshopNoun noun)
    {
        if (ArgumentGuard.Defined(noun, nameof(noun)) == WorkshopNoun.Workshop
            || NounTable.GetSentences(Language, noun) is not { } named
            || NounTable.GetSentences(Language, WorkshopNoun.Workshop) is not { } shipped)
        {
            return this;
        }

        var changed = new Dictionary<string, string>(sentences, StringComparer.Ordinal);
        foreach (var sentence in named)
        {
            if (sentences.TryGetValue(sentence.Key, out var own) && own == shipped[sentence.Key])
            {
                changed[sentence.Key] = sentence.Value;
            }
        }

        return new(Language, IsRightToLeft, Dates, changed, plurals);
    }

    /// <summary>Returns a copy with other date formats.</summary>
    public InvitationTexts WithOverride(DateTexts dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        return new(Language, IsRightToLeft, dates, sentences, plurals);
    }

    /// <summary>Returns the start of a new language: these texts under its tag, to be replaced with <c>WithOverride</c>.</summary>
    /// <param name="language">The BCP 47 tag of the new language.</param>
    /// <param name="isRightToLeft">Whether the language is written from right to left.</param>
    /// <param name="dates">Its date formats, from <see cref="DateTexts.Parse"/>; null means those of this language.</param>
    /// <param name="plurals">Its plural rule; null means the built-in rule of the language, or the English rule for a language that the
    /// library does not contain.</param>
    public InvitationTexts DeriveLanguage(
        string language, bool isRightToLeft, DateTexts? dates = null, Func<int, PluralCategory>? plurals = null)
    {
        ArgumentNullException.ThrowIfNull(language);
        if (string.IsNullOrWhiteSpace(language))
        {
            throw new ArgumentException("The language is blank; give its BCP 47 tag.", nameof(language));
        }

        return new(language, isRightToLeft, dates ?? Dates, sentences, plurals ?? PluralRule.ForLanguage(language));
    }

    private static InvitationTexts? Read(string tag)
    {
        var language = TextResources.FindTag(tag);
        if (language != tag && ForLanguage(language) is var shared)
        {
            return shared.Language == language ? shared.WithOverride(DateTexts.ForLanguage(tag)) : null;
        }

        return TextResources.Load(language) is { } sentences
            ? new(language, language == "ar", DateTexts.ForLanguage(language), sentences, PluralRule.ForLanguage(language))
            : null;
    }

    private InvitationTexts WithOverride(TextKey textKey, string[] keys, string sentence)
    {
        if (string.IsNullOrWhiteSpace(sentence))
        {
            throw new ArgumentException($"The text for {textKey} is blank; give a sentence.", nameof(sentence));
        }

        var known = TextPlaceholders.GetNames(textKey);
        if (PlaceholderFormatter.GetPlaceholderNames(sentence).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ArgumentException(
                $"The text {textKey} does not support the placeholder {{{unknown}}}; it supports: {string.Join(", ", known)}.",
                nameof(sentence));
        }

        var changed = new Dictionary<string, string>(sentences, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            changed[key] = sentence;
        }

        return new(Language, IsRightToLeft, Dates, changed, plurals);
    }
}
