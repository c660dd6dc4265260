using System.Globalization;
using Better.Calendar.Tests.Peers;
using Microsoft.Playwright;

namespace Better.Calendar.WebHost.Tests;

/// <summary>The page preview.html of the console in a real browser, with three hundred people.</summary>
[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class PreviewPageTests
{
    private const int People = 300;

    private Browser browser = null!;
    private DirectoryInfo folder = null!;
    private string page = "";

    [OneTimeSetUp]
    public async Task WritePage()
    {
        browser = await Browser.StartAsync();
        folder = Directory.CreateTempSubdirectory("better-calendar-");
        string[] languages = ["de", "en", "hu", "ar", "fr"];
        var rows = Enumerable.Range(6, People - 5).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"Person {i},person{i}@guest.example,City {i % 9},{languages[i % languages.Length]}"));
        var participants = Path.Combine(folder.FullName, "participants.csv");
        File.WriteAllLines(participants, rows.Prepend("name,email,city,language"));
        using var output = new StringWriter();
        var code = InviteConsole.ConsoleProgram.Run(
            ["write", "--participants", participants, "--out", Path.Combine(folder.FullName, "out")], output, output, "en");
        Assert.That(code, Is.Zero, output.ToString());
        page = new Uri(Path.Combine(folder.FullName, "out", "preview.html")).AbsoluteUri;
    }

    [OneTimeTearDown]
    public async Task DeletePage()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        folder?.Delete(recursive: true);
    }

    // What takes time is the number of elements and of frames, and both stay far below the number of emails.
    [Test]
    public async Task Nine_hundred_emails_are_a_small_page_with_frames_only_near_the_screen()
    {
        var opened = await browser.OpenAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        await opened.GotoAsync(page);
        await opened.WaitForSelectorAsync(".frame iframe");

        Assert.That(await opened.Locator(".people > li").CountAsync(), Is.EqualTo(People));
        Assert.That(await opened.Locator(".people ul li").CountAsync(), Is.EqualTo(3 * People));
        Assert.That(await opened.EvaluateAsync<int>("document.querySelectorAll('*').length"), Is.LessThan(20 * 3 * People));
        Assert.That(opened.Frames, Has.Count.LessThanOrEqualTo(12));
        Assert.That(new FileInfo(new Uri(page).LocalPath).Length, Is.LessThan(8_000_000));

        await opened.EvaluateAsync("document.getElementById('people').scrollIntoView()");
        await Assertions.Expect(opened.Locator(".frame iframe")).ToHaveCountAsync(0);
    }

    [TestCase(320, 640, ColorScheme.Light)]
    [TestCase(320, 640, ColorScheme.Dark)]
    [TestCase(1280, 900, ColorScheme.Light)]
    [TestCase(1280, 900, ColorScheme.Dark)]
    public async Task It_fits_and_axe_finds_nothing(int width, int height, ColorScheme scheme)
    {
        var opened = await browser.OpenAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        await opened.GotoAsync(page);
        await opened.WaitForSelectorAsync(".frame iframe");

        Assert.That(await Browser.FindProblemsAsync(opened), Is.Empty);
        await opened.Context.CloseAsync();
    }

    [Test]
    public async Task Language_colors_and_people_are_chosen_by_the_keyboard()
    {
        var opened = await browser.OpenAsync(new());
        await opened.GotoAsync(page);
        await opened.FocusAsync("#language");
        await opened.Keyboard.TypeAsync("magyar");
        await Assertions.Expect(opened.Locator(".samples .card:visible")).ToHaveCountAsync(9);
        Assert.That(await opened.Locator(".samples .card:visible").First.GetAttributeAsync("data-language"), Is.EqualTo("hu"));

        await opened.FocusAsync("#light");
        await opened.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(opened.Locator("#dark")).ToBeCheckedAsync();
        var html = await opened.Locator(".frame iframe").First.GetAttributeAsync("srcdoc");
        Assert.That(html, Does.Contain("color-scheme: dark").And.Not.Contain("(prefers-color-scheme"));

        await opened.FillAsync("#find", "person17@");
        await Assertions.Expect(opened.Locator(".people > li:visible")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task Without_scripts_the_lists_and_the_plain_texts_are_there()
    {
        var opened = await browser.OpenAsync(new() { JavaScriptEnabled = false });
        await opened.GotoAsync(page);

        await Assertions.Expect(opened.Locator("noscript")).ToBeVisibleAsync();
        await Assertions.Expect(opened.Locator("form, .frame").First).ToBeHiddenAsync();
        await Assertions.Expect(opened.Locator(".inbox li").First).ToBeVisibleAsync();
        await Assertions.Expect(opened.Locator(".people > li").Last).ToBeVisibleAsync();
        await opened.Locator("summary").First.ClickAsync();
        await Assertions.Expect(opened.Locator("pre").First).ToBeVisibleAsync();
    }

    [Test]
    public async Task The_first_of_many_like_it_says_how_many_and_a_person_leads_to_it()
    {
        var opened = await browser.OpenAsync(new());
        await opened.GotoAsync(page);
        var link = opened.Locator(".people > li", new() { HasText = "person7@guest.example" }).Locator("ul a").First;
        var card = opened.Locator((await link.GetAttributeAsync("href"))!);

        await Assertions.Expect(card).ToContainTextAsync("and 59 more like this");
        var file = await opened.Locator(".people > li", new() { HasText = "person7@guest.example" }).Locator("ul a").Nth(1)
            .GetAttributeAsync("href");
        Assert.That(File.Exists(new Uri(new Uri(page), file!).LocalPath), Is.True, file);
    }
}
