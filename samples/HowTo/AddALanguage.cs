using Better.Calendar;

namespace HowTo;

public static class AddALanguage
{
    #region welsh
    /// <summary>Welsh, begun from English: what is not translated yet stays English. The dates are the file that cut.mjs wrote.</summary>
    public static InvitationTexts Welsh(string dates) =>
        InvitationTexts.ForLanguage("en")
            .DeriveLanguage("cy", isRightToLeft: false, DateTexts.Parse(dates), plurals: count => count == 2 ? PluralCategory.Two : PluralCategory.Other)
            .WithOverride(TextKey.Greeting, "Annwyl {name},")
            .WithOverride(TextKey.WorkshopCount, "{count} gweithdy")
            .WithOverride(TextKey.WorkshopCount, PluralCategory.Two, "{count} weithdy");
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
    /// <summary>The sentences that are still to be translated.</summary>
    public static IEnumerable<TextKey> Untranslated(InvitationTexts texts) =>
        Enum.GetValues<TextKey>().Where(textKey => texts[textKey] == InvitationTexts.ForLanguage("en")[textKey]);
    #endregion

    #region own-sentence
    /// <summary>English with a greeting of your own.</summary>
    public static InvitationOptions Informal { get; } = new()
    {
        Texts = language => InvitationTexts.ForLanguage(language) is { Language: "en" } english ? english.WithOverride(TextKey.Greeting, "Hello {name},") : InvitationTexts.ForLanguage(language),
    };
    #endregion
}
