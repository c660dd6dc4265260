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
    public void StartPostgres() => peers = new();

    [OneTimeTearDown]
    public void StopPostgres() => peers?.Dispose();

    protected override IOutboxStore Create() => QueuePeers.Store($"test{++schemas}");

    // Its workers share the clock of the database.
    protected override async Task SilenceAsync(int sendsAgain)
    {
        await Task.Delay(20);
        await Store.ReclaimExpiredLeasesAsync(Noon + Duration.FromMinutes(1), Duration.FromMilliseconds(1), sendsAgain, default);
    }

    [Test]
    public async Task A_database_that_was_away_is_used_again_when_it_is_back()
    {
        await Store.CountAsync(default);
        peers.KillPostgres();

        Assert.That((await Store.CountAsync(default)).Total, Is.Zero);
    }

    [Test]
    public async Task A_database_that_is_not_there_is_named_without_what_else_was_in_the_connection_string()
    {
        await using var nowhere = new PostgresOutboxStore("Host=127.0.0.1;Port=1;Username=somebody;Password=hush");

        Assert.That(() => nowhere.OpenAsync(default), Throws.TypeOf<OutboxStoreException>().With.Message.Contains("127.0.0.1:1").And.Message.Not.Contains("hush").And.Property("IsPassing").True);
    }

    [Test]
    public async Task Workers_that_fell_silent_are_forgotten()
    {
        await Store.HeartbeatAsync("ann", Noon, default);
        Assert.That(await WorkersAsync(), Is.EqualTo(1));

        await SilenceAsync(sendsAgain: 3);

        Assert.That(await WorkersAsync(), Is.Zero);

        async Task<long> WorkersAsync()
        {
            await using var source = NpgsqlDataSource.Create(QueuePeers.Postgres);
            await using var command = source.CreateCommand($"SELECT count(*) FROM test{schemas}.couriers");
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }

    [Test]
    public void A_schema_has_a_plain_name() => Assert.That(() => new PostgresOutboxStore(QueuePeers.Postgres, "a; DROP TABLE emails"), Throws.ArgumentException);
}
