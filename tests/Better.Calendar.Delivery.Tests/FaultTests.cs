using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Better.Calendar.Delivery.Tests;

/// <summary>A sender that is killed, a server that greylists, refuses and cuts: judged by the server's own log.</summary>
[Category(PeerRig.Category)]
public sealed partial class FaultTests
{
    private const int Kills = 20;

    private static int Letters => int.Parse(Environment.GetEnvironmentVariable("BETTER_CALENDAR_LETTERS") ?? "1000", CultureInfo.InvariantCulture);

    [Test]
    public void Killed_twenty_times_it_loses_nothing_and_tells_what_it_doubled()
    {
        PeerRig.Need("smtp");
        var folder = Directory.CreateTempSubdirectory("better-calendar-");
        var file = Path.Combine(folder.FullName, "outbox.db");

        // Every connection is cut in the middle of a letter's content after about 50 letters; the first ten after the first final dot.
        using var server = new NodeServer(folder.FullName);
        using var afterDot = new NodeServer(server, "--cut-after-dot", "--first", "10");
        using var inContent = new NodeServer(afterDot, "--cut-client-bytes", "900000");
        var port = inContent.Port;
        try
        {
            var first = Series.First(Series.For(Enumerable.Range(0, Letters / 2).Select(Address)));
            int planned;
            using (var outbox = new Outbox(file))
            {
                planned = outbox.Add(first) + outbox.Add(Series.Next(first, Series.Cancelled, 1));
            }

            var killed = KilledRuns(file, port, folder.FullName, planned);
            Run(file, port);
            using var after = new Outbox(file);
            var letters = after.Letters();
            var taken = Taken(folder.FullName);
            var copies = taken.GroupBy(static mail => mail.MessageId).ToDictionary(static same => same.Key, static same => same.Count());
            var doubts = letters.Sum(static letter => letter.Doubts);
            TestContext.Out.WriteLine($"{planned} letters, {killed} kills: {letters.Count(static letter => letter.State == LetterState.Sent)} sent, {letters.Count(static letter => letter.State == LetterState.Refused)} refused, {taken.Count - copies.Count} doubled, {doubts} told as unknown");

            // End states are true, and nothing is lost.
            Assert.That(killed, Is.EqualTo(Kills));
            Assert.That(letters, Has.Count.EqualTo(planned));
            Assert.That(letters.Where(static letter => letter.State is not (LetterState.Sent or LetterState.Refused)), Is.Empty);
            foreach (var person in letters.GroupBy(static letter => letter.Recipient))
            {
                var mails = taken.Where(mail => mail.Recipient == person.Key).ToList();
                var sent = person.Count(static letter => letter.State == LetterState.Sent);
                Assert.That(sent, Is.EqualTo(IsRefused(person.Key) ? 0 : 2), person.Key);
                Assert.That(mails.Select(static mail => mail.MessageId).Distinct().Count(), Is.EqualTo(sent), person.Key);

                // Doubled only what was told, with the same Message-ID.
                Assert.That(mails.Count - sent, Is.LessThanOrEqualTo(person.Sum(static letter => letter.Doubts)), person.Key);

                // No invitation comes after its cancellation.
                Assert.That(string.Concat(mails.Select(static mail => mail.Method[0])), Does.Match("^R*C*$"), person.Key);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Of a hundred: 20 greylisted, 1 refused, at RCPT or after the content.
    private static string Address(int n) => (n % 100) switch
    {
        < 20 => $"grey+1+{n}@guest{n % 7}.example",
        20 => n % 200 == 20 ? $"reject+{n}@guest.example" : $"data5+{n}@guest.example",
        _ => $"p{n}@guest{n % 7}.example",
    };

    private static bool IsRefused(string address) => address.StartsWith("reject", StringComparison.Ordinal) || address.StartsWith("data5", StringComparison.Ordinal);

    /// <summary>Lets the sender send a part and kills it, again and again; each time at another place.</summary>
    private static int KilledRuns(string file, int port, string folder, int planned)
    {
        var killed = 0;
        while (killed < Kills)
        {
            var goal = planned * 9 / 10 * (killed + 1) / Kills;
            using var sender = Sender(file, port);
            while (!sender.HasExited && Directory.EnumerateFiles(Path.Combine(folder, "Maildir", "new")).Count() < goal)
            {
                Thread.Sleep(5);
            }

            if (sender.HasExited)
            {
                return killed;
            }

            sender.Kill();
            sender.WaitForExit();
            killed++;
        }

        return killed;
    }

    private static void Run(string file, int port)
    {
        using var sender = Sender(file, port);
        Assert.That(sender.WaitForExit(TimeSpan.FromMinutes(10)), Is.True, "it does not end");
        Assert.That(sender.ExitCode, Is.Zero, sender.StandardError.ReadToEnd());
    }

    private static Process Sender(string file, int port) =>
        Start("dotnet", Path.Combine(TestContext.CurrentContext.TestDirectory, "Better.Calendar.Delivery.Sender.dll"), file, $"{port}");

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    /// <summary>What the server kept, in the order of its log.</summary>
    private static List<(string Recipient, string MessageId, string Method)> Taken(string folder)
    {
        var taken = new List<(string, string, string)>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "log.jsonl")))
        {
            using var entry = JsonDocument.Parse(line);
            if (entry.RootElement.GetProperty("ev").GetString() == "mail")
            {
                var text = File.ReadAllText(Path.Combine(folder, "Maildir", "new", entry.RootElement.GetProperty("file").GetString()!));
                taken.Add((entry.RootElement.GetProperty("to")[0].GetString()!, MessageId().Match(text).Groups[1].Value, Method().Match(text).Groups[1].Value.ToUpperInvariant()));
            }
        }

        return taken;
    }

    [GeneratedRegex("^Message-Id: *(<[^>]+>)", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex MessageId();

    [GeneratedRegex("method=\"?([A-Z]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Method();
}
