namespace Better.Calendar.WebHost.Tests;

public sealed class StartTests
{
    [TestCase("--WebHost:Series=nowhere.json", "nowhere.json")]
    [TestCase("--WebHost:ShiftTo=tomorrow", "ShiftTo is \"tomorrow\"")]
    [TestCase("--WebHost:OrganizerKey=short", "OrganizerKey has 5 characters")]
    public void An_invalid_setting_is_named_at_the_start(string setting, string expected) =>
        Assert.That(
            async () => await RunningHost.Start(settings: setting),
            Throws.InvalidOperationException.With.Message.Contains(expected));

    [Test]
    public async Task An_invalid_document_is_refused_and_nothing_is_stored()
    {
        var folder = Directory.CreateTempSubdirectory("better-calendar-web-");
        try
        {
            var file = Path.Combine(folder.FullName, "series.json");
            await File.WriteAllTextAsync(file, "{ \"id\": \"x\" }");

            Assert.That(
                async () =>
                    await RunningHost.Start(
                        settings: [$"--WebHost:Series={file}", $"--WebHost:Folder={folder.FullName}", "--WebHost:ShiftTo="]),
                Throws.TypeOf<InvalidSeriesException>().With.Message.Contains("domain"));

            // With a valid document it starts.
            await File.WriteAllTextAsync(file, """
                { "id": "x", "domain": "host.example", "title": "Spring school", "organizer": { "name": "The host", "email": "host@host.example" }, "language": "en", "zone": "Europe/London",
                  "workshops": [{ "id": "1", "title": "Maps", "start": "2027-04-14T09:00", "duration": "PT1H" }], "participants": [] }
                """);
            await using var host =
                await RunningHost.Start(
                    settings: [$"--WebHost:Series={file}", $"--WebHost:Folder={folder.FullName}", "--WebHost:ShiftTo="]);
            Assert.That((await host.Page("/")).QuerySelector("h1")!.TextContent, Is.EqualTo("Spring school"));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public async Task A_series_without_participants_descriptions_or_meetings_has_a_page_too()
    {
        await using var host = await RunningHost.Start();
        var stored = host.Store.GetCurrent();
        var bare = stored.Series with
        {
            Description = null,
            Website = null,
            Participants = [],
            Workshops =
                [.. stored.Series.Workshops.Select(
                    static workshop => workshop with { Meeting = null, LeadExpert = null, Status = WorkshopStatus.Cancelled })],
        };
        Assert.That(host.Store.Revise(stored.Version, bare), Is.Not.Null);

        var page = await host.Page("/?lang=en");
        Assert.That(page.QuerySelectorAll(".off .mark")
            .Select(static mark => mark.TextContent), Is.EqualTo(["Cancelled", "Cancelled", "Cancelled"]));
        Assert.That(page.QuerySelectorAll("details, table"), Is.Empty);
    }
}
