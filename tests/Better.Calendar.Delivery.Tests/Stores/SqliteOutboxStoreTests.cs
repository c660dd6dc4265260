using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Delivery.Tests.Stores;

public sealed class SqliteOutboxStoreTests : StoreContract
{
    private readonly PeerFolder folder = new();
    private int files;

    [OneTimeTearDown]
    public void DeleteFiles() => folder.Dispose();

    protected override IOutboxStore Create() =>
        new SqliteOutboxStore(Path.Combine(Path.GetDirectoryName(folder.Write("here", []))!, $"{++files}.db"));

    [Test]
    public async Task A_file_that_is_not_an_outbox_is_named_and_not_changed()
    {
        var path = folder.Write("novel.txt", "chapter one, in which nothing is a database"u8.ToArray());
        await using var store = new SqliteOutboxStore(path);

        Assert.That(
            () => store.OpenAsync(default),
            Throws.TypeOf<OutboxStoreException>().With.Message.Contains("novel.txt").And.Property("IsTransient").False);
        Assert.That(File.ReadAllText(path), Does.StartWith("chapter one"));
    }

    [TestCase((byte)1, "older version")]
    [TestCase((byte)3, "newer version")]
    public async Task A_file_of_another_version_is_refused(byte version, string expected)
    {
        var path = Path.Combine(Path.GetDirectoryName(folder.Write("here", []))!, $"version{version}.db");
        await using (var current = new SqliteOutboxStore(path))
        {
            await current.OpenAsync(default);
        }

        // The user version of an SQLite file is at offset 60, in four bytes.
        using (var file = File.OpenWrite(path))
        {
            file.Position = 63;
            file.WriteByte(version);
        }

        await using var store = new SqliteOutboxStore(path);

        Assert.That(() => store.OpenAsync(default), Throws.TypeOf<OutboxStoreException>().With.Message.Contains(expected));
    }
}
