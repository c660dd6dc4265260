using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Tests.Model;

public sealed class TextIsolatesTests
{
    private const string Hebrew = "דנה כהן";

    [TestCase("Dear \u2068Kadri\u2069,", false, "Dear Kadri,")]
    [TestCase("Dear \u2068דנה\u2069,", false, "Dear \u2068דנה\u2069,")]
    [TestCase(
        "\u2068Town Hall + Online (\u2068דנה\u2069)\u2069 and \u2068Webex\u2069",
        false,
        "\u2068Town Hall + Online (\u2068דנה\u2069)\u2069 and Webex")]
    [TestCase("\u2068Webex\u2069", true, "\u2068Webex\u2069")]
    [TestCase("\u2068\u2069", false, "")]
    [TestCase("a \u2069 b \u2068c", false, "a \u2069 b \u2068c")]
    [TestCase("no isolates", false, "no isolates")]
    public void The_plain_text_keeps_the_isolates_that_matter(string text, bool isRightToLeft, string expected) =>
        Assert.That(TextIsolates.Reduce(text, isRightToLeft), Is.EqualTo(expected));

    [TestCase("Dear \u2068Kadri\u2069,", "Dear <bdi>Kadri</bdi>,")]
    [TestCase("\u2068Térkép\u2069 & \u2068<b>\u2069", "<bdi lang=\"hu\">Térkép</bdi> &amp; <bdi>&lt;b&gt;</bdi>")]
    [TestCase("\u2068Hall (\u2068Webex\u2069)\u2069", "<bdi>Hall (<bdi>Webex</bdi>)</bdi>")]
    [TestCase("not closed \u2068a \u2068b\u2069", "not closed <bdi>a <bdi>b</bdi></bdi>")]
    [TestCase("plain", "plain")]
    public void The_HTML_has_an_element_for_each_isolate(string text, string expected) =>
        Assert.That(
            TextIsolates.ToHtml(text, HtmlEscaper.Escape, static inner => inner == "Térkép" ? "hu" : null),
            Is.EqualTo(expected));

    [TestCase("\u2068Webex\u2069", "Webex")]
    [TestCase("\u2068Hall (\u2068Webex\u2069)\u2069", "Hall (\u2068Webex\u2069)")]
    [TestCase("\u2068a\u2069 and \u2068b\u2069", "\u2068a\u2069 and \u2068b\u2069")]
    [TestCase("", "")]
    public void Only_isolates_around_the_whole_text_are_stripped(string text, string expected) =>
        Assert.That(TextIsolates.Strip(text), Is.EqualTo(expected));

    [Test]
    public void A_text_of_another_language_says_so_in_every_email_and_has_its_own_direction()
    {
        foreach (var language in new[] { "en", "et", "ar" })
        {
            var series = Samples.Small() with
            {
                Title = new(("hu", "Tavaszi iskola")),
                Language = "hu",
                Participants = [Samples.Small().Participants[0] with { Language = language }],
                Workshops =
                [
                    Samples.Workshop("1") with { Title = new(("hu", "Térképek")), Description = new(("hu", "Első sor\nMásodik sor")) },
                    Samples.Workshop("2") with { Title = new((language, "Own")), Start = new(2027, 4, 15, 9, 0) },
                ],
            };
            var email = new InvitationComposer().Compose(series, series.Workshops[0], series.Participants[0], Samples.Announced);

            Assert.That(email.Language, Is.EqualTo(language));
            var page = email.Html.Replace("<br>", "<br/>", StringComparison.Ordinal).Replace("\u2068", "", StringComparison.Ordinal)
                .Replace("\u2069", "", StringComparison.Ordinal);
            Assert.That(page, Does.Contain("<h1 class=\"title\" style=\"margin:0;font-size:22px;line-height:28px;color:#102a43\">"
                + "<bdi lang=\"hu\">Térképek</bdi></h1>"));
            Assert.That(page, Does.Contain("<bdi lang=\"hu\">Első sor<br/>\nMásodik sor</bdi>").And.Contain("<bdi>Own</bdi>"));
            Assert.That(System.Text.RegularExpressions.Regex.Count(page, "<bdi lang=\"hu\">Tavaszi iskola</bdi>"), Is.EqualTo(2));
            Assert.That(email.Html.Contains('\u2068'), Is.EqualTo(language == "ar"), "Gmail and Outlook know no bdi");
        }
    }

    [Test]
    public void A_text_of_another_language_says_so_wherever_it_stands([Values] EmailKind kind, [Values] bool isHybrid) =>
        AssertMarked(kind, isWhole: kind == EmailKind.Overview, isHybrid);

    [Test]
    public void A_text_of_another_language_says_so_in_a_follow_up_of_the_whole_series() =>
        AssertMarked(EmailKind.FollowUp, isWhole: true, isHybrid: false);

    [Test]
    public void Venues_and_experts_whose_parts_are_in_several_languages_say_so_for_each()
    {
        var workshop = Samples.Workshop("1") with
        {
            Venue = new() { Name = new(("hu", "Városháza"), ("en", "Town Hall")), City = new(("hu", "Nyíregyháza")) },
            Meeting = null,
            LeadExpert = new() { Name = "Anna Kiss", City = new(("hu", "Eger")) },
        };
        var series = Samples.Small() with
        {
            Language = "hu",
            Participants = [Samples.Small().Participants[0] with { Language = "en" }],
            Workshops = [workshop],
        };

        var email = new InvitationComposer().ComposeAll(series, Samples.Announced).Single();

        Assert.That(email.Html, Does.Contain("<bdi>Town Hall</bdi>, <bdi lang=\"hu\">Nyíregyháza</bdi>"));
        Assert.That(email.Html, Does.Contain("<bdi>Anna Kiss</bdi> (<bdi lang=\"hu\">Eger</bdi>)"));
        Assert.That(email.Text, Does.Contain("Town Hall, Nyíregyháza\n").And.Contain("Anna Kiss (Eger)\n"));
    }

    private static void AssertMarked(EmailKind kind, bool isWhole, bool isHybrid)
    {
        LocalizedText Text(string part) => new(("hu", $"{part} őrség"));
        var at = Samples.Announced + Duration.FromDays(1);
        var workshop = Samples.Workshop("1") with
        {
            Title = Text("Cím"),
            Description = Text("Leírás"),
            Summary = Text("Összegzés"),
            Status = kind == EmailKind.Cancellation ? WorkshopStatus.Cancelled : WorkshopStatus.Confirmed,
            Venue = new() { Name = Text("Ház"), Room = Text("Szoba"), Address = Text("Utca"), City = Text("Város") },
            Meeting = isHybrid ? new() { Platform = "Webex", Url = new("https://meet.example/1") } : null,
            LeadExpert = new() { Name = "Anna Kiss", City = Text("Lakóhely") },
            Materials = [new() { Title = Text("Anyag"), Url = new("https://material.example/slides") }],
        };
        var series = Samples.Small() with
        {
            Title = Text("Sorozat"),
            Description = Text("Bevezető"),
            Next = Text("Folytatás"),
            Language = "hu",
            Participants = [Samples.Small().Participants[0] with { Language = "en" }],
            Workshops = [workshop, Samples.Workshop("2") with { Title = Text("Másik"), Start = new(2027, 4, 15, 9, 0) }],
        };
        var message = new PlannedEmail
        {
            Kind = kind,
            Recipient = series.Participants[0],
            Workshop = isWhole ? null : workshop,
            PreviousWorkshop = kind == EmailKind.Update
                ? workshop with { Title = Text("Régi"), Venue = new() { Name = Text("Régi ház") }, LeadExpert = null }
                : null,
            Note = Text("Üzenet"),
        };
        if (kind == EmailKind.FollowUp)
        {
            at = Instant.FromUtc(2027, 5, 1, 8, 0);
        }

        var html = new InvitationComposer().Compose(series, message, at).Html;
        var body = html[html.IndexOf("<h1", StringComparison.Ordinal)..];
        var marked = System.Text.RegularExpressions.Regex.Replace(
            body, "<bdi lang=\"hu\">[^<]*(?:<br>[^<]*)*</bdi>", "", System.Text.RegularExpressions.RegexOptions.Singleline);

        Assert.That(body, Does.Contain("őrség"));
        Assert.That(marked, Does.Not.Contain("őrség"));
    }

    // The template knows no name, so both ways of rendering must agree on what is around it.
    [TestCase("en", Hebrew, "Dear \u2068" + Hebrew + "\u2069,")]
    [TestCase("en", "Kadri Tamm", "Dear Kadri Tamm,")]
    [TestCase("ar", "Kadri Tamm", "\u2068Kadri Tamm\u2069")]
    public void A_name_that_runs_the_other_way_is_isolated_in_the_plain_text_and_in_the_subject_of_nobody(
        string language, string name, string expected)
    {
        var series = Samples.Small();
        series = series with { Participants = [series.Participants[0] with { Name = name, Language = language }] };
        var rendered = new InvitationComposer().ComposeAll(series, Samples.Announced).Single();
        using var message = rendered.ToMimeMessage();

        Assert.That(rendered.Text, Does.Contain(expected));
        Assert.That(
            message.BodyParts.OfType<MimeKit.TextPart>().Take(2).Select(static part => part.Text.ReplaceLineEndings("\n")),
            Is.EqualTo(new[] { rendered.Text, rendered.Html }));
        Assert.That(rendered.Html, Does.Contain(language == "ar" ? $"<bdi>\u2068{name}\u2069</bdi>" : $"<bdi>{name}</bdi>"));
        Assert.That(rendered.Subject.Contains('\u2068'), Is.EqualTo(language == "ar"));
    }
}
