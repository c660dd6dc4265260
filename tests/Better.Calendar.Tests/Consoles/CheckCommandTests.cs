using System.Text;
using System.Text.Json;
using Better.Calendar.Tests.Validation;

namespace Better.Calendar.Tests.Consoles;

/// <summary>The command <c>check</c>: its arguments, output and exit codes, as for a user and a build server.</summary>
[NonParallelizable]
public sealed class CheckCommandTests
{
    private string folder = "";

    [SetUp]
    public void MakeFolder()
    {
        folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;
        Write("good.eml", RuleViolations.Invitation.Bytes());
        Write("bad.ics", RuleViolations.Invitation.With("SEQUENCE:0", "SEQUENCE:-1").Calendar);
        Write("poor.eml", (RuleViolations.Invitation with { HasCopy = false }).Bytes());
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Errors_end_with_1_and_warnings_with_0()
    {
        Assert.That(Run("check", "good.eml").Code, Is.Zero);
        Assert.That(Run("check", "poor.eml").Code, Is.Zero);
        Assert.That(Run("check", "bad.ics").Code, Is.EqualTo(1));
        Assert.That(Run("check", "good.eml", "poor.eml", "bad.ics").Code, Is.EqualTo(1));
    }

    [Test]
    public void The_table_shows_rule_location_problem_fix_and_verdict()
    {
        var (_, output) = Run("check", "bad.ics");

        Assert.That(
            output,
            Does.Contain(
                "REV-03").And.Contain(
                "line 25").And.Contain(
                "SEQUENCE is").And.Contain(
                "Outlook: shows a card but will not update (REV-03)").And.Contain(
                "1 error, 0 warnings, 0 suggestions"));
    }

    [Test]
    public void A_folder_is_searched_recursively()
    {
        Write(Path.Combine("inner", "deep.ics"), RuleViolations.Invitation.Calendar);
        Write("notes.txt", "no calendar"u8.ToArray());

        using var json = JsonDocument.Parse(Run("check", "--json", ".").Output);

        Assert.That(json.RootElement.EnumerateArray()
            .Select(file => Path.GetFileName(file.GetProperty("file").GetString())),
                Is.EquivalentTo(["good.eml", "bad.ics", "poor.eml", "deep.ics"]));
    }

    [Test]
    public void Each_email_of_a_mailbox_is_checked()
    {
        var email = Encoding.ASCII.GetString(RuleViolations.Invitation.Bytes());
        var poor = Encoding.ASCII.GetString((RuleViolations.Invitation with { HasCopy = false }).Bytes());
        Write(
            "box.mbox",
            Encoding.ASCII.GetBytes(
                $"From a@b.example Wed May 20 08:00:00 2020\r\n{email}\r\nFrom a@b.example Wed May 20 08:00:00 2020\r\n{poor}\r\n"));

        using var json = JsonDocument.Parse(Run("check", "--json", "box.mbox").Output);

        var files = json.RootElement.EnumerateArray().ToList();
        Assert.That(files.Select(file => file.GetProperty("file").GetString()), Is.EqualTo(new[] { "box.mbox#1", "box.mbox#2" }));
        Assert.That(
            files.Select(file => file.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("rule").GetString())),
            Is.EqualTo(new[] { Array.Empty<string>(), ["MIME-06"] }));
    }

    [Test]
    public void Standard_input_is_recognized_as_calendar_or_email()
    {
        using var calendar = JsonDocument.Parse(Run(RuleViolations.Invitation.Calendar, "check", "-", "--json").Output);
        using var email = JsonDocument.Parse(Run(RuleViolations.Invitation.Bytes(), "check", "-", "--json").Output);

        Assert.That(calendar.RootElement[0].GetProperty("findings").GetArrayLength(), Is.Zero);
        Assert.That(email.RootElement[0].GetProperty("findings").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void An_update_is_compared_with_the_previous_message()
    {
        Write("old.ics", RuleViolations.Invitation.With("SEQUENCE:0", "SEQUENCE:1").Calendar);
        Write("new.ics", RuleViolations.Invitation.Calendar);

        var (code, output) = Run("check", "new.ics", "--previous", "old.ics");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("SEQUENCE decreased from 1 to 0"));
        Assert.That(Run("check", "new.ics", "bad.ics", "--previous", "old.ics").Code, Is.EqualTo(2));
        Assert.That(Run("check", "new.ics", "--previous", "nowhere.ics").Code, Is.EqualTo(2));
    }

    [Test]
    public void What_Outlook_stores_is_in_the_table_and_in_the_JSON()
    {
        Assert.That(Run("check", "good.eml").Output, Does.Contain("Outlook stores 2020-06-16 08:30 UTC to"));

        using var json = JsonDocument.Parse(Run("check", "good.eml", "--json").Output);

        var view = json.RootElement[0].GetProperty("views")[0];
        Assert.That(view.GetProperty("client").GetString(), Is.EqualTo("outlook"));
        Assert.That(view.GetProperty("start").GetString(), Is.EqualTo("2020-06-16T08:30:00Z"));
        Assert.That(view.GetProperty("busyStatus").GetString(), Is.EqualTo("tentative, intended busy"));
    }

    [Test]
    public void JSON_contains_all_properties_of_findings_and_verdicts()
    {
        using var json = JsonDocument.Parse(Run("check", "bad.ics", "--json").Output);

        var file = json.RootElement[0];
        var finding = file.GetProperty("findings")[0];
        Assert.That(finding.EnumerateObject()
            .Select(property => property.Name),
                Is.EqualTo(new[] { "rule", "severity", "clients", "problem", "fix", "part", "line", "byteOffset", "reference" }));
        Assert.That(finding.GetProperty("severity").GetString(), Is.EqualTo("error"));
        Assert.That(file.GetProperty("verdicts")
            .EnumerateArray()
            .Select(verdict => verdict.GetProperty("behavior").GetString()), Has.All.EqualTo("noUpdates"));
    }

    [Test]
    public void SARIF_contains_what_code_scanning_needs()
    {
        using var sarif = JsonDocument.Parse(Run("check", "bad.ics", "poor.eml", "--sarif").Output);

        // SARIF 2.1.0: 3.13.2, 3.14, 3.27, 3.49.
        Assert.That(sarif.RootElement.GetProperty("version").GetString(), Is.EqualTo("2.1.0"));
        var run = sarif.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.That(results.Select(result => result.GetProperty("ruleId").GetString()), Is.EqualTo(new[] { "REV-03", "MIME-06" }));
        Assert.That(
            results.Select(result => rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()),
            Is.EqualTo(new[] { "REV-03", "MIME-06" }));
        Assert.That(results.Select(result => result.GetProperty("level").GetString()), Is.EqualTo(new[] { "error", "warning" }));
        var location = results[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.That(location.GetProperty("artifactLocation").GetProperty("uri").GetString(), Is.EqualTo("bad.ics"));
        Assert.That(location.GetProperty("region").GetProperty("startLine").GetInt32(), Is.EqualTo(25));
        Assert.That(results[0].GetProperty("message").GetProperty("text").GetString(), Does.Contain("SEQUENCE is"));
    }

    [Test]
    public void A_rule_is_suppressed_by_id_and_reason()
    {
        var (code, output) = Run("check", "bad.ics", "--suppress", "REV-03=we count down");

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("REV-03 is suppressed: we count down"));
    }

    [Test]
    public void Profile_time_and_mailbox_host_can_be_set()
    {
        Assert.That(Run("check", "good.eml", "--at", "2021-01-01T00:00:00Z").Output, Does.Contain("MAIL-08"));
        Assert.That(Run("check", "good.eml", "--profile", "feed").Output, Does.Contain("FEED-02"));
        Assert.That(Run("check", "good.eml", "--organizer-at-google").Output, Does.Contain("ADDR-08"));
    }

    [TestCase("check", "bad.ics", "--suppress", "REV-03")]
    [TestCase("check", "bad.ics", "--suppress", "NONE-01=because")]
    [TestCase("check", "bad.ics", "--profile", "postcard")]
    [TestCase("check", "bad.ics", "--at", "now")]
    [TestCase("check", "nowhere")]
    public void Wrong_arguments_end_with_2(params string[] arguments) => Assert.That(Run(arguments).Code, Is.EqualTo(2));

    private void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    private (int Code, string Output) Run(params string[] arguments) => Run([], arguments);

    private (int Code, string Output) Run(byte[] input, params string[] arguments) =>
        input.Length == 0
            ? SampleConsole.Run(folder, new Dictionary<string, string>(), arguments)
            : SampleConsole.RunProcess("InviteConsole", folder, new Dictionary<string, string>(), arguments, input);
}
