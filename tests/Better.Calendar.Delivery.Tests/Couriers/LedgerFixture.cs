using Better.Calendar.Delivery.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Couriers;

/// <summary>Tests with a ledger of their own in SQLite.</summary>
public abstract class LedgerFixture
{
    private DirectoryInfo folder = null!;

    /// <summary>How long a courier waits for a next try.</summary>
    private protected static Duration Patience { get; } = Duration.FromMinutes(1);

    /// <summary>A courier that tries again at once.</summary>
    private protected static CourierOptions Quick { get; } = new()
    {
        Retry = new() { First = Duration.FromMilliseconds(50), AfterLoss = Duration.FromMilliseconds(20) },
        Lease = Duration.FromSeconds(2),
    };

    private protected DirectoryInfo Folder => folder;

    private protected string LedgerFile => Path.Combine(folder.FullName, "outbox.db");

    private protected SqliteLedger Ledger { get; private set; } = null!;

    [SetUp]
    public void OpenLedger()
    {
        folder = Directory.CreateTempSubdirectory("better-calendar-");
        Ledger = new(LedgerFile);
    }

    [TearDown]
    public async Task CloseLedger()
    {
        await Ledger.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
