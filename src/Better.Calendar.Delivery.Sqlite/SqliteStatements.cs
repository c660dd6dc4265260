namespace Better.Calendar.Delivery.Sqlite;

/// <summary>
/// The SQL statements of a store in SQLite. Times are milliseconds since 1970 UTC. The names of the tables begin with better_calendar_,
/// because they may be in the database of a host.
/// </summary>
internal static class SqliteStatements
{
    public const int Version = 4;

    /// <summary>Identifies the file as an outbox, for programs such as file(1): "BCOb".</summary>
    public const int ApplicationId = 0x42434F62;

    private const string Claim =
        "number, (SELECT message FROM better_calendar_messages m WHERE m.number = better_calendar_deliveries.number), attempts, "
            + "uncertain_sends, first_attempt, "
            + "(SELECT checksum FROM better_calendar_messages m WHERE m.number = better_calendar_deliveries.number)";

    // One statement changes many rows; it gets their values as JSON.
    private const string IsInNumbers = "number IN (SELECT value FROM json_each(@numbers))";

    // A heartbeat in the future is from before the clock was set back: its worker has not sent one since.
    private const string IsAlive = "last_heartbeat > @before AND last_heartbeat <= @latest";

    private const string LeaseExpired =
        $"leased_by IS NOT NULL AND leased_by NOT IN (SELECT name FROM better_calendar_workers WHERE {IsAlive})";

    public static OutboxSql Shared { get; } = new("better_calendar_emails", "better_calendar_deliveries", "better_calendar_messages");

    // A message never changes, while its delivery changes at least three times. In a table of their own, about thirty deliveries fit on a
    // page, and a commit writes few pages. is_unblocked: all earlier emails with the same ordering key are final. due: null if the status
    // is final. set_at: when due was set. intent_recorded: the last bytes may be sent; LastByteMarks says whether they were. reserved_at:
    // when a queue got the email. reported: somebody was told the final status. boot: which start of the machine the worker belongs to.
    public static string CreateTables { get; } = FormattableString.Invariant($"""
        CREATE TABLE better_calendar_snapshots (hash TEXT PRIMARY KEY, content BLOB NOT NULL, checksum INTEGER NOT NULL);
        CREATE TABLE better_calendar_settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        INSERT INTO better_calendar_settings (name, value) VALUES ('version', {Version});
        CREATE TABLE better_calendar_workers (
            name TEXT PRIMARY KEY, last_heartbeat INTEGER NOT NULL, boot TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE better_calendar_messages (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            ordering_key TEXT NOT NULL,
            recipient TEXT NOT NULL,
            workshop TEXT NOT NULL,
            message TEXT NOT NULL,
            checksum INTEGER NOT NULL);
        CREATE TABLE better_calendar_deliveries (
            number INTEGER PRIMARY KEY REFERENCES better_calendar_messages,
            status INTEGER NOT NULL DEFAULT 0,
            is_unblocked INTEGER NOT NULL,
            due INTEGER,
            set_at INTEGER NOT NULL,
            leased_by TEXT,
            intent_recorded INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            uncertain_sends INTEGER NOT NULL DEFAULT 0,
            first_attempt INTEGER,
            reserved_at INTEGER,
            response TEXT NOT NULL DEFAULT '',
            message_id TEXT,
            reported INTEGER NOT NULL DEFAULT 0);
        CREATE VIEW better_calendar_emails AS SELECT * FROM better_calendar_messages JOIN better_calendar_deliveries USING (number);
        CREATE INDEX better_calendar_messages_by_recipient ON better_calendar_messages (recipient);
        CREATE INDEX better_calendar_messages_by_ordering_key ON better_calendar_messages (ordering_key, number);
        CREATE INDEX better_calendar_deliveries_due ON better_calendar_deliveries (due, number)
            WHERE is_unblocked = TRUE AND due IS NOT NULL AND leased_by IS NULL;
        CREATE INDEX better_calendar_deliveries_leased ON better_calendar_deliveries (leased_by) WHERE leased_by IS NOT NULL;
        """);

    /// <summary>The tables of the store.</summary>
    public static string[] Tables { get; } = ["snapshots", "settings", "workers", "messages", "deliveries"];

    public const string HasTables = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'better_calendar_settings'";

    public const string SelectVersion = "SELECT value FROM better_calendar_settings WHERE name = 'version'";

    public const string InsertSnapshot =
        "INSERT INTO better_calendar_snapshots (hash, content, checksum) VALUES (@hash, @content, @checksum) ON CONFLICT DO NOTHING";

    // An email of an old plan that is added late, for example by a program that continues where it was stopped, would undo in calendars
    // what a newer one has said about the same workshop. Erased emails have no message. The kind is compared in lower case, because
    // earlier messages have it with a capital.
    public const string InsertMessage = """
        INSERT INTO better_calendar_messages (key, ordering_key, recipient, workshop, message, checksum)
        SELECT @key, @orderingKey, @recipient, @workshop, @message, @checksum WHERE NOT EXISTS (
            SELECT 1 FROM better_calendar_messages n WHERE n.ordering_key = @orderingKey
                AND (n.workshop = @workshop OR n.workshop = '' OR @workshop = '')
                AND CASE WHEN n.message = '' THEN FALSE ELSE lower(n.message ->> 'kind') NOT IN ('reminder', 'overview', 'followup')
                    AND lower(@message ->> 'kind') NOT IN ('reminder', 'overview', 'followup')
                    AND n.message ->> 'timestampSeconds' > @message ->> 'timestampSeconds' END)
        ON CONFLICT (key) DO NOTHING
        """;

    public const string InsertDelivery = """
        INSERT INTO better_calendar_deliveries (number, due, set_at, is_unblocked)
        VALUES (last_insert_rowid(), @now, @now,
            NOT EXISTS (SELECT 1 FROM better_calendar_emails WHERE ordering_key = @orderingKey AND due IS NOT NULL))
        """;

    public const string SelectSnapshot = "SELECT content, checksum FROM better_calendar_snapshots WHERE hash = @hash";

    public static string ClaimDue { get; } = Shared.ClaimDue(Claim);

    public static string ClaimNumber { get; } = Shared.ClaimNumbers("number = @number", Claim);

    public const string SelectLeaseState =
        "SELECT due, is_unblocked, leased_by IS NOT NULL FROM better_calendar_deliveries WHERE number = @number";

    public static string RecordSendIntents { get; } = Shared.RecordSendIntents(IsInNumbers);

    public static string RecordOutcomes { get; } = Shared.RecordOutcomes("""
        (SELECT value ->> 0 AS number, value ->> 1 AS status, value ->> 2 AS due, value ->> 3 AS response, value ->> 4 AS message_id
        FROM json_each(@outcomes)) AS o
        """);

    public static string UnblockSuccessors { get; } = Shared.UnblockSuccessors($"m.{IsInNumbers}");

    public const string Heartbeat =
        "INSERT INTO better_calendar_workers (name, last_heartbeat, boot) VALUES (@worker, @now, @boot) "
            + "ON CONFLICT (name) DO UPDATE SET last_heartbeat = @now, boot = @boot";

    public const string SelectPrepared = $"""
        SELECT number, leased_by, coalesce((SELECT boot FROM better_calendar_workers WHERE name = leased_by), '')
        FROM better_calendar_deliveries WHERE intent_recorded = 1 AND {LeaseExpired}
        """;

    public static string MarkUncertain { get; } = Shared.MarkUncertain("number = @number");

    public static string ReleaseExpiredLeases { get; } = Shared.ReleaseLeases(LeaseExpired);

    public const string DeleteExpiredWorkers = $"DELETE FROM better_calendar_workers WHERE NOT ({IsAlive})";

    public static string ReserveForDispatch { get; } = Shared.ReserveForDispatch;

    public const string ReleaseReservation = "UPDATE better_calendar_deliveries SET reserved_at = NULL WHERE number = @number";

    public const string NextDue =
        "SELECT min(due) FROM better_calendar_deliveries WHERE is_unblocked = TRUE AND due IS NOT NULL AND leased_by IS NULL";

    public const string SelectSecret = "SELECT value FROM better_calendar_settings WHERE name = 'secret'";

    public const string InsertSecret = "INSERT INTO better_calendar_settings (name, value) VALUES ('secret', @value)";

    public const string ContainsKey = "SELECT count(*) FROM better_calendar_messages WHERE key = @key";

    public const string SelectHashes = "SELECT hash FROM better_calendar_snapshots";

    public const string UpdateSnapshot =
        "UPDATE better_calendar_snapshots SET content = @content, checksum = @checksum WHERE hash = @hash";

    public const string DeleteSnapshot = "DELETE FROM better_calendar_snapshots WHERE hash = @hash";

    public const string SelectMessages = "SELECT message, checksum FROM better_calendar_messages WHERE message <> ''";
}
