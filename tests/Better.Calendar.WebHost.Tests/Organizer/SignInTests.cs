using System.Net;

namespace Better.Calendar.WebHost.Tests.Organizer;

public sealed class SignInTests
{
    private RunningHost host = null!;

    [SetUp]
    public async Task Start() => host = await RunningHost.Start(settings: OrganizerSession.Setting);

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task Who_has_not_signed_in_is_led_to_the_sign_in_page()
    {
        var response = await host.Get("/organizer");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/organizer/sign-in"));

        var page = await host.Page("/organizer/sign-in");
        Assert.That(page.QuerySelector("input[name=key]")!.GetAttribute("type"), Is.EqualTo("password"));
        Assert.That(page.QuerySelector(".bar"), Is.Null, "no navigation before signing in");
    }

    [Test]
    public async Task With_the_key_the_overview_opens_and_after_signing_out_it_is_closed()
    {
        var session = await OrganizerSession.SignInAsync(host);
        var page = await session.Page("/organizer");
        Assert.That(page.QuerySelector("h1")!.TextContent.Trim(), Does.Contain("BETTER"));
        Assert.That(page.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(3));

        var response = await session.Post("/organizer/sign-out");
        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/organizer/sign-in"));
        Assert.That(
            response.Headers.GetValues("Set-Cookie").Single(),
            Does.StartWith("organizer=;").And.Contain("expires=Thu, 01 Jan 1970"));
    }

    [Test]
    public async Task The_cookie_is_for_these_pages_alone_and_no_script_and_no_other_site_can_use_it()
    {
        var response = await host.Submit("/organizer/sign-in", [("key", OrganizerSession.Key)]);
        var cookie = response.Headers.GetValues("Set-Cookie").Single();

        Assert.That(cookie, Does.Contain("path=/organizer").And.Contain("samesite=strict").And.Contain("httponly"));
        Assert.That(cookie, Does.Not.Contain(OrganizerSession.Key));
    }

    [TestCase("")]
    [TestCase("wrong-horse-battery")]
    public async Task A_wrong_key_opens_nothing_and_says_so_at_the_field(string key)
    {
        var response = await host.Submit("/organizer/sign-in", [("key", key)]);
        var field = (await RunningHost.Page(response)).QuerySelector("input[name=key]")!;

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
        Assert.That(field.GetAttribute("aria-describedby"), Is.EqualTo("key-error"));
        Assert.That(field.GetAttribute("value"), Is.Null.Or.Empty);
    }

    [Test]
    public async Task Guessing_is_slowed_down_and_reading_is_not()
    {
        for (var i = 0; i < 10; i++)
        {
            await host.Submit("/organizer/sign-in", [("key", $"guess number {i} of many")]);
        }

        var response = await host.Submit("/organizer/sign-in", [("key", OrganizerSession.Key)]);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(response.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That((await RunningHost.Page(response)).QuerySelector("[role=alert]")!.TextContent, Does.Contain("Túl sok próbálkozás"));
        Assert.That((await host.Get("/organizer/sign-in")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await host.Get("/")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_session_ends_when_the_key_changes_or_after_a_working_day()
    {
        var session = await OrganizerSession.SignInAsync(host);
        await using (var other = await RunningHost.Start(host, settings: "--WebHost:OrganizerKey=another-horse-battery"))
        {
            Assert.That((await other.Get("/organizer", ("Cookie", session.Cookie))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        }

        await using (var same = await RunningHost.Start(host, settings: OrganizerSession.Setting))
        {
            Assert.That((await same.Get("/organizer", ("Cookie", session.Cookie))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        host.Clock.Advance(TimeSpan.FromHours(11));
        Assert.That((await session.Get("/organizer")).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
    }

    [Test]
    public async Task The_keys_of_the_cookie_are_for_the_host_alone()
    {
        await OrganizerSession.SignInAsync(host);
        var folder = Path.Combine(host.Folder, "keys");

        Assert.That(Directory.GetFiles(folder), Is.Not.Empty);
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(
                File.GetUnixFileMode(folder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
            Assert.That(
                Directory.GetFiles(folder).Select(File.GetUnixFileMode),
                Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task A_form_of_another_site_does_nothing()
    {
        var session = await OrganizerSession.SignInAsync(host);
        var response = await host.Submit(
            "/organizer/sign-out", [], ("Cookie", session.Cookie), ("Origin", "https://other.example"), ("Sec-Fetch-Site", "cross-site"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
    }

    [Test]
    public async Task No_cache_keeps_the_pages_and_they_show_nothing_of_other_hosts()
    {
        var session = await OrganizerSession.SignInAsync(host);
        foreach (var response in new[]
        {
            await session.Get("/organizer"), await host.Get("/organizer"), await host.Get("/organizer/sign-in"),
        })
        {
            Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
            Assert.That(
                response.Headers.GetValues("Content-Security-Policy").Single(),
                Does.StartWith("default-src 'none'; script-src 'self';").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"));
            Assert.That(response.Headers.GetValues("Referrer-Policy").Single(), Is.EqualTo("same-origin"));
        }
    }

    [Test]
    public async Task Without_a_key_there_are_no_such_pages()
    {
        await using var closed = await RunningHost.Start();

        Assert.That((await closed.Get("/organizer")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await closed.Get("/organizer/sign-in")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
