using System.Data.Common;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests.Peers;
using HowTo;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Stores;

/// <summary>The code of the guide: a series that a host saves with Entity Framework Core, and its emails, in one transaction.</summary>
[NonParallelizable]
public sealed class EntityFrameworkTests
{
    [TestCase(false)]
    [TestCase(true, Category = PeerRig.Category)]
    public async Task A_series_is_saved_and_its_emails_are_posted_or_neither(bool isPostgres)
    {
        using var peers = isPostgres ? new QueuePeers() : null;
        using var folder = new PeerFolder();
        var file = folder.Write("host.db", []);
        await using IOutboxStore store =
            isPostgres ? QueuePeers.CreateStore("guide") : new SqliteOutboxStore(file, isInHostDatabase: true);
        var outbox = new Outbox(store);
        var first = SeriesRevision.First(TestSeries.Create(3), TestSeries.At);
        await using (var database = Open(isPostgres, file))
        {
            await PostWithEntityFramework.StartAsync(database, outbox);
            database.Add(new StoredSeries { Id = first.Series.Id, Document = SeriesDocument.Write(first.Series) });
            await database.SaveChangesAsync();
        }

        var before = await ReadAsync(isPostgres, file);
        var moved = first.Series.Workshops[0] with { Start = first.Series.Workshops[0].Start.PlusHours(1) };
        var edited = first.Series with { Workshops = [moved] };
        var at = TestSeries.At + Duration.FromDays(1);

        await using (var failing = Open(isPostgres, file, new FailingCommit()))
        {
            Assert.That(() => PostWithEntityFramework.SaveAsync(failing, outbox, edited, at, default), Throws.TypeOf<IOException>());
        }

        Assert.That(await ReadAsync(isPostgres, file), Is.EqualTo(before));
        Assert.That((await outbox.CountAsync()).Total, Is.Zero);

        await using (var database = Open(isPostgres, file))
        {
            await PostWithEntityFramework.SaveAsync(database, outbox, edited, at, default);
        }

        Assert.That(SeriesDocument.Read(await ReadAsync(isPostgres, file)).Workshops[0].Start, Is.EqualTo(moved.Start));
        Assert.That((await outbox.CountAsync()).Waiting, Is.EqualTo(3));
        var mail = new MaildirTransport(Path.Combine(Path.GetDirectoryName(file)!, "mail"));
        Assert.That((await new DeliveryWorker(store, null, mail).DrainAsync(Duration.FromMinutes(1))).Sent, Is.EqualTo(3));
    }

    private static HostDatabase Open(bool isPostgres, string file, params IInterceptor[] interceptors)
    {
        var options = new DbContextOptionsBuilder<HostDatabase>().AddInterceptors(interceptors);
        options = isPostgres ? options.UseNpgsql(QueuePeers.PostgreSql) : options.UseSqlite($"Data Source={file};Pooling=False");
        return new(options.Options);
    }

    private static async Task<string> ReadAsync(bool isPostgres, string file)
    {
        await using var database = Open(isPostgres, file);
        return (await database.Series.SingleAsync()).Document;
    }

    private sealed class FailingCommit : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default) => throw new IOException("The host ends here.");
    }
}
