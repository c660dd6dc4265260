using Better.Calendar.Delivery.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Worker;

/// <summary>Gives each test its own store in SQLite.</summary>
public abstract class StoreFixture
{
    private DirectoryInfo folder = null!;

    /// <summary>How long a worker waits for the next attempt.</summary>
    private protected static Duration MaxWait { get; } = Duration.FromMinutes(1);

    /// <summary>Options with short delays between attempts.</summary>
    private protected static DeliveryOptions FastRetries { get; } = new()
    {
        RetrySchedule = new() { InitialDelay = Duration.FromMilliseconds(50), DelayAfterConnectionLoss = Duration.FromMilliseconds(20) },
        LeaseDuration = Duration.FromSeconds(2),
    };

    private protected DirectoryInfo Folder => folder;

    private protected string StoreFile => Path.Combine(folder.FullName, "outbox.db");

    private protected SqliteOutboxStore Store { get; private set; } = null!;

    [SetUp]
    public void OpenStore()
    {
        folder = Directory.CreateTempSubdirectory("better-calendar-");
        Store = new(StoreFile);
    }

    [TearDown]
    public async Task CloseStore()
    {
        await Store.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
