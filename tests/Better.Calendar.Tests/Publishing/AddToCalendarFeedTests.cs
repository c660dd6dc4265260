using System.Web;

namespace Better.Calendar.Tests.Publishing;

public sealed class AddToCalendarFeedTests
{
    private static readonly Uri Address = new("https://better.example:8443/feeds/hu.ics?key=a+b&c=%C3%A9");

    [Test]
    public void A_feed_has_four_subscription_links()
    {
        var links = AddToCalendar.CreateSubscriptionLinks(Samples.Better(), Address, "hu");

        Assert.That(links.Select(link => link.Target), Is.EqualTo(new[]
        {
            CalendarTarget.Webcal, CalendarTarget.Google, CalendarTarget.Outlook, CalendarTarget.Microsoft365,
        }));
        Assert.That(links.Select(link => link.Text), Is.EqualTo(["Felvétel a naptárba", "Google Naptár", "Outlook.com", "Microsoft 365"]));
        Assert.That(links[0].Url.AbsoluteUri, Is.EqualTo("webcal://better.example:8443/feeds/hu.ics?key=a+b&c=%C3%A9"));
        Assert.That(links[1].Url.AbsoluteUri, Is.EqualTo(
            "https://calendar.google.com/calendar/u/0/r"
                + "?cid=webcal%3A%2F%2Fbetter.example%3A8443%2Ffeeds%2Fhu.ics%3Fkey%3Da%2Bb%26c%3D%25C3%25A9"));
    }

    [TestCase(2, "outlook.live.com")]
    [TestCase(3, "outlook.office.com")]
    public void Outlook_links_contain_feed_URL_and_name(int which, string host)
    {
        var url = AddToCalendar.CreateSubscriptionLinks(Samples.Better(), Address, "hu")[which].Url;
        var query = HttpUtility.ParseQueryString(url.Query);

        Assert.That(url.GetLeftPart(UriPartial.Path), Is.EqualTo($"https://{host}/calendar/0/addfromweb/"));
        Assert.That(query["url"], Is.EqualTo(Address.AbsoluteUri));
        Assert.That(query["name"], Is.EqualTo("BETTER – 3. Tematikus Esemény"));
    }

    [Test]
    public void A_long_title_is_shortened_in_links()
    {
        var series = Samples.Small() with { Title = string.Concat(Enumerable.Repeat("سلسلة ", 900)) };

        var links = AddToCalendar.CreateSubscriptionLinks(series, Address, "ar");

        Assert.That(links.Select(link => link.Url.AbsoluteUri.Length), Has.All.LessThan(2000));
        Assert.That(HttpUtility.ParseQueryString(links[2].Url.Query)["name"], Does.StartWith("سلسلة سلسلة").And.EndWith("…"));
    }

    [Test]
    public void A_feed_that_is_not_a_web_address_is_rejected()
    {
        string[] invalid =
            ["file:///etc/passwd",
                "webcal://better.example/feed.ics",
                "https://name:secret@better.example/",
                $"https://better.example/{new string('x', 2000)}"];
        foreach (var address in invalid)
        {
            Assert.That(() => AddToCalendar.CreateSubscriptionLinks(Samples.Better(), new(address), "hu"), Throws.ArgumentException);
        }

        Assert.That(
            () => AddToCalendar.CreateSubscriptionLinks(Samples.Better(), new("/feed.ics", UriKind.Relative), "hu"),
            Throws.ArgumentException);
    }
}
