using System.Collections.Concurrent;
using System.Globalization;
using Better.Calendar.Localization;

namespace Better.Calendar;

/// <summary>The sentences of the emails in one language, with its dates and plural forms.</summary>
/// <remarks>
/// Shipped are Arabic, English, Estonian, French, German, Hungarian, Italian, Polish, Spanish and Swedish. Sentences are read by
/// the language that is asked for, never by the machine's culture. Values do not change: <c>With</c> and <see cref="DeriveLanguage"/>
/// give another wording. Two wordings are equal when they are the same object.
/// </remarks>
/// <threadsafety>Wordings may be used by many threads at once.</threadsafety>
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

    /// <summary>The languages that are shipped, as BCP 47 tags.</summary>
    public static ValueList<string> Languages { get; } = TextResources.Languages.ToValueList();

    /// <summary>The language that the sentences are really in (BCP 47), which may not be the one that was asked for.</summary>
    public string Language { get; }

    /// <summary>Whether the language is written from right to left.</summary>
    public bool IsRightToLeft { get; }

    /// <summary>Dates, times and zone names in the same language.</summary>
    public DateTexts Dates { get; }

    /// <summary>The wording of a language: the exact tag, else its parent (<c>hu</c> for <c>hu-RO</c>), else English.</summary>
    /// <param name="language">A BCP 47 tag.</param>
    /// <remarks>
    /// English also where the machine cannot have the language: a host without our satellite assemblies, or one that runs with
    /// InvariantGlobalization and PredefinedCulturesOnly, the latter of which the package switches off in the projects that take it in. Then <see cref="Language"/> is <c>en</c>, and dates and zones are in English too.
    /// </remarks>
    public static InvitationTexts ForLanguage(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return LanguageTag.GetFallbackChain(language)
            .Select(static tag => tag.ToLowerInvariant())
            .Where(static tag => TextResources.Languages.Contains(tag, StringComparer.Ordinal))
            .Select(static tag => Shipped.GetOrAdd(tag, Read))
            .First(static texts => texts is not null)!;
    }

    /// <summary>The sentence as it stands, with its placeholders.</summary>
    /// <remarks>Of a phrase that counts, the form of <see cref="PluralCategory.Other"/>.</remarks>
    public string this[TextKey textKey] =>
        sentences[TextResources.HasPluralForms(textKey) ? TextResources.ResourceName(textKey, PluralCategory.Other) : TextResources.ResourceName(textKey)];

    /// <summary>The names that may stand in braces in a phrase; also those which our own sentence does not use.</summary>
    public static ValueList<string> GetPlaceholders(TextKey textKey) => TextPlaceholders.GetNames(textKey);

    /// <summary>The sentence with its values.</summary>
    /// <param name="textKey">Which sentence.</param>
    /// <param name="values">Names and values; values for which the sentence has no place are left out.</param>
    /// <remarks>A value is put in as it is and not looked through again: <c>{name}</c> in a name is text.</remarks>
    /// <exception cref="ArgumentException">The sentence has a placeholder for which there is no value.</exception>
    public string Format(TextKey textKey, params ReadOnlySpan<(string Name, string Value)> values) => PlaceholderFormatter.Format(this[textKey], values);

    /// <summary>The sentence that counts, in the form that the number takes; <c>{count}</c> is the number.</summary>
    /// <param name="textKey">Which sentence; one that counts.</param>
    /// <param name="count">The number, 0 or more.</param>
    /// <param name="values">The other names and values.</param>
    /// <exception cref="ArgumentException">The phrase does not count, or a value is missing.</exception>
    public string FormatPlural(TextKey textKey, int count, params ReadOnlySpan<(string Name, string Value)> values)
    {
        if (!TextResources.HasPluralForms(textKey))
        {
            throw new ArgumentException($"{textKey} has one form only.", nameof(textKey));
        }

        var category = count >= 0
            ? plurals(count)
            : throw new ArgumentOutOfRangeException(nameof(count), count, "Nothing is counted below 0.");
        var form = sentences.TryGetValue(TextResources.ResourceName(textKey, category), out var found) ? found : this[textKey];
        return PlaceholderFormatter.Format(form, [("count", count.ToString(CultureInfo.InvariantCulture)), .. values]);
    }

    /// <summary>A wording with another sentence; of a phrase that counts, for all numbers.</summary>
    /// <exception cref="ArgumentException">The sentence has a placeholder that the phrase does not know, or is blank.</exception>
    public InvitationTexts WithOverride(TextKey textKey, string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        if (!TextResources.HasPluralForms(textKey))
        {
            return WithOverride(textKey, [TextResources.ResourceName(textKey)], sentence);
        }

        return WithOverride(textKey, [.. TextResources.PluralCategories.Select(category => TextResources.ResourceName(textKey, category))], sentence);
    }

    /// <summary>A wording with another sentence for one form of a phrase that counts.</summary>
    /// <exception cref="ArgumentException">
    /// The phrase does not count, or the sentence has a placeholder that the phrase does not know, or is blank.
    /// </exception>
    public InvitationTexts WithOverride(TextKey textKey, PluralCategory category, string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return TextResources.HasPluralForms(textKey)
            ? WithOverride(textKey, [TextResources.ResourceName(textKey, category)], sentence)
            : throw new ArgumentException($"{textKey} has one form only.", nameof(textKey));
    }

    /// <summary>A wording with other dates, for example in another order.</summary>
    public InvitationTexts WithOverride(DateTexts dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        return new(Language, IsRightToLeft, dates, sentences, plurals);
    }

    /// <summary>The beginning of a new language: these sentences under its name, to be replaced by <c>With</c>.</summary>
    /// <param name="language">The new language's BCP 47 tag.</param>
    /// <param name="isRightToLeft">Whether it is written from right to left.</param>
    /// <param name="dates">Its dates, from <see cref="DateTexts.Parse"/>; these dates where it is null.</param>
    /// <param name="plurals">Its plural rule; where it is null, that of the languages we ship, for all others the English one.</param>
    public InvitationTexts DeriveLanguage(
        string language, bool isRightToLeft, DateTexts? dates = null, Func<int, PluralCategory>? plurals = null)
    {
        ArgumentNullException.ThrowIfNull(language);
        if (string.IsNullOrWhiteSpace(language))
        {
            throw new ArgumentException("A language needs its BCP 47 tag.", nameof(language));
        }

        return new(language, isRightToLeft, dates ?? Dates, sentences, plurals ?? PluralRule.ForLanguage(language));
    }

    private static InvitationTexts? Read(string language) =>
        TextResources.Load(language) is { } sentences
            ? new(language, language == "ar", DateTexts.ForLanguage(language), sentences, PluralRule.ForLanguage(language))
            : null;

    private InvitationTexts WithOverride(TextKey textKey, string[] keys, string sentence)
    {
        if (string.IsNullOrWhiteSpace(sentence))
        {
            throw new ArgumentException($"{textKey} needs a sentence.", nameof(sentence));
        }

        var known = TextPlaceholders.GetNames(textKey);
        if (PlaceholderFormatter.GetPlaceholderNames(sentence).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ArgumentException($"{textKey} has no {{{unknown}}}; it has: {string.Join(", ", known)}.", nameof(sentence));
        }

        var changed = new Dictionary<string, string>(sentences, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            changed[key] = sentence;
        }

        return new(Language, IsRightToLeft, Dates, changed, plurals);
    }
}
