using System.Data.Common;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests.Peers;
using NodaTime;
using Npgsql;

namespace Better.Calendar.Delivery.Tests.Stores;

[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class PostgresOutboxStoreTests : StoreContract
{
    private QueuePeers peers = null!;
    private int schemas;

    [OneTimeSetUp]
    public void StartPostgreSql() => peers = new();

    [OneTimeTearDown]
    public void StopPostgreSql() => peers?.Dispose();

    protected override IOutboxStore Create() => QueuePeers.CreateStore($"test{++schemas}");

    protected override IOutboxStore CreateInHostDatabase() => Create();

    protected override DbConnection CreateHostConnection() => new NpgsqlConnection(QueuePeers.PostgreSql + ";Pooling=false");

    protected override async Task<IOutboxStore> CrashAsync(DbConnection connection)
    {
        await using var administrator = CreateHostConnection();
        await administrator.OpenAsync();
        await using var end = administrator.CreateCommand();
        end.CommandText = $"SELECT pg_terminate_backend({((NpgsqlConnection)connection).ProcessID}, 10000)";
        Assert.That(await end.ExecuteScalarAsync(), Is.True);
        return QueuePeers.CreateStore($"test{schemas}");
    }

    // This store uses the clock of the database.
    protected override async Task ExpireLeasesAsync(int maxUncertainSends)
    {
        await Task.Delay(20);
        await Store.ReclaimExpiredLeasesAsync(Noon + Duration.FromMinutes(1), Duration.FromMilliseconds(1), maxUncertainSends, default);
    }

    [Test]
    public async Task A_database_that_restarted_is_used_again()
    {
        await Store.CountAsync(default);
        peers.KillPostgreSql();

        Assert.That((await Store.CountAsync(default)).Total, Is.Zero);
    }

    [Test]
    public async Task An_unreachable_database_is_named_without_the_rest_of_the_connection_string()
    {
        await using var store = new PostgresOutboxStore("Host=127.0.0.1;Port=1;Username=somebody;Password=hush");

        Assert.That(
            () => store.OpenAsync(default),
            Throws.TypeOf<OutboxStoreException>().With.Message.Contains(
                "127.0.0.1:1").And.Message.Not.Contains(
                "hush").And.Property(
                "IsTransient").True);
    }

    [Test]
    public async Task Workers_without_a_heartbeat_are_deleted()
    {
        await Store.HeartbeatAsync("ann", Noon, default);
        Assert.That(await CountWorkersAsync(), Is.EqualTo(1));

        await ExpireLeasesAsync(maxUncertainSends: 3);

        Assert.That(await CountWorkersAsync(), Is.Zero);

        async Task<long> CountWorkersAsync()
        {
            await using var source = NpgsqlDataSource.Create(QueuePeers.PostgreSql);
            await using var command = source.CreateCommand($"SELECT count(*) FROM test{schemas}.workers");
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }

    [Test]
    public async Task Workers_do_not_wait_for_a_transaction_of_a_host_that_stays_open()
    {
        await AddMessageAsync("a");
        await using var connection = CreateHostConnection();
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Store.AddAsync(transaction, [], [CreateMessage("b")], Noon, default);
        var limit = TimeSpan.FromSeconds(20);

        var claim = (await Store.ClaimDueAsync("ann", Noon, 10, default).WaitAsync(limit)).Single();
        await Store.RecordAsync("ann", [], [new() { Number = claim.Number, Status = DeliveryStatus.Sent }], Noon, default).WaitAsync(limit);
        await Store.ReclaimExpiredLeasesAsync(Noon, Duration.FromMinutes(1), 3, default).WaitAsync(limit);
        await AddMessageAsync("c").WaitAsync(limit);
        Assert.That((await Store.ClaimDueAsync("ann", Noon, 10, default).WaitAsync(limit)).Single().Message.Key, Is.EqualTo("c"));
        Assert.That(
            () => Store.ForgetAsync(EmailAddress.Parse("nobody@guest.example"), default).WaitAsync(limit),
            Throws.TypeOf<OutboxStoreException>().With.Property("IsTransient").True,
            "a person's request does not make workers wait either");
        await transaction.CommitAsync();

        Assert.That((await Store.CountAsync(default)).Total, Is.EqualTo(3));
    }

    [Test]
    public async Task A_host_keeps_its_search_path_and_a_transaction_of_another_database_is_refused()
    {
        await using var connection = CreateHostConnection();
        await connection.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await Store.AddAsync(transaction, [], [CreateMessage("a")], Noon, default);
            await using var show = connection.CreateCommand();
            show.CommandText = "SHOW search_path";
            Assert.That(await show.ExecuteScalarAsync(), Is.EqualTo("\"$user\", public"));
        }

        await using var other = new NpgsqlConnection("Host=127.0.0.1;Port=15432;Username=postgres;Database=template1;Pooling=false");
        await other.OpenAsync();
        await using var elsewhere = await other.BeginTransactionAsync();
        Assert.That(
            () => Store.AddAsync(elsewhere, [], [], Noon, default),
            Throws.ArgumentException.With.Message.Contains("template1"));
    }

    [Test]
    public async Task A_database_without_an_outbox_says_what_to_do()
    {
        await using var store = QueuePeers.CreateStore("nowhere");
        await using var connection = CreateHostConnection();
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        Assert.That(
            () => store.AddAsync(transaction, [], [CreateMessage("a")], Noon, default),
            Throws.TypeOf<OutboxStoreException>().With.Message.Contains("OpenAsync"));
    }

    [Test]
    public async Task A_schema_may_have_capital_letters()
    {
        await using var store = QueuePeers.CreateStore("Mailing");
        await store.OpenAsync(default);

        Assert.That((await store.CountAsync(default)).Total, Is.Zero);
    }

    [Test]
    public void A_schema_name_with_other_characters_is_refused() =>
        Assert.That(() => new PostgresOutboxStore(QueuePeers.PostgreSql, "a; DROP TABLE messages"), Throws.ArgumentException);

    private Task<int> AddMessageAsync(string key) => Store.AddAsync([], [CreateMessage(key)], Noon, default);
}
