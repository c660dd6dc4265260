using System.Globalization;
using System.Resources;

namespace Better.Calendar.Localization;

/// <summary>The texts in Sentences.resx and its satellite assemblies.</summary>
internal static class TextResources
{
    /// <summary>
    /// The regions with another spelling or other words than their language; each resource has only the texts that differ.
    /// </summary>
    public static readonly string[] Variants = ["en-CA", "en-US", "pt-BR"];

    /// <summary>The languages that the library contains, including English.</summary>
    public static IReadOnlyList<string> Languages => LanguageTag.Shipped;

    /// <summary>All texts; made from their numbers, because Enum.GetValues needs code that trimming removes.</summary>
    public static IReadOnlyList<TextKey> Keys { get; } =
        Array.ConvertAll(Numbers((int)TextKey.CourseFeed), static number => (TextKey)number);

    /// <summary>All plural categories.</summary>
    public static IReadOnlyList<PluralCategory> PluralCategories { get; } =
        Array.ConvertAll(Numbers((int)PluralCategory.Many), static number => (PluralCategory)number);

    /// <summary>Whether a text has plural forms, with one resource for each plural category.</summary>
    public static bool HasPluralForms(TextKey textKey) => textKey is TextKey.WorkshopCount or TextKey.OverviewOpening;

    /// <summary>The resource name of a text.</summary>
    public static string ResourceName(TextKey textKey) => textKey.ToString();

    /// <summary>The resource name of one plural form of a text.</summary>
    public static string ResourceName(TextKey textKey, PluralCategory category) => $"{textKey}_{category.ToString().ToLowerInvariant()}";

    /// <summary>The tag whose texts a region has: <c>en-US</c> for itself and for <c>en-PH</c>, <c>de</c> for <c>de-AT</c>.</summary>
    public static string FindTag(string tag) =>
        CldrRegions.WithParents(tag).FirstOrDefault(static region => Variants.Contains(region)) ?? LanguageTag.GetPrimary(tag);

    /// <summary>All texts of a language by resource name; null when the language cannot be loaded.</summary>
    /// <param name="language">A tag that <see cref="FindTag"/> returned.</param>
    public static Dictionary<string, string>? Load(string language)
    {
        var parent = language.Split('-')[0];
        if (LoadOne(parent) is not { } sentences || !IsComplete(sentences))
        {
            return null;
        }

        foreach (var text in parent == language ? [] : LoadOne(language) ?? [])
        {
            sentences[text.Key] = text.Value;
        }

        return sentences;
    }

    /// <summary>The texts of one resource, without those of its parents; null when it cannot be loaded.</summary>
    public static Dictionary<string, string>? LoadOne(string language)
    {
        var resources = new ResourceManager("Better.Calendar.Localization.Sentences", typeof(TextResources).Assembly);
        try
        {
            // Without parents: a text in another language among the others is worse than all texts in English.
            var culture = language == LanguageTag.English ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
            using var set = resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
            return set is null ? null : ReadAll(set);
        }
        catch (CultureNotFoundException)
        {
            // With InvariantGlobalization only the invariant culture exists, so no satellite assembly can be loaded.
            return null;
        }
        finally
        {
            resources.ReleaseAllResources();
        }
    }

    private static int[] Numbers(int last) => [.. Enumerable.Range(0, last + 1)];

    private static Dictionary<string, string> ReadAll(ResourceSet set)
    {
        var sentences = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in set)
        {
            sentences[(string)entry.Key] = (string)entry.Value!;
        }

        return sentences;
    }

    // The texts are incomplete when a host still has a satellite assembly of an older version.
    private static bool IsComplete(Dictionary<string, string> sentences) => Keys.All(
        textKey => sentences.ContainsKey(HasPluralForms(textKey) ? ResourceName(textKey, PluralCategory.Other) : ResourceName(textKey)));
}
