using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Better.Calendar.WebHost.Tests.Organizer;

public sealed class NewSeriesTests
{
    private const string New = "/organizer/new";

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
    public async Task Two_sessions_for_three_people_are_made_from_nothing()
    {
        await host.Respond(host.ResponsePath(), "accepted");
        var form = await FillIn();
        form["list"] = "name;email;language\nAda;ada@host.example;en\nBéla;bela@host.example;hu\nKadri;kadri@host.example;et";
        form = PageForm.Read(await Post(form, "add-list", HttpStatusCode.OK));
        Assert.That(form["participants[2].email"], Is.EqualTo("kadri@host.example"));

        var page = await Post(form, "plan", HttpStatusCode.OK);
        Assert.That(page.QuerySelector("#plan-summary")!.TextContent, Does.Contain("6 emails would go out"));
        Assert.That(host.Series.Id, Is.EqualTo("better-thematic-event-3"), "nothing is stored");

        var saved = await session.Post(New, PageForm.Read(page).Press("save"));
        Assert.That(saved.Headers.Location!.OriginalString, Is.EqualTo("/organizer?done=replaced"));
        Assert.That(host.Series.Id, Is.EqualTo("series-2020-05-20"));
        Assert.That(host.Series.Workshops, Has.Count.EqualTo(2));
        Assert.That(host.Series.Participants.Select(static one => one.Name), Is.EqualTo(["Ada", "Béla", "Kadri"]));
        Assert.That(host.Store.ReadAttendance().Attendance.Responses, Is.Empty, "responses to the other series are none to this one");
        Assert.That((await host.Page("/")).QuerySelector("h1")!.TextContent, Is.EqualTo("Open data"));
    }

    [Test]
    public async Task The_id_of_the_series_before_is_refused()
    {
        var form = await FillIn();
        form["id"] = host.Series.Id;
        var page = await Post(form, "plan", HttpStatusCode.UnprocessableEntity);

        Assert.That(page.QuerySelector("#f-id-errors .error")!.TextContent, Does.Contain("The series before has this id."));
    }

    [Test]
    public async Task An_empty_form_says_what_is_needed()
    {
        var form = PageForm.Read(await session.Page(New));
        var page = await Post(form, "plan", HttpStatusCode.UnprocessableEntity);

        Assert.That(page.QuerySelector("#f-title-en-errors .error")!.TextContent, Is.EqualTo("This is needed."));
        Assert.That(page.QuerySelector("#f-workshops-0--date-errors .error")!.TextContent, Is.EqualTo("A date and a time are needed."));
    }

    [Test]
    public async Task A_workbook_is_read_like_a_list()
    {
        var form = await FillIn();
        var page = await Upload(form, "people.xlsx", CreateWorkbook(
            ["Name", "Email", "City", "workshops"],
            ["Ada Lovelace, Countess", "ada@host.example", "London", "1"],
            ["Béla", "bela@host.example", "", ""]));

        var read = PageForm.Read(page);
        Assert.That(read["participants[0].name"], Is.EqualTo("Ada Lovelace, Countess"));
        Assert.That(read["participants[0].city"], Is.EqualTo("London"));
        Assert.That(read["participants[0].workshops"], Is.EqualTo("1"));
        Assert.That(read["participants[1].all"], Is.EqualTo("yes"));
        Assert.That(read["title.en"], Is.EqualTo("Open data"), "nothing is lost");
    }

    [Test]
    public async Task The_errors_of_a_list_are_said_by_row_and_the_list_stays_to_be_corrected()
    {
        var form = await FillIn();
        form["list"] = "name,email\nAda,ada\n,bela@host.example";
        var page = await Post(form, "add-list", HttpStatusCode.OK);

        Assert.That(page.QuerySelector("#f-list-errors")!.TextContent, Does.Contain("row 2, email").And.Contain("row 3, name"));
        Assert.That(PageForm.Read(page)["list"], Does.Contain("bela@host.example"));
        Assert.That(PageForm.Read(page)["participants[0].name"], Is.Empty);
    }

    [TestCase("PK\u0003\u0004 and then nothing that is an archive")]
    [TestCase("\u00ff\u00fe\u0000")]
    public async Task A_file_that_is_no_list_is_refused_politely(string content)
    {
        var page = await Upload(await FillIn(), "people.xlsx", [.. content.Select(static one => (byte)one)]);

        Assert.That(page.QuerySelector("#f-list-errors")!.TextContent, Does.Contain("This file cannot be read."));
    }

    [Test]
    public async Task A_workbook_that_unpacks_to_gigabytes_is_refused()
    {
        using var bomb = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(bomb, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = await archive.CreateEntry("xl/sharedStrings.xml").OpenAsync();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 100; i++)
            {
                await entry.WriteAsync(zeros);
            }
        }

        var page = await Upload(await FillIn(), "people.xlsx", bomb.ToArray());
        Assert.That(page.QuerySelector("#f-list-errors")!.TextContent, Does.Contain("This file cannot be read."));
    }

    private async Task<PageForm> FillIn()
    {
        var form = PageForm.Read(await session.Page($"{New}?lang=en"));
        form["title.en"] = "Open data";
        form["organizer.email"] = "workshops@host.example";
        (form["workshops[0].title.en"], form["workshops[0].date"], form["workshops[0].time"]) = ("Maps", "2020-06-10", "10:00");
        (form["workshops[1].title.en"], form["workshops[1].date"], form["workshops[1].time"]) = ("Charts", "2020-06-17", "10:00");
        return form;
    }

    private async Task<IHtmlDocument> Post(PageForm form, string action, HttpStatusCode expected)
    {
        var response = await session.Post(New, form.Press(action));
        var page = await RunningHost.Page(response);
        Assert.That(response.StatusCode, Is.EqualTo(expected), page.QuerySelector("#plan")?.TextContent);
        return page;
    }

    private async Task<IHtmlDocument> Upload(PageForm form, string name, byte[] content)
    {
        using var body = new MultipartFormDataContent();
#pragma warning disable CA2000 // The body disposes of its parts.
        foreach (var (field, value) in form.Press("add-list"))
        {
            body.Add(new StringContent(value), $"\"{field}\"");
        }

        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
#pragma warning restore CA2000
        body.Add(file, "\"list-file\"", $"\"{name}\"");
        using var request = new HttpRequestMessage(HttpMethod.Post, New) { Content = body };
        request.Headers.Add("Cookie", session.Cookie);
        request.Headers.Add("Accept-Language", "en");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var response = await host.Client.SendAsync(request);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return await RunningHost.Page(response);
    }

    private static byte[] CreateWorkbook(params string[][] rows)
    {
        using var bytes = new MemoryStream();
        using (var workbook = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var part = workbook.AddWorkbookPart();
            var sheet = part.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new(new SheetData(rows.Select(static row => new Row(row.Select(static text =>
                new Cell { DataType = CellValues.InlineString, InlineString = new(new Text(text)) })))));
            part.Workbook = new(new Sheets(new Sheet { Id = part.GetIdOfPart(sheet), SheetId = 1, Name = "People" }));
        }

        return bytes.ToArray();
    }
}
