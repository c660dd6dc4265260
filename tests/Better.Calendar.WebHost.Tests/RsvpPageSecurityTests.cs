using System.Net;
using System.Net.Http.Headers;

namespace Better.Calendar.WebHost.Tests;

/// <summary>Requests to an RSVP page that are not from its participant: link scanners, other sites, search engines.</summary>
public sealed class RsvpPageSecurityTests
{
    private RunningHost host = null!;

    [SetUp]
    public async Task Start() => host = await RunningHost.Start();

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task Link_scanners_change_nothing()
    {
        var path = host.ResponsePath();
        foreach (var (method, asked) in new[]
        {
            (HttpMethod.Get, path),
                (HttpMethod.Head, path),
                (HttpMethod.Get, $"{path}?response=accepted&sequence=0"),
                (HttpMethod.Head, $"{path}?response=declined&sequence=0"),
            (HttpMethod.Options, path),
                (HttpMethod.Put, path),
                (HttpMethod.Delete, path),
                (HttpMethod.Patch, path),
                (HttpMethod.Post, path),
                (HttpMethod.Post, $"{path}?response=accepted&sequence=0"),
        })
        {
            // With the headers of a browser, as some scanners send them.
            var response =
                await host.Send(
                    method,
                    asked,
                    ("User-Agent", "Mozilla/5.0"),
                    ("Origin", host.Address.GetLeftPart(UriPartial.Authority)),
                    ("Sec-Fetch-Site", "same-origin"));
            Assert.That((int)response.StatusCode, Is.LessThan(500), $"{method} {asked}");
        }

        Assert.That(host.Store.ReadAttendance().Version, Is.Zero);
        Assert.That(host.FindResponse(), Is.Null);
    }

    [Test]
    public async Task The_address_of_the_page_stays_a_secret()
    {
        foreach (var response in new[] { await host.Get(host.ResponsePath()),
            await host.Send(HttpMethod.Head, host.ResponsePath()),
            await host.Respond(host.ResponsePath(), "accepted"),
            await host.Get("/rsvp/aaaabbbbccccdddd") })
        {
            Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
            Assert.That(response.Headers.GetValues("Referrer-Policy"), Is.EqualTo(["same-origin"]));
            Assert.That(response.Headers.GetValues("X-Robots-Tag").Single(), Does.Contain("noindex"));
            Assert.That(response.Headers.GetValues("Content-Security-Policy")
                .Single(), Does.StartWith("default-src 'none'; style-src 'self';").And.Not.Contain("script-src"));
            Assert.That(response.Headers.Contains("Set-Cookie"), Is.False);
            Assert.That(response.Headers.ETag, Is.Null);
        }

        var page = await host.Page(host.ResponsePath());
        Assert.That(page.QuerySelectorAll("script"), Is.Empty);
        Assert.That(page.QuerySelector("meta[name=robots]")!.GetAttribute("content"), Does.Contain("noindex"));
        Assert.That(
            page.DocumentElement.OuterHtml,
            Does.Not.Contain(host.ResponsePath()["/rsvp/".Length..]),
            "not even in the HTML of the page");
    }

    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Site", "same-site")]
    [TestCase("Sec-Fetch-Site", "none")]
    [TestCase("Origin", "https://elsewhere.example")]
    [TestCase("Origin", "null")]
    [TestCase("Origin", "")]
    [TestCase("Referer", "http://127.0.0.1/")]
    public async Task A_form_of_another_site_changes_nothing(string header, string value)
    {
        var response = await host.Respond(host.ResponsePath(), "declined", 0, (header, value));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await RunningHost.Page(response))
            .QuerySelector("[role=alert]")!.TextContent, Does.Contain("See vastus ei tulnud sellelt lehelt"));
        Assert.That(host.FindResponse(), Is.Null);
    }

    [Test]
    public async Task A_browser_that_sends_only_Origin_can_respond()
    {
        var response = await host.Respond(host.ResponsePath(), "declined", 0, ("Origin", host.Address.GetLeftPart(UriPartial.Authority)));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(host.FindResponse()!.Status, Is.EqualTo(ParticipationStatus.Declined));
    }

    [TestCase("perhaps", 0)]
    [TestCase("", 0)]
    [TestCase("0", 0)]
    [TestCase("accepted", -1)]
    public async Task A_value_of_no_button_changes_nothing(string choice, int sequence)
    {
        var response = await host.Respond(host.ResponsePath(), choice, sequence);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await RunningHost.Page(response)).QuerySelectorAll("button"), Has.Length.EqualTo(3));
        Assert.That(host.FindResponse(), Is.Null);
    }

    [Test]
    public async Task A_body_larger_than_any_response_is_not_read()
    {
        using var request =
            new HttpRequestMessage(
                HttpMethod.Post,
                host.ResponsePath())
            {
                Content =
                    new FormUrlEncodedContent([new("response", "accepted"), new("sequence", "0"), new("more", new string('x', 10_000))])
            };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var response = await host.Client.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(host.Log.Lines, Is.Empty, "that is the sender's error");
        Assert.That(host.FindResponse(), Is.Null);
    }

    [Test]
    public async Task A_body_that_is_not_a_form_changes_nothing()
    {
        using var request =
            new HttpRequestMessage(
                HttpMethod.Post,
                host.ResponsePath())
            {
                Content =
                    new StringContent("{\"response\":\"accepted\"}", new MediaTypeHeaderValue("application/json"))
            };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        Assert.That((await host.Client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(host.FindResponse(), Is.Null);
    }

    [Test]
    public void Nobody_else_may_read_the_files_of_the_host()
    {
        foreach (var file in OperatingSystem.IsWindows() ? [] : new DirectoryInfo(host.Folder).GetFiles())
        {
            Assert.That(file.UnixFileMode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file.Name);
        }
    }
}
