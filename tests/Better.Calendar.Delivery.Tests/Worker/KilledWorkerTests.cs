using System.Diagnostics;
using System.Globalization;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Delivery.Tests.Worker;

[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class KilledWorkerTests
{
    /// <summary>Three for each participant: 20,001 in CI, 900 elsewhere, or as many as BETTER_CALENDAR_EMAILS says.</summary>
    internal static int Emails { get; } =
        (int.Parse(Environment.GetEnvironmentVariable("BETTER_CALENDAR_EMAILS")
            ?? (TestScale.Long ? "20000" : "900"), CultureInfo.InvariantCulture)
            + 2) / 3 * 3;

    internal static int Kills => Emails >= 3000 ? 20 : 5;

    [Test]
    public async Task A_worker_that_is_killed_repeatedly_loses_no_email_and_reports_those_that_arrived_twice()
    {
        using var folder = new PeerFolder();
        using var server = FaultServer.Start("--log-only", "--grey", "20", "--refuse", "1", "--cut", "2", "--seed", "10");
        var path = folder.Write("outbox.db", []);
        await using var store = new SqliteOutboxStore(path);
        Assert.That(await TestSeries.EnqueueAsync(store, TestSeries.ThreeRevisions(TestSeries.Create(Emails / 3))), Is.EqualTo(Emails));

        var watch = Stopwatch.StartNew();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var worker = StartWorker(server, path);
            await KillAfterAsync(worker, server, (kill + 1) * Emails / (Kills + 2));
        }

        using var last = StartWorker(server, path);
        Assert.That(last.WaitForEnd(TimeSpan.FromMinutes(8)), Is.True, last.Output);
        Assert.That(last.ExitCode, Is.Zero, last.Output);
        TestContext.Out.WriteLine(
            $"{watch.Elapsed.TotalSeconds:0} s, {Kills} kills. {await ServerRecord.AssertAsync(store, server, Emails)}");
    }

    private static WorkerProcess StartWorker(FaultServer server, string path) => new(new Dictionary<string, string>
    {
        ["Sqlite"] = path,
        ["Smtp"] = $"smtp://127.0.0.1:{server.Port}",
        ["SmtpSecurity"] = "None",
        ["Connections"] = "8",
        ["Drain"] = "true",
        ["MaxWait"] = "600",
        ["LeaseDuration"] = "3",
        ["MaxUncertainSends"] = "20",
        ["RetrySchedule:InitialDelay"] = "0.4",
        ["RetrySchedule:DelayAfterConnectionLoss"] = "0.2",
        ["RetrySchedule:MaxDelay"] = "5",
        ["Logging:LogLevel:Default"] = "Warning",
    });

    /// <summary>Kills the worker after the server has accepted this many emails.</summary>
    internal static async Task KillAfterAsync(WorkerProcess worker, FaultServer server, int mails)
    {
        for (var waited = Stopwatch.StartNew(); server.Mails.Count < mails && !worker.HasEnded && waited.Elapsed < TimeSpan.FromMinutes(3);)
        {
            await Task.Delay(20);
        }

        Assert.That(worker.HasEnded, Is.False, worker.Output);
        worker.Kill();
    }
}
