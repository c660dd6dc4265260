using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests.Peers;
using Npgsql;

namespace Better.Calendar.Delivery.Tests.Stores;

[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class PostgresErasureTests : ErasureContract
{
    private QueuePeers peers = null!;
    private int schemas;

    [OneTimeSetUp]
    public void StartPostgreSql() => peers = new();

    [OneTimeTearDown]
    public void StopPostgreSql() => peers?.Dispose();

    private protected override async Task<IOutboxStore> OpenStoreAsync()
    {
        await ExecuteAsync($"DROP SCHEMA IF EXISTS erasure{schemas} CASCADE");
        var store = QueuePeers.CreateStore($"erasure{++schemas}");
        await store.OpenAsync(default);
        return store;
    }

    private protected override Task<string> DumpAsync() => Command.ReadAsync(
        "pg_dump",
        "--host=127.0.0.1",
        "--port=15432",
        "--username=postgres",
        $"--schema=erasure{schemas}",
        "postgres");

    /// <summary>The files of the tables and their indexes. The write-ahead log is recycled by the database in its own time.</summary>
    private protected override async Task<IReadOnlyList<FileInfo>> ReadFilesAsync()
    {
        await ExecuteAsync("CHECKPOINT");
        var files = peers.DataFolder.GetDirectories("base").Single().GetFiles("*", SearchOption.AllDirectories);
        Assert.That(files, Has.Length.GreaterThan(100));
        return files;
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(QueuePeers.PostgreSql);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
