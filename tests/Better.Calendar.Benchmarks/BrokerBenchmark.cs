using System.Diagnostics;
using System.Globalization;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.RabbitMq;
using NodaTime;
using Npgsql;

namespace Better.Calendar.Benchmarks;

/// <summary>What RabbitMQ adds beside PostgreSQL alone, which shares the work as well: both on loopback, before a mail server that keeps nothing.</summary>
/// <remarks>Needs root and the part <c>queue</c> of tests/peers, whose servers it starts and stops.</remarks>
internal static class BrokerBenchmark
{
    private const string Postgres = "Host=127.0.0.1;Port=15432;Username=postgres;Database=postgres";
    private const int Rounds = 3;
    private const int Workshops = 10;
    private const int People = 400;
    private static readonly Instant At = Instant.FromUtc(2027, 1, 11, 8, 0);
    private static readonly SeriesRevision Plan = SeriesRevision.First(YearWork.Series(Workshops, People), At);
    private static int runs;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("better-calendar-").FullName;
        Serve("start", "queue", folder);
        using var hole = DeliveryBenchmark.Child("smtp-hole");
        try
        {
            var port = int.Parse(hole.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
            await DeliverAsync(port, workers: 1, withBroker: true); // the first run compiles
            Console.WriteLine($"{Plan.Emails.Count:N0} emails, each worker with 4 connections: median of {Rounds}; transactions of PostgreSQL for each email");
            foreach (var workers in new[] { 1, 4, 16 })
            {
                await CompareAsync(port, workers);
            }
        }
        finally
        {
            hole.Kill();
            Serve("stop", folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    // In turns, so that a slow minute strikes both.
    private static async Task CompareAsync(int port, int workers)
    {
        var (alone, broker) = (new List<(double Rate, double Transactions)>(), new List<(double Rate, double Transactions)>());
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(await DeliverAsync(port, workers, withBroker: false));
            broker.Add(await DeliverAsync(port, workers, withBroker: true));
        }

        var (a, b) = (Contest.Median([.. alone.Select(static run => run.Rate)]), Contest.Median([.. broker.Select(static run => run.Rate)]));
        var (x, y) = (Contest.Median([.. alone.Select(static run => run.Transactions)]), Contest.Median([.. broker.Select(static run => run.Transactions)]));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {workers,2} workers: PostgreSQL alone {a,6:N0}/s {x:0.00} transactions; with RabbitMQ {b,6:N0}/s {y:0.00} transactions; ratio {b / a:0.00}"));
    }

    // Posting is the host's, and not timed.
    private static async Task<(double Rate, double Transactions)> DeliverAsync(int port, int workers, bool withBroker)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"run{++runs}");
        await using var store = new PostgresOutboxStore(Postgres, name);
        var posted = await new Outbox(store).EnqueueAsync(Plan);
        var before = await TransactionsAsync();
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(port, name, withBroker))));
        var took = clock.Elapsed.TotalSeconds;
        return counts.All(count => count.Sent == posted) ? (posted / took, (await TransactionsAsync() - before) / posted) : throw new InvalidOperationException($"{counts[0]}");
    }

    private static async Task<OutboxCounts> WorkAsync(int port, string name, bool withBroker)
    {
        await using var store = new PostgresOutboxStore(Postgres, name);
        await using var queue = withBroker ? new RabbitMqDispatchQueue(store, new() { Host = "127.0.0.1", Port = 10672, QueueName = name }) : null;
        return await new DeliveryWorker(store, queue, new SmtpTransport(new() { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None })).DrainAsync(Duration.Zero);
    }

    // PostgreSQL publishes its counts once a second.
    private static async Task<double> TransactionsAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await using var source = NpgsqlDataSource.Create(Postgres);
        await using var command = source.CreateCommand("SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static void Serve(params string[] arguments)
    {
        using var serving = Process.Start(new ProcessStartInfo("bash", ["tests/peers/serve.sh", .. arguments]))!;
        serving.WaitForExit();
        if (serving.ExitCode != 0)
        {
            throw new InvalidOperationException($"tests/peers/serve.sh {string.Join(' ', arguments)} failed");
        }
    }
}
