using System.Text.Json;
using Better.Calendar.Tests.Peers;
using Microsoft.Playwright;
using NodaTime;
using static Microsoft.Playwright.Assertions;

namespace Better.Calendar.WebHost.Tests.Organizer;

/// <summary>The organizer's pages in Chromium: by keyboard, on a phone and on a desktop, with and without scripts.</summary>
[Category(PeerRig.Category)]
public sealed class OrganizerBrowserTests
{
    private static readonly string[] Paths =
        ["/organizer", "/organizer/edit", "/organizer/new", "/organizer/emails?kind=Update"];

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
    public async Task StartHost() => host = await RunningHost.Start(settings: OrganizerSession.Setting);

    [TearDown]
    public async Task StopHost() => await host.DisposeAsync();

    [Test]
    public async Task By_keyboard_alone_a_workshop_is_moved()
    {
        var page = await browser.VisitAsync(host);
        await page.GotoAsync("/organizer");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#key")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(OrganizerSession.Key);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("BETTER");

        await page.GetByRole(AriaRole.Link, new() { Name = "Edit the series" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var hour = page.Locator("#f-workshops-0--time");
        await hour.FocusAsync();
        await page.Keyboard.TypeAsync("1400");
        await Expect(page.Locator("#plan-summary")).ToContainTextAsync("5 emails would go out.");
        await Expect(page.Locator("#plan")).ToContainTextAsync("It changed: they must respond again.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The series is saved.");
        Assert.That(host.Workshop("1").Start, Is.EqualTo(new LocalDateTime(2020, 6, 16, 14, 0)));
    }

    [Test]
    public async Task The_plan_and_the_errors_follow_what_is_typed()
    {
        var page = await SignInAsync();
        await page.GotoAsync("/organizer/edit");
        await page.FillAsync("#f-workshops-0--meeting-url", "nowhere");
        await Expect(page.Locator("#f-workshops-0--meeting-url-errors")).ToContainTextAsync("This is not a web address.");
        await Expect(page.Locator("#plan-summary")).ToContainTextAsync("1 error");
        await Expect(page.Locator("#f-workshops-0--meeting-url")).ToHaveAttributeAsync("aria-invalid", "true");

        await page.FillAsync("#f-workshops-0--meeting-url", "https://meet.example/new");
        await Expect(page.Locator("#plan-summary")).ToContainTextAsync("5 emails would go out.");
        await Expect(page.Locator("#f-workshops-0--meeting-url-errors .error")).ToHaveCountAsync(0);
        Assert.That(host.Store.GetCurrent().Version, Is.EqualTo(1));
    }

    [Test]
    public async Task Without_scripts_the_button_shows_the_plan()
    {
        var page = await SignInAsync(new() { JavaScriptEnabled = false });
        await page.GotoAsync("/organizer/edit");
        await page.FillAsync("#f-workshops-0--time", "14:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the plan" }).Last.ClickAsync();
        await Expect(page.Locator("#plan-summary")).ToContainTextAsync("5 emails would go out.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The series is saved.");
    }

    [Test]
    public async Task The_link_of_a_development_host_signs_in_and_the_key_does_not_stay_in_the_address()
    {
        var page = await browser.VisitAsync(host);
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync($"/organizer/sign-in#{OrganizerSession.Key}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("BETTER");

        Assert.That(page.Url, Does.EndWith("/organizer"));
        Assert.That(requests.Select(static url => url.Split('#')[0]), Has.None.Contains(OrganizerSession.Key));
    }

    [Test]
    public async Task The_frame_shows_the_email()
    {
        var page = await SignInAsync();
        await page.GotoAsync("/organizer/emails?kind=Invitation&email-language=hu");
        await Expect(page.FrameLocator("iframe.email").Locator("body")).ToContainTextAsync(host.Series.Participants[0].Name);
    }

    [TestCase(320, 640)]
    [TestCase(1280, 900)]
    public async Task All_pages_fit_and_axe_finds_nothing_in_light_and_dark(int width, int height)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await browser.VisitAsync(
                host, new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
            var messages = new List<string>();
            page.Console += (_, message) => messages.Add(message.Text);
            await page.GotoAsync("/organizer/sign-in");
            Assert.That(await Browser.FindProblemsAsync(page), Is.Empty, $"sign-in {width} {scheme}");
            await page.FillAsync("#key", OrganizerSession.Key);
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator(".bar")).ToBeVisibleAsync();
            foreach (var path in Paths.SelectMany(static path => new[] { "en", "ar", "de" }
                .Select(language => path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language)))
            {
                await page.GotoAsync(path);
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => { one.open = true; })");
                Assert.That(await Browser.FindProblemsAsync(page), Is.Empty, $"{path} {width} {scheme}");
                Assert.That(messages, Is.Empty, path);
                await TakeScreenshotAsync(page, $"{new string([.. path.Where(char.IsAsciiLetterOrDigit)])}-{width}-{scheme}");
            }

            // With a plan, and with errors.
            await page.GotoAsync("/organizer/edit?lang=en");
            await page.FillAsync("#f-workshops-0--time", "14:00");
            await Expect(page.Locator("#plan-summary")).ToContainTextAsync("5 emails");
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => { one.open = true; })");
            Assert.That(await Browser.FindProblemsAsync(page), Is.Empty, $"plan {width} {scheme}");
            await TakeScreenshotAsync(page, $"plan-{width}-{scheme}");
            await page.FillAsync("#f-zone", "Nowhere/Zone");
            await Expect(page.Locator("#plan-summary")).ToContainTextAsync("error");
            Assert.That(await Browser.FindProblemsAsync(page), Is.Empty, $"errors {width} {scheme}");
            await page.Context.CloseAsync();
        }
    }

    [Test]
    public async Task The_HTML_is_valid()
    {
        var session = await OrganizerSession.SignInAsync(host);
        using var folder = new PeerFolder();
        var files = new List<string> { folder.Write("0.html", await host.Bytes("/organizer/sign-in")) };
        foreach (var path in Paths)
        {
            files.Add(folder.Write($"{files.Count}.html", await (await session.Get(path)).Content.ReadAsByteArrayAsync()));
        }

        var plan = await session.Post("/organizer/edit", PageForm.Read(await session.Page("/organizer/edit")).Press("plan"));
        files.Add(folder.Write($"{files.Count}.html", await plan.Content.ReadAsByteArrayAsync()));
        using var reports = JsonDocument.Parse(PeerProcess.Run("node html/check.mjs", ["--json", "--page"], files));
        var findings = reports.RootElement.EnumerateArray()
            .SelectMany(static report => report.GetProperty("findings").EnumerateArray().Select(static finding => finding.GetString()!));
        Assert.That(findings, Is.Empty);
    }

    private async Task<IPage> SignInAsync(BrowserNewContextOptions? options = null)
    {
        var page = await browser.VisitAsync(host, options);
        await page.GotoAsync("/organizer/sign-in");
        await page.FillAsync("#key", OrganizerSession.Key);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".bar")).ToBeVisibleAsync();
        return page;
    }

    // Screenshots to look at: SCREENSHOTS names a folder.
    private static async Task TakeScreenshotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"organizer-{name}.png"), FullPage = true });
        }
    }
}
