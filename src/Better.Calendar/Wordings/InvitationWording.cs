using System.Collections.Concurrent;
using System.Globalization;

namespace Better.Calendar.Wordings;

/// <summary>The sentences of the letters in one language, with its dates and plural forms.</summary>
/// <remarks>
/// Shipped are Arabic, English, Estonian, French, German, Hungarian, Italian, Polish, Spanish and Swedish. Sentences are read by
/// the language that is asked for, never by the machine's culture. Values do not change: <c>With</c> and <see cref="As"/>
/// give another wording. Two wordings are equal when they are the same object.
/// </remarks>
/// <threadsafety>Wordings may be used by many threads at once.</threadsafety>
public sealed class InvitationWording
{
    private static readonly ConcurrentDictionary<string, InvitationWording?> Shipped = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> sentences;
    private readonly Func<int, PluralCategory> plurals;

    private InvitationWording(
        string language, bool rightToLeft, DateWords dates, Dictionary<string, string> sentences, Func<int, PluralCategory> plurals)
    {
        (Language, RightToLeft, Dates, this.sentences, this.plurals) = (language, rightToLeft, dates, sentences, plurals);
    }

    /// <summary>The languages that are shipped, as BCP 47 tags.</summary>
    public static ValueList<string> Languages { get; } = SentenceTable.Languages.ToValueList();

    /// <summary>The language that the sentences are really in (BCP 47), which may not be the one that was asked for.</summary>
    public string Language { get; }

    /// <summary>Whether the language is written from right to left.</summary>
    public bool RightToLeft { get; }

    /// <summary>Dates, times and zone names in the same language.</summary>
    public DateWords Dates { get; }

    /// <summary>The wording of a language: the exact tag, else its parent (<c>hu</c> for <c>hu-RO</c>), else English.</summary>
    /// <param name="language">A BCP 47 tag.</param>
    /// <remarks>
    /// English also where the machine cannot have the language: a host without our satellite assemblies, or one that runs with
    /// InvariantGlobalization and PredefinedCulturesOnly, the latter of which the package switches off in the projects that take it in. Then <see cref="Language"/> is <c>en</c>, and dates and zones are in English too.
    /// </remarks>
    public static InvitationWording For(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return LanguageTag.Lookup(language)
            .Select(static tag => tag.ToLowerInvariant())
            .Where(static tag => SentenceTable.Languages.Contains(tag, StringComparer.Ordinal))
            .Select(static tag => Shipped.GetOrAdd(tag, Read))
            .First(static wording => wording is not null)!;
    }

    /// <summary>The sentence as it stands, with its placeholders.</summary>
    /// <remarks>Of a phrase that counts, the form of <see cref="PluralCategory.Other"/>.</remarks>
    public string this[Phrase phrase] =>
        sentences[SentenceTable.Counts(phrase) ? SentenceTable.Key(phrase, PluralCategory.Other) : SentenceTable.Key(phrase)];

    /// <summary>The names that may stand in braces in a phrase; also those which our own sentence does not use.</summary>
    public static ValueList<string> PlaceholdersOf(Phrase phrase) => Placeholders.Of(phrase);

    /// <summary>The sentence with its values.</summary>
    /// <param name="phrase">Which sentence.</param>
    /// <param name="values">Names and values; values for which the sentence has no place are left out.</param>
    /// <remarks>A value is put in as it is and not looked through again: <c>{name}</c> in a name is text.</remarks>
    /// <exception cref="ArgumentException">The sentence has a placeholder for which there is no value.</exception>
    public string Fill(Phrase phrase, params ReadOnlySpan<(string Name, string Value)> values) => Template.Fill(this[phrase], values);

    /// <summary>The sentence that counts, in the form that the number takes; <c>{count}</c> is the number.</summary>
    /// <param name="phrase">Which sentence; one that counts.</param>
    /// <param name="count">The number, 0 or more.</param>
    /// <param name="values">The other names and values.</param>
    /// <exception cref="ArgumentException">The phrase does not count, or a value is missing.</exception>
    public string Count(Phrase phrase, int count, params ReadOnlySpan<(string Name, string Value)> values)
    {
        if (!SentenceTable.Counts(phrase))
        {
            throw new ArgumentException($"{phrase} has one form only.", nameof(phrase));
        }

        var category = count >= 0
            ? plurals(count)
            : throw new ArgumentOutOfRangeException(nameof(count), count, "Nothing is counted below 0.");
        var form = sentences.TryGetValue(SentenceTable.Key(phrase, category), out var found) ? found : this[phrase];
        return Template.Fill(form, [("count", count.ToString(CultureInfo.InvariantCulture)), .. values]);
    }

    /// <summary>A wording with another sentence; of a phrase that counts, for all numbers.</summary>
    /// <exception cref="ArgumentException">The sentence has a placeholder that the phrase does not know, or is blank.</exception>
    public InvitationWording With(Phrase phrase, string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        if (!SentenceTable.Counts(phrase))
        {
            return With(phrase, [SentenceTable.Key(phrase)], sentence);
        }

        return With(phrase, [.. SentenceTable.Categories.Select(category => SentenceTable.Key(phrase, category))], sentence);
    }

    /// <summary>A wording with another sentence for one form of a phrase that counts.</summary>
    /// <exception cref="ArgumentException">
    /// The phrase does not count, or the sentence has a placeholder that the phrase does not know, or is blank.
    /// </exception>
    public InvitationWording With(Phrase phrase, PluralCategory category, string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        return SentenceTable.Counts(phrase)
            ? With(phrase, [SentenceTable.Key(phrase, category)], sentence)
            : throw new ArgumentException($"{phrase} has one form only.", nameof(phrase));
    }

    /// <summary>A wording with other dates, for example in another order.</summary>
    public InvitationWording With(DateWords dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        return new(Language, RightToLeft, dates, sentences, plurals);
    }

    /// <summary>The beginning of a new language: these sentences under its name, to be replaced by <c>With</c>.</summary>
    /// <param name="language">The new language's BCP 47 tag.</param>
    /// <param name="rightToLeft">Whether it is written from right to left.</param>
    /// <param name="dates">Its dates, from <see cref="DateWords.Parse"/>; these dates where it is null.</param>
    /// <param name="plurals">Its plural rule; where it is null, that of the languages we ship, for all others the English one.</param>
    public InvitationWording As(
        string language, bool rightToLeft, DateWords? dates = null, Func<int, PluralCategory>? plurals = null)
    {
        ArgumentNullException.ThrowIfNull(language);
        if (string.IsNullOrWhiteSpace(language))
        {
            throw new ArgumentException("A language needs its BCP 47 tag.", nameof(language));
        }

        return new(language, rightToLeft, dates ?? Dates, sentences, plurals ?? PluralRule.Of(language));
    }

    private static InvitationWording? Read(string language) =>
        SentenceTable.Read(language) is { } sentences
            ? new(language, language == "ar", DateWords.For(language), sentences, PluralRule.Of(language))
            : null;

    private InvitationWording With(Phrase phrase, string[] keys, string sentence)
    {
        if (string.IsNullOrWhiteSpace(sentence))
        {
            throw new ArgumentException($"{phrase} needs a sentence.", nameof(sentence));
        }

        var known = Placeholders.Of(phrase);
        if (Template.Names(sentence).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ArgumentException($"{phrase} has no {{{unknown}}}; it has: {string.Join(", ", known)}.", nameof(sentence));
        }

        var changed = new Dictionary<string, string>(sentences, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            changed[key] = sentence;
        }

        return new(Language, RightToLeft, Dates, changed, plurals);
    }
}
