using System.Net;
using System.Text;
using System.Text.Json;
using Better.Calendar.Tests.Peers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using NodaTime;
using static Microsoft.Playwright.Assertions;

namespace Better.Calendar.WebHost.Tests;

/// <summary>What visitors and participants do, in a real Chromium.</summary>
[Category(PeerRig.Category)]
public sealed class BrowserTests
{
    private Browser browser = null!;
    private RunningHost host = null!;

    [OneTimeSetUp]
    public async Task StartBrowser() => browser = await Browser.StartAsync();

    [OneTimeTearDown]
    public async Task StopBrowser()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
    }

    [SetUp]
    public async Task StartHost() => host = await RunningHost.Start();

    [TearDown]
    public async Task StopHost() => await host.DisposeAsync();

    [Test]
    public async Task A_visitor_reads_the_schedule_in_their_language_and_time_zone()
    {
        var page = await browser.VisitAsync(host, new() { Locale = "et-EE", TimezoneId = "Europe/Tallinn" });
        await page.GotoAsync("/");

        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "et");
        await Expect(page.Locator(".hours")).ToHaveTextAsync(["11:30–13:00", "11:30–13:00", "11:30–13:00"]);
        await Expect(page.Locator("select")).ToHaveValueAsync("Europe/Tallinn");
    }

    [Test]
    public async Task A_chosen_language_and_time_zone_stay()
    {
        var page = await browser.VisitAsync(host, new() { TimezoneId = "America/New_York" });
        await page.GotoAsync("/");
        await Expect(page.Locator(".hours").First).ToHaveTextAsync("04:30–06:00");

        await page.GetByLabel("Time zone").SelectOptionAsync("Europe/London");
        await page.GetByRole(AriaRole.Button, new() { Name = "Update" }).ClickAsync();
        await Expect(page.Locator(".hours").First).ToHaveTextAsync("09:30–11:00");
        await page.GetByRole(AriaRole.Link, new() { Name = "Svenska" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "sv");

        await page.GotoAsync("/");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "sv");
        await Expect(page.Locator(".hours").First).ToHaveTextAsync("09:30–11:00");
    }

    [Test]
    public async Task Without_JavaScript_the_page_shows_the_organizers_time_and_a_zone_can_be_chosen()
    {
        var page = await browser.VisitAsync(host, new() { JavaScriptEnabled = false, TimezoneId = "Europe/Tallinn" });
        await page.GotoAsync("/");
        await Expect(page.Locator(".hours").First).ToHaveTextAsync("10:30–12:00");

        await page.GetByLabel("Time zone").SelectOptionAsync("Europe/Tallinn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Update" }).ClickAsync();
        await Expect(page.Locator(".hours").First).ToHaveTextAsync("11:30–13:00");
    }

    [Test]
    public async Task A_browser_in_an_unknown_zone_does_not_reload_without_end()
    {
        var page = await browser.VisitAsync(host);
        var loads = 0;
        page.Request += (_, request) => loads += request.IsNavigationRequest ? 1 : 0;
        await page.AddInitScriptAsync("Intl.DateTimeFormat.prototype.resolvedOptions = () => ({ timeZone: 'Mars/Olympus' })");
        await page.GotoAsync("/");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-detected", "Mars/Olympus");
        await page.WaitForTimeoutAsync(500);

        Assert.That(loads, Is.EqualTo(2), "one reload, to send the zone");
        await Expect(page.Locator(".hours").First).ToHaveTextAsync("10:30–12:00");
    }

    [Test]
    public async Task A_visitor_subscribes_and_downloads()
    {
        var page = await browser.VisitAsync(host);
        await page.GotoAsync("/");
        var feed = $"{host.Address.Authority}/calendar/en.ics";
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Calendar app on this device" }))
            .ToHaveAttributeAsync("href", $"webcal://{feed}");
        await Expect(page.Locator(".subscribe").GetByRole(AriaRole.Link, new() { Name = "Google Calendar" }))
            .ToHaveAttributeAsync("href", $"https://calendar.google.com/calendar/u/0/r?cid={Uri.EscapeDataString($"webcal://{feed}")}");

        await page.GetByText("Add to your calendar").Nth(1).ClickAsync();
        var download =
            await page.RunAndWaitForDownloadAsync(() => page.Locator("details[open]")
                .GetByRole(AriaRole.Link, new() { Name = "Calendar file" })
                .ClickAsync());
        Assert.That(download.SuggestedFilename, Is.EqualTo("better-thematic-event-3-2.ics"));
        Assert.That(await File.ReadAllBytesAsync((await download.PathAsync())!), Is.EqualTo(await host.Bytes("/calendar/en/2.ics")));
    }

    [Test]
    public async Task A_participant_responds_changes_the_response_and_going_back_sends_nothing_twice()
    {
        var page = await browser.VisitAsync(host);
        await page.GotoAsync(host.ResponsePath("olivia.clarke@birmingham.example"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Thank you, Olivia Clarke. You will take part");
        Assert.That(host.FindResponse("olivia.clarke@birmingham.example")!.Status, Is.EqualTo(ParticipationStatus.Accepted));

        await page.GetByRole(AriaRole.Button, new() { Name = "No" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You cannot take part");
        Assert.That(host.FindResponse("olivia.clarke@birmingham.example")!.Status, Is.EqualTo(ParticipationStatus.Declined));

        var version = host.Store.ReadAttendance().Version;
        await page.ReloadAsync();
        await page.GoBackAsync();
        await page.GoForwardAsync();
        Assert.That(host.Store.ReadAttendance().Version, Is.EqualTo(version));
    }

    [Test]
    public async Task A_participant_responds_without_JavaScript_without_cookies_and_with_the_keyboard()
    {
        var page = await browser.VisitAsync(host, new() { JavaScriptEnabled = false });
        await page.GotoAsync(host.ResponsePath());
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Kadri Tamm");
        Assert.That(host.FindResponse()!.Status, Is.EqualTo(ParticipationStatus.Tentative));
        Assert.That(await page.Context.CookiesAsync(), Is.Empty);
    }

    [Test]
    public async Task One_load_and_one_submit_answer_twelve_workshops()
    {
        var stored = host.Store.GetCurrent();
        var first = stored.Series.Workshops[0];
        host.Store.Revise(
            stored.Version,
            stored.Series with
            {
                Workshops =
                [
                    .. Enumerable.Range(1, 12)
                        .Select(number => first with { Id = $"{number}", Start = first.Start.PlusDays(number) }),
                ],
            });
        var page = await browser.VisitAsync(host, new() { JavaScriptEnabled = false });
        var requests = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.IsNavigationRequest)
            {
                requests.Add(request.Method);
            }
        };
        await page.GotoAsync(host.CoursePath("olivia.clarke@birmingham.example"));
        for (var number = 0; number < 12; number++)
        {
            await page.Locator("fieldset").Nth(number).GetByLabel(number % 2 == 0 ? "Yes" : "No").CheckAsync();
        }

        await page.GetByLabel("Comment").FillAsync("Looking forward to it.");
        await page.GetByLabel("Comment").PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("fieldset .soft").Filter(new() { HasText = "Thank you, Olivia Clarke. You will" })).ToHaveCountAsync(6);

        Assert.That(requests, Is.EqualTo(["GET", "POST", "GET"]), "the last one shows what was stored");
        var attendance = host.Store.ReadAttendance();
        Assert.That(attendance.Version, Is.EqualTo(1));
        Assert.That(
            attendance.Attendance.Responses.Select(static one => one.Status),
            Is.EquivalentTo(Enumerable.Repeat(ParticipationStatus.Accepted, 6).Concat(Enumerable.Repeat(ParticipationStatus.Declined, 6))));
    }

    [Test]
    public async Task An_expired_link_shows_a_polite_message()
    {
        var path = host.ResponsePath("olivia.clarke@birmingham.example");
        host.Clock.SetUtcNow(new(2020, 6, 16, 9, 0, 0, TimeSpan.Zero));
        var page = await browser.VisitAsync(host);
        var response = await page.GotoAsync(path);

        Assert.That(response!.Status, Is.EqualTo((int)HttpStatusCode.Gone));
        await Expect(page.Locator("main")).ToContainTextAsync("This link is invalid or has expired.");
        await Expect(page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        Assert.That(await Browser.FindProblemsAsync(page), Is.Empty);
    }

    [Test]
    public async Task A_page_that_was_open_when_the_workshop_moved_asks_again()
    {
        var page = await browser.VisitAsync(host);
        await page.GotoAsync(host.ResponsePath("olivia.clarke@birmingham.example"));
        var stored = host.Store.GetCurrent();
        host.Store.Revise(
            stored.Version,
            stored.Series with
            {
                Workshops =
                [stored.Series.Workshops[0] with { Start = new LocalDateTime(2020, 6, 16, 15, 0) }, .. stored.Series.Workshops.Skip(1)]
            });

        await page.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Please respond again");
        await Expect(page.Locator(".hours")).ToHaveTextAsync("14:00–15:30");
        Assert.That(host.FindResponse("olivia.clarke@birmingham.example"), Is.Null);

        await page.GetByRole(AriaRole.Button, new() { Name = "Yes" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("You will take part");
    }

    [Test]
    public async Task A_page_of_another_site_can_neither_respond_nor_frame_the_page()
    {
        var target = new Uri(host.Address, host.ResponsePath());
        await using var otherSite =
            await StartOtherSite(
                $"<form method='post' action='{target}'><input name='response' value='declined'><input name='sequence' "
                    + $"value='0'></form><iframe src='{target}'></iframe><script>addEventListener('load', () => "
                        + "document.forms[0].submit())</script>");
        var page = await browser.VisitAsync(host);
        await page.GotoAsync(otherSite.Address, new() { WaitUntil = WaitUntilState.Commit });

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("See vastus ei tulnud sellelt lehelt");
        Assert.That(host.FindResponse(), Is.Null);
    }

    [Test]
    public async Task A_link_to_another_site_does_not_send_the_address_of_the_page()
    {
        await using var elsewhere = await StartOtherSite("<p>elsewhere</p>");
        var page = await browser.VisitAsync(host);
        await page.GotoAsync(host.ResponsePath());
        await page.EvaluateAsync(
            "address => { const a = document.createElement('a'); a.href = address; a.id = 'away'; a.textContent = 'away'; "
                + "document.querySelector('footer').append(a); }",
            elsewhere.Address);
        await page.ClickAsync("#away");
        await Expect(page.Locator("p")).ToHaveTextAsync("elsewhere");

        Assert.That(elsewhere.Referrers, Is.Not.Empty);
        Assert.That(elsewhere.Referrers, Is.All.Empty);
    }

    [TestCase(320, 640)]
    [TestCase(1280, 900)]
    public async Task All_pages_fit_and_axe_finds_nothing_in_light_and_dark(int width, int height)
    {
        await host.Respond(host.ResponsePath(), "accepted");
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page =
                await browser.VisitAsync(
                    host,
                    new()
                    {
                        ViewportSize = new() { Width = width, Height = height },
                        ColorScheme = scheme,
                        TimezoneId = "Pacific/Kiritimati"
                    });
            var consoleMessages = new List<string>();
            page.Console += (_, message) => consoleMessages.Add(message.Text);
            foreach (var path in new[] { "/?lang=en",
                "/?lang=hu&zone=Europe/Budapest",
                "/?lang=ar",
                "/?lang=de",
                host.ResponsePath(),
                host.ResponsePath("asa.lindstrom@gavle.example", "3"),
                host.CoursePath() })
            {
                await page.GotoAsync(path);
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => { one.open = true; })");
                Assert.That(await Browser.FindProblemsAsync(page), Is.Empty, $"{path} {width} {scheme}");
                Assert.That(consoleMessages, Is.Empty, $"{path}: the console of the browser, which shows what the policy forbids");
                await TakeScreenshot(page, $"{new string([.. path.Where(char.IsAsciiLetterOrDigit)])}-{width}-{scheme}");
            }

            foreach (var missing in new[] { "/nowhere?lang=en", "/rsvp/aaaabbbbccccdddd" })
            {
                await page.GotoAsync(missing);
                Assert.That(await Browser.FindProblemsAsync(page), Is.Empty, $"{missing} {width} {scheme}");
                consoleMessages.Clear(); // the 404 itself
            }

            Assert.That(
                await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"),
                Is.EqualTo(scheme == ColorScheme.Dark ? "rgb(18, 23, 26)" : "rgb(251, 250, 247)"));
            await page.Context.CloseAsync();
        }
    }

    [Test]
    public async Task The_HTML_is_valid()
    {
        await host.Respond(host.ResponsePath(), "accepted");
        using var folder = new PeerFolder();
        var files = new List<string>();
        foreach (var path in new[] { "/?lang=en",
            "/?lang=ar&zone=Europe/Tallinn",
            host.ResponsePath(),
            "/rsvp/aaaabbbbccccdddd",
            "/nowhere" })
        {
            files.Add(folder.Write($"{files.Count}.html", await host.Bytes(path)));
        }

        // A page's title contains the workshop's, which may be long.
        using var reports = JsonDocument.Parse(PeerProcess.Run("node html/check.mjs", ["--json", "--page"], files));
        var findings = reports.RootElement.EnumerateArray()
            .SelectMany(static report => report.GetProperty("findings").EnumerateArray().Select(static finding => finding.GetString()!));
        Assert.That(findings.Where(static finding => !finding.StartsWith("HTML long-title", StringComparison.Ordinal)), Is.Empty);
    }

    // Screenshots to look at: SCREENSHOTS names a folder.
    private static async Task TakeScreenshot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    /// <summary>Another site: another port is another origin, and "localhost" is another site than 127.0.0.1.</summary>
    private static async Task<OtherSite> StartOtherSite(string body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var elsewhere = new OtherSite(app);
        app.MapGet("/", (HttpContext context) =>
        {
            elsewhere.Referrers.Add(context.Request.Headers.Referer.ToString());
            return Results.Content($"<!DOCTYPE html><title>elsewhere</title>{body}", "text/html", Encoding.UTF8);
        });
        await app.StartAsync();
        return elsewhere;
    }

    private sealed class OtherSite(WebApplication app) : IAsyncDisposable
    {
        public List<string> Referrers { get; } = [];

        public string Address => app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/";

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
