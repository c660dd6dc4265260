using System.Globalization;
using System.Resources;

namespace Better.Calendar.Wordings;

/// <summary>The sentences of Sentences.resx and its satellites, by language.</summary>
internal static class SentenceTable
{
    /// <summary>The languages that are shipped, English among them.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["ar", "de", "en", "es", "et", "fr", "hu", "it", "pl", "sv"];

    /// <summary>All phrases; by number, because Enum.GetValues needs more than trimmed hosts have.</summary>
    public static IReadOnlyList<Phrase> Phrases { get; } = Array.ConvertAll(Numbers((int)Phrase.AnswerLinkInvalid), static number => (Phrase)number);

    /// <summary>All plural categories.</summary>
    public static IReadOnlyList<PluralCategory> Categories { get; } = Array.ConvertAll(Numbers((int)PluralCategory.Many), static number => (PluralCategory)number);

    /// <summary>The phrases that count, and so have an entry for each plural category.</summary>
    public static bool Counts(Phrase phrase) => phrase is Phrase.WorkshopCount or Phrase.OverviewOpening;

    /// <summary>The name of a phrase's entry.</summary>
    public static string Key(Phrase phrase) => phrase.ToString();

    /// <summary>The name of a counting phrase's entry.</summary>
    public static string Key(Phrase phrase, PluralCategory category) => $"{phrase}_{category.ToString().ToLowerInvariant()}";

    /// <summary>All sentences of a language by entry; null where the machine cannot load it.</summary>
    public static Dictionary<string, string>? Read(string language)
    {
        var resources = new ResourceManager("Better.Calendar.Wordings.Sentences", typeof(SentenceTable).Assembly);
        try
        {
            // No parents: a sentence in another language amid ours is worse than all of them in English.
            var culture = language == LanguageTag.English ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
            using var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
            return set is null ? null : Complete(set);
        }
        catch (CultureNotFoundException)
        {
            // InvariantGlobalization knows no culture but the invariant one, so no satellite can be asked for.
            return null;
        }
        finally
        {
            resources.ReleaseAllResources();
        }
    }

    private static int[] Numbers(int last) => [.. Enumerable.Range(0, last + 1)];

    private static Dictionary<string, string>? Complete(ResourceSet set)
    {
        var sentences = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in set)
        {
            sentences[(string)entry.Key] = (string)entry.Value!;
        }

        // A satellite of an older version that a host left lying about.
        return Phrases.All(phrase => sentences.ContainsKey(Counts(phrase) ? Key(phrase, PluralCategory.Other) : Key(phrase)))
            ? sentences
            : null;
    }
}
