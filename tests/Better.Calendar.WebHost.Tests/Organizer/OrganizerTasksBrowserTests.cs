using Better.Calendar.Testing;
using Better.Calendar.Tests.Peers;
using Microsoft.Playwright;
using MimeKit;
using NodaTime;
using static Microsoft.Playwright.Assertions;

#pragma warning disable CA2000 // Mails and hosts of a test have nothing that outlives it.
namespace Better.Calendar.WebHost.Tests.Organizer;

/// <summary>What organizers do with a series, in Chromium: send, read replies, remind; on a phone, on a desktop, without scripts.</summary>
[Category(PeerRig.Category)]
public sealed class OrganizerTasksBrowserTests
{
    private static readonly string[] Paths =
    [
        "/organizer/sending", "/organizer/responses", "/organizer/replies", "/organizer/reminders", "/organizer/note",
        "/organizer/follow-ups", "/organizer/export", "/organizer/forget",
    ];

    private Browser browser = null!;
    private Workplace place = null!;

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
    public async Task StartHost() => place = await Workplace.StartAsync();

    [TearDown]
    public async Task StopHost() => await place.DisposeAsync();

    [Test]
    public async Task By_keyboard_alone_a_series_is_moved_sent_answered_and_its_people_are_reminded()
    {
        var page = await SignIn(new());
        await page.GotoAsync("/organizer/edit");
        await page.Locator("#f-workshops-0--time").FocusAsync();
        await page.Keyboard.TypeAsync("1400");
        await Expect(page.Locator("#plan-summary")).ToContainTextAsync("emails would go out.");
        await Press(page, AriaRole.Button, "Save");
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("The series is saved.");

        await Press(page, AriaRole.Link, "Send");
        await Expect(page.Locator("main")).ToContainTextAsync("6 emails would go out.");
        await Press(page, AriaRole.Button, "Send now");
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("The emails are on their way.");
        await Expect(page.Locator(".counts div").First).ToContainTextAsync("6");

        var invitation = (await place.ReadSentAsync(6)).First(static mail =>
            mail.To.ToString().Contains("ada", StringComparison.Ordinal) && mail.Subject!.Contains("Maps", StringComparison.Ordinal));
        await ReplyAsync(SimulatedReply.CreateResponse(
            invitation, Workplace.Ada, ParticipationStatus.Accepted, RunningHost.Announced + Duration.FromHours(3)));
        await Press(page, AriaRole.Link, "Replies");
        await Press(page, AriaRole.Button, "Read new mails");
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("The mails are read.");
        await Press(page, AriaRole.Link, "Responses");
        await Expect(page.Locator(".counts").First.Locator("dd").First).ToHaveTextAsync("1");

        await page.Locator("a[href='/organizer/reminders']").Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Press(page, AriaRole.Button, "Show the plan");
        await Expect(page.Locator("tbody")).ToContainTextAsync("2 people: Béla, Kadri");
        await Press(page, AriaRole.Button, "Send now");
        await place.ReadSentAsync(8);
    }

    [TestCase(360, 740)]
    [TestCase(1280, 900)]
    public async Task The_pages_are_accessible_and_fit_on_the_screen(int width, int height)
    {
        var page = await SignIn(new() { ViewportSize = new() { Width = width, Height = height } });
        await CheckAsync(page, "before the first emails");
        await place.SendAsync(6);
        var invitation = (await place.ReadSentAsync(6)).First(static mail => mail.To.ToString().Contains("ada", StringComparison.Ordinal));
        var start = Instant.FromUtc(2020, 6, 17, 8, 0);
        await ReplyAsync(SimulatedReply.CreateProposal(
            invitation, Workplace.Ada, start, start + Duration.FromHours(1), RunningHost.Announced + Duration.FromHours(3)));
        await ReplyAsync(SimulatedReply.CreateResponse(
            invitation,
            EmailAddress.Parse("friend@elsewhere.example"),
            ParticipationStatus.Accepted,
            RunningHost.Announced + Duration.FromHours(3)));
        await place.Session.Post("/organizer/replies/maildir");
        await CheckAsync(page, "with responses");
        await page.GotoAsync("/organizer/sending?lang=ar");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await CheckAsync(page, "from right to left");
    }

    [Test]
    public async Task Without_scripts_the_emails_are_sent_too()
    {
        var page = await SignIn(new() { JavaScriptEnabled = false });
        await page.GotoAsync("/organizer/sending");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send now" }).ClickAsync();
        await place.ReadSentAsync(6);
        await Workplace.WaitAsync(async () =>
        {
            await page.GotoAsync("/organizer/sending");
            return (await page.Locator(".counts div").First.TextContentAsync())!.Contains('6', StringComparison.Ordinal);
        });
    }

    private static async Task CheckAsync(IPage page, string when)
    {
        foreach (var path in Paths)
        {
            await page.GotoAsync(path);
            Assert.That(await Browser.FindProblemsAsync(page), Is.Empty, $"{path} {when}");
        }
    }

    private static async Task Press(IPage page, AriaRole role, string name)
    {
        await page.GetByRole(role, new() { Name = name, Exact = true }).First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task<IPage> SignIn(BrowserNewContextOptions options)
    {
        var page = await browser.VisitAsync(place.Host, options);
        await page.GotoAsync("/organizer");
        await page.Locator("#key").FocusAsync();
        await page.Keyboard.TypeAsync(OrganizerSession.Key);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Open data");
        return page;
    }

    private async Task ReplyAsync(MimeMessage reply)
    {
        Directory.CreateDirectory(Path.Combine(place.Replies, "new"));
        await reply.WriteToAsync(Path.Combine(place.Replies, "new", $"{Guid.NewGuid():N}.host"));
    }
}
