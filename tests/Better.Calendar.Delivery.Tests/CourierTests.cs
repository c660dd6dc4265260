using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Better.Calendar.Delivery.Tests;

public sealed class CourierTests
{
    private static readonly DeliveryOptions Quick = new() { FirstRetry = TimeSpan.FromMilliseconds(20), LongestRetry = TimeSpan.FromMilliseconds(100), Reconnect = TimeSpan.FromMilliseconds(10) };

    private DirectoryInfo folder = null!;

    private string FilePath => Path.Combine(folder.FullName, "outbox.db");

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("better-calendar-");

    [TearDown]
    public void Delete() => folder.Delete(recursive: true);

    [Test]
    public async Task Every_state_is_what_the_server_did()
    {
        using var server = new LoopbackServer((to, tries) => (to.Split('@')[0], tries) switch
        {
            ("grey", 1) => "rcpt 451 4.7.1 come again",
            ("nobody", _) => "rcpt 550 5.1.1 no such user",
            ("content", _) => "data 554 5.6.0 not this",
            ("later", < 3) => "data 451 4.3.0 later",
            ("half", 1) => "cut-data",
            ("doubt", 1) => "cut-dot",
            _ => "",
        });
        using var outbox = Of("plain", "grey", "nobody", "content", "later", "half", "doubt");

        var counts = await new Courier(outbox, () => new SmtpCarrier(server.Address), Quick).RunAsync();

        Assert.That(counts, Is.EqualTo(new OutboxCounts { Sent = 5, Refused = 2 }));
        var letters = outbox.Letters().ToDictionary(static letter => letter.Recipient.Split('@')[0]);
        Assert.That(letters.Values.Select(static letter => (letter.Recipient.Split('@')[0], letter.Attempts, letter.Doubts)), Is.EqualTo(new[] { ("plain", 1, 0), ("grey", 2, 0), ("nobody", 1, 0), ("content", 1, 0), ("later", 3, 0), ("half", 2, 0), ("doubt", 2, 1) }));
        Assert.That(letters["nobody"].Answer, Does.StartWith("550").And.Contain("no such user"));
        Assert.That(letters["plain"].Answer, Does.Contain("kept"));
        var twice = server.Kept.GroupBy(static letter => letter.Recipient).Where(static copies => copies.Count() > 1).ToList();
        Assert.That(twice.Select(static copies => copies.Key), Is.EqualTo(new[] { "doubt@guest.example" }));
        Assert.That(twice[0].Distinct().Count(), Is.EqualTo(1), "the same octets, and so the same Message-ID");
    }

    [Test]
    public async Task By_policy_a_letter_in_doubt_stays_so()
    {
        using var server = new LoopbackServer((_, _) => "cut-dot");
        using var outbox = Of("doubt");

        var counts = await new Courier(outbox, () => new SmtpCarrier(server.Address), Quick with { ResendsUnknown = false }).RunAsync();

        Assert.That(counts, Is.EqualTo(new OutboxCounts { Unknown = 1 }));
        Assert.That(server.Kept, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Nobody_gets_a_letter_in_doubt_endlessly()
    {
        using var server = new LoopbackServer((_, _) => "cut-dot");
        using var outbox = Of("doubt");

        await new Courier(outbox, () => new SmtpCarrier(server.Address), Quick).RunAsync();

        Assert.That(outbox.Letters().Single(), Has.Property("State").EqualTo(LetterState.Unknown).And.Property("Doubts").EqualTo(3));
        Assert.That(server.Kept, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_cancellation_never_overtakes_its_invitation()
    {
        using var server = new LoopbackServer((to, tries) => to.StartsWith("grey", StringComparison.Ordinal) && tries < 4 ? "rcpt 451 4.7.1 come again" : "");
        var first = Series.First(Series.For("grey1@guest.example", "plain@guest.example", "grey2@guest.example"));
        using var outbox = new Outbox(FilePath);
        outbox.Add(first);
        outbox.Add(Series.Next(first, Series.Cancelled, 1));

        var counts = await new Courier(outbox, () => new SmtpCarrier(server.Address), Quick).RunAsync();

        Assert.That(counts, Is.EqualTo(new OutboxCounts { Sent = 6 }));
        foreach (var person in server.Kept.GroupBy(static letter => letter.Recipient))
        {
            Assert.That(person.Select(static letter => Regex.Match(letter.Text, "method=\"?([A-Z]+)", RegexOptions.IgnoreCase).Groups[1].Value), Is.EqualTo(new[] { "REQUEST", "CANCEL" }), person.Key);
        }
    }

    [Test]
    public async Task A_later_letter_is_sent_after_a_refused_one()
    {
        using var server = new LoopbackServer((_, tries) => tries == 1 ? "data 554 5.6.0 not this" : "");
        var first = Series.First(Series.For("one@guest.example"));
        using var outbox = new Outbox(FilePath);
        outbox.Add(first);
        outbox.Add(Series.Next(first, Series.Moved, 1));

        Assert.That(await new Courier(outbox, () => new SmtpCarrier(server.Address), Quick).RunAsync(), Is.EqualTo(new OutboxCounts { Sent = 1, Refused = 1 }));
    }

    [Test]
    public async Task Connections_are_few_and_used_again()
    {
        using var server = new LoopbackServer();
        using var outbox = Of([.. Enumerable.Range(0, 100).Select(static n => $"p{n}")]);

        await new Courier(outbox, () => new SmtpCarrier(server.Address), Quick with { Connections = 3 }).RunAsync();

        Assert.That(server.Kept.Select(static letter => letter.Recipient).Distinct().Count(), Is.EqualTo(100));
        Assert.That(server.Connections, Is.LessThanOrEqualTo(3));
    }

    [Test]
    public async Task Cancelled_it_finishes_what_it_has_in_hand_and_goes_on_later()
    {
        using var stop = new CancellationTokenSource();
        var taken = 0;
        using var server = new LoopbackServer((_, _) =>
        {
            if (Interlocked.Increment(ref taken) == 10)
            {
                stop.Cancel();
            }

            return "";
        });
        using var outbox = Of([.. Enumerable.Range(0, 50).Select(static n => $"p{n}")]);
        var courier = new Courier(outbox, () => new SmtpCarrier(server.Address), Quick);

        var stopped = await courier.RunAsync(cancellation: stop.Token);
        Assert.That(stopped, Is.EqualTo(new OutboxCounts { Sent = server.Kept.Count, Waiting = 50 - server.Kept.Count }));
        Assert.That(stopped.Waiting, Is.GreaterThan(30));

        Assert.That(await courier.RunAsync(), Is.EqualTo(new OutboxCounts { Sent = 50 }));
        Assert.That(server.Kept, Has.Count.EqualTo(50));
    }

    [Test]
    public void A_server_that_is_not_there_is_one_clear_message_and_nothing_is_lost()
    {
        SmtpServer gone;
        using (var server = new LoopbackServer())
        {
            gone = server.Address;
        }

        using var outbox = Of("one", "two");

        Assert.That(async () => await new Courier(outbox, () => new SmtpCarrier(gone), Quick).RunAsync(), Throws.TypeOf<DeliveryException>().With.Message.Contains($"127.0.0.1:{gone.Port}"));
        Assert.That(outbox.Count(), Is.EqualTo(new OutboxCounts { Waiting = 2 }));
    }

    [Test]
    public async Task A_second_courier_is_told_and_keeps_off()
    {
        using var outbox = Of("one");
        using var other = new Outbox(FilePath);
        using var claim = other.Lock();

        Assert.That(async () => await new Courier(outbox, () => new Maildir(folder.FullName)).RunAsync(), Throws.TypeOf<DeliveryException>().With.Message.Contains("another courier"));
        await claim.DisposeAsync();
        Assert.That((await new Courier(outbox, () => new Maildir(folder.FullName)).RunAsync()).Sent, Is.EqualTo(1));
    }

    [Test]
    public async Task A_locked_database_is_one_clear_message_and_goes_on_after_mending()
    {
        using var server = new LoopbackServer();
        using var outbox = Of("one", "two");
        using (var other = new SqliteConnection($"Data Source={FilePath};Pooling=False"))
        {
            other.Open();
            using var hold = other.BeginTransaction();
            Assert.That(async () => await new Courier(outbox, () => new SmtpCarrier(server.Address), Quick with { Connections = 1 }).RunAsync(), Throws.TypeOf<DeliveryException>().With.Message.Contains("locked"));
        }

        Assert.That(server.Kept, Is.Empty);
        Assert.That(await new Courier(outbox, () => new SmtpCarrier(server.Address), Quick).RunAsync(), Is.EqualTo(new OutboxCounts { Sent = 2 }));
    }

    [Test]
    public async Task The_sinks_hold_each_letter_once_as_it_was_printed()
    {
        var pickup = Path.Combine(folder.FullName, "pickup");
        var maildir = Path.Combine(folder.FullName, "mail");
        using (var outbox = Of("one", "two"))
        {
            await new Courier(outbox, () => new PickupDirectory(pickup)).RunAsync();
        }

        File.Delete(FilePath);
        using (var outbox = Of("one", "two"))
        {
            await new Courier(outbox, () => new Maildir(maildir)).RunAsync();
        }

        var picked = Directory.GetFiles(pickup).Select(File.ReadAllText).ToList();
        Assert.That(picked, Has.Count.EqualTo(2).And.All.StartsWith("X-Sender: meetings@better.example\r\nX-Receiver: "));
        Assert.That(Directory.GetFiles(pickup), Has.All.EndsWith(".eml"));
        var heading = new Regex(@"\AX-Sender: .*\r\nX-Receiver: .*\r\n");
        Assert.That(Directory.GetFiles(Path.Combine(maildir, "new")).Select(File.ReadAllText), Is.EquivalentTo(picked.Select(text => heading.Replace(text, ""))));
        Assert.That(Directory.GetFiles(Path.Combine(maildir, "tmp")), Is.Empty);
    }

    private Outbox Of(params string[] people)
    {
        var outbox = new Outbox(FilePath);
        outbox.Add(Series.First(Series.For(people.Select(static name => $"{name}@guest.example"))));
        return outbox;
    }
}
