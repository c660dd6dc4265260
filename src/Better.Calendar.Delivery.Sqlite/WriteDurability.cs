namespace Better.Calendar.Delivery.Sqlite;

/// <summary>What a store in SQLite is safe from.</summary>
public enum WriteDurability
{
    /// <summary>
    /// Also from a failing power supply: every commit is on the disk before it counts (synchronous=FULL). Costs one flush for all
    /// emails that go out in that moment, not one for each.
    /// </summary>
    Machine,

    /// <summary>
    /// From a process that is killed. After a power failure the last emails may count as not sent, and go out again with the same
    /// Message-ID (synchronous=NORMAL).
    /// </summary>
    Process,
}
