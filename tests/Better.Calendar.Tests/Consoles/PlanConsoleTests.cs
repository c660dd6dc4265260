using System.Text.Json;

namespace Better.Calendar.Tests.Consoles;

/// <summary>The command plan of the sample console, and what write does with a plan, as a user runs them.</summary>
[NonParallelizable]
public sealed class PlanConsoleTests
{
    private static readonly string Birmingham = Repository.File("samples/InviteConsole/Data/better-thematic-event-3-birmingham.json");
    private static readonly string Online = Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json");

    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Invitations_are_written_and_stored_an_edit_is_planned_and_its_updates_are_written()
    {
        var first = Run("write", "--series", Birmingham, "--at", "2020-02-03T09:00:00Z", "--store", "stored.json");
        var plan = Run("plan", "--previous", "stored.json", "--series", Online, "--at", "2020-05-20T08:00:00Z");
        Assert.That(Files(), Has.Exactly(15).Contains("-invitation-").And.Exactly(0).Contains("-update-"), "plan writes nothing");
        var second = Run("write", "--previous", "stored.json", "--series", Online, "--at", "2020-05-20T08:00:00Z", "--out", "again");
        var third =
            Run(
                "plan",
                "--previous",
                Path.Combine("again", "better-thematic-event-3.json"),
                "--series",
                Online,
                "--at",
                "2020-05-20T08:00:00Z");

        Assert.That(new[] { first.Code, plan.Code, second.Code, third.Code }, Is.All.Zero, first.Output
            + plan.Output
            + second.Output
            + third.Output);
        Assert.That(plan.Output, Does.Contain("15 emails would go out").And.Contain("Birmingham Council House").And.Contain("asks again"));
        Assert.That(Files()
            .Where(file => file.Contains("again", StringComparison.Ordinal)), Has.Exactly(15)
            .Contains("-update-").And.Exactly(1)
            .EndsWith(".ics"));
        Assert.That(
            SeriesDocument.Read(File.ReadAllText(Path.Combine(folder, "again", "better-thematic-event-3.json"))).State!.Revision,
            Is.EqualTo(2));
        Assert.That(third.Output, Does.Contain("0 emails would go out").And.Contain("Nothing changed"));
    }

    [Test]
    public void A_plan_can_be_written_as_JSON()
    {
        Run("write", "--series", Birmingham, "--at", "2020-02-03T09:00:00Z", "--store", "stored.json");

        using var plan =
            JsonDocument.Parse(
                Run("plan", "--previous", "stored.json", "--series", Online, "--at", "2020-05-20T08:00:00Z", "--json").Output);

        var email = plan.RootElement.GetProperty("emails")[0];
        Assert.That(plan.RootElement.GetProperty("emails").GetArrayLength(), Is.EqualTo(15));
        Assert.That(email.GetProperty("kind").GetString(), Is.EqualTo("update"));
        Assert.That(email.GetProperty("to").GetProperty("email").GetString(), Is.EqualTo("giulia.rossi@genova.example"));
        Assert.That(email.GetProperty("changes")
            .EnumerateArray()
            .Select(change => change.GetProperty("field").GetString()), Is.EqualTo(new[] { "time", "place" }));
        Assert.That(email.GetProperty("key").GetString(), Is.EqualTo("better-thematic-event-3/1/1/update2/giulia.rossi@genova.example"));
    }

    [Test]
    public void A_note_is_in_the_plan_and_in_every_email()
    {
        var plan = Run("plan", "--series", Birmingham, "--at", "2020-02-03T09:00:00Z", "--note", "Bring a map.");
        const string Note = """{"hu": "Térkép", "en": "Map"}""";
        var json = Run("plan", "--series", Birmingham, "--at", "2020-02-03T09:00:00Z", "--json", "--note", Note);
        var write = Run("write", "--series", Birmingham, "--at", "2020-02-03T09:00:00Z", "--note", "Bring a map.");

        Assert.That(plan.Output, Does.Contain("Every email carries the organizer's note: Bring a map."));
        using var document = JsonDocument.Parse(json.Output);
        Assert.That(
            document.RootElement.GetProperty("emails").EnumerateArray()
                .Select(static email => email.GetProperty("note").GetProperty("hu").GetString()),
            Has.Exactly(15).Items.And.All.EqualTo("Térkép"));
        var emails = Files().Where(static file => file.EndsWith(".eml", StringComparison.Ordinal)).ToList();
        Assert.That(write.Code, Is.Zero, write.Output);
        Assert.That(emails, Has.Count.EqualTo(15));
        Assert.That(emails.Select(file => File.ReadAllText(Path.Combine(folder, file))), Has.All.Contains("Bring a map."));
    }

    [Test]
    public void A_note_in_broken_JSON_is_refused_with_an_example()
    {
        var (code, output) = Run("plan", "--series", Birmingham, "--note", "{\"hu\": ");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("--note").And.Contain("The speaker is ill."));
    }

    [Test]
    public void An_edit_of_an_older_revision_is_refused_and_nothing_is_written()
    {
        Run("write", "--series", Birmingham, "--at", "2020-02-03T09:00:00Z", "--store", "one.json");
        var mine = Path.Combine(folder, "mine.json");
        File.WriteAllText(mine, File.ReadAllText(Path.Combine(folder, "one.json")).Replace("T10:00", "T11:00", StringComparison.Ordinal));
        Run("write", "--previous", "one.json", "--series", mine, "--at", "2020-02-04T09:00:00Z", "--store", "two.json");
        var before = Files();

        var (code, output) = Run("write", "--previous", "two.json", "--series", mine, "--at", "2020-02-05T09:00:00Z", "--out", "late");

        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain("revision 1").And.Contain("revision 2"));
        Assert.That(Files(), Is.EqualTo(before));
    }

    [Test]
    public void If_the_document_cannot_be_stored_no_email_is_written()
    {
        File.WriteAllText(Path.Combine(folder, "file"), "");

        var (code, output) =
            Run("write", "--series", Online, "--at", "2020-05-20T08:00:00Z", "--store", Path.Combine("file", "stored.json"));

        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(Files().Select(Path.GetFileName), Is.EqualTo(new[] { "file" }));
    }

    [TestCase("plan", "--previous", "nowhere.json")]
    [TestCase("write", "--previous", "nowhere.json")]
    [TestCase("plan", "--previous", "BIRMINGHAM", "--to", "me@guest.example")]
    [TestCase("send", "--smtp", "smtp://mail.example", "--previous", "BIRMINGHAM")]
    [TestCase("plan", "--store", "somewhere.json")]
    public void Wrong_usage_ends_with_exit_code_2_and_a_message(params string[] arguments)
    {
        var (code, output) = Run([.. arguments.Select(argument => argument == "BIRMINGHAM" ? Birmingham : argument)]);

        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Is.Not.Empty.And.Not.Contain("   at "));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public void The_command_has_help()
    {
        var (code, output) = Run("plan", "--help");

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("--previous").And.Contain("--json"));
    }

    [Test]
    public void If_the_server_cannot_be_reached_nothing_is_stored()
    {
        var (code, output) =
            Run("send", "--smtp", "smtp://localhost:1", "--series", Online, "--at", "2020-05-20T08:00:00Z", "--store", "stored.json");

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(Files(), Is.Empty);
    }

    private string[] Files() => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private (int Code, string Output) Run(params string[] arguments) =>
        SampleConsole.Run(folder, new Dictionary<string, string>(), arguments);
}
