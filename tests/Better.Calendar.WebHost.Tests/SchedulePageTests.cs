using System.Net;
using System.Text.Json;

namespace Better.Calendar.WebHost.Tests;

public sealed class SchedulePageTests
{
    private RunningHost host = null!;

    [OneTimeSetUp]
    public async Task Start() => host = await RunningHost.Start();

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TestCase("et", "et", "ltr")]
    [TestCase("sv-SE,sv;q=0.9,en;q=0.8", "sv", "ltr")]
    [TestCase("en;q=0.5, ar;q=0.7", "ar", "rtl")]
    [TestCase("fr;q=0, it", "it", "ltr")]
    [TestCase("de-AT", "de", "ltr")]
    [TestCase("ja, *;q=0.1", "hu", "ltr", Description = "not supported: the series' language")]
    [TestCase("", "hu", "ltr")]
    [TestCase(";;;q=x", "hu", "ltr")]
    public async Task The_language_is_the_one_that_the_browser_prefers(string accepted, string language, string direction)
    {
        var response = await host.Get("/", ("Accept-Language", accepted));
        var page = await RunningHost.Page(response);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo(language));
        Assert.That(page.DocumentElement.GetAttribute("dir"), Is.EqualTo(direction));
        Assert.That(response.Content.Headers.ContentLanguage, Is.EqualTo([language]));
        Assert.That(response.Headers.Vary, Does.Contain("Accept-Language").And.Contain("Cookie").And.Contain("Accept-Encoding"));
    }

    [Test]
    public async Task A_chosen_language_overrides_the_browsers_and_is_remembered()
    {
        var response = await host.Get("/?lang=sv", ("Accept-Language", "en"));
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.That(cookie, Does.StartWith("lang=sv;").And.Contain("samesite=lax").And.Contain("httponly"));
        Assert.That((await RunningHost.Page(response)).DocumentElement.GetAttribute("lang"), Is.EqualTo("sv"));

        var again = await host.Page("/", ("Accept-Language", "en"), ("Cookie", cookie.Split(';')[0]));
        Assert.That(again.DocumentElement.GetAttribute("lang"), Is.EqualTo("sv"));
    }

    [Test]
    public async Task Every_language_can_be_chosen_by_its_own_name()
    {
        var page = await host.Page("/", ("Accept-Language", "en"));
        var links = page.QuerySelectorAll(".languages a");

        Assert.That(
            links.Select(static link => link.TextContent),
            Is.EqualTo([
                "العربية", "Deutsch", "English", "Español", "Eesti", "Français", "Magyar", "Italiano", "Nederlands", "Polski", "Português",
                "Svenska", "Українська",
            ]));
        Assert.That(links.Single(static link => link.HasAttribute("aria-current")).TextContent, Is.EqualTo("English"));
        foreach (var link in links)
        {
            var other = await host.Page(link.GetAttribute("href")!);
            Assert.That(other.DocumentElement.GetAttribute("lang"), Is.EqualTo(link.GetAttribute("lang")));
            Assert.That(other.QuerySelectorAll("h1, h2, h3, .when, button, summary")
                .Select(static element => element.TextContent.Trim()), Has.All.Not.Empty);
        }
    }

    [Test]
    public async Task Times_are_in_the_zone_of_the_series_until_another_is_known()
    {
        var page = await host.Page("/", ("Accept-Language", "en"));

        Assert.That(page.QuerySelectorAll(".hours")
            .Select(static hours => hours.TextContent), Is.EqualTo(["10:30–12:00", "10:30–12:00", "10:30–12:00"]));
        Assert.That(page.QuerySelectorAll("time")
            .Select(static time => time.GetAttribute("datetime")),
                Is.EqualTo(["2020-06-16T10:30:00+02:00", "2020-06-17T10:30:00+02:00", "2020-06-18T10:30:00+02:00"]));
        Assert.That(page.QuerySelector("option[selected]")!.GetAttribute("value"), Is.EqualTo("Europe/Budapest"));
    }

    [TestCase("/?zone=Europe/Tallinn", "", "11:30–13:00")]
    [TestCase("/", "detected-zone=Asia%2FKolkata", "14:00–15:30")]
    [TestCase("/", "detected-zone=Asia%2FCalcutta", "14:00–15:30", Description = "the old name, which some browsers send")]
    [TestCase(
        "/",
        "zone=Europe%2FLondon; detected-zone=Asia%2FKolkata",
        "09:30–11:00",
        Description = "a chosen zone overrides a detected one")]
    [TestCase("/?zone=Mars/Olympus", "", "10:30–12:00", Description = "unknown: the zone of the series")]
    [TestCase("/", "detected-zone=%3Cscript%3E", "10:30–12:00")]
    public async Task Times_are_in_the_visitors_zone(string path, string cookies, string hours)
    {
        var page = await host.Page(path, ("Accept-Language", "en"), ("Cookie", cookies));

        Assert.That(page.QuerySelectorAll(".hours").Select(static one => one.TextContent), Is.EqualTo(new[] { hours, hours, hours }));
        Assert.That(page.QuerySelectorAll("time")[0].GetAttribute("datetime"), Is.Not.Null);
    }

    [Test]
    public async Task Every_zone_can_be_chosen_by_its_city_sorted_by_the_rules_of_the_language()
    {
        var options = (await host.Page("/?lang=sv&zone=Asia/Calcutta")).QuerySelectorAll("option");

        Assert.That(options, Has.Length.GreaterThan(300));
        Assert.That(
            options.Select(static option => option.GetAttribute("value")),
            Is.Unique.And.Contains("Europe/Budapest").And.Contains("Asia/Calcutta"));
        Assert.That(options.Single(static option => option.HasAttribute("selected")).TextContent, Does.EndWith("(UTC+5:30)"));

        var estonian = (await host.Page("/?lang=et"))
            .QuerySelectorAll("option")
            .Select(static option => option.GetAttribute("value")!)
            .ToList();
        Assert.That(estonian.IndexOf("Europe/Zurich"), Is.LessThan(estonian.IndexOf("Europe/Tallinn")), "Z comes before T in Estonian");
    }

    [Test]
    public async Task If_the_local_time_differs_the_organizers_time_is_shown_too()
    {
        var page = await host.Page("/?zone=Europe/Tallinn&lang=en");

        Assert.That(page.QuerySelectorAll(".when .soft")
            .Select(static soft => soft.TextContent), Has.Exactly(3)
            .EqualTo("Organiser’s time: 10:30–12:00 (UTC+2)"));
        Assert.That((await host.Page("/?zone=Europe/Rome&lang=en")).Body!.TextContent, Does.Not.Contain("Organiser’s time"));
    }

    [Test]
    public async Task A_workshop_that_ends_on_another_local_day_shows_both_dates()
    {
        var page = await host.Page("/?zone=Pacific/Kiritimati&lang=en");

        Assert.That(
            page.QuerySelector(".when")!.TextContent,
            Does.Contain("16 June").And.Contain("22:30").And.Contain("17 June").And.Contain("00:00").And.Contain("UTC+14"));
    }

    [Test]
    public async Task A_workshop_over_a_clock_change_shows_both_offsets()
    {
        await using var other = await RunningHost.Start();
        var stored = other.Store.GetCurrent();
        Assert.That(
            other.Store.Revise(
                stored.Version,
                stored.Series with
                {
                    Workshops =
                    [stored.Series.Workshops[0] with { Start = new(2020, 10, 25, 1, 30), Duration = NodaTime.Duration.FromHours(3) }]
                }),
            Is.Not.Null);

        Assert.That((await other.Page("/?lang=en"))
            .QuerySelector(".hours")!.TextContent, Does.Contain("UTC+2").And.Contain("UTC+1").And.Contain("03:30"));
    }

    [Test]
    public async Task The_page_has_links_to_subscribe_and_to_download()
    {
        var page = await host.Page("/?lang=en");
        var links = page.QuerySelectorAll("a").Select(static link => link.GetAttribute("href")!).ToList();
        var feed = $"{host.Address.Authority}/calendar/en.ics";

        Assert.That(links, Does.Contain($"webcal://{feed}"));
        Assert.That(links, Has.Some.StartsWith("https://calendar.google.com/calendar/u/0/r?cid=webcal%3A%2F%2F"));
        Assert.That(links, Has.Some.StartsWith("https://outlook.live.com/calendar/0/addfromweb/?url=http%3A%2F%2F"));
        Assert.That(links, Has.Some.StartsWith("https://outlook.office.com/calendar/0/addfromweb/?url=http%3A%2F%2F"));
        foreach (var path in new[] { "/calendar/en.ics",
            "/schedule/en.txt",
            "/schedule/en.md",
            $"{host.Address}calendar/en/1.ics",
            $"{host.Address}calendar/en/3.ics" })
        {
            Assert.That(links, Does.Contain(path));
            Assert.That((await host.Get(path)).StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
        }
    }

    [Test]
    public async Task Links_have_the_public_address_if_it_is_configured()
    {
        await using var configured = await RunningHost.Start(settings: "--WebHost:PublicUrl=https://better.example/");

        var page = await configured.Page("/?lang=en");
        Assert.That(page.QuerySelectorAll("a")
            .Select(static link => link.GetAttribute("href")),
                Does.Contain("webcal://better.example/calendar/en.ics").And.Contain("https://better.example/calendar/en/1.ics"));
    }

    [Test]
    public async Task A_proxy_on_the_same_machine_sets_scheme_and_host()
    {
        var page = await host.Page("/?lang=en", ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "better.example"));

        Assert.That(page.QuerySelectorAll("a")
            .Select(static link => link.GetAttribute("href")), Does.Contain("https://better.example/calendar/en/1.ics"));
    }

    [TestCase("javascript")]
    [TestCase("HTTP")]
    [TestCase("ws")]
    public async Task A_scheme_that_is_not_of_web_pages_does_not_reach_the_page(string scheme)
    {
        using var response = await host.Get("/?lang=en", ("X-Forwarded-Proto", scheme));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Not.Contain($"{scheme}://"));
    }

    [TestCase("better.example:99999")]
    [TestCase("xn--")]
    public async Task An_invalid_host_name_causes_no_server_error(string name) =>
        Assert.That((int)(await host.Get("/", ("Host", name))).StatusCode, Is.LessThan(500));

    [Test]
    public async Task Search_engines_find_the_series_and_no_secrets()
    {
        var response = await host.Get("/?lang=en");
        var html = await response.Content.ReadAsStringAsync();
        var script = (await RunningHost.Page(response)).QuerySelector("script[type='application/ld+json']")!.TextContent;

        using var json = JsonDocument.Parse(script);
        Assert.That(json.RootElement.GetProperty("@type").GetString(), Is.EqualTo("EventSeries"));
        Assert.That(json.RootElement.GetProperty("subEvent").GetArrayLength(), Is.EqualTo(3));
        foreach (var secret in host.Series.Participants.SelectMany(static one => new[] { one.Name, one.Email.Value })
            .Concat(host.Series.Workshops.SelectMany(static one => new[] { one.Meeting!.Passcode!, one.Meeting.MeetingNumber! })))
        {
            Assert.That(WebUtility.HtmlDecode(html), Does.Not.Contain(secret));
        }
    }

    [Test]
    public async Task The_page_has_no_external_resources_and_no_inline_scripts()
    {
        var response = await host.Get("/?lang=en");
        var page = await RunningHost.Page(response);

        Assert.That(page.QuerySelectorAll("[style], style, [onclick], [onload], iframe, img"), Is.Empty);
        Assert.That(page.QuerySelectorAll("script:not([type='application/ld+json'])")
            .Select(static script => (script.GetAttribute("src")!.Split('?')[0], script.TextContent)),
                Is.EqualTo([("/assets/zone.js", "")]));
        Assert.That(page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon]")
            .Select(static link => link.GetAttribute("href")), Has.All.StartsWith("/assets/"));
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(
            policy,
            Does.StartWith("default-src 'none'; script-src 'self';").And.Not.Contain("unsafe").And.Contain("frame-ancestors 'none'"));
        foreach (var path in page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")
            .Select(static one => one.GetAttribute("href") ?? one.GetAttribute("src")!))
        {
            var file = await host.Get(path);
            Assert.That(file.StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
            Assert.That(file.Headers.CacheControl!.ToString(), Does.Contain("immutable").Or.Contain("max-age=31536000"));
        }
    }

    [Test]
    public async Task The_page_is_sent_again_only_if_it_changed()
    {
        var first = await host.Get("/?lang=en&zone=Europe/Tallinn");
        var tag = first.Headers.ETag!.ToString();

        Assert.That(
            (await host.Get("/?lang=en&zone=Europe/Tallinn", ("If-None-Match", tag))).StatusCode,
            Is.EqualTo(HttpStatusCode.NotModified));
        Assert.That((await host.Get("/?lang=en&zone=Europe/Rome", ("If-None-Match", tag))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await host.Get("/?lang=hu&zone=Europe/Tallinn", ("If-None-Match", tag))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("/nowhere", HttpStatusCode.NotFound)]
    [TestCase("/calendar/xx.ics", HttpStatusCode.NotFound)]
    [TestCase("/calendar/en/99.ics", HttpStatusCode.NotFound)]
    [TestCase("/schedule/en.pdf", HttpStatusCode.NotFound)]
    [TestCase("/schedule/en.txt?zone=Mars/Olympus", HttpStatusCode.NotFound)]
    [TestCase("/organizer/series", HttpStatusCode.NotFound, Description = "no key is configured")]
    public async Task An_unknown_path_is_not_found(string path, HttpStatusCode status) =>
        Assert.That((await host.Get(path)).StatusCode, Is.EqualTo(status));

    [Test]
    public async Task Texts_of_the_series_are_escaped()
    {
        await using var other = await RunningHost.Start();
        var stored = other.Store.GetCurrent();
        var hostile = stored.Series with { Title = "<script>alert(1)</script>&\"'", Description = "</script><img src=x onerror=alert(1)>" };
        Assert.That(other.Store.Revise(stored.Version, hostile), Is.Not.Null);

        var page = await other.Page("/?lang=en");
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("<script>alert(1)</script>&\"'"));
        Assert.That(page.QuerySelectorAll("img, script"), Has.Count.EqualTo(2), "only JSON-LD and zone.js");
    }
}
