using System.Diagnostics;
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
    public async Task Four_workers_on_RabbitMQ_deliver_every_email_while_workers_RabbitMQ_and_PostgreSQL_are_killed()
    {
        using var peers = new QueuePeers();
        using var server = FaultServer.Start("--log-only", "--grey", "20", "--refuse", "1", "--cut", "2", "--seed", "20");
        await using var store = QueuePeers.CreateStore();
        var emails = KilledWorkerTests.Emails;
        Assert.That(await TestSeries.EnqueueAsync(store, TestSeries.ThreeRevisions(TestSeries.Create(emails / 3))), Is.EqualTo(emails));

        // A third of the kills hit RabbitMQ or PostgreSQL instead of a worker.
        var kills = Math.Max(6, KilledWorkerTests.Kills);
        var random = Portion.Random(20);
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, 4).Select(_ => StartWorker(server)).ToList();
        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                await WaitForMailsAsync(server, (kill + 1) * emails / (kills + 2), workers);
                switch (kill % 6)
                {
                    case 2:
                        peers.KillRabbitMq();
                        break;
                    case 5:
                        peers.KillPostgreSql();
                        break;
                    default:
                        var victim = random.Next(workers.Count);
                        workers[victim].Kill();
                        workers[victim].Dispose();
                        workers[victim] = StartWorker(server);
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

        TestContext.Out.WriteLine(
            $"{watch.Elapsed.TotalSeconds:0} s, {kills} kills. {await ServerRecord.AssertAsync(store, server, emails)}");
    }

    private static WorkerProcess StartWorker(FaultServer server) => new(new Dictionary<string, string>
    {
        ["PostgreSql"] = QueuePeers.PostgreSql,
        ["RabbitMq"] = QueuePeers.RabbitMq,
        ["Smtp"] = $"smtp://127.0.0.1:{server.Port}",
        ["SmtpSecurity"] = "None",
        ["Drain"] = "true",
        ["MaxWait"] = "600",
        ["LeaseDuration"] = "3",
        ["MaxUncertainSends"] = "20",
        ["RequeueAfter"] = "5",
        ["RetrySchedule:InitialDelay"] = "0.4",
        ["RetrySchedule:DelayAfterConnectionLoss"] = "0.2",
        ["RetrySchedule:MaxDelay"] = "5",
        ["Logging:LogLevel:Default"] = "Warning",
    });

    private static async Task WaitForMailsAsync(FaultServer server, int mails, IReadOnlyList<WorkerProcess> workers)
    {
        for (var waited = Stopwatch.StartNew(); server.Mails.Count < mails && waited.Elapsed < TimeSpan.FromMinutes(3);)
        {
            await Task.Delay(20);
        }

        Assert.That(server.Mails, Has.Count.GreaterThanOrEqualTo(mails), string.Join('\n', workers.Select(static worker => worker.Output)));
    }
}
