using System.Diagnostics;
using System.Globalization;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Delivery.Tests.Couriers;

[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class KilledCourierTests
{
    /// <summary>Three for each person: 20,001 in CI, a slice at the desk, and as many as BETTER_CALENDAR_LETTERS says.</summary>
    internal static int Letters { get; } =
        (int.Parse(Environment.GetEnvironmentVariable("BETTER_CALENDAR_LETTERS") ?? (TestScale.Long ? "20000" : "900"), CultureInfo.InvariantCulture) + 2) / 3 * 3;

    internal static int Kills => Letters >= 3000 ? 20 : 5;

    [Test]
    public async Task A_courier_that_is_killed_again_and_again_on_one_machine_loses_nothing_and_tells_what_came_twice()
    {
        using var folder = new PeerFolder();
        using var server = FaultServer.Start("--log-only", "--grey", "20", "--refuse", "1", "--cut", "2", "--seed", "10");
        var path = folder.Write("outbox.db", []);
        await using var ledger = new SqliteLedger(path);
        Assert.That(await TestSeries.PostAsync(ledger, TestSeries.ThreeRevisions(TestSeries.Of(Letters / 3))), Is.EqualTo(Letters));

        var watch = Stopwatch.StartNew();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var courier = Courier(server, path);
            await KillAmidAsync(courier, server, (kill + 1) * Letters / (Kills + 2));
        }

        using var last = Courier(server, path);
        Assert.That(last.WaitForEnd(TimeSpan.FromMinutes(8)), Is.True, last.Output);
        Assert.That(last.ExitCode, Is.Zero, last.Output);
        TestContext.Out.WriteLine($"{watch.Elapsed.TotalSeconds:0} s, {Kills} kills. {await Truth.AssertAsync(ledger, server, Letters)}");
    }

    private static CourierProcess Courier(FaultServer server, string path) => new(new Dictionary<string, string>
    {
        ["Sqlite"] = path,
        ["Smtp"] = $"smtp://127.0.0.1:{server.Port}",
        ["Security"] = "None",
        ["Connections"] = "8",
        ["Drain"] = "true",
        ["Patience"] = "600",
        ["Lease"] = "3",
        ["MostDoubts"] = "20",
        ["Retry:First"] = "0.4",
        ["Retry:AfterLoss"] = "0.2",
        ["Retry:Longest"] = "5",
        ["Logging:LogLevel:Default"] = "Warning",
    });

    /// <summary>Lets it work until the server has taken so many, and kills it.</summary>
    internal static async Task KillAmidAsync(CourierProcess courier, FaultServer server, int mails)
    {
        for (var waited = Stopwatch.StartNew(); server.Mails.Count < mails && !courier.HasEnded && waited.Elapsed < TimeSpan.FromMinutes(3);)
        {
            await Task.Delay(20);
        }

        Assert.That(courier.HasEnded, Is.False, courier.Output);
        courier.Kill();
    }
}
