using Better.Calendar.Delivery.Tests.Rig;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Worker;

/// <summary>Faults of servers, accounts and clocks from which a worker recovers without losing anything, or which it tells.</summary>
// Most of the time passes in waiting.
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class ServerFaultTests : StoreFixture
{
    [TestCase("550 5.7.1 <{0}>: Relay access denied")]
    [TestCase("550 5.4.5 Daily user sending limit exceeded {0}")]
    [TestCase("554 5.3.2 no longer accepting mail")]
    [TestCase("550 Relaying to {0} denied (ticket 4711)")]
    public async Task The_same_answer_about_the_account_to_the_first_20_recipients_stops_the_worker_and_leaves_all_open(string answer)
    {
        using var server = new ScriptedServer();
        var isWrong = true;
        server.Script = (session, command) => isWrong && command.StartsWith("RCPT", StringComparison.Ordinal)
            ? answer.Replace("{0}", session.Recipient, StringComparison.Ordinal)
            : null;
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(75))[0]);

        Assert.That(
            () => CreateWorker(server).DrainAsync(MaxWait),
            Throws.TypeOf<DeliveryStoppedException>().With.Message.Contains(answer[..9]).And.Message.Contains("20 recipients"));
        var stopped = await Store.CountAsync(default);
        Assert.That((stopped.Waiting, stopped.Rejected), Is.EqualTo((75, 0)));

        isWrong = false;
        Assert.That((await CreateWorker(server).DrainAsync(MaxWait)).Sent, Is.EqualTo(75));
        Assert.That(server.Accepted.Select(static mail => mail.Recipient), Is.Unique);
    }

    [Test]
    public async Task Unknown_recipients_are_rejected_however_many_they_are()
    {
        using var server = new ScriptedServer
        {
            Script = static (_, command) => command.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null,
        };
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(40))[0]);

        Assert.That((await CreateWorker(server).DrainAsync(MaxWait)).Rejected, Is.EqualTo(40));
    }

    [Test]
    public async Task A_policy_against_some_recipients_rejects_them_and_sends_to_the_others()
    {
        using var server = new ScriptedServer
        {
            Script = static (session, command) => command.StartsWith("RCPT", StringComparison.Ordinal)
                && session.Recipient.EndsWith("7@guest.example", StringComparison.Ordinal) ? "550 5.7.1 not from outside" : null,
        };
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(300))[0]);

        var counts = await CreateWorker(server).DrainAsync(MaxWait);

        Assert.That((counts.Rejected, counts.Sent), Is.EqualTo((30, 270)));
    }

    [Test]
    public async Task Rejected_emails_can_be_reopened_and_are_sent_in_their_order()
    {
        using var server = new ScriptedServer();
        var isWrong = true;
        server.Script = (_, command) => isWrong && command.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 unknown" : null;
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(5)));
        Assert.That((await CreateWorker(server).DrainAsync(MaxWait)).Rejected, Is.EqualTo(15));
        isWrong = false;

        var reopened = await new Outbox(Store).ReopenAsync(new() { Statuses = [DeliveryStatus.Rejected] });

        Assert.That(reopened, Has.Count.EqualTo(15));
        Assert.That((await CreateWorker(server).DrainAsync(MaxWait)).Sent, Is.EqualTo(15));
        var numbers = new Dictionary<string, long>();
        await foreach (var entry in new Outbox(Store).ReadAsync())
        {
            numbers.Add(entry.MessageId!, entry.Number);
        }

        foreach (var person in server.Accepted.GroupBy(static mail => mail.Recipient))
        {
            Assert.That(person.Select(mail => numbers[mail.MessageId]), Is.Ordered.And.Exactly(3).Items, person.Key);
        }
    }

    [TestCase("mail")]
    [TestCase("rcpt")]
    [TestCase("data")]
    public async Task Restarts_before_a_hanging_server_cost_the_emails_nothing(string stage)
    {
        using var server = new ScriptedServer
        {
            Script = (_, command) => command.StartsWith(stage, StringComparison.OrdinalIgnoreCase) ? ScriptedServer.Hang : null,
        };
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(75))[0]);
        for (var kill = 0; kill < 5; kill++)
        {
            using var worker = WorkerProcess.Start(StoreFile, server.Port);
            await WaitAsync(() => server.Commands.Count(command => command.StartsWith(stage, StringComparison.OrdinalIgnoreCase)) >= 4);
            worker.Kill();
            server.Commands.Clear();
        }

        server.Script = static (_, _) => null;
        var counts = await CreateWorker(server).DrainAsync(MaxWait);

        Assert.That((counts.Sent, counts.PossibleDuplicates), Is.EqualTo((75, 0)));
        await foreach (var entry in Store.ReadAsync([], default))
        {
            Assert.That(entry.Attempts, Is.EqualTo(1), entry.Response);
        }
    }

    [Test]
    public async Task Only_emails_whose_end_may_have_left_become_uncertain_when_a_worker_is_killed()
    {
        using var server = new ScriptedServer
        {
            Script = static (session, command) => command == "." && session.Emails == 3 ? ScriptedServer.Hang : null,
        };
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(75))[0]);
        using (var worker = WorkerProcess.Start(StoreFile, server.Port))
        {
            await WaitAsync(() => server.Accepted.Count == 8 && server.Commands.Count(static command => command == "DATA") == 12);

            // By then the outcomes of the eight answered emails are recorded.
            await Task.Delay(1000);
            worker.Kill();
        }

        server.Script = static (_, _) => null;
        var counts = await CreateWorker(server).DrainAsync(MaxWait);

        Assert.That((counts.Sent, counts.PossibleDuplicates), Is.EqualTo((75, 4)), "four connections, each with one unanswered end");
    }

    [Test]
    public async Task An_email_that_is_too_large_is_rejected_alone()
    {
        using var server = new ScriptedServer();
        var refused = 0;
        server.Script = (_, command) =>
            command.StartsWith("MAIL", StringComparison.Ordinal) && Interlocked.Increment(ref refused) == 3 ? "552 5.3.4 too large" : null;
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(10))[0]);

        var counts = await CreateWorker(server).DrainAsync(MaxWait);

        Assert.That((counts.Sent, counts.Rejected), Is.EqualTo((9, 1)));
    }

    [Test]
    public async Task A_session_whose_login_expired_is_opened_anew()
    {
        using var server = new ScriptedServer
        {
            Script = static (session, command) =>
                command.StartsWith("MAIL", StringComparison.Ordinal) && session.Emails == 4 ? "530 5.7.0 Authentication required" : null,
        };
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(40))[0]);
        var credentials = new SmtpCredentials { UserName = "you", SecretProvider = static _ => ValueTask.FromResult("x") };
        var login = server.Options with { Credentials = credentials };

        var counts = await new DeliveryWorker(Store, null, new SmtpTransport(login), FastRetries).DrainAsync(MaxWait);

        Assert.That((counts.Sent, server.Connections), Is.EqualTo((40, 10)).Or.EqualTo((40, 11)).Or.EqualTo((40, 12)).Or.EqualTo((40, 13)));
        await AssertFirstAttemptsAsync();
    }

    [TestCase("250 2.0.0 accepted close", ".")]
    [TestCase("421 4.7.0 too many emails close", "MAIL")]
    [TestCase("close", "MAIL")]
    public async Task A_server_that_closes_after_each_email_costs_the_next_one_nothing(string answer, string at)
    {
        using var server = new ScriptedServer
        {
            Script = (session, command) =>
                command.StartsWith(at, StringComparison.Ordinal) && session.Emails >= 1 ? answer : null,
        };
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(75))[0]);

        var counts =
            await new DeliveryWorker(
                Store,
                null,
                new SmtpTransport(server.Options),
                FastRetries with { RetrySchedule = new() }).DrainAsync(
                Duration.Zero);

        Assert.That((counts.Sent, counts.PossibleDuplicates), Is.EqualTo((75, 0)));
        await AssertFirstAttemptsAsync();
    }

    private DeliveryWorker CreateWorker(ScriptedServer server) => new(Store, null, new SmtpTransport(server.Options), FastRetries);

    private async Task AssertFirstAttemptsAsync()
    {
        await foreach (var entry in Store.ReadAsync([], default))
        {
            Assert.That((entry.Attempts, entry.Status), Is.EqualTo((1, DeliveryStatus.Sent)), entry.Response);
        }
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        for (var waited = 0; !condition(); waited++)
        {
            Assert.That(waited, Is.LessThan(3000), "a minute");
            await Task.Delay(20);
        }
    }
}
