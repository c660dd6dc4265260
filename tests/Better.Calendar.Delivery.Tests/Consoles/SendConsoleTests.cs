using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Delivery.Tests.Transports;
using Better.Calendar.Tests;
using Better.Calendar.Tests.Consoles;
using Better.Calendar.Tests.Peers;

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

    [Test]
    [Category(PeerRig.Category)]
    public void Rejected_emails_are_told_keep_the_exit_code_and_can_be_sent_again_or_withdrawn()
    {
        using var certificates = new PeerFolder();
        using var server = CreateServer(certificates, out var authority);
        var isWrong = true;
        server.Script = (_, command) => isWrong && command.StartsWith("RCPT", StringComparison.Ordinal)
            ? "550 5.1.1 \u001b[31mno such user\u001b]0;owned\u0007" : null;
        string[] transport = ["--smtp", $"smtp://localhost:{server.Port}", "--ca", authority, "--outbox", "outbox.db"];

        var first = Run(["send", .. transport]);
        Assert.That(first.Code, Is.EqualTo(1), first.Output);
        Assert.That(first.Output, Does.Contain("0 of 15 emails").And.Contain("rejected: 15").And.Contain("no such user"));
        Assert.That(first.Output, Does.Not.Contain('\u001b').And.Not.Contain('\u0007'), "the server does not write to the terminal");
        var again = Run(["send", .. transport]);
        Assert.That((again.Code, again.Output.Contains("no such user", StringComparison.Ordinal)), Is.EqualTo((1, false)), "told once");
        var status = Run("send", "--status", "--outbox", "outbox.db");
        Assert.That(status.Code, Is.EqualTo(1));
        Assert.That(status.Output, Does.Contain("kadri.tamm@tartu.example").And.Contain("send --again rejected --outbox"));

        isWrong = false;
        var one = Run(["send", "--again", "rejected", "--to", "kadri.tamm@tartu.example", .. transport]);
        Assert.That(one.Code, Is.EqualTo(1), "others are still rejected");
        Assert.That(server.Accepted.Select(static mail => mail.Recipient).Distinct(), Is.EqualTo(["kadri.tamm@tartu.example"]));
        Assert.That(Run(["send", "--again", "rejected", .. transport]).Code, Is.Zero);
        Assert.That(server.Accepted, Has.Count.EqualTo(15));
    }

    [Test]
    [Category(TestScale.Slow)]
    [Category(PeerRig.Category)]
    public void What_became_final_in_a_run_that_was_killed_is_told_by_the_next_one()
    {
        using var certificates = new PeerFolder();
        using var server = CreateServer(certificates, out var authority);
        server.Script = static (session, command) => !command.StartsWith("RCPT", StringComparison.Ordinal) ? null
            : session.Recipient.StartsWith("kadri", StringComparison.Ordinal) ? "550 5.1.1 no such user" : ScriptedServer.Hang;
        string[] arguments = ["send", "--smtp", $"smtp://localhost:{server.Port}", "--ca", authority, "--outbox", "outbox.db"];
        var start =
            new ProcessStartInfo("dotnet", [Path.Combine(TestContext.CurrentContext.TestDirectory, "InviteConsole.dll"), .. arguments])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
            };
        using (var process = Process.Start(start)!)
        {
            for (var waited = Stopwatch.StartNew();
                !server.Commands.Any(static command => command.StartsWith("RCPT TO:<kadri", StringComparison.Ordinal))
                    && waited.Elapsed < TimeSpan.FromSeconds(60);)
            {
                Thread.Sleep(20);
            }

            Thread.Sleep(1000);
            process.Kill();
            process.WaitForExit();
        }

        server.Script = static (_, _) => null;
        var (code, output) = Run(arguments);

        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output.ReplaceLineEndings(""), Does.Contain("kadri.tamm@tartu.example, Invitation, workshop 1, rejected"));
        Assert.That(output, Does.Contain("14 of 15 emails").And.Contain("rejected: 1"));
        Assert.That(output, Does.Not.Contain("may have arrived"));
    }

    [Test]
    public void Withdrawn_emails_are_not_sent_and_are_told()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "m"), "a file where the Maildir should be");
        Assert.That(Run("send", "--maildir", "m", "--outbox", "outbox.db").Code, Is.Not.Zero);
        File.Delete(Path.Combine(folder.FullName, "m"));
        Assert.That(Run("send", "--maildir", "m", "--outbox", "outbox.db", "--rate", "600").Code, Is.Zero);
        var (code, output) = Run("send", "--withdraw", "--outbox", "outbox.db");

        Assert.That((code, output.Contains("0 emails were withdrawn", StringComparison.Ordinal)), Is.EqualTo((0, true)), output);
    }

    private static ScriptedServer CreateServer(PeerFolder certificates, out string authority)
    {
        var (key, file, _) =
            SmtpTransportTests.CreateCertificate(certificates, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        authority = file;
        return new(X509Certificate2.CreateFromPemFile(file, key));
    }

    private (int Code, string Output) Run(params string[] arguments) =>
        SampleConsole.Run(folder.FullName, new Dictionary<string, string>(), arguments);
}
