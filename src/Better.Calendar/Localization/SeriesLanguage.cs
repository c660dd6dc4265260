namespace Better.Calendar.Localization;

/// <summary>
/// Chooses the language of what a reader gets. In a language without sentences, sentences and titles fall back together: sentences in one
/// language around titles in another are harder to read than all in a second language.
/// </summary>
internal static class SeriesLanguage
{
    /// <summary>
    /// The sentences in the requested language; if there are none, in the first of these languages that the titles of the series have too:
    /// that of the series, English, another one of its title.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="requested">The reader's language (BCP 47).</param>
    /// <param name="texts">Gives the sentences of a language, or of another one that it chooses.</param>
    public static InvitationTexts ChooseSentences(WorkshopSeries series, string requested, Func<string, InvitationTexts> texts)
    {
        var own = texts(requested);
        return IsSame(own.Language, requested)
            ? own
            : new[] { series.Language, LanguageTag.English }.Concat(series.Title.Languages)
                .Where(language => language != LanguageTag.Undetermined && HasTitles(series, language))
                .Select(language => (Language: language, Sentences: texts(language)))
                .FirstOrDefault(static choice => IsSame(choice.Sentences.Language, choice.Language)).Sentences ?? own;
    }

    /// <summary>The language of the titles beside sentences that <see cref="ChooseSentences"/> returned.</summary>
    public static string ChooseTitles(WorkshopSeries series, string requested, InvitationTexts sentences) =>
        IsSame(sentences.Language, requested) || !HasTitles(series, sentences.Language) ? requested : sentences.Language;

    private static bool HasTitles(WorkshopSeries series, string language) =>
        series.Workshops.Select(static workshop => workshop.Title).Prepend(series.Title)
            .All(title => IsSame(title.GetLanguage(language, series.Language), language));

    private static bool IsSame(string one, string other) => LanguageTag.GetPrimary(one) == LanguageTag.GetPrimary(other);
}
