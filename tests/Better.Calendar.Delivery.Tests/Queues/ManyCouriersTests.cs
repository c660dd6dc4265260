using System.Diagnostics;
using Better.Calendar.Delivery.Tests.Couriers;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Delivery.Tests.Queues;

[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class ManyCouriersTests
{
    [Test]
    public async Task Four_couriers_over_RabbitMQ_survive_kills_of_themselves_of_RabbitMQ_and_of_PostgreSQL()
    {
        using var peers = new QueuePeers();
        using var server = FaultServer.Start("--log-only", "--grey", "20", "--refuse", "1", "--cut", "2", "--seed", "20");
        await using var ledger = QueuePeers.Ledger();
        var letters = KilledCourierTests.Letters;
        Assert.That(await TestSeries.PostAsync(ledger, TestSeries.ThreeRevisions(TestSeries.Of(letters / 3))), Is.EqualTo(letters));

        // A third of the kills strike a courier's neighbours instead.
        var kills = Math.Max(6, KilledCourierTests.Kills);
        var chance = Portion.Random(20);
        var watch = Stopwatch.StartNew();
        var couriers = Enumerable.Range(0, 4).Select(_ => Courier(server)).ToList();
        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                await UntilAsync(server, (kill + 1) * letters / (kills + 2), couriers);
                switch (kill % 6)
                {
                    case 2:
                        peers.KillRabbit();
                        break;
                    case 5:
                        peers.KillPostgres();
                        break;
                    default:
                        var unlucky = chance.Next(couriers.Count);
                        couriers[unlucky].Kill();
                        couriers[unlucky].Dispose();
                        couriers[unlucky] = Courier(server);
                        break;
                }
            }

            foreach (var courier in couriers)
            {
                Assert.That(courier.WaitForEnd(TimeSpan.FromMinutes(8)), Is.True, courier.Output);
                Assert.That(courier.ExitCode, Is.Zero, courier.Output);
            }
        }
        finally
        {
            couriers.ForEach(static courier => courier.Dispose());
        }

        TestContext.Out.WriteLine($"{watch.Elapsed.TotalSeconds:0} s, {kills} kills. {await Truth.AssertAsync(ledger, server, letters)}");
    }

    private static CourierProcess Courier(FaultServer server) => new(new Dictionary<string, string>
    {
        ["Postgres"] = QueuePeers.Postgres,
        ["Rabbit"] = QueuePeers.Rabbit,
        ["Smtp"] = $"smtp://127.0.0.1:{server.Port}",
        ["Security"] = "None",
        ["Drain"] = "true",
        ["Patience"] = "600",
        ["Lease"] = "3",
        ["MostDoubts"] = "20",
        ["GiveAgain"] = "5",
        ["Retry:First"] = "0.4",
        ["Retry:AfterLoss"] = "0.2",
        ["Retry:Longest"] = "5",
        ["Logging:LogLevel:Default"] = "Warning",
    });

    private static async Task UntilAsync(FaultServer server, int mails, IReadOnlyList<CourierProcess> couriers)
    {
        for (var waited = Stopwatch.StartNew(); server.Mails.Count < mails && waited.Elapsed < TimeSpan.FromMinutes(3);)
        {
            await Task.Delay(20);
        }

        Assert.That(server.Mails, Has.Count.GreaterThanOrEqualTo(mails), string.Join('\n', couriers.Select(static courier => courier.Output)));
    }
}
