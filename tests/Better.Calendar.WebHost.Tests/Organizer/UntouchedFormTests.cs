using System.Net;
using AngleSharp.Html.Dom;
using NodaTime;

namespace Better.Calendar.WebHost.Tests.Organizer;

/// <summary>What a form does without anybody typing: nothing.</summary>
public sealed class UntouchedFormTests
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
    public async Task A_form_in_which_nobody_typed_anything_changes_nothing()
    {
        var before = host.Series;
        var form = PageForm.Read(await session.Page(Edit));
        var page = await Post(form, "plan", HttpStatusCode.OK);
        Assert.That(page.QuerySelector("#plan-summary")!.TextContent, Does.Contain("0 emails would go out"));

        var saved = await session.Post(Edit, PageForm.Read(page).Press("save"));
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(
            SeriesDocument.Write(host.Series, new SeriesDocumentOptions { IncludeState = false }),
            Is.EqualTo(SeriesDocument.Write(before, new SeriesDocumentOptions { IncludeState = false })));
    }

    [Test]
    public async Task An_untouched_form_keeps_what_it_does_not_show_and_texts_as_they_are_written()
    {
        var stored = host.Store.GetCurrent();
        var rich = stored.Series with
        {
            Title = "In one language, without a tag",
            Description = new(("hu", "Első sor\n\n  második"), ("pt-BR", "Só em português")),
            Next = "What comes next",
            Categories = ["Data", new LocalizedText(("en", "Cities"))],
            Color = "steelblue",
            Workshops =
            [
                stored.Series.Workshops[0] with
                {
                    Title = "Maps",
                    Duration = Duration.FromSeconds(5430),
                    Zone = "Europe/London",
                    LeadExpert = new() { Name = "Åsa Lindström", City = "Gävle" },
                    Meeting = new()
                    {
                        Platform = "Webex",
                        Url = new("https://meet.example/maps"),
                        MeetingNumber = "12 34",
                        DialIn = "+36 1",
                    },
                    Venue = new() { Name = "Town Hall", Room = "3", City = "Tartu", Latitude = 58.38, Longitude = 26.72 },
                    Materials = [new() { Title = "Slides", Url = new("https://host.example/slides") }],
                },
                .. stored.Series.Workshops.Skip(1),
            ],
            Participants =
            [
                stored.Series.Participants[0] with
                {
                    City = new(("it", "Genova"), ("hu", "Genova (hu)")),
                    Workshops = ["2", "1"],
                    Meetings = [new() { WorkshopId = "1", Url = new("https://meet.example/own"), Passcode = "mine" }],
                },
                .. stored.Series.Participants.Skip(1),
            ],
        };
        Assert.That(host.Store.Revise(stored.Version, rich), Is.Not.Null);
        var before = SeriesDocument.Write(host.Series, new SeriesDocumentOptions { IncludeState = false });

        var form = PageForm.Read(await Post(PageForm.Read(await session.Page(Edit)), "plan", HttpStatusCode.OK));
        Assert.That((await session.Post(Edit, form.Press("save"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(SeriesDocument.Write(host.Series, new SeriesDocumentOptions { IncludeState = false }), Is.EqualTo(before));
    }

    [Test]
    public async Task A_form_with_more_rows_than_are_read_is_refused_because_it_would_remove_people()
    {
        var form = PageForm.Read(await session.Page(Edit));
        form["participants.count"] = "2001";

        Assert.That((await session.Post(Edit, form.Press("plan"))).StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(
            (await session.Post(Edit, Enumerable.Repeat(("x", "y"), 50_000))).StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task The_browser_gets_nothing_of_what_the_library_remembers()
    {
        foreach (var html in new[]
        {
            await (await session.Get(Edit)).Content.ReadAsStringAsync(),
            await (await session.Post(Edit, PageForm.Read(await session.Page(Edit)).Press("plan"))).Content.ReadAsStringAsync(),
        })
        {
            Assert.That(html, Does.Not.Contain("lastNotified").And.Not.Contain("publishedTimes").And.Not.Contain("recipients"));
        }
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
