using System.Diagnostics;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Delivery.Tests.Worker;
using Better.Calendar.Tests;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Delivery.Tests.Queues;

[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class ManyWorkersTests
{
    [Test]
    public async Task Four_workers_over_RabbitMQ_survive_kills_of_themselves_of_RabbitMQ_and_of_PostgreSQL()
    {
        using var peers = new QueuePeers();
        using var server = FaultServer.Start("--log-only", "--grey", "20", "--refuse", "1", "--cut", "2", "--seed", "20");
        await using var store = QueuePeers.Store();
        var emails = KilledWorkerTests.Emails;
        Assert.That(await TestSeries.PostAsync(store, TestSeries.ThreeRevisions(TestSeries.Of(emails / 3))), Is.EqualTo(emails));

        // A third of the kills strike a worker's neighbors instead.
        var kills = Math.Max(6, KilledWorkerTests.Kills);
        var chance = Portion.Random(20);
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, 4).Select(_ => Worker(server)).ToList();
        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                await UntilAsync(server, (kill + 1) * emails / (kills + 2), workers);
                switch (kill % 6)
                {
                    case 2:
                        peers.KillRabbit();
                        break;
                    case 5:
                        peers.KillPostgres();
                        break;
                    default:
                        var unlucky = chance.Next(workers.Count);
                        workers[unlucky].Kill();
                        workers[unlucky].Dispose();
                        workers[unlucky] = Worker(server);
                        break;
                }
            }

            foreach (var worker in workers)
            {
                Assert.That(worker.WaitForEnd(TimeSpan.FromMinutes(8)), Is.True, worker.Output);
                Assert.That(worker.ExitCode, Is.Zero, worker.Output);
            }
        }
        finally
        {
            workers.ForEach(static worker => worker.Dispose());
        }

        TestContext.Out.WriteLine($"{watch.Elapsed.TotalSeconds:0} s, {kills} kills. {await ServerRecord.AssertAsync(store, server, emails)}");
    }

    private static WorkerProcess Worker(FaultServer server) => new(new Dictionary<string, string>
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

    private static async Task UntilAsync(FaultServer server, int mails, IReadOnlyList<WorkerProcess> workers)
    {
        for (var waited = Stopwatch.StartNew(); server.Mails.Count < mails && waited.Elapsed < TimeSpan.FromMinutes(3);)
        {
            await Task.Delay(20);
        }

        Assert.That(server.Mails, Has.Count.GreaterThanOrEqualTo(mails), string.Join('\n', workers.Select(static worker => worker.Output)));
    }
}
