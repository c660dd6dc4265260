using System.Data.Common;
using System.Text;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests.Peers;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Stores;

public sealed class SqliteOutboxStoreTests : StoreContract
{
    private readonly PeerFolder folder = new();
    private int files;

    [OneTimeTearDown]
    public void DeleteFiles() => folder.Dispose();

    protected override IOutboxStore Create() => new SqliteOutboxStore(GetPath($"{++files}.db"));

    protected override IOutboxStore CreateInHostDatabase() => new SqliteOutboxStore(GetPath($"host{++files}.db"), isInHostDatabase: true);

    protected override DbConnection CreateHostConnection() =>
        new SqliteConnection($"Data Source={GetPath($"host{files}.db")};Pooling=False;Foreign Keys=True");

    // A process that ends leaves its files as they are at that moment.
    protected override async Task<IOutboxStore> CrashAsync(DbConnection connection)
    {
        foreach (var ending in new[] { "", "-wal" })
        {
            await using var file = new FileStream(GetPath($"host{files}.db{ending}"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var copy = File.Create(GetPath($"crashed{files}.db{ending}"));
            await file.CopyToAsync(copy);
        }

        var next = new SqliteOutboxStore(GetPath($"crashed{files}.db"));
        await next.OpenAsync(default);
        return next;
    }

    [Test]
    public async Task A_store_in_the_database_of_a_host_is_found_by_a_worker_that_does_not_know_of_the_host()
    {
        await using (var host = CreateInHostDatabase())
        {
            await host.OpenAsync(default);
        }

        await using var store = new SqliteOutboxStore(GetPath($"host{files}.db"));

        Assert.That((await store.CountAsync(default)).Total, Is.Zero);
    }

    [Test]
    public async Task A_transaction_of_another_file_or_before_the_store_is_open_is_refused()
    {
        await using var store = CreateInHostDatabase();
        await using var connection = new SqliteConnection($"Data Source={GetPath("elsewhere.db")};Pooling=False");
        connection.Open();
        await using var transaction = connection.BeginTransaction();

        Assert.That(
            () => store.AddAsync(transaction, [], [], Noon, default),
            Throws.InvalidOperationException.With.Message.Contains("OpenAsync"));
        await store.OpenAsync(default);
        Assert.That(
            () => store.AddAsync(transaction, [], [], Noon, default),
            Throws.ArgumentException.With.Message.Contains("elsewhere.db"));
    }

    [TestCase("chapter one, in which nothing is a database")]
    [TestCase("chapter one")]
    [TestCase("c")]
    public async Task A_file_that_is_not_an_outbox_is_named_and_not_changed(string content)
    {
        var path = folder.Write("novel.txt", Encoding.ASCII.GetBytes(content));
        await using var store = new SqliteOutboxStore(path);

        Assert.That(
            () => store.OpenAsync(default),
            Throws.TypeOf<OutboxStoreException>().With.Message.Contains("novel.txt").And.Property("IsTransient").False);
        Assert.That(File.ReadAllText(path), Is.EqualTo(content));
    }

    [TestCase((byte)3, "older version")]
    [TestCase((byte)5, "newer version")]
    public async Task A_file_of_another_version_is_refused(byte version, string expected)
    {
        var path = GetPath($"version{version}.db");
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

    [Test]
    public async Task A_heartbeat_in_the_future_counts_as_silent()
    {
        var message = new OutboxMessage
        {
            Key = "a",
            SeriesId = "s",
            SeriesHash = "hash",
            ParticipantsHash = "hash",
            RecipientSnapshot = new() { Name = "Guest" },
            TimestampSeconds = 0,
            Kind = EmailKind.Invitation,
            Recipient = "guest@guest.example",
        };
        await Store.AddAsync([], [message], Noon, default);
        await Store.HeartbeatAsync("dead", Noon + Duration.FromHours(1), default);
        Assert.That(await Store.ClaimDueAsync("dead", Noon, 1, default), Has.Count.EqualTo(1));

        await Store.ReclaimExpiredLeasesAsync(Noon, Duration.FromSeconds(30), 3, default);

        Assert.That(await Store.ClaimDueAsync("alive", Noon, 1, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Four_senders_that_start_at_once_with_a_new_file_post_and_send_everything_once()
    {
        var path = GetPath("four.db");
        var mail = Path.Combine(Path.GetDirectoryName(path)!, "four.mail");
        var revision = TestSeries.ThreeRevisions(TestSeries.Create(200))[0];

        var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var store = new SqliteOutboxStore(path);
            var count = await new Outbox(store).EnqueueAsync(revision);
            await new DeliveryWorker(store, null, new MaildirTransport(mail)).DrainAsync(Duration.FromMinutes(1));
            return count;
        })));

        Assert.That((added.Sum(), Directory.GetFiles(Path.Combine(mail, "new")).Length), Is.EqualTo((200, 200)));
    }

    private string GetPath(string name) => Path.Combine(Path.GetDirectoryName(folder.Write("here", []))!, name);
}
