using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Better.Calendar.AspNetCore;
using Microsoft.AspNetCore.Builder;
using MimeKit;
using NodaTime;

#pragma warning disable CA2000 // Mails and hosts of a test have nothing that outlives it.
namespace Better.Calendar.WebHost.Tests.Organizer;

/// <summary>A host with a small series whose emails go into a Maildir, and an organizer who has signed in.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    public static readonly EmailAddress Ada = EmailAddress.Parse("ada@host.example");
    public static readonly EmailAddress Bela = EmailAddress.Parse("bela@host.example");

    private readonly string folder;

    private Workplace(RunningHost host, OrganizerSession session, string folder) =>
        (Host, Session, this.folder) = (host, session, folder);

    public RunningHost Host { get; private set; }

    public OrganizerSession Session { get; private set; }

    public string Maildir => Path.Combine(folder, "sent");

    public string Replies => Path.Combine(folder, "replies");

    public static async Task<Workplace> StartAsync(Action<WebApplicationBuilder>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("better-calendar-organizer-").FullName;
        var series = Path.Combine(folder, "series.json");
        await File.WriteAllTextAsync(series, SeriesDocument.Write(Create()));
        var host = await RunningHost.Start(null, configure, [.. GetSettings(folder), $"--WebHost:Series={series}"]);
        return new(host, await OrganizerSession.SignInAsync(host), folder);
    }

    /// <summary>Two sessions for three people, in June 2020.</summary>
    public static WorkshopSeries Create() => new()
    {
        Id = "open-data",
        Domain = "cityhall.example",
        Title = "Open data",
        Language = "en",
        Zone = "Europe/Budapest",
        Organizer = new() { Name = "City Hall", Email = EmailAddress.Parse("workshops@cityhall.example") },
        Workshops =
        [
            new() { Id = "1", Title = "Maps", Start = new(2020, 6, 16, 10, 0), Duration = Duration.FromHours(1) },
            new() { Id = "2", Title = "Statistics", Start = new(2020, 6, 23, 10, 0), Duration = Duration.FromHours(1) },
        ],
        Participants =
        [
            new() { Name = "Ada", Email = Ada },
            new() { Name = "Béla", Email = Bela, Language = "hu" },
            new() { Name = "Kadri", Email = EmailAddress.Parse("kadri@host.example"), Language = "et" },
        ],
    };

    /// <summary>Stores the series with a workshop moved to another hour, as saving the edit form does.</summary>
    public async Task MoveAsync(int hour, string id = "1")
    {
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var hosted = Host.GetService<HostedSeries>();
        var current = await hosted.GetCurrentAsync();
        var edited = current.Series with
        {
            Workshops =
            [
                .. current.Series.Workshops.Select(one => one.Id == id ? one with { Start = one.Start.Date.At(new(hour, 0)) } : one),
            ],
        };
        Assert.That(await hosted.ReviseAsync(current.Version, edited), Is.Not.Null);
    }

    /// <summary>Sends what is due, and waits for it.</summary>
    public async Task SendAsync(int count)
    {
        var page = await Session.Page("/organizer/sending");
        Assert.That(page.QuerySelector(".lead")!.TextContent, Does.Contain($"{count} email"));
        var response = await Session.Post("/organizer/sending", ("confirm", GetDigest(page)));
        Assert.That(response.Headers.Location?.OriginalString, Is.EqualTo("/organizer/sending?done=posted"));
    }

    /// <summary>Sends a form, looks at the plan, and confirms it.</summary>
    public async Task<IHtmlDocument> ConfirmAsync(string path, params (string Name, string Value)[] fields)
    {
        var plan = await RunningHost.Page(await Session.Post(path, fields));
        var form = plan.QuerySelector("form.actions") ?? throw new AssertionException(plan.Body!.TextContent);
        var confirmed = form.QuerySelectorAll("input[type=hidden]")
            .Select(static input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToList();
        for (var click = 0; click < 2; click++)
        {
            var response = await Session.Post(form.GetAttribute("action")!, confirmed);
            Assert.That(
                (int)response.StatusCode, Is.EqualTo(303), $"click {click}: {(await RunningHost.Page(response)).Body?.TextContent}");
        }

        return plan;
    }

    /// <summary>The emails in the Maildir, once there are so many.</summary>
    public async Task<IReadOnlyList<MimeMessage>> ReadSentAsync(int count)
    {
        var files = Path.Combine(Maildir, "new");
        await WaitAsync(() => Task.FromResult(Directory.Exists(files) && Directory.GetFiles(files).Length >= count));
        var mails = Directory.GetFiles(files).Select(static file => MimeMessage.Load(file)).ToList();
        Assert.That(mails, Has.Count.EqualTo(count));
        return mails;
    }

    /// <summary>Waits until something holds; a machine may be busy.</summary>
    public static async Task WaitAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("It did not happen within half a minute.");
    }

    /// <summary>Stops the host and starts another one with the same folder.</summary>
    public async Task RestartAsync()
    {
        var next = await RunningHost.Start(Host, null, GetSettings(folder));
        var before = Host;
        Host = next;
        Session = await OrganizerSession.SignInAsync(next);
        kept.Add(before);
        await before.StopAsync();
    }

    private readonly List<RunningHost> kept = [];

    public static string GetDigest(IHtmlDocument page) => page.QuerySelector("input[name=confirm]")!.GetAttribute("value")!;

    public static string GetText(IParentNode page, string selector) =>
        string.Join(' ', page.QuerySelectorAll(selector).Select(static one => one.TextContent.Trim()));

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        foreach (var host in kept)
        {
            await host.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string[] GetSettings(string folder) =>
    [
        OrganizerSession.Setting,
        "--WebHost:ShiftTo=",
        $"--WebHost:Delivery:Maildir={Path.Combine(folder, "sent")}",
        $"--WebHost:ReplyMaildir={Path.Combine(folder, "replies")}",
    ];
}
