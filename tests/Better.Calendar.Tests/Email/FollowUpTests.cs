using NodaTime;

namespace Better.Calendar.Tests.Email;

/// <summary>What a follow-up says, and what it no longer says.</summary>
public sealed class FollowUpTests
{
    private static readonly string[] Languages = [.. EmailMatrix.Languages];

    [TestCaseSource(nameof(Languages))]
    public void After_a_workshop_it_thanks_who_came_and_says_what_was_done_and_what_comes_next(string language)
    {
        var series = WithLanguage(EmailMatrix.Afterwards, language);
        var texts = InvitationTexts.ForLanguage(language);
        string GetText(LocalizedText text) => text.GetText(language, series.Language);

        var came = Compose(series, series.Workshops[0], ParticipationStatus.Accepted);
        var other = Compose(series, series.Workshops[0], null);

        foreach (var (email, body) in new[] { came, other }.SelectMany(email =>
            new[] { (email, Unwrap(email.Text)), (email, System.Net.WebUtility.HtmlDecode(email.Html)) }))
        {
            Assert.That(body, Does.Contain(texts[TextKey.SummaryHeading]).And.Contain(GetText(series.Workshops[0].Summary!)));
            Assert.That(body, Does.Contain(texts[TextKey.MaterialsHeading]).And.Contain(GetText(series.Workshops[0].Materials[0].Title))
                .And.Contain("https://better.example/recording?of=1&part=2").And.Contain("https://xn--btter-bsa.example/slides"));
            Assert.That(body, Does.Contain(texts[TextKey.NextHeading]).And.Contain(GetText(series.Next!)));
            Assert.That(body, Does.Not.Contain("webex.example").And.Not.Contain("Tartu-16").And.Not.Contain(texts[TextKey.ComingQuestion]));
            Assert.That(
                body.Contains(texts[TextKey.ThankYouLabel], StringComparison.OrdinalIgnoreCase), Is.EqualTo(email == came), email.Text);
        }

        Assert.That(came.MessageId, Is.EqualTo(other.MessageId), "whether they came makes no other email");
        Assert.That(came.Subject, Does.StartWith(texts[TextKey.FollowUpSubject].Split('{')[0].TrimEnd()));
    }

    [TestCase("hu", "2020 augusztusában", "design thinking")]
    [TestCase("en", "August 2020", "design thinking")]
    [TestCase("it", "agosto 2020", "design thinking")]
    [TestCase("et", "2020. aasta augustis", "disainmõtlemine")]
    [TestCase("sv", "augusti 2020", "designtänkande")]
    public void After_the_BETTER_series_it_says_of_each_workshop_what_was_discussed_and_of_the_phase_from_August(
        string language, string phase, string discussed)
    {
        var series = WithLanguage(Samples.Better(), language);

        var email = Compose(series, null, ParticipationStatus.Accepted);

        var text = Unwrap(email.Text);
        Assert.That(
            series.Workshops.Select(workshop => text.IndexOf(workshop.Summary!.GetText(language, "hu"), StringComparison.Ordinal)),
            Is.Ordered.And.All.Positive);
        Assert.That(text, Does.Contain(phase).And.Contain(discussed).And.Contain("Webex").IgnoreCase);

        // That no mail program shows an invitation is what it is for.
        Assert.That(InvitationValidator.ValidateEmail(email.Bytes).Findings.Select(static one => one.RuleId), Is.EqualTo(["MIME-05"]));
        Assert.That(email.Calendar, Is.Null);
    }

    [Test]
    public void About_all_workshops_each_reader_gets_those_that_took_place_and_to_which_they_were_invited()
    {
        var better = Samples.Better();
        var series = better with
        {
            Workshops = [better.Workshops[0], better.Workshops[1] with { Status = WorkshopStatus.Cancelled }, better.Workshops[2]],
            Participants = [.. new[] { (ValueList<string>?)null, ["3"], ["2"] }
                .Select((ids, i) => better.Participants[i] with { Language = "en", Workshops = ids })],
        };
        EmailContent? seen = null;
        var composer = new InvitationComposer(new()
        {
            CustomBodies = content =>
            {
                seen = content;
                return null;
            },
        });

        string[] Titles(int participant)
        {
            var plan = new PlannedEmail { Kind = EmailKind.FollowUp, Recipient = series.Participants[participant] };
            _ = composer.Compose(series, plan, Samples.Afterwards).Text;
            return [.. seen!.Summaries.Select(summary => summary.Heading[..8])];
        }

        Assert.That(Titles(0), Is.EqualTo(new[] { "Building", "Public s" }));
        Assert.That(Titles(1), Is.EqualTo(new[] { "Public s" }));
        Assert.That(Titles(2), Is.EqualTo(new[] { "Building", "Public s" }), "who was invited to none of them");
    }

    [Test]
    public void The_schedule_is_shown_as_long_as_workshops_are_to_come()
    {
        var series = WithLanguage(Samples.Better(), "en");
        var first = new PlannedEmail { Kind = EmailKind.FollowUp, Recipient = series.Participants[0], Workshop = series.Workshops[0] };

        var next = new InvitationComposer().Compose(series, first, Instant.FromUtc(2020, 6, 16, 14, 0));
        var last = new InvitationComposer().Compose(series, first, Samples.Afterwards);

        Assert.That(Unwrap(next.Text), Does.Contain("Data visualisation as a way"));
        Assert.That(Unwrap(last.Text), Does.Not.Contain("Data visualisation as a way"));
    }

    [Test]
    public void Without_a_summary_and_materials_it_is_a_plain_thank_you()
    {
        var series = Samples.Small();
        var plan = new PlannedEmail
        {
            Kind = EmailKind.FollowUp,
            Recipient = series.Participants[0],
            Workshop = series.Workshops[0],
            Response = ParticipationStatus.Accepted,
        };

        var email = new InvitationComposer().Compose(series, plan, Instant.FromUtc(2027, 4, 15, 8, 0));

        var texts = InvitationTexts.ForLanguage("en");
        Assert.That(email.Text, Does.Contain("Thank you for taking part in “Workshop 1”."));
        Assert.That(email.Text, Does.Not.Contain(texts[TextKey.SummaryHeading]).And.Not.Contain(texts[TextKey.MaterialsHeading])
            .And.Not.Contain(texts[TextKey.NextHeading]));
    }

    private static WorkshopSeries WithLanguage(WorkshopSeries series, string language) =>
        series with { Participants = [series.Participants[3] with { Language = language }] };

    private static InvitationEmail Compose(WorkshopSeries series, Workshop? workshop, ParticipationStatus? response) =>
        new InvitationComposer().Compose(
            series,
            new() { Kind = EmailKind.FollowUp, Recipient = series.Participants[0], Workshop = workshop, Response = response },
            Samples.Afterwards);

    private static string Unwrap(string text) => text.Replace(" \n", " ", StringComparison.Ordinal);
}
