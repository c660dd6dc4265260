using Better.Calendar;

namespace HowTo;

public static class AddALanguage
{
    #region welsh
    /// <summary>Welsh, derived from English: a sentence that is not translated yet stays English.</summary>
    /// <param name="dates">The JSON file that cut.mjs wrote.</param>
    public static InvitationTexts Welsh(string dates) =>
        InvitationTexts.ForLanguage("en")
            .DeriveLanguage("cy", isRightToLeft: false, DateTexts.Parse(dates), GetPlural)
            .WithOverride(TextKey.Greeting, "Annwyl {name},")
            .WithOverride(TextKey.WorkshopCount, "{count} gweithdy")
            .WithOverride(TextKey.WorkshopCount, PluralCategory.Two, "{count} weithdy");

    private static PluralCategory GetPlural(int count) => count == 2 ? PluralCategory.Two : PluralCategory.Other;
    #endregion

    public static InvitationOptions Options(InvitationTexts welsh)
    {
        #region options
        var options = new InvitationOptions
        {
            Texts = language => language == "cy" ? welsh : InvitationTexts.ForLanguage(language),
        };
        #endregion
        return options;
    }

    #region untranslated
    /// <summary>The sentences that are still English.</summary>
    public static IEnumerable<TextKey> Untranslated(InvitationTexts texts) =>
        Enum.GetValues<TextKey>().Where(textKey => texts[textKey] == InvitationTexts.ForLanguage("en")[textKey]);
    #endregion

    #region own-sentence
    /// <summary>English with your own greeting; every other language stays as it is.</summary>
    public static InvitationOptions Informal { get; } = new()
    {
        Texts = language => InvitationTexts.ForLanguage(language) is { Language: "en" or "en-CA" or "en-US" } english
            ? english.WithOverride(TextKey.Greeting, "Hello {name},")
            : InvitationTexts.ForLanguage(language),
    };
    #endregion
}
