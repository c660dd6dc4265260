using Better.Calendar.Tests;
using Better.Calendar.Tests.Consoles;

namespace Better.Calendar.Delivery.Tests.Consoles;

/// <summary>Where the outbox of a send is, who may read it, and which files are refused.</summary>
[NonParallelizable]
public sealed class OutboxFileTests
{
    private DirectoryInfo folder = null!;

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-");

    [TearDown]
    public void DeleteFolder() => folder.Delete(recursive: true);

    [Test]
    public void The_file_of_the_outbox_is_told_first_and_nobody_else_can_read_it()
    {
        var (_, output) = Run("send", "--maildir", "m", "--outbox", "outbox.db");

        var told = output.Split('\n').First(static line => line.Contains("outbox.db", StringComparison.Ordinal));
        Assert.That(told.Trim(), Does.EndWith("outbox.db"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(
                File.GetUnixFileMode(Path.Combine(folder.FullName, "outbox.db")),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public void Without_a_name_the_outbox_is_beside_the_series_or_in_the_state_folder_and_gone_when_all_is_sent()
    {
        File.Copy(Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json"), Path.Combine(folder.FullName, "s.json"));

        var beside = Run("send", "--maildir", "m", "--series", "s.json", "--at", "2020-05-20T08:00:00Z");
        var state = Path.Combine(folder.FullName, "state");
        var elsewhere = SampleConsole.RunProcess(
            "InviteConsole",
            folder.FullName,
            new Dictionary<string, string> { ["XDG_STATE_HOME"] = state },
            ["send", "--maildir", "n"]);

        Assert.That((beside.Code, elsewhere.Code), Is.EqualTo((0, 0)), beside.Output + elsewhere.Output);
        Assert.That(beside.Output, Does.Contain("s.json.outbox"));
        Assert.That(elsewhere.Output, Does.Contain(OperatingSystem.IsWindows() ? ".outbox" : Path.Combine(state, "better-calendar")));
        Assert.That(folder.EnumerateFiles("*outbox*", SearchOption.AllDirectories), Is.Empty, "everything is sent and told");
    }

    [Test]
    public void A_follow_up_is_sent_once_however_often_the_command_runs()
    {
        File.Copy(Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json"), Path.Combine(folder.FullName, "s.json"));
        File.WriteAllText(Path.Combine(folder.FullName, "came.txt"), "kadri.tamm@tartu.example\n\n Olivia.Clarke@birmingham.example\n");
        string[] followUp = ["send", "--maildir", "m", "--series", "s.json", "--at", "2020-06-19T08:00:00Z", "--follow-up"];

        var first = Run([.. followUp, "1", "--attended", "came.txt"]);
        var again = Run([.. followUp, "1", "--attended", "came.txt"]);
        var all = Run([.. followUp, "all", "--follow-up-to", "everyone"]);

        Assert.That((first.Code, again.Code, all.Code), Is.EqualTo((0, 0, 0)), first.Output + again.Output + all.Output);
        Assert.That(again.Output, Does.Contain("2 of 2 emails are in the outbox already"));
        Assert.That(
            folder.EnumerateFiles("*", SearchOption.AllDirectories).Count(file => file.Directory!.Name == "new"), Is.EqualTo(2 + 5));
    }

    [TestCase("--status")]
    [TestCase("--withdraw")]
    [TestCase("--resume", "--maildir", "m")]
    [TestCase("--again", "rejected", "--maildir", "m")]
    public void An_outbox_that_is_empty_is_not_one_whose_emails_are_all_sent(params string[] arguments)
    {
        File.WriteAllBytes(Path.Combine(folder.FullName, "outbox.db"), []);

        var (code, output) = Run(["send", "--outbox", "outbox.db", .. arguments]);

        Assert.That((code, output.Contains("is empty", StringComparison.Ordinal)), Is.EqualTo((2, true)), output);
    }

    [Test]
    public void An_outbox_of_somebody_who_used_the_console_before_is_not_found_by_the_tests()
    {
        var before = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        Run("send", "--maildir", "m", "--to", "anna@guest.example");

        Assert.That(Environment.GetEnvironmentVariable("XDG_STATE_HOME"), Is.EqualTo(before));
        Assert.That(Run("send", "--status").Code, Is.EqualTo(2));
        Assert.That(Directory.Exists(Path.Combine(folder.FullName, ".state", "better-calendar")), Is.True);
    }

    [Test]
    public void An_outbox_in_a_folder_that_does_not_exist_is_refused()
    {
        var (code, output) = Run("send", "--maildir", "m", "--outbox", "mistyped/outbox.db");

        Assert.That((code, output.Contains("mistyped", StringComparison.Ordinal)), Is.EqualTo((2, true)), output);
        Assert.That(folder.EnumerateFileSystemInfos(), Is.Empty);
    }

    private (int Code, string Output) Run(params string[] arguments) =>
        SampleConsole.Run(folder.FullName, new Dictionary<string, string>(), arguments);
}
