namespace Better.Calendar.Delivery.Sqlite;

/// <summary>What a ledger in SQLite is safe from.</summary>
public enum Durability
{
    /// <summary>
    /// Also from a failing power supply: every commit is on the disk before it counts (synchronous=FULL). Costs one flush for all
    /// letters that go out in that moment, not one for each.
    /// </summary>
    PowerLoss,

    /// <summary>
    /// From a process that is killed. After a power failure the last letters may count as not sent, and go out again with the same
    /// Message-ID (synchronous=NORMAL).
    /// </summary>
    ProcessDeath,
}
