using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.Sqlite;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Benchmarks;

/// <summary>
/// The delivery worker compared with MailKit alone, which sends emails from memory, both on loopback; and the memory of the worker for
/// growing numbers of emails.
/// </summary>
internal static class DeliveryBenchmark
{
    private const int Connections = 4;
    private const int Rounds = 5;
    private const int Workshops = 10;
    private static readonly Instant At = Instant.FromUtc(2027, 1, 11, 8, 0);

    public static async Task RunAsync()
    {
        using (var server = Child("smtp-discard"))
        {
            await ContestAsync(
                "a server that discards them as fast as possible",
                int.Parse(server.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture),
                20_000);
            server.Kill();
        }

        if (Environment.GetEnvironmentVariable("RIG_DIR") is null)
        {
            Console.WriteLine(
                "RIG_DIR is not set, so the server of tests/peers is not measured. Install it with tests/peers/install.sh DIR smtp and "
                    + "set RIG_DIR=DIR.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("better-calendar-");
        using (var peer =
            Process.Start(
                new ProcessStartInfo(
                    "node",
                    ["tests/peers/smtp/smtpd.js", "--port", "10025", "--dir", folder.FullName, "--log-only"])
                {
                    RedirectStandardOutput =
                        true
                })!)
        {
            await peer.StandardOutput.ReadLineAsync();
            await ContestAsync("the server of tests/peers, without faults", 10025, 20_000);
            peer.Kill();
            await peer.WaitForExitAsync();
        }

        folder.Delete(recursive: true);
    }

    private static async Task ContestAsync(string server, int port, int emails)
    {
        var series = YearWork.Series(Workshops, emails / Workshops);
        var inMemory = new InvitationComposer().ComposeAll(series, At).Take(2_000).Select(static email => email.ToMimeMessage()).ToList();
        var contestants = new (string Name, Func<Task<TimeSpan>> Run)[]
        {
            ("MailKit alone, emails in memory", () => MailKitAsync(port, inMemory, emails)),
            ("worker, safe from power loss", () => WorkerAsync(port, series, WriteDurability.Machine)),
            ("worker, the same, 8 prefetched intents", () => WorkerAsync(port, series, WriteDurability.Machine, prefetchedIntents: 8)),
            ("worker, safe from process death", () => WorkerAsync(port, series, WriteDurability.Process)),
        };
        var rates = contestants.Select(static _ => new List<double>()).ToArray();
        for (var round = -1; round < Rounds; round++)
        {
            for (var at = 0; at < contestants.Length; at++)
            {
                GC.Collect();
                var took = await contestants[at].Run();
                if (round >= 0)
                {
                    rates[at].Add(emails / took.TotalSeconds);
                }
            }
        }

        Console.WriteLine($"{emails:N0} emails over {Connections} connections to {server}: median of {Rounds} runs");
        var first = Contest.Median(rates[0]);
        for (var at = 0; at < contestants.Length; at++)
        {
            var rate = Contest.Median(rates[at]);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {contestants[at].Name,-42} {rate,8:N0}/s   ratio {rate / first:0.00}"));
        }
    }

    public static async Task MemoryAsync()
    {
        using var server = Child("smtp-discard");
        var port = server.StandardOutput.ReadLine()!;
        Console.WriteLine("peak memory of the worker");
        foreach (var emails in new[] { 1_000, 20_000, 200_000 })
        {
            var folder = Directory.CreateTempSubdirectory("better-calendar-");
            using (var enqueuing = Child("delivery-enqueue", $"{folder.FullName}/outbox.db", $"{emails}"))
            {
                await enqueuing.WaitForExitAsync();
            }

            using (var running = Child("delivery-run", $"{folder.FullName}/outbox.db", port))
            {
                Console.WriteLine($"  {emails,7:N0} emails: {await running.StandardOutput.ReadToEndAsync()}".TrimEnd());
            }

            folder.Delete(recursive: true);
        }

        server.Kill();
    }

    public static async Task EnqueueAsync(string path, int emails)
    {
        await using var store = new SqliteOutboxStore(path);
        await new Outbox(store).EnqueueAsync(SeriesRevision.First(YearWork.Series(Workshops, emails / Workshops), At));
    }

    public static async Task DrainAsync(string path, int port)
    {
        await using var store = new SqliteOutboxStore(path);
        var clock = Stopwatch.StartNew();
        var counts = await Worker(store, port).DrainAsync(Duration.Zero);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{self.PeakWorkingSet64 / 1048576.0:0} MB, {counts.Sent:N0} sent, {counts.Sent / clock.Elapsed.TotalSeconds:N0}/s"));
    }

    // Over sockets without Nagle's algorithm, like the worker's. With the sockets that MailKit opens, the end of an email would wait up to
    // 40 ms for the server's acknowledgement, and the comparison would be unfair.
    private static async Task<TimeSpan> MailKitAsync(int port, List<MimeMessage> inMemory, int emails)
    {
        var clock = Stopwatch.StartNew();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var client = new SmtpClient();
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync("127.0.0.1", port);
            await client.ConnectAsync(socket, "127.0.0.1", port, SecureSocketOptions.None);
            while (Interlocked.Increment(ref next) is var number && number < emails)
            {
                await client.SendAsync(inMemory[number % inMemory.Count]);
            }

            await client.DisconnectAsync(quit: true);
        })));
        return clock.Elapsed;
    }

    // Enqueuing is done by the host, and is not timed.
    private static async Task<TimeSpan> WorkerAsync(int port, WorkshopSeries series, WriteDurability durability, int prefetchedIntents = 3)
    {
        var folder = Directory.CreateTempSubdirectory("better-calendar-");
        await using var store = new SqliteOutboxStore(Path.Combine(folder.FullName, "outbox.db"), durability);
        var enqueued = await new Outbox(store).EnqueueAsync(SeriesRevision.First(series, At));
        var clock = Stopwatch.StartNew();
        var counts = await Worker(store, port, prefetchedIntents).DrainAsync(Duration.Zero);
        var took = clock.Elapsed;
        folder.Delete(recursive: true);
        return counts.Sent == enqueued
            ? took
            : throw new InvalidOperationException($"Not all of the {enqueued} emails were sent: {counts}.");
    }

    private static DeliveryWorker Worker(SqliteOutboxStore store, int port, int prefetchedIntents = 3) =>
        new(
            store,
            null,
            new SmtpTransport(new() { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None }),
            new() { Connections = Connections, PrefetchedIntents = prefetchedIntents });

    internal static Process Child(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
}
