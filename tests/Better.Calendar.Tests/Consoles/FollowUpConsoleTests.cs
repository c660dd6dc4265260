using System.Text.Json;

namespace Better.Calendar.Tests.Consoles;

/// <summary>The option --follow-up of the sample console, as a user runs it after a workshop.</summary>
[NonParallelizable]
public sealed class FollowUpConsoleTests
{
    private static readonly string Online = Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json");

    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Follow_ups_are_planned_for_those_who_came_or_as_the_options_say()
    {
        string[] afterwards = ["plan", "--at", "2020-06-19T08:00:00Z", "--follow-up"];
        File.WriteAllText(Path.Combine(folder, "came.txt"), "kadri.tamm@tartu.example\n");

        var came = Run([.. afterwards, "1", "--attended", "came.txt"]);
        var all = Run([.. afterwards, "all", "--follow-up-to", "invited", "--json"]);

        Assert.That((came.Code, all.Code), Is.EqualTo((0, 0)), came.Output + all.Output);
        Assert.That(came.Output, Does.Contain("Follow-up").And.Contain("They came: they are thanked.").And.Contain("1 email would go out")
            .And.Not.Contain("Nobody has been notified yet"));
        using var plan = JsonDocument.Parse(all.Output[all.Output.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.That(
            plan.RootElement.GetProperty("emails").EnumerateArray().Select(email => email.GetProperty("key").GetString()).ToArray(),
            Has.Length.EqualTo(5).And.All.StartsWith("better-thematic-event-3/all/0/followup/"));
    }

    [TestCase("need --follow-up", "--follow-up-to", "everyone")]
    [TestCase("Who came is not known", "--follow-up", "1")]
    [TestCase("There are: 1, 2, 3, all", "--follow-up", "4", "--follow-up-to", "everyone")]
    [TestCase("leave out --previous", "--follow-up", "1", "--follow-up-to", "everyone", "--previous", "s.json", "--series", "s.json")]
    [TestCase("came.txt, line 2", "--follow-up", "1", "--attended", "came.txt")]
    public void A_follow_up_that_cannot_be_planned_is_refused_with_the_reason(string reason, params string[] options)
    {
        File.Copy(Online, Path.Combine(folder, "s.json"));
        File.WriteAllText(Path.Combine(folder, "came.txt"), "kadri.tamm@tartu.example\nKadri\n");

        var (code, output) = Run(["plan", "--at", "2020-06-19T08:00:00Z", .. options]);

        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output.ReplaceLineEndings(" "), Does.Contain(reason));
    }

    [Test]
    public void Before_the_workshop_has_ended_nobody_gets_a_follow_up()
    {
        var (code, output) = Run("plan", "--follow-up", "1", "--follow-up-to", "everyone");

        Assert.That((code, output.Contains("Nobody gets a follow-up", StringComparison.Ordinal)), Is.EqualTo((0, true)), output);
    }

    [Test]
    public void The_preview_shows_a_follow_up_of_a_workshop_and_of_the_series_in_every_language()
    {
        Assert.That(Run("write").Code, Is.Zero);

        var page = System.Net.WebUtility.HtmlDecode(File.ReadAllText(Path.Combine(folder, "out", "preview.html")));

        Assert.That(page, Does.Contain("<h3>Follow-up · English</h3>").And.Contain("<h3>Follow-up · all workshops · English</h3>"));
        Assert.That(page, Does.Contain("design thinking").And.Contain("which begins in August 2020"));
        Assert.That(Directory.GetFiles(Path.Combine(folder, "out", "emails")), Has.Length.EqualTo(15), "none of them is sent");
    }

    private (int Code, string Output) Run(params string[] arguments) =>
        SampleConsole.Run(folder, new Dictionary<string, string>(), arguments);
}
