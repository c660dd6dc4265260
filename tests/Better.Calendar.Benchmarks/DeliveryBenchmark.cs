using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Better.Calendar.Delivery.Couriers;
using Better.Calendar.Delivery.Ledgers;
using Better.Calendar.Delivery.Outboxes;
using Better.Calendar.Delivery.Sinks;
using Better.Calendar.Invitations;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using NodaTime;

namespace Better.Calendar.Benchmarks;

/// <summary>The courier beside MailKit alone with letters already in memory, both on loopback; and the memory that ever more letters take.</summary>
internal static class DeliveryBenchmark
{
    private const int Connections = 4;
    private const int Letters = 8_000;
    private const int Rounds = 5;
    private static readonly Instant At = Instant.FromUtc(2027, 1, 11, 8, 0);

    public static async Task RunAsync()
    {
        using var hole = Child("smtp-hole");
        var port = int.Parse(hole.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        var series = Series(Letters / 10);
        var composer = new InvitationComposer();
        var inMemory = composer.ComposeAll(series, At).Take(2_000).Select(static letter => letter.ToMimeMessage()).ToList();
        var contestants = new (string Name, Func<Task> Run)[]
        {
            ("MailKit alone, letters in memory", () => MailKitAsync(port, inMemory)),
            ("courier, SQLite, safe from power loss", () => CourierAsync(port, series, Durability.PowerLoss)),
            ("courier, SQLite, safe from power loss, 8 ahead", () => CourierAsync(port, series, Durability.PowerLoss, 8)),
            ("courier, SQLite, safe from process death, 8 ahead", () => CourierAsync(port, series, Durability.ProcessDeath, 8)),
            ("courier, SQLite, safe from process death", () => CourierAsync(port, series, Durability.ProcessDeath)),
        };
        var rates = contestants.Select(static _ => new List<double>()).ToArray();
        var processor = contestants.Select(static _ => new List<double>()).ToArray();
        using var self = Process.GetCurrentProcess();
        for (var round = -1; round < Rounds; round++)
        {
            for (var at = 0; at < contestants.Length; at++)
            {
                GC.Collect();
                var clock = Stopwatch.StartNew();
                self.Refresh();
                var before = self.TotalProcessorTime;
                await contestants[at].Run();
                self.Refresh();
                processor[at].Add((self.TotalProcessorTime - before).TotalMicroseconds / Letters);
                if (round >= 0)
                {
                    rates[at].Add(Letters / (clock.Elapsed - Posting).TotalSeconds);
                }

                Posting = TimeSpan.Zero;
            }
        }

        Console.WriteLine($"{Letters:N0} letters over {Connections} connections to a server that keeps nothing: median of {Rounds}");
        for (var at = 0; at < contestants.Length; at++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {contestants[at].Name,-50} {Median(rates[at]),8:N0}/s   ratio {Median(rates[at]) / Median(rates[0]):0.00}, {Median(processor[at]):0} µs of a processor a letter"));
        }

        hole.Kill();
    }

    public static async Task MemoryAsync()
    {
        using var hole = Child("smtp-hole");
        var port = hole.StandardOutput.ReadLine()!;
        Console.WriteLine("the most memory that a courier took");
        foreach (var letters in new[] { 1_000, 20_000, 200_000 })
        {
            var folder = Directory.CreateTempSubdirectory("better-calendar-");
            using (var posting = Child("delivery-post", $"{folder.FullName}/outbox.db", $"{letters}"))
            {
                await posting.WaitForExitAsync();
            }

            using (var carrying = Child("delivery-carry", $"{folder.FullName}/outbox.db", port))
            {
                Console.WriteLine($"  {letters,7:N0} letters: {await carrying.StandardOutput.ReadToEndAsync()}".TrimEnd());
            }

            folder.Delete(recursive: true);
        }

        hole.Kill();
    }

    public static async Task PostAsync(string path, int letters)
    {
        await using var ledger = new SqliteLedger(path);
        await new Outbox(ledger).PostAsync(SeriesRevision.First(Series(letters / 10), At));
    }

    public static async Task CarryAsync(string path, int port)
    {
        await using var ledger = new SqliteLedger(path);
        var clock = Stopwatch.StartNew();
        var counts = await Courier(ledger, port).DrainAsync(Duration.Zero);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{self.PeakWorkingSet64 / 1048576.0:0} MB at most, {counts.Sent:N0} sent, {counts.Sent / clock.Elapsed.TotalSeconds:N0}/s"));
    }

    private static TimeSpan Posting { get; set; }

    // Over sockets without Nagle's algorithm, as the courier's are: as MailKit opens them, they wait up to 40 ms for the server to
    // acknowledge before the end of a letter goes out, which would be too easy to beat.
    private static async Task MailKitAsync(int port, List<MimeMessage> letters)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var client = new SmtpClient();
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync("127.0.0.1", port);
            await client.ConnectAsync(socket, "127.0.0.1", port, SecureSocketOptions.None);
            while (Interlocked.Increment(ref next) is var number && number < Letters)
            {
                await client.SendAsync(letters[number % letters.Count]);
            }

            await client.DisconnectAsync(quit: true);
        })));
    }

    private static async Task CourierAsync(int port, WorkshopSeries series, Durability durability, int ahead = 3)
    {
        var folder = Directory.CreateTempSubdirectory("better-calendar-");
        var clock = Stopwatch.StartNew();
        await using (var ledger = new SqliteLedger(Path.Combine(folder.FullName, "outbox.db"), durability))
        {
            await new Outbox(ledger).PostAsync(SeriesRevision.First(series, At));
            Posting = clock.Elapsed;
            var counts = await Courier(ledger, port, ahead).DrainAsync(Duration.Zero);
            if (counts.Sent != Letters)
            {
                throw new InvalidOperationException($"{counts}");
            }
        }

        folder.Delete(recursive: true);
    }

    private static Courier Courier(SqliteLedger ledger, int port, int ahead = 3) =>
        new(ledger, null, new SmtpSink(new() { Host = "127.0.0.1", Port = port, Security = SmtpSecurity.None }), new() { Connections = Connections, WrittenAhead = ahead });

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static Process Child(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;

    private static WorkshopSeries Series(int people) => new()
    {
        Id = "year",
        Domain = "host.example",
        Title = "A year of workshops",
        Organizer = new() { Name = "The host", Email = EmailAddress.Parse("host@host.example") },
        Language = "en",
        Zone = "Europe/Budapest",
        Workshops = [.. Enumerable.Range(1, 10).Select(static number => new Workshop
        {
            Id = number.ToString(CultureInfo.InvariantCulture),
            Title = $"Workshop {number}",
            Start = new LocalDateTime(2027, 2, 1, 10, 0).PlusWeeks(number),
            Duration = Duration.FromMinutes(90),
        })],
        Participants = [.. Enumerable.Range(0, people).Select(static number => new Participant { Name = $"Person {number}", Email = EmailAddress.Parse($"person{number}@guest.example") })],
    };
}
