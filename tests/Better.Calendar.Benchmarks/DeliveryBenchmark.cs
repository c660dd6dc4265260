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

/// <summary>The worker beside MailKit alone with emails already in memory, both on loopback; and the memory that ever more emails take.</summary>
internal static class DeliveryBenchmark
{
    private const int Connections = 4;
    private const int Rounds = 5;
    private const int Workshops = 10;
    private static readonly Instant At = Instant.FromUtc(2027, 1, 11, 8, 0);

    public static async Task RunAsync()
    {
        using (var hole = Child("smtp-hole"))
        {
            await ContestAsync("a server that keeps nothing, as fast as one can", int.Parse(hole.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture), 20_000);
            hole.Kill();
        }

        if (Environment.GetEnvironmentVariable("RIG_DIR") is null)
        {
            Console.WriteLine("RIG_DIR is not set: not tried against the server of tests/peers");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("better-calendar-");
        using (var peer = Process.Start(new ProcessStartInfo("node", ["tests/peers/smtp/smtpd.js", "--port", "10025", "--dir", folder.FullName, "--log-only"]) { RedirectStandardOutput = true })!)
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
            ("worker, the same, 8 emails written ahead", () => WorkerAsync(port, series, WriteDurability.Machine, writtenAhead: 8)),
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

        Console.WriteLine($"{emails:N0} emails over {Connections} connections to {server}: median of {Rounds}");
        for (var at = 0; at < contestants.Length; at++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {contestants[at].Name,-42} {Contest.Median(rates[at]),8:N0}/s   ratio {Contest.Median(rates[at]) / Contest.Median(rates[0]):0.00}"));
        }
    }

    public static async Task MemoryAsync()
    {
        using var hole = Child("smtp-hole");
        var port = hole.StandardOutput.ReadLine()!;
        Console.WriteLine("the most memory that a worker took");
        foreach (var emails in new[] { 1_000, 20_000, 200_000 })
        {
            var folder = Directory.CreateTempSubdirectory("better-calendar-");
            using (var posting = Child("delivery-post", $"{folder.FullName}/outbox.db", $"{emails}"))
            {
                await posting.WaitForExitAsync();
            }

            using (var carrying = Child("delivery-carry", $"{folder.FullName}/outbox.db", port))
            {
                Console.WriteLine($"  {emails,7:N0} emails: {await carrying.StandardOutput.ReadToEndAsync()}".TrimEnd());
            }

            folder.Delete(recursive: true);
        }

        hole.Kill();
    }

    public static async Task PostAsync(string path, int emails)
    {
        await using var store = new SqliteOutboxStore(path);
        await new Outbox(store).EnqueueAsync(SeriesRevision.First(YearWork.Series(Workshops, emails / Workshops), At));
    }

    public static async Task CarryAsync(string path, int port)
    {
        await using var store = new SqliteOutboxStore(path);
        var clock = Stopwatch.StartNew();
        var counts = await Worker(store, port).DrainAsync(Duration.Zero);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{self.PeakWorkingSet64 / 1048576.0:0} MB at most, {counts.Sent:N0} sent, {counts.Sent / clock.Elapsed.TotalSeconds:N0}/s"));
    }

    // Over sockets without Nagle's algorithm, as the worker's are: as MailKit opens them, they wait up to 40 ms for the server to
    // acknowledge before the end of an email goes out, which would be too easy to beat.
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

    // Posting is the host's, and not timed.
    private static async Task<TimeSpan> WorkerAsync(int port, WorkshopSeries series, WriteDurability durability, int writtenAhead = 3)
    {
        var folder = Directory.CreateTempSubdirectory("better-calendar-");
        await using var store = new SqliteOutboxStore(Path.Combine(folder.FullName, "outbox.db"), durability);
        var posted = await new Outbox(store).EnqueueAsync(SeriesRevision.First(series, At));
        var clock = Stopwatch.StartNew();
        var counts = await Worker(store, port, writtenAhead).DrainAsync(Duration.Zero);
        var took = clock.Elapsed;
        folder.Delete(recursive: true);
        return counts.Sent == posted ? took : throw new InvalidOperationException($"{counts}");
    }

    private static DeliveryWorker Worker(SqliteOutboxStore store, int port, int writtenAhead = 3) =>
        new(store, null, new SmtpTransport(new() { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None }), new() { Connections = Connections, PrefetchedIntents = writtenAhead });

    internal static Process Child(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
}
