using System.Text;
using NodaTime;

namespace Better.Calendar.Tests.Localization;

/// <summary>Sentences and titles are in one language, also for somebody whose language has no sentences.</summary>
public sealed class SeriesLanguageTests
{
    private static readonly Instant At = Instant.FromUtc(2027, 3, 1, 8, 0);

    // The requested language, that of the series, those of its titles; what follows: the language of the sentences, and of the titles.
    [TestCase("de", "hu", "hu", "de", "hu", Description = "Sentences in one's own language are worth a title in another.")]
    [TestCase("de-AT", "hu", "hu,de", "de", "de")]
    [TestCase("fi", "hu", "hu", "hu", "hu")]
    [TestCase("fi", "hu", "hu,en", "hu", "hu")]
    [TestCase("fi", "hu", "hu,fi", "hu", "hu")]
    [TestCase("fi", "fi", "fi,en", "en", "en")]
    [TestCase("fi", "fi", "fi,sv", "sv", "sv")]
    [TestCase("fi", "fi", "fi", "en", "fi", Description = "There is no common language.")]
    [TestCase("cy", "en", "en", "en", "en")]
    [TestCase("cy", "en-US", "en", "en-US", "en")]
    public void Sentences_and_titles_fall_back_together(string reader, string own, string titles, string sentences, string shown)
    {
        var series = CreateSeries(reader, own, titles);

        var email = new InvitationComposer().ComposeAll(series, At).Single();
        var text = email.ToMimeMessage().TextBody;
        var feed = Encoding.UTF8.GetString(WorkshopCalendar.Publish(series, reader, At).Bytes.ToArray());
        var page = new RsvpPageText(series, series.Workshops[0], series.Participants[0]);

        Assert.That(email.Language, Is.EqualTo(sentences));
        Assert.That(email.ToMimeMessage().Subject, Does.Contain($"Maps in {shown}"));
        Assert.That(text, Does.Contain($"School in {shown}").And.Contain($"Maps in {shown}"));
        Assert.That(feed, Does.Contain($"SUMMARY:Maps in {shown}"));
        Assert.That(
            feed.ReplaceLineEndings("\n").Replace("\n ", ""),
            Does.Contain(InvitationTexts.ForLanguage(sentences)[TextKey.DateAndTimeLabel]));
        Assert.That((page.Language, page.Heading.Contains($"Maps in {shown}")), Is.EqualTo((sentences, true)));
        Assert.That(
            SeriesSchedule.ToHtml(series, reader),
            Does.StartWith($"<table lang=\"{sentences}\"").And.Contain($"School in {shown}"));
    }

    [Test]
    public void A_language_that_the_host_adds_has_sentences()
    {
        var welsh = InvitationTexts.ForLanguage("en").DeriveLanguage("cy", isRightToLeft: false)
            .WithOverride(TextKey.Greeting, "Annwyl {name},");
        var composer = new InvitationComposer(
            new() { Texts = language => language == "cy" ? welsh : InvitationTexts.ForLanguage(language) });

        var email = composer.ComposeAll(CreateSeries("cy", "en", "en,cy"), At).Single();

        Assert.That(email.Language, Is.EqualTo("cy"));
        Assert.That(email.ToMimeMessage().TextBody, Does.Contain("\nAnnwyl").And.Contain("Maps in cy"));
    }

    [Test]
    public void A_plan_warns_of_a_language_without_sentences_and_counts_its_people()
    {
        var series = CreateSeries("fi", "hu", "hu");
        var people = Enumerable.Range(0, 3).Select(i => new Participant
        {
            Name = $"Reader {i}",
            Email = EmailAddress.Parse($"reader{i}@guest.example"),
            Language = i == 0 ? "de-CH" : "fi",
        });

        var plan = SeriesRevision.First(series with { Participants = people.ToValueList() }, At);

        var warning = plan.Warnings.Single(one => one.Kind == PlanWarningKind.LanguageWithoutSentences);
        Assert.That(warning.Text, Does.Contain("\"fi\"").And.Contain("2 people"));
        Assert.That(SeriesRevision.First(CreateSeries("de-CH", "hu", "hu"), At).Warnings, Is.Empty);
    }

    [Test]
    public void A_document_notes_each_language_without_sentences_once()
    {
        var series = CreateSeries("fi", "hu", "hu");
        var second = series.Participants[0] with { Email = EmailAddress.Parse("second@guest.example") };
        var json = SeriesDocument.Write(series with { Participants = [.. series.Participants, second] });

        _ = SeriesDocument.Read(json, out var notes);

        Assert.That(notes.Select(static note => note.Location), Is.EqualTo(new[] { "participants[0].language" }));
        Assert.That(notes[0].Text, Does.Contain("\"fi\"").And.Contain("sentences"));
    }

    [Test]
    public void A_list_notes_languages_without_sentences_and_time_zones_that_it_understood()
    {
        const string List = """
            name,email,language,zone
            A,a@guest2.example,fi,FLE Standard Time
            B,b@guest2.example,fi,Europe/Helsinki
            C,c@guest2.example,pl,Europe/Warsaw
            """;

        var people = ParticipantList.Read(List, Samples.Small(), out var notes);

        Assert.That(people, Has.Count.EqualTo(3));
        Assert.That(notes.Select(static note => note.Location), Is.EqualTo(new[] { "row 2, language", "row 2, zone" }));
    }

    private static WorkshopSeries CreateSeries(string reader, string own, string titles)
    {
        var tags = titles.Split(',');
        var small = Samples.Small();
        return small with
        {
            Language = own,
            Title = new LocalizedText(tags.Select(static tag => (tag, $"School in {tag}"))),
            Workshops = [small.Workshops[0] with { Title = new LocalizedText(tags.Select(static tag => (tag, $"Maps in {tag}"))) }],
            Participants = [small.Participants[0] with { Language = reader }],
        };
    }
}
