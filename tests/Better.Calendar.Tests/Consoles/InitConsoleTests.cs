namespace Better.Calendar.Tests.Consoles;

/// <summary>The command init of the sample console: a series to begin with.</summary>
[NonParallelizable]
public sealed class InitConsoleTests
{
    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void The_series_has_dates_to_come_and_its_emails_are_written()
    {
        var (code, output) = Run("init");
        var series = Read("series.json");

        Assert.That((code, output.Contains("write --series series.json", StringComparison.Ordinal)), Is.EqualTo((0, true)), output);
        Assert.That(
            series.Workshops.Select(static one => one.Start.ToDateTimeUnspecified()), Is.All.GreaterThan(DateTime.UtcNow.AddDays(20)));
        Assert.That(Run("write", "--series", "series.json").Code, Is.Zero);
        var emails = Directory.GetFiles(Path.Combine(folder, "out", "emails"));
        Assert.That(emails, Has.Length.EqualTo(3));
        Assert.That(emails.SelectMany(static file => InvitationValidator.ValidateEmail(File.ReadAllBytes(file)).Findings), Is.Empty);
    }

    [Test]
    public void Every_property_that_a_person_writes_has_an_example()
    {
        Run("init");
        var written = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "series.json"))).RootElement;

        Assert.That(
            written.EnumerateObject().Select(static one => one.Name),
            Is.EqualTo(new[]
            {
                "id", "domain", "title", "description", "next", "website", "categories", "color", "image", "classification",
                "organizer", "language", "zone", "workshops", "participants",
            }));
        Assert.That(
            written.GetProperty("workshops").EnumerateArray().SelectMany(static one => one.EnumerateObject().Select(static p => p.Name)),
            Is.SupersetOf(new[] { "description", "summary", "start", "duration", "leadExpert", "meeting", "venue", "materials" }));
        Assert.That(
            written.GetProperty("participants").EnumerateArray().SelectMany(static one => one.EnumerateObject().Select(static p => p.Name)),
            Is.SupersetOf(new[] { "city", "language", "zone", "workshops", "meetings" }));
    }

    [TestCase("Nyári egyetem 2027.json", "nyari-egyetem-2027")]
    [TestCase("open-data.json", "open-data")]
    [TestCase("数据.json", "my-series")]
    public void The_id_comes_from_the_name_of_the_file(string file, string id)
    {
        Assert.That(Run("init", file).Code, Is.Zero);
        Assert.That(Read(file).Id, Is.EqualTo(id));
    }

    [Test]
    public void A_file_is_never_replaced()
    {
        File.WriteAllText(Path.Combine(folder, "series.json"), "mine");
        Directory.CreateDirectory(Path.Combine(folder, "inner"));

        var (code, output) = Run("init");

        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain("exists already"));
        Assert.That(Run("init", "inner").Code, Is.EqualTo(2));
        Assert.That(Run("init", "nowhere/series.json").Code, Is.EqualTo(2));
        Assert.That(File.ReadAllText(Path.Combine(folder, "series.json")), Is.EqualTo("mine"));
    }

    private WorkshopSeries Read(string file) => SeriesDocument.Read(File.ReadAllText(Path.Combine(folder, file)));

    private (int Code, string Output) Run(params string[] arguments) =>
        SampleConsole.Run(folder, new Dictionary<string, string>(), arguments);
}
