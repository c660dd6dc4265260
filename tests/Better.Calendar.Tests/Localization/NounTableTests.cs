using System.Text.RegularExpressions;
using Better.Calendar.Localization;

namespace Better.Calendar.Tests.Localization;

/// <summary>Every sentence can call a workshop by another noun, with the grammar of its language.</summary>
public sealed partial class NounTableTests
{
    private static IEnumerable<string> Languages => InvitationTexts.Languages.Concat(TextResources.Variants);

    private static IEnumerable<WorkshopNoun> Nouns => Enum.GetValues<WorkshopNoun>().Skip(1);

    [TestCaseSource(nameof(Languages))]
    public void No_sentence_keeps_the_word_for_a_workshop(string language)
    {
        foreach (var noun in Nouns)
        {
            var left = NounTable.GetSentences(language, noun)!
                .Where(static sentence => WordForWorkshop().IsMatch(Placeholder().Replace(sentence.Value, "")));
            Assert.That(left.Select(static sentence => $"{sentence.Key}: {sentence.Value}"), Is.Empty, $"{noun}");
        }
    }

    [TestCaseSource(nameof(Languages))]
    public void The_placeholders_stay_and_other_sentences_do_not_change(string language)
    {
        var sentences = TextResources.Load(language)!;
        foreach (var noun in Nouns)
        {
            foreach (var (key, sentence) in NounTable.GetSentences(language, noun)!)
            {
                Assert.That(
                    PlaceholderFormatter.GetPlaceholderNames(sentence).Order(),
                    Is.EqualTo(PlaceholderFormatter.GetPlaceholderNames(sentences[key]).Order()),
                    $"{noun} {key}");
                Assert.That(
                    sentence == sentences[key],
                    Is.EqualTo(!WordForWorkshop().IsMatch(Placeholder().Replace(sentences[key], ""))),
                    $"{noun} {key}: {sentence}");
            }
        }
    }

    [TestCaseSource(nameof(Languages))]
    public void With_the_noun_workshop_nothing_changes(string language) =>
        Assert.That(NounTable.GetSentences(language, WorkshopNoun.Workshop), Is.EqualTo(TextResources.Load(language)));

    [TestCase("en", WorkshopNoun.Course, TextKey.UpdateOpening, "The details of the course “{workshop}” have changed.")]
    [TestCase("de", WorkshopNoun.Session, TextKey.InvitationOpening,
        "Wir laden Sie herzlich zur Sitzung „{workshop}“ ein. Sie gehört zur Reihe „{series}“.")]
    [TestCase("de", WorkshopNoun.Meeting, TextKey.InvitationOpening,
        "Wir laden Sie herzlich zum Treffen „{workshop}“ ein. Es gehört zur Reihe „{series}“.")]
    [TestCase("de", WorkshopNoun.Lecture, TextKey.SeriesWithdrawalOpening,
        "Ihre Einladung zu den Vorträgen der Reihe „{series}“ gilt nicht mehr.")]
    [TestCase("fr", WorkshopNoun.Lecture, TextKey.WorkshopOver, "La conférence est terminée.")]
    [TestCase("fr", WorkshopNoun.Course, TextKey.ResponseMayChange, "Vous pouvez modifier votre réponse jusqu’au début du cours.")]
    [TestCase("fr", WorkshopNoun.Meeting, TextKey.ResponseForAll, "Votre réponse vaut pour toutes les réunions de la série.")]
    [TestCase("hu", WorkshopNoun.Lecture, TextKey.WorkshopOver, "Az előadás már véget ért.")]
    [TestCase("hu", WorkshopNoun.Meeting, TextKey.ResponseForAll, "Válasza a sorozat összes találkozójára érvényes.")]
    [TestCase("it", WorkshopNoun.Session, TextKey.OtherResponsesRemainValid, "La Sua risposta per le altre sessioni resta valida.")]
    [TestCase("es", WorkshopNoun.Lecture, TextKey.WorkshopOver, "La conferencia ha terminado.")]
    [TestCase("et", WorkshopNoun.Course, TextKey.InvitationOpening,
        "Kutsume Teid lahkesti osalema kursusel „{workshop}“. See kuulub sarja „{series}“.")]
    [TestCase("nl", WorkshopNoun.Webinar, TextKey.OverviewInvitations,
        "U ontvangt voor elk webinar een aparte uitnodiging, zodat u op elk webinar kunt reageren.")]
    [TestCase("pl", WorkshopNoun.Meeting, TextKey.InvitationOpening,
        "Serdecznie zapraszamy na spotkanie „{workshop}”, które jest częścią cyklu „{series}”.")]
    [TestCase("pl", WorkshopNoun.Session, TextKey.WorkshopOver, "Sesja się zakończyła.")]
    [TestCase("pt-BR", WorkshopNoun.Lecture, TextKey.CancellationOpening,
        "Lamentamos informar que a palestra “{workshop}” não será realizada.")]
    [TestCase("sv", WorkshopNoun.Meeting, TextKey.CancellationOpening,
        "Vi måste tyvärr meddela att mötet ”{workshop}” är inställt.")]
    [TestCase("uk", WorkshopNoun.Lecture, TextKey.WorkshopOver, "Лекція завершилася.")]
    [TestCase("uk", WorkshopNoun.Meeting, TextKey.InvitationOpening, "Щиро запрошуємо Вас на зустріч «{workshop}» із серії «{series}».")]
    [TestCase("ar", WorkshopNoun.Meeting, TextKey.WorkshopOver, "انتهى الاجتماع.")]
    public void Article_case_and_gender_agree(string language, WorkshopNoun noun, TextKey textKey, string sentence) =>
        Assert.That(InvitationTexts.ForLanguage(language).WithNoun(noun)[textKey], Is.EqualTo(sentence));

    [TestCase(1, "1 kohtumine")]
    [TestCase(3, "3 kohtumist")]
    public void A_counted_noun_has_its_form(int count, string text) =>
        Assert.That(
            InvitationTexts.ForLanguage("et").WithNoun(WorkshopNoun.Meeting).FormatPlural(TextKey.WorkshopCount, count), Is.EqualTo(text));

    [Test]
    public void A_host_s_own_sentences_and_languages_stay()
    {
        var own = InvitationTexts.ForLanguage("en").WithOverride(TextKey.WorkshopOver, "This workshop is history.");

        var named = own.WithNoun(WorkshopNoun.Course);

        Assert.That(named[TextKey.WorkshopOver], Is.EqualTo("This workshop is history."));
        Assert.That(named[TextKey.StatusConfirmed], Is.EqualTo(own[TextKey.StatusConfirmed]));
        Assert.That(named[TextKey.WithdrawalExplanation], Is.EqualTo("The course itself still takes place."));
        var klingon = own.DeriveLanguage("tlh", isRightToLeft: false);
        Assert.That(klingon.WithNoun(WorkshopNoun.Course), Is.SameAs(klingon));
    }

    [TestCaseSource(nameof(Nouns))]
    public void Emails_use_the_noun_and_have_no_finding(WorkshopNoun noun)
    {
        foreach (var language in InvitationTexts.Languages)
        {
            var person = Samples.Small().Participants[0] with { Language = language };
            var series = Samples.Small() with { Participants = [person], Workshops = [Samples.Workshop("1") with { Title = "Maps" }] };
            var email = new InvitationComposer(new() { Noun = noun }).ComposeAll(series, Samples.Announced).Single();

            Assert.That(WordForWorkshop().Matches(email.Text), Is.Empty, language);
            Assert.That(FindWarnings(email), Is.Empty, language);
        }
    }

    private static IEnumerable<Finding> FindWarnings(InvitationEmail email) =>
        InvitationValidator.ValidateEmail(email.Bytes).Findings.Where(static finding => finding.Severity > Severity.Suggestion);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("workshop|ورش|taller|töötu|töötoa|atelier|warszta|воркшоп", RegexOptions.IgnoreCase)]
    private static partial Regex WordForWorkshop();
}
