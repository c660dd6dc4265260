using Better.Calendar.Invitations;
using Better.Calendar.Wordings;

namespace HowTo;

public static class AddALanguage
{
    #region welsh
    /// <summary>Welsh, begun from English: what is not translated yet stays English. The dates are the file that cut.mjs wrote.</summary>
    public static InvitationWording Welsh(string dates) =>
        InvitationWording.For("en")
            .As("cy", rightToLeft: false, DateWords.Parse(dates), plurals: count => count == 2 ? PluralCategory.Two : PluralCategory.Other)
            .With(Phrase.Greeting, "Annwyl {name},")
            .With(Phrase.WorkshopCount, "{count} gweithdy")
            .With(Phrase.WorkshopCount, PluralCategory.Two, "{count} weithdy");
    #endregion

    public static InvitationOptions Options(InvitationWording welsh)
    {
        #region options
        var options = new InvitationOptions
        {
            Wording = language => language == "cy" ? welsh : InvitationWording.For(language),
        };
        #endregion
        return options;
    }

    #region untranslated
    /// <summary>The sentences that are still to be translated.</summary>
    public static IEnumerable<Phrase> Untranslated(InvitationWording wording) =>
        Enum.GetValues<Phrase>().Where(phrase => wording[phrase] == InvitationWording.For("en")[phrase]);
    #endregion

    #region own-sentence
    /// <summary>English with a greeting of your own.</summary>
    public static InvitationOptions Informal { get; } = new()
    {
        Wording = language => InvitationWording.For(language) is { Language: "en" } english ? english.With(Phrase.Greeting, "Hello {name},") : InvitationWording.For(language),
    };
    #endregion
}
