namespace Better.Calendar.Delivery.Sqlite;

/// <summary>Which failures the recorded data of a store in SQLite survives.</summary>
public enum WriteDurability
{
    /// <summary>
    /// A crash of the machine or a power failure: every commit is flushed to disk before it counts (<c>synchronous=FULL</c>). Emails that
    /// are sent at the same time share one flush.
    /// </summary>
    Machine,

    /// <summary>
    /// A crash of the process. After a power failure the last emails may count as not sent, and be sent again with the same Message-ID
    /// (<c>synchronous=NORMAL</c>).
    /// </summary>
    Process,
}
