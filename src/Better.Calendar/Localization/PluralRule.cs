namespace Better.Calendar.Localization;

/// <summary>The cardinal plural rules of CLDR for whole numbers from 0.</summary>
internal static class PluralRule
{
    /// <summary>The rule of a language; the English rule for a language that the library does not contain.</summary>
    public static Func<int, PluralCategory> ForLanguage(string language) => LanguageTag.GetPrimary(language) switch
    {
        "ar" => Arabic,
        "pl" => Polish,
        "uk" => Ukrainian,
        "fr" => static count => count is 0 or 1 ? PluralCategory.One : Millions(count),
        "pt" when language.EndsWith("-BR", StringComparison.OrdinalIgnoreCase) =>
            static count => count is 0 or 1 ? PluralCategory.One : Millions(count),
        "es" or "it" or "pt" => static count => count == 1 ? PluralCategory.One : Millions(count),
        _ => static count => count == 1 ? PluralCategory.One : PluralCategory.Other,
    };

    private static PluralCategory Arabic(int count) => (count, count % 100) switch
    {
        (0, _) => PluralCategory.Zero,
        (1, _) => PluralCategory.One,
        (2, _) => PluralCategory.Two,
        (_, >= 3 and <= 10) => PluralCategory.Few,
        (_, >= 11) => PluralCategory.Many,
        _ => PluralCategory.Other,
    };

    private static PluralCategory Polish(int count) => (count % 10, count % 100) switch
    {
        _ when count == 1 => PluralCategory.One,
        ( >= 2 and <= 4, not (>= 12 and <= 14)) => PluralCategory.Few,
        _ => PluralCategory.Many,
    };

    private static PluralCategory Ukrainian(int count) => (count % 10, count % 100) switch
    {
        (1, not 11) => PluralCategory.One,
        ( >= 2 and <= 4, not (>= 12 and <= 14)) => PluralCategory.Few,
        _ => PluralCategory.Many,
    };

    // "un million d'ateliers": after whole millions the noun has a preposition.
    private static PluralCategory Millions(int count) =>
        count != 0 && count % 1_000_000 == 0 ? PluralCategory.Many : PluralCategory.Other;
}
