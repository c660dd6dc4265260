using System.Diagnostics;
using Better.Calendar.Tests;
using Better.Calendar.Tests.Consoles;

namespace Better.Calendar.Delivery.Tests.Consoles;

[NonParallelizable]
public sealed class SendConsoleTests
{
    private DirectoryInfo folder = null!;

    private string[] DeliveredFiles =>
        Directory.Exists(Path.Combine(folder.FullName, "m", "new")) ? Directory.GetFiles(Path.Combine(folder.FullName, "m", "new")) : [];

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("better-calendar-");

    [TearDown]
    public void DeleteFolder() => folder.Delete(recursive: true);

    [Test]
    public void A_dry_run_lists_the_emails_and_writes_nothing()
    {
        var (code, output) = Run("send", "--dry-run");

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("15 emails would be sent to 5 people"));
        Assert.That(folder.EnumerateFileSystemInfos(), Is.Empty);
    }

    [Test]
    public void All_emails_are_written_into_a_Maildir_and_the_status_shows_it()
    {
        Assert.That(Run("send", "--maildir", "m", "--outbox", "outbox.db").Code, Is.Zero);
        Assert.That(DeliveredFiles, Has.Length.EqualTo(15));

        var (code, output) = Run("send", "--status", "--outbox", "outbox.db");

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("15 of 15 emails"));
    }

    [Test]
    [Category(TestScale.Slow)]
    public void A_send_that_was_killed_continues_with_resume_and_the_same_command_again_sends_nothing_twice()
    {
        var start =
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(TestContext.CurrentContext.TestDirectory, "InviteConsole.dll"),
                    "send",
                    "--maildir",
                    "m",
                    "--outbox",
                    "outbox.db",
                    "--rate",
                    "60"])
            {
                WorkingDirectory =
                    folder.FullName,
                RedirectStandardOutput = true
            };
        using (var process = Process.Start(start)!)
        {
            for (var waited = Stopwatch.StartNew(); DeliveredFiles.Length < 3 && waited.Elapsed < TimeSpan.FromSeconds(60);)
            {
                Thread.Sleep(20);
            }

            process.Kill();
            process.WaitForExit();
        }

        Assert.That(DeliveredFiles, Has.Length.InRange(3, 10), "one email per second");
        Assert.That(Run("send", "--status", "--outbox", "outbox.db").Code, Is.EqualTo(1));

        var (code, output) = Run("send", "--maildir", "m", "--outbox", "outbox.db", "--resume");

        Assert.That(code, Is.Zero, output);
        Assert.That(DeliveredFiles, Has.Length.EqualTo(15));
        Array.ForEach(DeliveredFiles, File.Delete);
        var again = Run("send", "--maildir", "m", "--outbox", "outbox.db");
        Assert.That((again.Code, again.Output), Is.EqualTo((0, again.Output)));
        Assert.That(again.Output, Does.Contain("15 of 15 emails are in the outbox already"));
        Assert.That(DeliveredFiles, Is.Empty);
    }

    [TestCase("--resume", "--maildir", "m")]
    [TestCase("--resume", "--maildir", "m", "--outbox", "nowhere.db")]
    [TestCase("--status")]
    [TestCase("--status", "--outbox", "nowhere.db")]
    [TestCase("--maildir", "m", "--smtp", "smtp://mail.example")]
    [TestCase("--maildir", "m", "--rate", "0")]
    [TestCase]
    public void Wrong_arguments_return_exit_code_2(params string[] arguments)
    {
        var (code, output) = Run(["send", .. arguments]);

        Assert.That(code, Is.EqualTo(2), output);
        Assert.That(output, Is.Not.Empty.And.Not.Contain("   at "));
        Assert.That(folder.EnumerateFileSystemInfos(), Is.Empty);
    }

    private (int Code, string Output) Run(params string[] arguments) =>
        SampleConsole.Run(folder.FullName, new Dictionary<string, string>(), arguments);
}
