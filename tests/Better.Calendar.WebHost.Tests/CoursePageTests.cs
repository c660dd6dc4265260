using System.Net;
using AngleSharp.Html.Dom;
using NodaTime;

namespace Better.Calendar.WebHost.Tests;

/// <summary>The RSVP page for all workshops, as the email about the course leads to it.</summary>
public sealed class CoursePageTests
{
    private static readonly EmailAddress Kadri = EmailAddress.Parse("kadri.tamm@tartu.example");

    private RunningHost host = null!;

    [SetUp]
    public async Task Start() =>
        host = await RunningHost.Start(
            settings: ["--WebHost:SchedulingMode=CourseEmail", "--WebHost:WriteTimeoutSeconds=1",
                "--WebHost:OrganizerKey=only-for-these-tests"]);

    [TearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test]
    public async Task The_page_shows_all_workshops_in_the_participants_language_and_time_zone()
    {
        var page = await host.Page(host.CoursePath(), ("Accept-Language", "fr"));

        Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo("et"));
        Assert.That(page.QuerySelector("h1")!.TextContent, Is.EqualTo("Millistes töötubades saate osaleda?"));
        Assert.That(page.QuerySelectorAll(".hours").Select(static one => one.TextContent), Is.EqualTo(Enumerable.Repeat("11:30–13:00", 3)));
        Assert.That(page.QuerySelectorAll("input[type=radio]"), Has.Length.EqualTo(9));
        Assert.That(page.QuerySelectorAll("input[checked]"), Is.Empty);
        Assert.That(page.QuerySelectorAll("form"), Has.Length.EqualTo(1));
        Assert.That(page.QuerySelectorAll("script"), Is.Empty);
        Assert.That(
            page.QuerySelectorAll("button").Select(static button => (button.GetAttribute("name"), button.GetAttribute("value"))),
            Is.EqualTo(new (string?, string?)[] { (null, null), ("all", "accepted"), ("all", "tentative"), ("all", "declined") }),
            "Enter in a field presses the first button, which changes nothing that was not chosen");
    }

    [Test]
    public async Task One_submit_stores_all_responses_and_the_comment()
    {
        var path = host.CoursePath();
        var response = await Submit(
            path, [("1", "accepted"), ("2", "declined"), ("3", "tentative")], comment: "I come from Tartu.");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(response.Headers.Location!.ToString(), Is.EqualTo(path));
        var attendance = host.Store.ReadAttendance();
        Assert.That(attendance.Version, Is.EqualTo(1), "one write");
        Assert.That(
            host.Series.Workshops.Select(workshop => attendance.Attendance.Find(Kadri, workshop.Id)!)
                .Select(static entry => (entry.Status, entry.Comment, entry.Trust)),
            Is.EqualTo(new (ParticipationStatus?, string?, SenderTrust)[]
            {
                (ParticipationStatus.Accepted, "I come from Tartu.", SenderTrust.Token),
                (ParticipationStatus.Declined, "I come from Tartu.", SenderTrust.Token),
                (ParticipationStatus.Tentative, "I come from Tartu.", SenderTrust.Token),
            }));
        var page = await host.Page(path);
        Assert.That(
            page.QuerySelectorAll("input[checked]").Select(static one => one.GetAttribute("value")),
            Is.EqualTo(["accepted", "declined", "tentative"]));
        Assert.That(page.QuerySelectorAll("fieldset .soft").Select(static one => one.TextContent), Has.Some.StartsWith("Aitäh"));
    }

    [Test]
    public async Task What_is_not_chosen_stays_and_the_same_form_again_stores_nothing()
    {
        var path = host.CoursePath();
        await Submit(path, ("1", "accepted"));
        var version = host.Store.ReadAttendance().Version;
        await Submit(path, ("1", "accepted"));

        Assert.That(host.Store.ReadAttendance().Version, Is.EqualTo(version));
        Assert.That(host.FindResponse(workshopId: "2"), Is.Null);
        Assert.That((await Submit(path)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task One_button_answers_for_all_workshops_that_are_open()
    {
        Revise(series => With(series, series.Workshops[1] with { Status = WorkshopStatus.Cancelled }));
        host.Clock.SetUtcNow(new(2020, 6, 16, 8, 30, 0, TimeSpan.Zero));
        var page = await host.Page(host.CoursePath());
        Assert.That(page.QuerySelectorAll("input[type=radio]"), Has.Length.EqualTo(3), "one has begun, and one is cancelled");

        var response = await host.Submit(host.CoursePath(), [.. Hidden(page), ("all", "accepted")]);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(
            host.Series.Workshops.Select(workshop => host.FindResponse(workshopId: workshop.Id)?.Status),
            Is.EqualTo(new ParticipationStatus?[] { null, null, ParticipationStatus.Accepted }));
    }

    [Test]
    public async Task A_response_to_an_old_time_is_asked_for_again_and_the_others_are_kept()
    {
        var path = host.CoursePath();
        var seen = Hidden(await host.Page(path));
        Revise(series => With(series, series.Workshops[1] with { Start = new LocalDateTime(2020, 6, 17, 20, 0) }));

        var response = await host.Submit(path, [.. seen, ("response-1", "accepted"), ("response-2", "accepted")]);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await RunningHost.Page(response)).QuerySelector("[role=alert]"), Is.Not.Null);
        Assert.That(host.FindResponse()!.Status, Is.EqualTo(ParticipationStatus.Accepted));
        Assert.That(host.FindResponse(workshopId: "2"), Is.Null);
        await Submit(path, ("2", "accepted"));
        Assert.That(host.FindResponse(workshopId: "2")!.Sequence, Is.EqualTo(host.Workshop("2").Sequence));
    }

    [Test]
    public async Task Whoever_does_not_come_from_the_page_changes_nothing()
    {
        var path = host.CoursePath();
        var fields = Hidden(await host.Page(path)).Append(("all", "accepted")).ToList();

        Assert.That(
            (await host.Submit(path, fields, ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"))).StatusCode,
            Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await host.Submit("/course/aaaabbbbccccdddd", fields)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(
            (await host.Get(host.ResponsePath().Replace("/rsvp/", "/course/", StringComparison.Ordinal))).StatusCode,
            Is.EqualTo(HttpStatusCode.NotFound),
            "the link of one workshop opens no other");
        Assert.That(
            (await host.Submit(path, [("comment", new string('x', 70_000))])).StatusCode,
            Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        var other = await host.Get(path.Replace("/course/", "/rsvp/", StringComparison.Ordinal));
        Assert.That((other.StatusCode, other.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.Redirect, path)));
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            var response = await host.Send(method, $"{path}?all=accepted&sequence-1=0");
            Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
        }

        Assert.That(host.Store.ReadAttendance().Version, Is.Zero);
    }

    [Test]
    public async Task What_was_accepted_is_confirmed_by_the_next_plan_and_then_moves_alone()
    {
        await Submit(host.CoursePath(), ("1", "accepted"), ("2", "accepted"));
        var again = Revise(static series => series);
        var moved = Revise(series => With(series, series.Workshops[1] with { Start = new LocalDateTime(2020, 6, 17, 14, 0) }));

        Assert.That(
            again.Emails.Select(static email => (email.Kind, email.Recipient.Email, email.Workshop?.Id)),
            Is.EqualTo(new[] { (EmailKind.Confirmation, Kadri, "1"), (EmailKind.Confirmation, Kadri, "2") }));
        Assert.That(
            moved.Emails.Where(static email => !email.IsCourseEmail).Select(static email => (email.Kind, email.Recipient.Email)),
            Is.EqualTo(new[] { (EmailKind.Update, Kadri) }));
        Assert.That(
            moved.Emails.Where(static email => email.IsCourseEmail).Select(static email => email.Recipient.Email),
            Is.EquivalentTo(host.Series.Participants.Select(static one => one.Email).Where(static one => one != Kadri)));
    }

    [Test]
    public async Task A_box_chooses_the_personal_feed_instead_of_entries_by_email_and_takes_it_back()
    {
        var path = host.CoursePath();
        var page = await host.Page(path);
        var box = (IHtmlInputElement)page.QuerySelector("input[type=checkbox]")!;
        Assert.That(
            (box.Name, box.IsChecked, box.Closest("label")!.TextContent.Trim()),
            Is.EqualTo(("feed", false, "Tellin oma isikliku kalendri ega soovi kalendrikirjeid e-kirjaga.")));
        var feed = page.QuerySelectorAll("a[href^='webcal:']").Single().GetAttribute("href")!;
        var kadri = host.Series.Participants.Single(static one => one.Email == Kadri);
        var calendar = await (await host.Get(new Uri(feed).AbsolutePath)).Content.ReadAsStringAsync();
        Assert.That(
            calendar.Replace("\r\n ", "", StringComparison.Ordinal),
            Does.Contain(WorkshopUid.Create(host.Series, host.Workshop("1"), kadri)));

        // The box alone is a choice; so is a box with responses.
        var chosen = await host.Submit(path, [.. Hidden(page), ("feed", "1")]);
        Assert.That(chosen.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        await host.Submit(path, [.. Hidden(page), ("feed", "1"), ("response-1", "accepted")]);
        Assert.That(host.Store.ReadAttendance().Attendance.FollowsFeed(Kadri));
        Assert.That(((IHtmlInputElement)(await host.Page(path)).QuerySelector("input[type=checkbox]")!).IsChecked);
        Assert.That(Revise(static series => series).Emails, Is.Empty, "no confirmation");

        // Without the box it is taken back, and what was accepted comes by email.
        await host.Submit(path, Hidden(page));
        Assert.That(host.Store.ReadAttendance().Attendance.FollowsFeed(Kadri), Is.False);
        Assert.That(
            Revise(static series => series).Emails.Select(static email => (email.Kind, email.Recipient.Email)),
            Is.EqualTo(new[] { (EmailKind.Confirmation, Kadri) }));
    }

    [Test]
    public async Task A_form_that_did_not_offer_the_feed_changes_no_choice()
    {
        var path = host.CoursePath();
        var fields = Hidden(await host.Page(path)).ToList();
        await host.Submit(path, [.. fields, ("feed", "1")]);

        await host.Submit(path, [.. fields.Where(static one => one.Name != "feed-offer"), ("response-1", "accepted")]);

        Assert.That(host.Store.ReadAttendance().Attendance.FollowsFeed(Kadri));
    }

    [Test]
    public void Each_language_has_its_own_words_for_the_feed()
    {
        var texts = InvitationTexts.Languages.Select(global::WebHost.SiteTexts.ForLanguage).ToList();

        Assert.That(texts.Select(static one => one.FollowFeed), Is.Unique);
        Assert.That(texts.Select(static one => one.PersonalCalendar), Is.Unique);
    }

    [Test]
    public async Task The_organizer_reads_the_email_about_the_course_with_its_link()
    {
        var response = await host.Get(
            "/organizer/course-emails/kadri.tamm@tartu.example", ("Authorization", "Bearer only-for-these-tests"));

        using var message = await MimeKit.MimeMessage.LoadAsync(await response.Content.ReadAsStreamAsync());
        Assert.That(message.HtmlBody, Does.Contain($"href=\"{new Uri(host.Address, host.CoursePath())}\""));
        Assert.That(message.BodyParts.Count(), Is.EqualTo(2), "no calendar part");
        Assert.That(
            await (await host.Get("/organizer/links", ("Authorization", "Bearer only-for-these-tests"))).Content.ReadAsStringAsync(),
            Does.Contain(host.CoursePath()));
    }

    private async Task<HttpResponseMessage> Submit(string path, params (string Id, string Response)[] responses) =>
        await Submit(path, responses, comment: "");

    private async Task<HttpResponseMessage> Submit(string path, (string Id, string Response)[] responses, string comment) =>
        await host.Submit(
            path,
            [
                .. Hidden(await host.Page(path)),
                .. responses.Select(static one => ($"response-{one.Id}", one.Response)),
                ("comment", comment),
            ]);

    private static IEnumerable<(string Name, string Value)> Hidden(IHtmlDocument page) =>
        page.QuerySelectorAll("input[type=hidden]").Select(static one => (one.GetAttribute("name")!, one.GetAttribute("value")!));

    private static WorkshopSeries With(WorkshopSeries series, Workshop changed) => series with
    {
        Workshops = [.. series.Workshops.Select(one => one.Id == changed.Id ? changed : one)],
    };

    private SeriesRevision Revise(Func<WorkshopSeries, WorkshopSeries> edit)
    {
        var stored = host.Store.GetCurrent();
        var revision = host.Store.Revise(stored.Version, edit(stored.Series));
        Assert.That(revision, Is.Not.Null);
        return revision!;
    }
}
