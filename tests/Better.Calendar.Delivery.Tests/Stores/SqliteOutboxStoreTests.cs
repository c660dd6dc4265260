using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Tests.Peers;
using Microsoft.Data.Sqlite;

namespace Better.Calendar.Delivery.Tests.Stores;

public sealed class SqliteOutboxStoreTests : StoreContract
{
    private readonly PeerFolder folder = new();
    private int files;

    [OneTimeTearDown]
    public void RemoveFiles() => folder.Dispose();

    protected override IOutboxStore Create() => new SqliteOutboxStore(Path.Combine(Path.GetDirectoryName(folder.Write("here", []))!, $"{++files}.db"));

    [Test]
    public async Task A_file_that_is_no_store_is_named_and_left_as_it_is()
    {
        var path = folder.Write("novel.txt", "chapter one, in which nothing is a database"u8.ToArray());
        await using var other = new SqliteOutboxStore(path);

        Assert.That(() => other.OpenAsync(default), Throws.TypeOf<OutboxStoreException>().With.Message.Contains("novel.txt").And.Property("IsPassing").False);
        Assert.That(File.ReadAllText(path), Does.StartWith("chapter one"));
    }

    [Test]
    public async Task A_store_of_a_newer_version_is_not_touched()
    {
        var path = folder.Write("newer.db", []);
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 2";
            command.ExecuteNonQuery();
        }

        await using var other = new SqliteOutboxStore(path);

        Assert.That(() => other.OpenAsync(default), Throws.TypeOf<OutboxStoreException>().With.Message.Contains("newer version"));
    }
}
