using System.Net;
using AngleSharp.Html.Dom;
using NodaTime;

namespace Better.Calendar.WebHost.Tests.Organizer;

public sealed class EditTests
{
    private const string Edit = "/organizer/edit";

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
    public async Task A_moved_workshop_is_planned_first_and_stored_when_the_plan_was_seen()
    {
        await host.Respond(host.ResponsePath(), "declined");
        var form = PageForm.Read(await session.Page(Edit));
        form["workshops[0].time"] = "14:00";
        var page = await Post(form, "plan", HttpStatusCode.OK);

        Assert.That(page.QuerySelector("#plan")!.TextContent, Does.Contain("Update").And.Contain("Giulia Rossi")
            .And.Contain("It changed: they must respond again."));
        Assert.That(page.QuerySelector("#plan")!.TextContent, Does.Contain("Outlook").And.Contain("Thunderbird"), "how calendars take it");
        Assert.That(host.Store.GetCurrent().Version, Is.EqualTo(1), "nothing is stored");

        var saved = await session.Post(Edit, PageForm.Read(page).Press("save"));
        Assert.That(saved.Headers.Location!.OriginalString, Is.EqualTo("/organizer?done=saved"));
        Assert.That(host.Workshop("1").Start, Is.EqualTo(new LocalDateTime(2020, 6, 16, 14, 0)));
        Assert.That((await session.Page("/organizer?done=saved")).QuerySelector("[role=status]")!.TextContent, Does.Contain("saved"));
    }

    [Test]
    public async Task Nothing_is_saved_without_the_plan_or_with_another_one()
    {
        var form = PageForm.Read(await session.Page(Edit));
        form["workshops[0].time"] = "14:00";
        var unseen = await Post(form, "save", HttpStatusCode.Conflict);
        Assert.That(unseen.QuerySelector("[role=alert]")!.TextContent, Does.Contain("Nothing is saved yet"));

        // Typed after the plan was shown.
        var seen = PageForm.Read(unseen);
        seen["workshops[0].time"] = "15:00";
        await Post(seen, "save", HttpStatusCode.Conflict);
        Assert.That(host.Store.GetCurrent().Version, Is.EqualTo(1));
    }

    [Test]
    public async Task Whoever_saves_second_sees_what_their_form_would_change_now_and_loses_nothing()
    {
        var mine = PageForm.Read(await session.Page(Edit));
        mine["workshops[0].time"] = "14:00";
        mine = PageForm.Read(await Post(mine, "plan", HttpStatusCode.OK));
        var stored = host.Store.GetCurrent();
        host.Store.Revise(stored.Version, stored.Series with { Title = "Theirs" });

        var page = await Post(mine, "save", HttpStatusCode.Conflict);
        Assert.That(host.Series.Title.ToString(), Is.EqualTo("Theirs"));
        Assert.That(PageForm.Read(page)["workshops[0].time"], Is.EqualTo("14:00"));

        Assert.That((await session.Post(Edit, PageForm.Read(page).Press("save"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(host.Workshop("1").Start.Hour, Is.EqualTo(14));
    }

    [Test]
    public async Task All_errors_are_said_at_once_each_at_its_field_and_nothing_that_was_typed_is_lost()
    {
        var form = PageForm.Read(await session.Page(Edit));
        form["organizer.email"] = "nobody";
        form["zone"] = "Europe/Buda";
        form["workshops[0].date"] = "soon";
        form["workshops[1].meeting.url"] = "javascript:alert(1)";
        form["workshops[2].minutes"] = "long";
        form["participants[0].name"] = "";
        form["participants[1].email"] = form["participants[2].email"];
        var page = await Post(form, "plan", HttpStatusCode.UnprocessableEntity);

        foreach (var (name, value) in new[]
        {
            ("organizer.email", "nobody"), ("zone", "Europe/Buda"), ("workshops[0].date", "soon"),
            ("workshops[1].meeting.url", "javascript:alert(1)"), ("workshops[2].minutes", "long"), ("participants[0].name", ""),
            ("participants[2].email", form["participants[2].email"]),
        })
        {
            var field = (IHtmlInputElement)page.QuerySelector($"[name=\"{name}\"]")!;
            Assert.That(field.Value, Is.EqualTo(value), name);
            if (name != "workshops[0].date")
            {
                Assert.That(field.GetAttribute("aria-invalid"), Is.EqualTo("true"), name);
                var message = page.GetElementById(field.GetAttribute("aria-describedby")!)!;
                Assert.That(message.QuerySelector(".error")?.TextContent, Is.Not.Null.And.Not.Empty, name);
                Assert.That(page.QuerySelector($"#plan a[href='#{field.Id}']"), Is.Not.Null, name);
            }
        }

        Assert.That(page.QuerySelector("[name=confirm]"), Is.Null, "nothing to save");
    }

    [Test]
    public async Task A_time_that_does_not_exist_is_refused_with_the_two_times_around_it_to_choose()
    {
        var form = PageForm.Read(await session.Page(Edit));
        (form["workshops[0].date"], form["workshops[0].time"]) = ("2021-03-28", "02:30");
        var page = await Post(form, "plan", HttpStatusCode.UnprocessableEntity);

        Assert.That(page.QuerySelector(".error")!.TextContent, Does.Contain("does not exist in Europe/Budapest"));
        var choices = page.QuerySelectorAll("#f-workshops-0--choice button").Select(static one => one.GetAttribute("value")!).ToList();
        Assert.That(choices, Is.EqualTo(["set-start:0:2021-03-28T01:30", "set-start:0:2021-03-28T03:30"]));

        var taken = await Post(PageForm.Read(page), choices[1], HttpStatusCode.OK);
        Assert.That(PageForm.Read(taken)["workshops[0].time"], Is.EqualTo("03:30"));
    }

    [Test]
    public async Task A_time_that_occurs_twice_asks_which_of_both()
    {
        var form = PageForm.Read(await session.Page(Edit));
        (form["workshops[0].date"], form["workshops[0].time"]) = ("2020-10-25", "02:30");
        var page = await Post(form, "plan", HttpStatusCode.UnprocessableEntity);
        Assert.That(page.QuerySelector(".error")!.TextContent, Does.Contain("occurs twice in Europe/Budapest"));
        Assert.That(page.QuerySelector("#f-workshops-0--choice")!.TextContent, Does.Contain("UTC+02").And.Contain("UTC+01"));

        form = PageForm.Read(page);
        form["workshops[0].ambiguousTime"] = "later";
        form = PageForm.Read(await Post(form, "plan", HttpStatusCode.OK));
        await session.Post(Edit, form.Press("save"));
        Assert.That(host.Workshop("1").AmbiguousTime, Is.EqualTo(AmbiguousTime.Later));

        // At another time the choice is none.
        form = PageForm.Read(await session.Page(Edit));
        form["workshops[0].time"] = "10:30";
        form = PageForm.Read(await Post(form, "plan", HttpStatusCode.OK));
        await session.Post(Edit, form.Press("save"));
        Assert.That(host.Workshop("1").AmbiguousTime, Is.Null);
    }

    [Test]
    public async Task Workshops_and_people_are_added_and_removed_in_the_form_and_the_others_stay_as_they_were()
    {
        var form = PageForm.Read(await session.Page(Edit));
        form["title.en"] = "Typed";
        form = PageForm.Read(await Post(form, "add-workshop", HttpStatusCode.OK));
        Assert.That(form["workshops[3].id"], Is.EqualTo("4"));
        Assert.That(form["title.en"], Is.EqualTo("Typed"));
        form["workshops[3].title.hu"] = "Zárszó";
        (form["workshops[3].date"], form["workshops[3].time"]) = ("2020-07-01", "10:00");

        form = PageForm.Read(await Post(form, "remove-workshop:1", HttpStatusCode.OK));
        Assert.That(form["workshops[1].id"], Is.EqualTo("3"));
        form = PageForm.Read(await Post(form, "add-participant", HttpStatusCode.OK));
        (form["participants[5].name"], form["participants[5].email"]) = ("Ada", "ada@host.example");
        form = PageForm.Read(await Post(form, "remove-participant:0", HttpStatusCode.OK));
        var removed = host.Series.Participants[0].Email;

        var page = await Post(form, "plan", HttpStatusCode.OK);
        Assert.That(page.QuerySelector("#plan")!.TextContent, Does.Contain("Ada").And.Contain("The workshop was removed from the series."));
        await session.Post(Edit, PageForm.Read(page).Press("save"));
        Assert.That(host.Series.Workshops.Select(static one => one.Id), Is.EqualTo(["1", "3", "4"]));
        Assert.That(
            host.Series.Participants.Select(static one => one.Email),
            Has.None.EqualTo(removed).And.Some.EqualTo(EmailAddress.Parse("ada@host.example")));
        Assert.That(host.Workshop("3").Materials, Is.EqualTo(host.Store.GetCurrent().Series.Workshops[1].Materials));

        // The id of the removed workshop is in emails, and is not given again.
        form = PageForm.Read(await Post(PageForm.Read(await session.Page(Edit)), "add-workshop", HttpStatusCode.OK));
        Assert.That(form["workshops[3].id"], Is.EqualTo("5"));
    }

    [Test]
    public async Task A_person_may_take_part_in_some_workshops_only()
    {
        var form = PageForm.Read(await session.Page(Edit));
        form.Remove("participants[0].all");
        await Post(form, "plan", HttpStatusCode.UnprocessableEntity);

        form["participants[0].workshops"] = "2";
        var page = await Post(form, "plan", HttpStatusCode.OK);
        Assert.That(page.QuerySelector("#plan")!.TextContent, Does.Contain("Withdrawal"));
        await session.Post(Edit, PageForm.Read(page).Press("save"));
        Assert.That(host.Series.Participants[0].Workshops, Is.EqualTo(new[] { "2" }));
    }

    [Test]
    public async Task A_language_is_added_to_the_texts()
    {
        var form = PageForm.Read(await session.Page(Edit));
        form["new-language"] = "de";
        form = PageForm.Read(await Post(form, "add-language", HttpStatusCode.OK));
        form["title.de"] = "Auf Deutsch";
        form = PageForm.Read(await Post(form, "plan", HttpStatusCode.OK));
        await session.Post(Edit, form.Press("save"));

        Assert.That(host.Series.Title.GetText("de", "en"), Is.EqualTo("Auf Deutsch"));
        Assert.That(host.Series.Title.GetText("et", "en"), Does.Contain("temaatiline"));
    }

    private async Task<IHtmlDocument> Post(PageForm form, string action, HttpStatusCode expected)
    {
        var response = await session.Post(Edit, form.Press(action));
        var page = await RunningHost.Page(response);
        Assert.That(response.StatusCode, Is.EqualTo(expected), page.QuerySelector("#plan-summary, [role=alert]")?.TextContent
            + page.QuerySelector("#plan")?.TextContent);
        return page;
    }
}
