using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Delivery.Tests.Worker;
using Better.Calendar.Tests;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Stores;

/// <summary>The file of a store: who may read it, whose it is, and what happens if a disk damages it.</summary>
public sealed class SqliteFileTests : StoreFixture
{
    [Test]
    public async Task Nobody_else_may_read_the_files()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no modes.");
        }

        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(2))[0]);
        await new DeliveryWorker(Store, null, new MaildirTransport(Path.Combine(Folder.FullName, "mail")), FastRetries).DrainAsync(MaxWait);

        Assert.That(Folder.GetFiles(), Has.Length.GreaterThanOrEqualTo(3));
        foreach (var file in Folder.GetFiles())
        {
            Assert.That(file.UnixFileMode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file.Name);
        }
    }

    [Test]
    public async Task The_file_of_another_program_is_refused_and_not_changed()
    {
        var path = Path.Combine(Folder.FullName, "notes.sqlite");
        await using (var other = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            other.Open();
            using var create = other.CreateCommand();
            create.CommandText = "CREATE TABLE notes (text TEXT)";
            create.ExecuteNonQuery();
        }

        var before = await File.ReadAllBytesAsync(path);
        await using var store = new SqliteOutboxStore(path);

        Assert.That(
            () => store.OpenAsync(default),
            Throws.TypeOf<OutboxStoreException>().With.Message.Contains("belongs to another program"));
        Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(before));
    }

    [Test]
    public async Task A_damaged_file_is_read_rightly_or_refused_with_a_clear_line()
    {
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(20)));
        await Store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        var whole = await File.ReadAllBytesAsync(StoreFile);
        var sent = await SendAsync(whole, "whole");
        Assert.That(sent.Problem, Is.Null);
        Assert.That(sent.Files, Has.Count.EqualTo(60));
        var refused = 0;
        for (var seed = 1; seed <= (TestScale.Long ? 120 : 25); seed++)
        {
            var damaged = Damage(whole, seed);

            var result = await SendAsync(damaged, $"{seed}");

            Assert.That(result.Rejected, Is.LessThanOrEqualTo(3), $"seed {seed}: nothing is rejected because a file is damaged");
            Assert.That(result.Files.Where(file => !sent.Files.Contains(file)), Is.Empty, $"seed {seed}: an email that nobody wrote");
            Assert.That(result.Problem ?? "damaged", Does.Contain("damaged").Or.Contain("version").Or.Contain("cannot be"), $"seed {seed}");
            refused += result.Problem is null ? 0 : 1;
        }

        Assert.That(refused, Is.GreaterThan(5));
    }

    private async Task<(HashSet<string> Files, string? Problem, long Rejected)> SendAsync(byte[] file, string name)
    {
        var path = Path.Combine(Folder.FullName, $"{name}.db");
        var mail = Path.Combine(Folder.FullName, $"{name}.mail");
        await File.WriteAllBytesAsync(path, file);
        await using var store = new SqliteOutboxStore(path, WriteDurability.Process);
        string? problem = null;
        var rejected = 0L;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            var options = FastRetries with { StoreRetryTimeout = Duration.Zero };
            rejected = (await new DeliveryWorker(store, null, new MaildirTransport(mail), options).DrainAsync(Duration.Zero, stop.Token))
                .Rejected;
        }
        catch (DeliveryStoppedException stopped)
        {
            problem = stopped.Message;
        }

        var folder = Path.Combine(mail, "new");
        HashSet<string> files = Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(File.ReadAllText)] : [];
        return (files, problem, rejected);
    }

    /// <summary>As failing disks do: bytes with other bits, a lost page, or a file that ends early.</summary>
    private static byte[] Damage(byte[] whole, int seed)
    {
        var chance = new Random(seed);
        var damaged = whole.ToArray();
        switch (seed % 3)
        {
            case 0:
                return damaged[..chance.Next(1, damaged.Length)];
            case 1:
                Array.Clear(damaged, chance.Next(0, damaged.Length / 4096) * 4096, 4096);
                return damaged;
            default:
                for (var count = chance.Next(1, 200); count > 0; count--)
                {
                    damaged[chance.Next(damaged.Length)] ^= (byte)(1 << chance.Next(8));
                }

                return damaged;
        }
    }
}
