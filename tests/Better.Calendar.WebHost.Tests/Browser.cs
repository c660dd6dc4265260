using Better.Calendar.Tests.Peers;
using Microsoft.Playwright;

namespace Better.Calendar.WebHost.Tests;

/// <summary>The installed Chromium, driven by Playwright: nothing is downloaded.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Arguments =
        ["--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync"];

    private readonly IPlaywright playwright;
    private readonly IBrowser chromium;

    private Browser(IPlaywright playwright, IBrowser chromium) => (this.playwright, this.chromium) = (playwright, chromium);

    public static async Task<Browser> StartAsync()
    {
        PeerRig.Need("html");
        Assertions.SetDefaultExpectTimeout(15_000); // a machine may be busy
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = Arguments,
        }));
    }

    /// <summary>A visitor with their own browser profile.</summary>
    /// <param name="host">The host whose pages are visited.</param>
    /// <param name="options">Screen, language, time zone; null: the defaults.</param>
    public Task<IPage> VisitAsync(RunningHost host, BrowserNewContextOptions? options = null)
    {
        var used = options ?? new();
        used.BaseURL = host.Address.AbsoluteUri;
        used.Locale ??= "en-GB";
        used.TimezoneId ??= "Europe/Budapest";
        return OpenAsync(used);
    }

    /// <summary>A page with a browser profile of its own.</summary>
    public async Task<IPage> OpenAsync(BrowserNewContextOptions options)
    {
        var context = await chromium.NewContextAsync(options);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        return page;
    }

    /// <summary>What axe-core finds (WCAG 2.2 A and AA, and its best practices), and whether the page is wider than the screen.</summary>
    public static async Task<IReadOnlyList<string>> FindProblemsAsync(IPage page)
    {
        var axe = Path.Combine(Environment.GetEnvironmentVariable("RIG_DIR")!, "html/node_modules/axe-core/axe.min.js");
        // Not as a script element: the page's Content-Security-Policy allows only its own scripts.
        await page.EvaluateAsync(await File.ReadAllTextAsync(axe) + "; 0");
        var found = await page.EvaluateAsync<string[]>("""
            async () => {
              const { violations } = await axe.run();
              const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth ? [`wider than the screen: ${document.documentElement.scrollWidth}`] : [];
              return [...wide, ...violations.map(v => `${v.impact} ${v.id}: ${v.nodes.map(n => n.html.slice(0, 100)).join(' | ')}`)];
            }
            """);
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }
}
