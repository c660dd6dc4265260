namespace Better.Calendar.Tests.Consoles;

/// <summary>What the sample console says to a command line that it does not understand, and how wide it prints.</summary>
[NonParallelizable]
public sealed class UsageConsoleTests
{
    private static readonly string Online = Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json");

    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [TestCase("Did you mean plan?", "plann")]
    [TestCase("Did you mean write?", "wirte")]
    [TestCase("There is no command dance.", "dance")]
    [TestCase("Did you mean --previous?", "plan", "--previuos", "stored.json")]
    [TestCase("Did you mean --series?", "replies", "mails", "--serie", "stored.json")]
    [TestCase("Did you mean --json?", "check", "--jsn", "file.ics")]
    [TestCase("Did you mean recurring?", "plan", "--mode", "recuring")]
    [TestCase("--series is missing.", "replies", "mails")]
    [TestCase("PATH is missing.", "check")]
    [TestCase("--at needs a value.", "plan", "--at")]
    [TestCase("init does not understand \"two\".", "init", "one", "two")]
    [TestCase("--previous needs --series", "plan", "--previous", "stored.json")]
    [TestCase("--previous needs --series", "write", "--previous", "stored.json")]
    [TestCase("--previous needs --series", "rehearse", "--previous", "stored.json")]
    [TestCase("--previous needs --series", "send", "--dry-run", "--previous", "stored.json")]
    public void It_says_what_is_wrong_and_what_may_be_meant(string message, params string[] arguments)
    {
        var (code, output) = Run(arguments);

        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Does.Contain(message));
        Assert.That(Directory.EnumerateFileSystemEntries(folder), Is.Empty);
    }

    [Test]
    public void Unknown_properties_and_workshops_have_suggestions()
    {
        var document = File.ReadAllText(Online).Replace("\"duration\"", "\"duraton\"", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "series.json"), document);

        Assert.That(
            Run("write", "--series", "series.json").Output,
            Does.Contain("workshops[0].duraton: ").And.Contain("did you mean duration?"));
    }

    [TestCase("write")]
    [TestCase("plan", "--all")]
    [TestCase("plan", "--help")]
    [TestCase("--help")]
    public void Nothing_is_wider_than_the_terminal_and_no_word_is_broken(params string[] arguments)
    {
        var wide = RunInWidth(null, arguments);
        var narrow = RunInWidth(80, arguments);

        Assert.That(narrow.Split('\n').Where(static line => line.Length > 80 && line.Contains(' ', StringComparison.Ordinal)
            && !line.Contains(Path.DirectorySeparatorChar)), Is.Empty);
        // Frames aside, the same words are there.
        Assert.That(Words(narrow), Is.SupersetOf(Words(wide).Where(static word => !word.Contains(Path.DirectorySeparatorChar))));
    }

    [Test]
    public void A_file_gets_neither_colors_nor_frames_nor_blanks_at_the_end_of_lines()
    {
        var output = RunInWidth(null, "plan", "--all");

        Assert.That(output.Where(static c => c is '\u001b' or '│' or '╭'), Is.Empty);
        Assert.That(output.Split('\n'), Has.None.EndsWith(" "));
        Assert.That(output, Does.Contain("kadri.tamm@tartu.example"));
    }

    private static HashSet<string> Words(string output) =>
        [.. output.Split((char[])[' ', '\n', '\r', '│', ':'], StringSplitOptions.RemoveEmptyEntries)];

    private string RunInWidth(int? width, params string[] arguments)
    {
        using var output = new StringWriter();
        var before = Directory.GetCurrentDirectory();
        try
        {
            Directory.SetCurrentDirectory(folder);
            Assert.That(InviteConsole.ConsoleProgram.Run(arguments, output, output, "en", width), Is.Zero, output.ToString());
            return output.ToString();
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
    }

    private (int Code, string Output) Run(params string[] arguments) =>
        SampleConsole.Run(folder, new Dictionary<string, string>(), arguments);
}
