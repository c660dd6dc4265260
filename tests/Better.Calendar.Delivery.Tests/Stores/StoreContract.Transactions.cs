using System.Data;
using System.Data.Common;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Stores;

/// <summary>Emails that are posted in a transaction of the host: they are in the store if and only if the host commits it.</summary>
public abstract partial class StoreContract
{
    /// <summary>Creates a store in the database of a host; the store is opened afterwards.</summary>
    protected abstract IOutboxStore CreateInHostDatabase();

    /// <summary>Creates a connection of the host to the database of the last store.</summary>
    protected abstract DbConnection CreateHostConnection();

    /// <summary>Ends the host in the middle of its transaction; returns the store as the next process finds it.</summary>
    protected abstract Task<IOutboxStore> CrashAsync(DbConnection connection);

    [TestCase(true)]
    [TestCase(false)]
    public async Task Emails_posted_in_a_transaction_of_the_host_are_there_if_and_only_if_it_is_committed(bool isCommitted)
    {
        await using var connection = await OpenHostAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, transaction, "INSERT INTO host_series VALUES ('a')");
        SeriesSnapshot[] documents = [new("hash", new byte[] { 1 })];

        var added = await store.AddAsync(transaction, documents, [CreateMessage("a"), CreateMessage("b")], noon, default);
        await ExecuteAsync(connection, transaction, "INSERT INTO host_series VALUES ('b')");

        Assert.That(added, Is.EqualTo(2));
        Assert.That((await store.CountAsync(default)).Total, Is.Zero, "nobody sees them before");
        await (isCommitted ? transaction.CommitAsync() : transaction.RollbackAsync());
        Assert.That(await CountSeriesAsync(connection), Is.EqualTo(isCommitted ? 2 : 0));
        Assert.That((await store.CountAsync(default)).Waiting, Is.EqualTo(isCommitted ? 2 : 0));
        Assert.That(await store.GetSnapshotAsync("hash", default), isCommitted ? Is.Not.Null : Is.Null);
        Assert.That(await store.GetNextDueAsync(default), Is.EqualTo(isCommitted ? noon : (Instant?)null));
        Assert.That(Keys(await store.ClaimDueAsync(Ann, noon, 10, default)), Is.EqualTo(isCommitted ? ["a"] : Array.Empty<string>()));
    }

    [Test]
    public async Task After_a_crash_before_the_commit_there_is_neither_the_series_nor_the_email()
    {
        await using var connection = await OpenHostAsync();
        var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, transaction, "INSERT INTO host_series VALUES ('a')");
        await store.AddAsync(transaction, [], [CreateMessage("a")], noon, default);

        var next = await CrashAsync(connection);

        Assert.That((await next.CountAsync(default)).Total, Is.Zero);
        Assert.That(await next.AddAsync([], [CreateMessage("a")], noon, default), Is.EqualTo(1), "it can be posted again");
        Assert.That(Keys(await next.ClaimDueAsync(Ann, noon, 10, default)), Is.EqualTo(["a"]));
        await next.DisposeAsync();
    }

    [Test]
    public async Task Emails_that_the_store_has_are_not_added_by_a_transaction_of_the_host_nor_the_other_way_round()
    {
        await using var connection = await OpenHostAsync();
        await AddAsync(CreateMessage("a"));
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            Assert.That(
                await store.AddAsync(transaction, [], [CreateMessage("a"), CreateMessage("b"), CreateMessage("b")], noon, default),
                Is.EqualTo(1));
            Assert.That(await store.AddAsync(transaction, [], [CreateMessage("b"), CreateMessage("c")], noon, default), Is.EqualTo(1));
            await transaction.CommitAsync();
        }

        Assert.That(await AddAsync(CreateMessage("a"), CreateMessage("c"), CreateMessage("d")), Is.EqualTo(1));

        Assert.That((await ReadEntriesAsync()).Select(static entry => entry.Message.Key), Is.EqualTo(["a", "b", "c", "d"]));
    }

    [Test]
    public async Task An_email_to_a_forgotten_person_is_not_added_again_by_a_transaction_of_the_host()
    {
        await using var connection = await OpenHostAsync();
        await AddAsync(CreateMessage("a"));
        await store.ForgetAsync(EmailAddress.Parse("guest1@guest.example"), default);
        await using var transaction = await connection.BeginTransactionAsync();

        Assert.That(await store.AddAsync(transaction, [], [CreateMessage("a")], noon, default), Is.Zero);
    }

    [Test]
    public async Task Emails_of_transactions_wait_for_their_predecessors()
    {
        await using var connection = await OpenHostAsync();
        await AddAsync(CreateMessage("1"));
        await PostAsync(connection, CreateMessage("2"), CreateMessage("3"), CreateMessage("other", orderingKey: "2"));
        await AddAsync(CreateMessage("4"));

        var order = new List<string>();
        while (await store.ClaimDueAsync(Ann, noon, 10, default) is { Count: > 0 } claims)
        {
            order.AddRange(Keys(claims));
            foreach (var claim in claims)
            {
                await RecordOutcomeAsync(Ann, claim, DeliveryStatus.Sent, null);
            }
        }

        Assert.That(order, Is.EqualTo(["1", "other", "2", "3", "4"]));
    }

    [Test]
    public async Task Whatever_hosts_commit_while_workers_send_is_sent()
    {
        await using (await OpenHostAsync())
        {
            // Creates the table of the host.
        }

        var committed = 0;
        var hosts = Enumerable.Range(0, 4).Select(host => Task.Run(async () =>
        {
            var chance = new Random(host);
            await using var connection = CreateHostConnection();
            await connection.OpenAsync();
            for (var number = 0; number < 25; number++)
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await store.AddAsync(transaction, [], [CreateMessage($"{host}-{number}", $"{chance.Next(3)}")], noon, default);
                await Task.Delay(chance.Next(4));
                if (chance.Next(4) == 0)
                {
                    await transaction.RollbackAsync();
                }
                else
                {
                    await transaction.CommitAsync();
                    Interlocked.Increment(ref committed);
                }
            }
        })).ToList();
        var posting = Task.WhenAll(hosts);
        var sending = Enumerable.Range(0, 2).Select(worker => Task.Run(async () =>
        {
            var name = $"worker {worker}";
            while (true)
            {
                var isLast = posting.IsCompleted;
                foreach (var claim in await RetryAsync(() => store.ClaimDueAsync(name, noon, 5, default)))
                {
                    await RetryAsync(() => RecordOutcomeAsync(name, claim, DeliveryStatus.Sent, null));
                }

                if (isLast && (await store.CountAsync(default)).Remaining == 0)
                {
                    return;
                }
            }
        })).ToList();

        await posting.WaitAsync(TimeSpan.FromMinutes(2));
        await Task.WhenAll(sending).WaitAsync(TimeSpan.FromMinutes(2));

        var counts = await store.CountAsync(default);
        Assert.That((counts.Sent, counts.Total), Is.EqualTo((committed, committed)));
        Assert.That(committed, Is.InRange(1, 99));
    }

    [Test]
    public async Task A_transaction_that_has_ended_is_refused()
    {
        await using var connection = await OpenHostAsync();
        var transaction = await connection.BeginTransactionAsync();
        await transaction.CommitAsync();

        Assert.That(
            () => store.AddAsync(transaction, [], [CreateMessage("a")], noon, default),
            Throws.InstanceOf<ArgumentException>().Or.InstanceOf<InvalidOperationException>());
        Assert.That((await store.CountAsync(default)).Total, Is.Zero);
    }

    [Test]
    public void A_transaction_of_another_driver_is_refused()
    {
        using var transaction = new OtherTransaction();

        Assert.That(
            () => store.AddAsync(transaction, [], [CreateMessage("a")], noon, default),
            Throws.ArgumentException.With.Message.Contains("Transaction of"));
    }

    /// <summary>As the worker does: a database that another one has locked is asked again.</summary>
    private static async Task<T> RetryAsync<T>(Func<Task<T>> operation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await operation();
            }
            catch (OutboxStoreException problem) when (problem.IsTransient && attempt < 100)
            {
                await Task.Delay(20);
            }
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> CountSeriesAsync(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM host_series";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<DbConnection> OpenHostAsync()
    {
        await store.DisposeAsync();
        store = CreateInHostDatabase();
        var connection = CreateHostConnection();
        await connection.OpenAsync();
        await ExecuteAsync(connection, null, "DROP TABLE IF EXISTS host_series; CREATE TABLE host_series (id TEXT)");
        await store.OpenAsync(default);
        return connection;
    }

    private async Task PostAsync(DbConnection connection, params OutboxMessage[] messages)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await store.AddAsync(transaction, [], messages, noon, default);
        await transaction.CommitAsync();
    }

    private sealed class OtherTransaction : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.Unspecified;

        protected override DbConnection? DbConnection => null;

        public override void Commit()
        {
            // Nothing was written.
        }

        public override void Rollback()
        {
            // Nothing was written.
        }
    }
}
