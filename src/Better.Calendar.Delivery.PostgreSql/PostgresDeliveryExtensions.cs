namespace Better.Calendar.Delivery.PostgreSql;

/// <summary>Keeps the outbox of a host in PostgreSQL.</summary>
public static class PostgresDeliveryExtensions
{
    /// <summary>Uses a store in PostgreSQL.</summary>
    /// <param name="builder">The builder of <c>AddBetterCalendarDelivery</c>.</param>
    /// <param name="connectionString">The connection string of Npgsql.</param>
    /// <param name="schema">The schema of the tables.</param>
    /// <exception cref="ArgumentException">The connection string is invalid, or the schema name is.</exception>
    public static DeliveryBuilder UsePostgreSql(
        this DeliveryBuilder builder,
        string connectionString,
        string schema = "better_calendar_delivery")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        ArgumentNullException.ThrowIfNull(schema);

        // Created once here, so that a wrong connection string is found before the host starts.
        var store = new PostgresOutboxStore(connectionString, schema);
        return builder.UseStore(_ => store);
    }
}
