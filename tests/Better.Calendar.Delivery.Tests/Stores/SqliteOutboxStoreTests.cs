using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Tests.Peers;
using Microsoft.Data.Sqlite;

namespace Better.Calendar.Delivery.Tests.Stores;

public sealed class SqliteOutboxStoreTests : StoreContract
{
    private readonly PeerFolder folder = new();
    private int files;

    [OneTimeTearDown]
    public void DeleteFiles() => folder.Dispose();

    protected override IOutboxStore Create() => new SqliteOutboxStore(Path.Combine(Path.GetDirectoryName(folder.Write("here", []))!, $"{++files}.db"));

    [Test]
    public async Task A_file_that_is_not_an_outbox_is_named_and_not_changed()
    {
        var path = folder.Write("novel.txt", "chapter one, in which nothing is a database"u8.ToArray());
        await using var store = new SqliteOutboxStore(path);

        Assert.That(() => store.OpenAsync(default), Throws.TypeOf<OutboxStoreException>().With.Message.Contains("novel.txt").And.Property("IsTransient").False);
        Assert.That(File.ReadAllText(path), Does.StartWith("chapter one"));
    }

    [TestCase(1, "older version")]
    [TestCase(3, "newer version")]
    public async Task A_file_of_another_version_is_refused(int version, string expected)
    {
        var path = folder.Write("version.db", []);
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA user_version = {version}";
            command.ExecuteNonQuery();
        }

        await using var store = new SqliteOutboxStore(path);

        Assert.That(() => store.OpenAsync(default), Throws.TypeOf<OutboxStoreException>().With.Message.Contains(expected));
    }
}
