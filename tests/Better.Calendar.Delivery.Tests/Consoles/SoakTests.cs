using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Delivery.Tests.Transports;
using Better.Calendar.Tests;
using Better.Calendar.Tests.Consoles;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Delivery.Tests.Consoles;

/// <summary>
/// Faults of all classes at random, kills and clocks that jump (libfaketime): nothing is lost, everything is told, every exit code is true,
/// and the last status is what the server recorded.
/// </summary>
[Category(TestScale.Slow)]
[Category(PeerRig.Category)]
[NonParallelizable]
public sealed partial class SoakTests
{
    private static readonly int Emails = TestScale.Long ? 2000 : 200;
    private static readonly int Kills = TestScale.Long ? 10 : 3;
    private static readonly string[] Clocks = ["+0", "-1h", "+2h", "-30m", "+5h"];

    [Test]
    public async Task Nothing_is_lost_and_everything_is_told_whatever_happens()
    {
        PeerRig.Need("clock");
        using var folder = new PeerFolder();
        var (key, file, _) =
            SmtpTransportTests.CreateCertificate(folder, DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
        using var server = new ScriptedServer(X509Certificate2.CreateFromPemFile(file, key)) { Script = new Faults(4711).Answer };
        var series = folder.Write("series.json", System.Text.Encoding.UTF8.GetBytes(SeriesDocument.Write(TestSeries.Create(Emails))));
        var work = Path.GetDirectoryName(series)!;
        var outbox = Path.Combine(work, "outbox.db");
        var console = new List<(int Code, string Output)>();
        await using (var store = new SqliteOutboxStore(outbox))
        {
            await new Outbox(store).EnqueueAsync(SeriesRevision.First(TestSeries.Create(Emails), TestSeries.At));
        }

        for (var kill = 0; kill < Kills; kill++)
        {
            var clock = Clocks[kill % Clocks.Length];
            using var worker = StartWorker(outbox, server.Port, file, clock);
            var wanted = Math.Min(server.Accepted.Count + (Emails / (Kills + 2)), Emails * 9 / 10);
            var waited = Stopwatch.StartNew();
            while (server.Accepted.Count < wanted && !worker.HasExited && waited.Elapsed < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(20);
            }

            worker.Kill();
            await worker.WaitForExitAsync();
            if (kill % 4 == 3)
            {
                console.Add(Status(work));
            }
        }

        string[] arguments = ["send", "--resume", "--outbox", "outbox.db", "--smtp", $"smtp://localhost:{server.Port}", "--ca", file];
        server.Script = static (session, command) =>
            command.StartsWith("RCPT", StringComparison.Ordinal) && Faults.IsUnknown(session.Recipient) ? "550 5.1.1 no such user" : null;
        console.Add(SampleConsole.RunProcess("InviteConsole", work, new Dictionary<string, string>(), arguments));
        var last = Status(work);

        await using var read = new SqliteOutboxStore(outbox);
        var entries = new List<OutboxEntry>();
        await foreach (var entry in new Outbox(read).ReadAsync())
        {
            entries.Add(entry);
        }

        var accepted = server.Accepted.ToLookup(static mail => mail.Recipient);
        var bad = entries.Where(static entry => entry.Status != DeliveryStatus.Sent).ToList();
        Assert.That(entries, Has.Count.EqualTo(Emails));
        Assert.That(Recipients(static entry => entry.Due is not null), Is.Empty, "open");
        Assert.That(
            Recipients(entry => entry.Status == DeliveryStatus.Sent && !accepted.Contains(entry.Message.Recipient)), Is.Empty, "lost");
        Assert.That(
            Recipients(entry =>
                accepted[entry.Message.Recipient].Count() > entry.UncertainSends + (entry.Status == DeliveryStatus.Sent ? 1 : 0)),
            Is.Empty,
            "arrived more than once, and not told");
        Assert.That(
            Recipients(entry => entry.Status == DeliveryStatus.Rejected
                && entry.UncertainSends == 0
                && accepted.Contains(entry.Message.Recipient)),
            Is.Empty,
            "rejected, but accepted by the server");
        var told = string.Concat(console.Select(static run => run.Output));
        Assert.That(
            Recipients(entry => (entry.Status != DeliveryStatus.Sent || entry.UncertainSends > 0)
                && (!entry.IsReported || !told.Contains(entry.Message.Recipient, StringComparison.Ordinal))),
            Is.Empty,
            "untold");
        Assert.That(last.Output, Does.Contain($"{Emails - bad.Count} of {Emails} emails were accepted"));
        Assert.That(
            Recipients(entry => (entry.Status != DeliveryStatus.Sent || accepted[entry.Message.Recipient].Count() > 1)
                && !last.Output.Contains(entry.Message.Recipient, StringComparison.Ordinal)),
            Is.Empty,
            "not in the last status");
        Assert.That(
            accepted.Select(static mails => mails.Key),
            Is.SupersetOf(Recipients(static entry => entry.Status == DeliveryStatus.Sent))
                .And.SubsetOf(Recipients(static entry => entry.Status == DeliveryStatus.Sent || entry.UncertainSends > 0)),
            "the log of the server");
        Assert.That((console[^1].Code, last.Code), Is.EqualTo(bad.Count > 0 ? (1, 1) : (0, 0)), console[^1].Output);
        foreach (var run in console)
        {
            var counts = AcceptedPattern().Match(run.Output);
            Assert.That(run.Code, Is.EqualTo(counts.Groups[1].Value == counts.Groups[2].Value ? 0 : 1), run.Output);
        }

        TestContext.Out.WriteLine(
            $"{Emails} emails, {Kills} kills, {server.Connections} connections: {bad.Count} not sent, "
                + $"{entries.Count(static entry => entry.UncertainSends > 0)} perhaps twice, {server.Accepted.Count} accepted.");

        // By address, because NUnit takes minutes to describe entries with all that they contain.
        IEnumerable<string> Recipients(Func<OutboxEntry, bool> condition) =>
            entries.Where(condition).Select(static entry => entry.Message.Recipient);
    }

    private static (int Code, string Output) Status(string folder) =>
        SampleConsole.RunProcess("InviteConsole", folder, new Dictionary<string, string>(), ["send", "--status", "--outbox", "outbox.db"]);

    private static Process StartWorker(string outbox, int port, string authority, string clock)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [WorkerProcess.Program,
                $"--Delivery:Sqlite={outbox}",
                $"--Delivery:Smtp=smtp://localhost:{port}",
                $"--Delivery:TrustedRootCertificates={authority}",
                "--Delivery:LeaseDuration=1",
                "--Delivery:MaxUncertainSends=20",
                "--Delivery:RetrySchedule:InitialDelay=0.3",
                "--Delivery:RetrySchedule:DelayAfterConnectionLoss=0.1",
                "--Delivery:RetrySchedule:MaxDelay=3",
                "--Logging:LogLevel:Default=Critical"]);

        // Debian's folder for the architecture; a search of all folders would follow links for ever.
        start.Environment["LD_PRELOAD"] = Directory.GetDirectories("/usr/lib", "*-linux-gnu")
            .Select(static folder => Path.Combine(folder, "faketime/libfaketimeMT.so.1"))
            .First(File.Exists);
        start.Environment["FAKETIME"] = clock;
        start.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"(\d+) of (\d+) emails were accepted")]
    private static partial Regex AcceptedPattern();

    /// <summary>A fault of each class, at random but by a seed.</summary>
    private sealed class Faults(int seed)
    {
        private readonly Lock sync = new();
        private readonly Random chance = new(seed);

        public static bool IsUnknown(string recipient) =>
            int.Parse(recipient.AsSpan(5, recipient.IndexOf('@', StringComparison.Ordinal) - 5), CultureInfo.InvariantCulture) % 50 == 7;

        public string? Answer(ScriptedServer.Session session, string command)
        {
            int dice;
            lock (sync)
            {
                dice = chance.Next(1000);
            }

            return command.Split(' ', ':')[0] switch
            {
                "connect" => dice < 20 ? "421 4.3.2 busy close" : dice < 30 ? ScriptedServer.Close : null,
                "MAIL" => dice switch
                {
                    < 15 => "421 4.7.0 too many emails close",
                    < 25 => ScriptedServer.Close,
                    < 35 when session.Emails > 0 => "530 5.7.0 Authentication required",
                    < 45 => "451 4.3.0 try later",
                    _ => null,
                },
                "RCPT" => IsUnknown(session.Recipient) ? "550 5.1.1 no such user"
                    : dice < 30 ? "451 4.7.1 greylisted" : dice < 40 ? ScriptedServer.Close : null,
                "DATA" => dice < 10 ? "451 4.3.0 try later" : dice < 20 ? ScriptedServer.Close : null,
                "." => dice < 10 ? "250 2.0.0 accepted close" : dice < 20 ? ScriptedServer.Close : dice < 30 ? "452 4.3.1 no space" : null,
                _ => null,
            };
        }
    }
}
