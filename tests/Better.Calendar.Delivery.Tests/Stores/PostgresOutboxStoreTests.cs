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
    public void A_schema_name_with_other_characters_is_refused() =>
        Assert.That(() => new PostgresOutboxStore(QueuePeers.PostgreSql, "a; DROP TABLE messages"), Throws.ArgumentException);
}
