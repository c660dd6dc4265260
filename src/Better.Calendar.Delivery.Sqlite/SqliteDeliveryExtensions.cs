namespace Better.Calendar.Delivery.Sqlite;

/// <summary>Keeps the outbox of a host in SQLite.</summary>
public static class SqliteDeliveryExtensions
{
    /// <summary>Uses a store in a SQLite file.</summary>
    /// <param name="builder">The builder of <c>AddBetterCalendarDelivery</c>.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="durability">What recorded data survives. Default: a power failure.</param>
    /// <param name="isInHostDatabase">Whether the file is the database of the host, which posts emails in its own transactions. Default:
    /// false.</param>
    /// <exception cref="ArgumentException">The path is empty or blank.</exception>
    public static DeliveryBuilder UseSqlite(
        this DeliveryBuilder builder,
        string path,
        WriteDurability durability = WriteDurability.Machine,
        bool isInHostDatabase = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return builder.UseStore(_ => new SqliteOutboxStore(path, durability, isInHostDatabase));
    }
}
