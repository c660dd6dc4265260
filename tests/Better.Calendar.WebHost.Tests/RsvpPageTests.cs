using System.Net;
using Better.Calendar.Testing;
using Microsoft.Data.Sqlite;
using NodaTime;
using WebHost;

namespace Better.Calendar.WebHost.Tests;

public sealed class RsvpPageTests
{
    private const string Kadri = "kadri.tamm@tartu.example";

    private RunningHost host = null!;

    [SetUp]
    public async Task Start() => host = await RunningHost.Start(settings: "--WebHost:WriteTimeoutSeconds=1");

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task The_page_has_the_participants_language_and_time_zone()
    {
        // Whatever language the browser asks for.
        var page = await host.Page(host.ResponsePath(), ("Accept-Language", "fr"));

        Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo("et"));
        Assert.That(page.QuerySelector("h1")!.TextContent, Does.StartWith("Teie vastus: Partnerluse loomine"));
        Assert.That(page.QuerySelector(".hours")!.TextContent, Is.EqualTo("11:30–13:00"));
        Assert.That(page.Body!.TextContent, Does.Contain("Lugupeetud \u2068Kadri Tamm\u2069!"));
        Assert.That(page.QuerySelectorAll("button")
            .Select(static button => (button.GetAttribute("value"), button.TextContent, button.GetAttribute("aria-pressed"))),
                Is.EqualTo([("accepted", "Jah", "false"), ("tentative", "Võib-olla", "false"), ("declined", "Ei", "false")]));
    }

    [Test]
    public async Task The_response_that_the_link_of_an_email_names_is_preselected_and_not_stored()
    {
        var path = host.ResponsePath();
        var link = RsvpChoice.AddTo(new Uri(host.Address, path), ParticipationStatus.Tentative).PathAndQuery;

        Assert.That(await FindPreselected(link), Is.EqualTo(["tentative"]));
        Assert.That(
            (await host.Page(link)).QuerySelector("form")!.TextContent,
            Does.Contain(InvitationTexts.ForLanguage("et").Format(TextKey.ResponsePreselected, ("response", "Võib-olla"))));
        Assert.That((await host.Page(path)).QuerySelector("form p"), Is.Null);
        Assert.That(await FindPreselected(path), Is.Empty);
        Assert.That(await FindPreselected($"{path}?response=perhaps"), Is.Empty);
        Assert.That(host.FindResponse(), Is.Null);
        Assert.That((await host.Respond(link, "accepted")).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(host.FindResponse()!.Status, Is.EqualTo(ParticipationStatus.Accepted), "the form counts, not the link");

        async Task<IEnumerable<string?>> FindPreselected(string address) =>
            (await host.Page(address)).QuerySelectorAll("button[autofocus]").Select(static button => button.GetAttribute("value"));
    }

    [Test]
    public async Task A_response_is_stored_and_shown_and_can_be_changed()
    {
        var path = host.ResponsePath();
        var response = await host.Respond(path, "accepted");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo(path));
        Assert.That(host.FindResponse()!.Status, Is.EqualTo(ParticipationStatus.Accepted));
        Assert.That(host.FindResponse()!.Trust, Is.EqualTo(SenderTrust.Token));

        var page = await host.Page(path);
        Assert.That(page.QuerySelector("[role=status]")!.TextContent, Does.StartWith("Aitäh").And.Contain("Kadri Tamm"));
        Assert.That(page.QuerySelector("[aria-pressed=true]")!.GetAttribute("value"), Is.EqualTo("accepted"));

        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.Respond(path, "declined");
        Assert.That(host.FindResponse()!.Status, Is.EqualTo(ParticipationStatus.Declined));
        Assert.That((await host.Page(path)).QuerySelector("[aria-pressed=true]")!.GetAttribute("value"), Is.EqualTo("declined"));
        Assert.That(host.Store.ReadAttendance().Attendance.History(EmailAddress.Parse(Kadri), "1"), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Sending_the_same_response_again_stores_nothing()
    {
        await host.Respond(host.ResponsePath(), "accepted");
        var version = host.Store.ReadAttendance().Version;
        await host.Respond(host.ResponsePath(), "accepted");

        Assert.That(host.Store.ReadAttendance().Version, Is.EqualTo(version));
    }

    [TestCase("/rsvp/aaaabbbbccccdddd", "en", "This link is invalid")]
    [TestCase("/rsvp/x", "sv-SE", "Länken är ogiltig")]
    [TestCase("/rsvp/%3Cscript%3E", "hu", "")]
    public async Task An_unknown_link_shows_a_polite_message_in_the_visitors_language(string path, string language, string expected)
    {
        var response = await host.Get(path, ("Accept-Language", language));
        var page = await RunningHost.Page(response);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo(language[..2]));
        Assert.That(page.QuerySelector("[role=alert]")!.TextContent, Does.Contain(expected).And.Not.Empty);
        Assert.That(page.QuerySelectorAll("form, button"), Is.Empty);
        Assert.That((await host.Respond(path, "accepted")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task When_the_workshop_starts_the_link_expires_and_the_response_stays()
    {
        var path = host.ResponsePath();
        host.Clock.SetUtcNow(new(2020, 6, 16, 8, 29, 59, TimeSpan.Zero));
        Assert.That((await host.Respond(path, "tentative")).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));

        host.Clock.SetUtcNow(new(2020, 6, 16, 8, 30, 0, TimeSpan.Zero));
        var shown = await host.Get(path);
        var page = await RunningHost.Page(shown);
        Assert.That(shown.StatusCode, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That(page.QuerySelectorAll("form, button"), Is.Empty);
        Assert.That(page.QuerySelector("[role=status]")!.TextContent, Does.Contain("Kadri Tamm"), "the response is still shown");

        Assert.That((await host.Respond(path, "declined")).StatusCode, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That(host.FindResponse()!.Status, Is.EqualTo(ParticipationStatus.Tentative));
    }

    [Test]
    public async Task A_cancelled_workshop_needs_no_response()
    {
        Revise(series =>
            series with { Workshops = [series.Workshops[0] with { Status = WorkshopStatus.Cancelled }, .. series.Workshops.Skip(1)] });

        var page = await host.Page(host.ResponsePath());
        Assert.That(page.QuerySelectorAll("form, button"), Is.Empty);
        Assert.That(page.QuerySelector("[role=status]")!.TextContent, Does.Contain("jääb ära"));
        Assert.That((await host.Respond(host.ResponsePath(), "accepted", 1)).StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(host.FindResponse(), Is.Null);
    }

    [Test]
    public async Task The_link_of_a_participant_who_is_no_longer_invited_is_invalid()
    {
        var path = host.ResponsePath();
        Revise(series =>
            series with
            {
                Participants =
                [.. series.Participants.Select(static one => one.Email.Value == Kadri ? one with { Workshops = ["2", "3"] } : one)]
            });

        Assert.That((await host.Get(path)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await host.Respond(path, "accepted")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await host.Get(host.ResponsePath(workshopId: "2"))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_response_sent_from_a_page_with_the_old_time_is_not_stored_and_asked_for_again()
    {
        var path = host.ResponsePath();
        Revise(series =>
            series with
            {
                Workshops =
                [series.Workshops[0] with { Start = new LocalDateTime(2020, 6, 16, 20, 0) }, .. series.Workshops.Skip(1)]
            });

        var response = await host.Respond(path, "accepted", sequence: 0);
        var page = await RunningHost.Page(response);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(host.FindResponse(), Is.Null);
        Assert.That(page.QuerySelector("[role=alert]"), Is.Not.Null);
        Assert.That(page.QuerySelector(".hours")!.TextContent, Is.EqualTo("21:00–22:30"));

        var seen = int.Parse(page.QuerySelector("input[name=sequence]")!.GetAttribute("value")!);
        Assert.That((await host.Respond(path, "declined", seen)).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(host.FindResponse()!.Sequence, Is.EqualTo(host.Workshop("1").Sequence));
    }

    [Test]
    public async Task A_response_to_the_old_time_is_shown_and_asked_for_again()
    {
        await host.Respond(host.ResponsePath(), "accepted");
        Revise(series =>
            series with
            {
                Workshops =
                [series.Workshops[0] with { Start = new LocalDateTime(2020, 6, 16, 20, 0) }, .. series.Workshops.Skip(1)]
            });

        var page = await host.Page(host.ResponsePath());
        Assert.That(page.QuerySelectorAll("[aria-pressed=true]"), Is.Empty);
        Assert.That(
            page.QuerySelector("[role=status]")!.TextContent,
            Is.EqualTo(
                "Nõustusite selle ajaga: teisipäev, 16. juuni 2020 kell 11:30–13:00. Uus aeg: 21:00–22:30. Kas saate siiski osaleda?"));
    }

    [Test]
    public async Task Responses_by_mail_and_on_the_page_go_into_one_attendance_and_the_latest_counts()
    {
        var kadri = EmailAddress.Parse(Kadri);
        using var email = host.Store.GetCurrent()
            .ComposeInvitation(host.Workshop("1"), host.Series.Participants[1], host.Address)
            .ToMimeMessage();
        // the clock of the client is ahead
        using var mail =
            SimulatedReply.CreateResponse(email, kadri, ParticipationStatus.Declined, RunningHost.Announced + Duration.FromHours(2));
        var result = ReplyReader.Read(mail, host.Series, sender: SenderAuthentication.FromAddress(kadri));
        host.Store.ChangeAttendance((attendance, _) => attendance.WithReply(result));
        Assert.That((await host.Page(host.ResponsePath()))
            .QuerySelector("[aria-pressed=true]")!.GetAttribute("value"), Is.EqualTo("declined"));

        await host.Respond(host.ResponsePath(), "accepted");
        Assert.That((await host.Page(host.ResponsePath()))
            .QuerySelector("[aria-pressed=true]")!.GetAttribute("value"), Is.EqualTo("accepted"));
    }

    [Test]
    public async Task Every_participant_has_a_link_for_each_workshop()
    {
        var paths =
            host.Series.Participants.SelectMany(
                one => host.Series.Workshops.Select(workshop => host.ResponsePath(one.Email.Value, workshop.Id)))
            .ToList();
        Assert.That(paths, Is.Unique);
        Assert.That(paths, Has.All.Length.EqualTo("/rsvp/".Length + 16));

        await host.Respond(host.ResponsePath(workshopId: "2"), "accepted");
        Assert.That(
            host.Store.ReadAttendance().Attendance.Responses.Single(),
            Is.EqualTo(new ParticipantResponse("2", EmailAddress.Parse(Kadri), ParticipationStatus.Accepted, 0)
            {
                Start = host.Series.StartOf(host.Workshop("2"), DateTimeZoneProviders.Tzdb).ToInstant(),
            }));
    }

    [Test]
    public async Task Responses_to_two_hosts_at_once_are_all_kept()
    {
        await using var second = await RunningHost.Start(host, settings: "--WebHost:WriteTimeoutSeconds=10");
        var posts = from one in host.Series.Participants
                    from workshop in host.Series.Workshops
                    select (Path: host.ResponsePath(one.Email.Value, workshop.Id), Number: one.Email.Value.Length + workshop.Id[0]);

        var statuses = await Task.WhenAll(posts.Select(async post =>
        {
            // The participant sends the form again after a 503.
            for (var attempt = 0; ; attempt++)
            {
                var response = await (post.Number % 2 == 0 ? host : second).Respond(post.Path, "accepted");
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == 10)
                {
                    return response.StatusCode;
                }
            }
        }));

        Assert.That(statuses, Is.All.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(host.Store.ReadAttendance().Attendance.Responses, Has.Count.EqualTo(15));
        Assert.That(host.Store.ReadAttendance().Version, Is.EqualTo(15), "one version for each response");
    }

    [Test]
    public async Task If_the_database_is_locked_the_page_says_so_and_the_form_can_be_sent_again()
    {
        using (var other = new SqliteConnection($"Data Source={Path.Combine(host.Folder, "series.db")};Pooling=False"))
        {
            other.Open();
            using var transaction = other.CreateCommand();
            transaction.CommandText = "BEGIN IMMEDIATE";
            transaction.ExecuteNonQuery();

            var response = await host.Respond(host.ResponsePath(), "accepted");
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(response.Headers.RetryAfter, Is.Not.Null);
            var page = await RunningHost.Page(response);
            Assert.That(page.QuerySelector("[role=alert]")!.TextContent, Does.Contain("ei õnnestunud praegu salvestada"));
            Assert.That(page.QuerySelectorAll("button"), Has.Length.EqualTo(3));
        }

        Assert.That((await host.Respond(host.ResponsePath(), "accepted")).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
    }

    [Test]
    public async Task Links_stay_valid_when_the_host_starts_again()
    {
        var path = host.ResponsePath();
        await using var restarted = await RunningHost.Start(host);

        Assert.That((await restarted.Get(path)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(
                File.GetUnixFileMode(Path.Combine(host.Folder, "rsvp.key")),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    private void Revise(Func<WorkshopSeries, WorkshopSeries> edit)
    {
        var stored = host.Store.GetCurrent();
        Assert.That(host.Store.Revise(stored.Version, edit(stored.Series)), Is.Not.Null);
    }
}
