using System.Diagnostics;
using System.Globalization;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.RabbitMq;
using NodaTime;
using Npgsql;

namespace Better.Calendar.Benchmarks;

/// <summary>
/// What RabbitMQ adds to PostgreSQL alone, through which workers can share the work as well: both on loopback, delivering to a mail server
/// that discards the emails.
/// </summary>
/// <remarks>
/// Needs root and the part <c>queue</c> of tests/peers, whose servers it starts and stops. Run it in the root of the repository.
/// </remarks>
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
        using var server = DeliveryBenchmark.Child("smtp-discard");
        try
        {
            var port = int.Parse(server.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
            await DeliverAsync(port, workers: 1, withBroker: true); // the first run includes the time of the JIT compiler
            Console.WriteLine(
                $"{Plan.Emails.Count:N0} emails, 4 connections per worker: median of {Rounds} runs; PostgreSQL transactions per email");
            foreach (var workers in new[] { 1, 4, 16 })
            {
                await CompareAsync(port, workers);
            }
        }
        finally
        {
            server.Kill();
            Serve("stop", folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    // In turns, so that a slow minute affects both.
    private static async Task CompareAsync(int port, int workers)
    {
        var (alone, broker) = (new List<(double Rate, double Transactions)>(), new List<(double Rate, double Transactions)>());
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(await DeliverAsync(port, workers, withBroker: false));
            broker.Add(await DeliverAsync(port, workers, withBroker: true));
        }

        var (a, b) =
            (Contest.Median([.. alone.Select(static run => run.Rate)]), Contest.Median([.. broker.Select(static run => run.Rate)]));
        var (x, y) =
            (Contest.Median([.. alone.Select(static run => run.Transactions)]),
                Contest.Median([.. broker.Select(static run => run.Transactions)]));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {workers,2} workers: PostgreSQL alone {a,6:N0}/s {x:0.00} transactions; "
                + $"with RabbitMQ {b,6:N0}/s {y:0.00} transactions; ratio {b / a:0.00}"));
    }

    // Enqueuing is done by the host, and is not timed.
    private static async Task<(double Rate, double Transactions)> DeliverAsync(int port, int workers, bool withBroker)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"run{++runs}");
        await using var store = new PostgresOutboxStore(Postgres, name);
        var enqueued = await new Outbox(store).EnqueueAsync(Plan);
        var before = await TransactionsAsync();
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(port, name, withBroker))));
        var took = clock.Elapsed.TotalSeconds;
        return counts.All(count => count.Sent == enqueued)
            ? (enqueued / took, (await TransactionsAsync() - before) / enqueued)
            : throw new InvalidOperationException($"Not all of the {enqueued} emails were sent: {counts[0]}.");
    }

    private static async Task<OutboxCounts> WorkAsync(int port, string name, bool withBroker)
    {
        await using var store = new PostgresOutboxStore(Postgres, name);
        await using var queue = withBroker
            ? new RabbitMqDispatchQueue(store, new() { Host = "127.0.0.1", Port = 10672, QueueName = name })
            : null;
        return await new DeliveryWorker(
            store,
            queue,
            new SmtpTransport(new() { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None })).DrainAsync(
            Duration.Zero);
    }

    // PostgreSQL updates its statistics once a second.
    private static async Task<double> TransactionsAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await using var source = NpgsqlDataSource.Create(Postgres);
        await using var command = source.CreateCommand("SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static void Serve(params string[] arguments)
    {
        using var script = Process.Start(new ProcessStartInfo("bash", ["tests/peers/serve.sh", .. arguments]))!;
        script.WaitForExit();
        if (script.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"tests/peers/serve.sh {string.Join(' ', arguments)} ended with {script.ExitCode}. See its output above.");
        }
    }
}
