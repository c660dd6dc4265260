using System.Net;
using Better.Calendar.Icalendar.Writing;
using Better.Calendar.Model;

namespace Better.Calendar.Tests.Model;

public sealed class LinkFormatterTests
{
    /// <summary>The same letters as the host beside it, as another person sees them: the first letter is Cyrillic.</summary>
    private const string Homograph = "https://\u043c\u0435\u0435t.example/";

    [TestCase("https://bücher.example/", "https://xn--bcher-kva.example/")]
    [TestCase("https://BÜCHER.example:8443/", "https://xn--bcher-kva.example:8443/")]
    [TestCase("https://meet.nyíregyháza.example/j?room=1#now", "https://meet.xn--nyregyhza-61a0k.example/j?room=1#now")]
    [TestCase(Homograph, "https://xn--t-itba0a.example/")]
    [TestCase("https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/")]
    [TestCase("https://bücher.example/é?q=ű&r=%C3%A9#ß", "https://xn--bcher-kva.example/%C3%A9?q=%C5%B1&r=%C3%A9#%C3%9F")]
    [TestCase("https://meet.example/tér?kód=ő", "https://meet.example/t%C3%A9r?k%C3%B3d=%C5%91")]
    [TestCase("https://meet.example/a b", "https://meet.example/a%20b")]
    [TestCase("https://meet.example", "https://meet.example/")]
    [TestCase("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/")]
    [TestCase("https://[2001:db8::1]:8080/x", "https://[2001:db8::1]:8080/x")]
    public void A_link_is_written_in_ASCII_with_A_labels(string link, string written)
    {
        Assert.That(LinkFormatter.Format(new Uri(link)), Is.EqualTo(written));
        Assert.That(LinkFormatter.ToAscii(new Uri(link)).AbsoluteUri, Is.EqualTo(written));
    }

    [Test]
    public void A_link_that_is_written_means_the_same_host_and_path()
    {
        var link = new Uri("https://bücher.example:444/tér/ű?q=á#é");
        var written = new Uri(LinkFormatter.Format(link));

        Assert.That(written.IdnHost, Is.EqualTo(link.IdnHost));
        Assert.That((written.Port, written.PathAndQuery, written.Fragment), Is.EqualTo((link.Port, link.PathAndQuery, link.Fragment)));
    }

    [Test]
    public void No_output_has_a_host_or_a_path_in_other_letters()
    {
        var link = new Uri("https://bücher.example/ű");
        var series = Samples.Small() with
        {
            Website = new("https://könyvek.example/á?ő#ö"),
            Workshops = [Samples.Workshop("1") with { Meeting = new() { Platform = "Webex", Url = link } }, Samples.Workshop("2")],
        };
        var options = new InvitationOptions
        {
            RsvpPage = static (_, _, _) => new("https://válasz.example/ő"),
            CalendarFileUrl = new("https://fájl.example/ő.ics"),
            Theme = new() { Logo = new() { Source = new("https://kép.example/ő.png"), AlternativeText = "Logo", Width = 100 } },
        };
        var stored = SeriesRevision.First(series, Samples.Announced);
        var moved = stored.Series with { Workshops = [series.Workshops[0] with { Meeting = null }, series.Workshops[1]] };
        var revision = SeriesRevision.Between(stored.Series, moved, Samples.Announced + NodaTime.Duration.FromDays(1));
        var composer = new InvitationComposer(options);
        var links = AddToCalendar.CreateWorkshopLinks(series, series.Workshops[0], "en", new() { CalendarFileUrl = link })
            .Concat(AddToCalendar.CreateSubscriptionLinks(series, link, "en"));
        string[] outputs =
        [
            WorkshopCalendar.Publish(series, "en", Samples.Announced).ToString(),
            .. composer.ComposeAll(series, Samples.Announced).Concat(composer.ComposeAll(revision))
                .SelectMany(static email => new[] { email.Calendar!.ToString(), email.Text, email.Html }),
            SeriesJsonLd.Write(series, "en", new() { IncludeJoinLinks = true }),
            SeriesSchedule.ToHtml(series, "en"),
            .. links.Select(static calendarLink => calendarLink.Url.OriginalString + " " + WebUtility.UrlDecode(calendarLink.Url.Query)),
        ];

        foreach (var output in outputs.Select(static text => string.Join("\n", LineFolder.Unfold(text))))
        {
            Assert.That(output, Does.Not.Match("https://[^\\s\"<>]*[^\\x00-\\x7F]"));
        }

        Assert.That(outputs[0], Does.Contain("xn--bcher-kva.example"));
        Assert.That(outputs[0], Does.Contain("URL:https://xn--knyvek-wxa.example/%C3%A1?%C5%91#%C3%B6"));
        Assert.That(string.Join("\n", outputs), Does.Contain("xn--vlasz-xqa.example").And.Contain("xn--kp-bja.example"));
    }
}
