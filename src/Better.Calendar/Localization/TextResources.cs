using System.Globalization;
using System.Resources;

namespace Better.Calendar.Localization;

/// <summary>The sentences of Sentences.resx and its satellites, by language.</summary>
internal static class TextResources
{
    /// <summary>The languages that are shipped, English among them.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["ar", "de", "en", "es", "et", "fr", "hu", "it", "pl", "sv"];

    /// <summary>All phrases; by number, because Enum.GetValues needs more than trimmed hosts have.</summary>
    public static IReadOnlyList<TextKey> Keys { get; } = Array.ConvertAll(Numbers((int)TextKey.RsvpLinkInvalid), static number => (TextKey)number);

    /// <summary>All plural categories.</summary>
    public static IReadOnlyList<PluralCategory> PluralCategories { get; } = Array.ConvertAll(Numbers((int)PluralCategory.Many), static number => (PluralCategory)number);

    /// <summary>The phrases that count, and so have an entry for each plural category.</summary>
    public static bool HasPluralForms(TextKey textKey) => textKey is TextKey.WorkshopCount or TextKey.OverviewOpening;

    /// <summary>The name of a phrase's entry.</summary>
    public static string ResourceName(TextKey textKey) => textKey.ToString();

    /// <summary>The name of a counting phrase's entry.</summary>
    public static string ResourceName(TextKey textKey, PluralCategory category) => $"{textKey}_{category.ToString().ToLowerInvariant()}";

    /// <summary>All sentences of a language by entry; null where the machine cannot load it.</summary>
    public static Dictionary<string, string>? Load(string language)
    {
        var resources = new ResourceManager("Better.Calendar.Localization.Sentences", typeof(TextResources).Assembly);
        try
        {
            // No parents: a sentence in another language amid ours is worse than all of them in English.
            var culture = language == LanguageTag.English ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
            using var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
            return set is null ? null : ReadComplete(set);
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

    private static Dictionary<string, string>? ReadComplete(ResourceSet set)
    {
        var sentences = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in set)
        {
            sentences[(string)entry.Key] = (string)entry.Value!;
        }

        // A satellite of an older version that a host left lying about.
        return Keys.All(textKey => sentences.ContainsKey(HasPluralForms(textKey) ? ResourceName(textKey, PluralCategory.Other) : ResourceName(textKey)))
            ? sentences
            : null;
    }
}
