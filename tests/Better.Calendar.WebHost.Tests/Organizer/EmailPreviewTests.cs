using System.Net;

namespace Better.Calendar.WebHost.Tests.Organizer;

public sealed class EmailPreviewTests
{
    private RunningHost host = null!;
    private OrganizerSession session = null!;

    [SetUp]
    public async Task Start()
    {
        host = await RunningHost.Start(settings: OrganizerSession.Setting);
        session = await OrganizerSession.SignInAsync(host);
    }

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task Every_kind_of_email_is_shown_in_every_language()
    {
        foreach (var language in InvitationTexts.Languages)
        {
            foreach (var kind in Enum.GetValues<EmailKind>())
            {
                var page = await session.Page($"/organizer/emails?kind={kind}&email-language={language}&workshop=1&person=2");
                var frame = page.QuerySelector("iframe")!;
                Assert.That(frame.GetAttribute("sandbox"), Is.Empty);
                Assert.That(page.QuerySelector("dd")!.TextContent, Is.Not.Empty);

                var email = await session.Get(frame.GetAttribute("src")!);
                Assert.That(email.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{kind} {language}");
                Assert.That((await RunningHost.Page(email)).DocumentElement.GetAttribute("lang"), Does.StartWith(language));
            }
        }
    }

    [Test]
    public async Task The_frame_runs_nothing_leads_nowhere_and_has_no_secret_address()
    {
        var response = await session.Get("/organizer/emails/view?kind=Invitation");
        var html = await response.Content.ReadAsStringAsync();

        Assert.That(
            response.Headers.GetValues("Content-Security-Policy").Single(),
            Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'self'").And.EndWith("sandbox"));
        Assert.That(html, Does.Contain("/rsvp/preview"));
        Assert.That(html, Does.Not.Contain(host.ResponsePath(host.Series.Participants[0].Email.Value)));
    }

    [Test]
    public async Task A_series_without_people_says_that_there_is_nothing_to_see()
    {
        var stored = host.Store.GetCurrent();
        host.Store.Revise(stored.Version, stored.Series with { Participants = [] });

        Assert.That((await session.Page("/organizer/emails")).QuerySelector("main")!.TextContent, Does.Contain("Add people first"));
        Assert.That((await session.Get("/organizer/emails/view")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
