using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.AspNetCore.Tests;

public sealed class EndpointTests
{
    private CalendarHost host = null!;

    [OneTimeSetUp]
    public async Task Start() => host = await CalendarHost.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    private static Participant Xanthippe => CalendarHost.Series.Participants[0];

    private static Participant Zbynek => CalendarHost.Series.Participants[1];

    [Test]
    public async Task The_schedule_has_texts_in_a_language_and_times_in_a_zone()
    {
        var schedule = await host.ReadJsonAsync("/schedule/hu.json?zone=Europe/Tallinn");
        var first = schedule.GetProperty("workshops")[0];

        Assert.That(schedule.GetProperty("title").GetString(), Is.EqualTo("Tavaszi iskola"));
        Assert.That(schedule.GetProperty("zone").GetString(), Is.EqualTo("Europe/Tallinn"));
        Assert.That(first.GetProperty("title").GetString(), Is.EqualTo("Maps & <plans>"));
        Assert.That(first.GetProperty("timeRange").GetString(), Is.EqualTo("11:00–12:30"));
        foreach (var (name, hour) in new[] { ("start", 8), ("end", 9) })
        {
            // 9:00 in London in April is 8:00 UTC
            var written = OffsetDateTimePattern.Rfc3339.Parse(first.GetProperty(name).GetString()!).Value;
            Assert.That(written.Offset, Is.EqualTo(Offset.FromHours(3)));
            Assert.That(written.ToInstant().InUtc().Hour, Is.EqualTo(hour), name);
        }
    }

    [Test]
    public void A_venue_is_the_one_of_the_emails()
    {
        var venue = new Venue { Name = "Town Hall", Room = "Room 2", Address = "High Street 1", City = "Oxford" };
        var series = CalendarHost.Series with { Workshops = [CalendarHost.Series.Workshops[1] with { Venue = venue }], Participants = [] };

        var view = WorkshopView.Create(
            series, series.Workshops[0], DateTimeZone.Utc, InvitationTexts.ForLanguage("en"), new("https://host.example/"));

        Assert.That(view.Venue, Is.EqualTo("Town Hall, Room 2, High Street 1, Oxford"));
    }

    [Test]
    public async Task The_links_of_the_schedule_lead_to_the_feed_and_to_a_download()
    {
        var schedule = await host.ReadJsonAsync("/schedule/en.json");
        var file = schedule.GetProperty("workshops")[1].GetProperty("links").EnumerateArray()
            .Single(static link => link.GetProperty("target").GetString() == "file");

        using var feed = await host.Client.GetAsync(new Uri(schedule.GetProperty("feed").GetString()!));
        using var download = await host.Client.GetAsync(new Uri(file.GetProperty("url").GetString()!));
        Assert.That(feed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(download.Content.Headers.ContentDisposition!.FileName, Is.EqualTo("spring-2.ics"));
    }

    [Test]
    public async Task JSON_LD_is_the_librarys_with_an_ETag()
    {
        using var response = await host.GetAsync("/schedule/hu.jsonld");

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(SeriesJsonLd.Write(CalendarHost.Series, "hu")));
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/ld+json"));
        Assert.That(response.Headers.ETag!.IsWeak, Is.False);
    }

    [TestCase("/calendar/xx.ics")]
    [TestCase("/calendar/en/99.ics")]
    [TestCase("/calendar/personal/aaaabbbbccccdddd.ics")]
    [TestCase("/schedule/xx.json")]
    [TestCase("/schedule/en.json?zone=Mars/Olympus")]
    [TestCase("/schedule/en.pdf")]
    [TestCase("/rsvp/aaaabbbbccccdddd")]
    public async Task An_unknown_address_is_not_found(string path) =>
        Assert.That(await host.GetStatusAsync(path), Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task A_personal_feed_has_the_workshops_of_its_participant_in_their_language()
    {
        var links = (await host.Hosted.GetCurrentAsync()).GetLinks(host.Address);
        using var response = await host.Client.GetAsync(links.GetFeed(CalendarHost.Series, Zbynek));
        var calendar = await response.Content.ReadAsStringAsync();

        Assert.That(calendar, Does.Contain(WorkshopUid.Create(CalendarHost.Series, CalendarHost.Series.Workshops[1], Zbynek)));
        Assert.That(calendar.Split("BEGIN:VEVENT"), Has.Length.EqualTo(2));
        foreach (var workshop in CalendarHost.Series.Workshops)
        {
            Assert.That(calendar, Does.Not.Contain(WorkshopUid.Create(CalendarHost.Series, workshop)), "the UID of the invitation");
        }

        var published = await host.Hosted.GetCurrentAsync();
        Assert.That(
            calendar,
            Is.EqualTo(WorkshopCalendar.PublishFor(published.Series, Zbynek, published.Changed).ToString()));
        Assert.That(response.Headers.CacheControl!.ToString(), Is.EqualTo("max-age=300, private"));
        Assert.That(response.Headers.GetValues("X-Robots-Tag").Single(), Does.Contain("noindex"));

        using var hungarian = await host.Client.GetAsync(links.GetFeed(CalendarHost.Series, Xanthippe));
        Assert.That(hungarian.Content.Headers.ContentLanguage, Is.EqualTo(["hu"]));
        Assert.That(
            await hungarian.Content.ReadAsStringAsync(),
            Does.Contain("https://meet.example/own-link").And.Not.Contain("https://meet.example/maps"),
            "the entry and the emails have the same join link");
        using var again = new HttpRequestMessage(HttpMethod.Get, links.GetFeed(CalendarHost.Series, Xanthippe));
        again.Headers.IfNoneMatch.Add(hungarian.Headers.ETag!);
        using var unchanged = await host.Client.SendAsync(again);
        Assert.That(unchanged.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));

        using var compressed = new HttpRequestMessage(HttpMethod.Get, links.GetFeed(CalendarHost.Series, Xanthippe));
        compressed.Headers.AcceptEncoding.ParseAdd("gzip");
        using var small = await host.Client.SendAsync(compressed);
        Assert.That(small.Content.Headers.ContentEncoding, Is.EqualTo(["gzip"]));
        Assert.That(small.Headers.ETag!.Tag, Does.EndWith("-gzip\""));
    }

    [Test]
    public async Task The_workshops_of_a_personal_feed_have_an_alarm_if_the_host_wants_it()
    {
        await using var reminding = await CalendarHost.StartAsync(settings: "--BetterCalendar:AlarmMinutes=45");
        var published = await reminding.Hosted.GetCurrentAsync();
        var feed = published.GetLinks(reminding.Address).GetFeed(published.Series, Zbynek).AbsolutePath;

        Assert.That(await reminding.ReadAsync(feed), Does.Contain("TRIGGER:-PT45M"));
        Assert.That(await reminding.ReadAsync("/calendar/en.ics"), Does.Not.Contain("VALARM"));
    }

    [Test]
    public async Task The_token_of_an_RSVP_page_opens_no_feed_and_that_of_a_feed_no_page()
    {
        var published = await host.Hosted.GetCurrentAsync();
        var feed = published.GetLinks(host.Address).GetFeed(published.Series, Xanthippe).Segments[^1].Split('.')[0];
        var page = published.GetToken(published.Series.Workshops[0], Xanthippe);

        Assert.That(await host.GetStatusAsync($"/calendar/personal/{page}.ics"), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await host.GetStatusAsync($"/rsvp/{feed}"), Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Texts_on_the_RSVP_page_are_escaped()
    {
        var published = await host.Hosted.GetCurrentAsync();
        var html = await host.ReadAsync($"/rsvp/{published.GetToken(published.Series.Workshops[0], Xanthippe)}");
        var page = new HtmlParser().ParseDocument(html);

        Assert.That(page.QuerySelector("h1")!.TextContent, Does.Contain("Maps & <plans>"));
        Assert.That(page.Body!.TextContent, Does.Contain("Xanthippe <b>"));
        Assert.That(page.QuerySelectorAll("b, plans, script"), Is.Empty);
        Assert.That(page.QuerySelectorAll("footer"), Is.Empty, "the host names no schedule page");
    }

    [Test]
    public async Task The_RSVP_page_has_the_look_of_the_emails_and_loads_pictures_only_from_where_they_are()
    {
        var theme = new EmailTheme
        {
            Color = "#7a1f3d",
            Logo = new()
            {
                Source = new("https://better.example/logo.png"),
                DarkSource = new("https://dark.example/logo.png"),
                AlternativeText = "BETTER",
                Width = 120,
            },
            HeaderImage = new() { Source = new("https://better.example/wide.png"), AlternativeText = "The \"old\" hall" },
        };
        await using var themed = await CalendarHost.StartAsync(options => options.InvitationOptions = new() { Theme = theme });
        var published = await themed.Hosted.GetCurrentAsync();
        using var response = await themed.GetAsync($"/rsvp/{published.GetToken(published.Series.Workshops[0], Xanthippe)}");
        var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

        Assert.That(
            page.QuerySelectorAll(".brand img").Select(static image => image.GetAttribute("alt")),
            Is.EqualTo(["The \"old\" hall", "BETTER"]));
        Assert.That(page.QuerySelector(".brand source")!.GetAttribute("srcset"), Is.EqualTo("https://dark.example/logo.png"));
        Assert.That(
            await themed.ReadAsync(page.QuerySelector("link[rel=stylesheet][href*='theme.css']")!.GetAttribute("href")!),
            Does.Contain("--accent: #7a1f3d"));
        Assert.That(
            response.Headers.GetValues("Content-Security-Policy").Single(),
            Does.Contain("img-src 'self' https://better.example https://dark.example;").And.Not.Contain("script-src"));
    }

    [Test]
    public async Task The_request_log_has_no_address_of_a_page()
    {
        using var log = new RecordingLoggers();
        await using var logging = await CalendarHost.StartAsync(configure: builder => builder.Logging.AddProvider(log));
        var published = await logging.Hosted.GetCurrentAsync();
        var token = published.GetToken(published.Series.Workshops[0], Xanthippe);
        await logging.ReadAsync($"/rsvp/{token}");

        Assert.That(log.Lines, Is.Not.Empty);
        Assert.That(log.Lines, Has.None.Contains(token));
    }

    /// <summary>Whatever is asked for, with and without a secret: what one address shows is nobody else's.</summary>
    [Test]
    public async Task No_response_contains_a_person_a_passcode_a_token_or_state_that_is_not_its_readers()
    {
        var published = await host.Hosted.GetCurrentAsync();
        var secrets = from participant in published.Series.Participants
                      from secret in new[] { participant.Name.Split(' ')[0], participant.Email.Value, participant.Email.LocalPart }
                      select (Owner: (Participant?)participant, Secret: secret);
        var tokens = from participant in published.Series.Participants
                     from workshop in published.Series.Workshops
                     select ((Participant?)participant, published.GetToken(workshop, participant));
        (Participant?, string)[] all =
            [.. secrets, .. tokens, (null, "own-word"), (null, "s3cret-word"), (null, "\"state\""), (null, "\"notified\"")];

        foreach (var (path, reader) in Addresses(published))
        {
            using var response = await host.GetAsync(path);
            Assert.That((int)response.StatusCode, Is.LessThan(500), path);
            var content = $"{response.Headers}{response.Content.Headers}{await response.Content.ReadAsStringAsync()}";
            foreach (var (owner, secret) in all.Where(one => one.Item1 is null || one.Item1 != reader))
            {
                Assert.That(content, Does.Not.Contain(secret), $"{path} shows {secret}");
            }
        }
    }

    [Test]
    public async Task The_join_link_of_a_participant_is_in_their_feed_alone()
    {
        var published = await host.Hosted.GetCurrentAsync();
        var own = published.GetLinks(new("http://host.example/")).GetFeed(published.Series, Xanthippe).AbsolutePath;

        foreach (var (path, _) in Addresses(published))
        {
            using var response = await host.GetAsync(path);
            Assert.That(
                (await response.Content.ReadAsStringAsync()).Contains("own-link", StringComparison.Ordinal),
                Is.EqualTo(path == own),
                path);
        }
    }

    [Test]
    public async Task In_a_group_the_links_have_its_prefix()
    {
        await using var grouped = await CalendarHost.StartAsync(map: static app => app.MapGroup("/spring").MapBetterCalendar());
        var published = await grouped.Hosted.GetCurrentAsync();
        var schedule = await grouped.ReadJsonAsync("/spring/schedule/en.json");
        var page = new HtmlParser().ParseDocument(
            await grouped.ReadAsync($"/spring/rsvp/{published.GetToken(published.Series.Workshops[0], Xanthippe)}"));

        Assert.That(schedule.GetProperty("feed").GetString(), Is.EqualTo($"{grouped.Address.AbsoluteUri}spring/calendar/en.ics"));
        Assert.That(
            await grouped.GetStatusAsync(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!),
            Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_configured_address_is_in_all_links()
    {
        await using var configured =
            await CalendarHost.StartAsync(settings: "--BetterCalendar:PublicUrl=https://better.example/spring");

        Assert.That(
            (await configured.ReadJsonAsync("/schedule/en.json")).GetProperty("feed").GetString(),
            Is.EqualTo("https://better.example/spring/calendar/en.ics"));
    }

    [Test]
    public async Task Only_the_chosen_parts_are_there()
    {
        await using var small = await CalendarHost.StartAsync(
            static options => options.Key = null,
            map: static app => app.MapBetterCalendar(CalendarEndpoints.Feed | CalendarEndpoints.JsonLd));
        var patterns = small.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Select(static endpoint => endpoint.RoutePattern.RawText);

        Assert.That(patterns, Is.EquivalentTo(["/calendar/{language}.ics", "/schedule/{language}.jsonld"]));
        Assert.That(await small.GetStatusAsync("/calendar/en.ics"), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_OpenAPI_description_has_each_address_with_its_parameters()
    {
        await using var described = await CalendarHost.StartAsync(
            configure: static builder => builder.Services.AddOpenApi(),
            map: static app =>
            {
                app.MapBetterCalendar();
                app.MapOpenApi();
            });
        var paths = (await described.ReadJsonAsync("/openapi/v1.json")).GetProperty("paths");

        Assert.That(
            paths.EnumerateObject().Select(static path => path.Name),
            Is.EquivalentTo([
                "/calendar/{language}.ics", "/calendar/{language}/{workshop}.ics", "/calendar/personal/{token}.ics", "/rsvp/{token}",
                "/schedule/{language}.json", "/schedule/{language}.txt", "/schedule/{language}.md", "/schedule/{language}.jsonld",
            ]));
        foreach (var path in paths.EnumerateObject())
        {
            var get = path.Value.GetProperty("get");
            var parameters = get.GetProperty("parameters").EnumerateArray()
                .Where(static one => one.GetProperty("in").GetString() == "path")
                .Select(static one => $"{{{one.GetProperty("name").GetString()}}}");
            Assert.That(get.GetProperty("summary").GetString(), Is.Not.Empty, path.Name);
            Assert.That(get.GetProperty("responses").TryGetProperty("200", out var ok) && ok.TryGetProperty("content", out _), path.Name);
            Assert.That(parameters, Is.EquivalentTo(path.Name.Split('/', '.').Where(static part => part is ['{', ..])), path.Name);
        }

        Assert.That(paths.GetProperty("/rsvp/{token}").TryGetProperty("post", out _));
    }

    private static IEnumerable<(string Path, Participant? Reader)> Addresses(PublishedSeries published)
    {
        foreach (var language in InvitationTexts.Languages)
        {
            yield return ($"/calendar/{language}.ics", null);
            yield return ($"/calendar/{language}/1.ics", null);
            yield return ($"/schedule/{language}.json?zone=Asia/Kolkata", null);
            yield return ($"/schedule/{language}.txt", null);
            yield return ($"/schedule/{language}.md", null);
            yield return ($"/schedule/{language}.jsonld", null);
        }

        yield return ("/assets/page.css", null);
        yield return ("/assets/favicon.svg", null);
        yield return ("/rsvp/aaaabbbbccccdddd", null);
        var links = published.GetLinks(new("http://host.example/"));
        foreach (var participant in published.Series.Participants)
        {
            // A calendar is shared more easily than an email: not even its owner is in it.
            yield return (links.GetFeed(published.Series, participant).AbsolutePath, null);
            foreach (var workshop in published.Series.WorkshopsOf(participant))
            {
                yield return (links.GetPage(published.Series, workshop, participant).AbsolutePath, participant);
            }
        }
    }
}
