namespace Better.Calendar.Delivery.Sqlite;

/// <summary>The SQL statements of a store in SQLite. Times are milliseconds since 1970 UTC.</summary>
internal static class SqliteStatements
{
    public const int Version = 2;

    // A message never changes, while its delivery changes at least three times. In a table of their own, about thirty deliveries fit on a
    // page, and a commit writes few pages. is_unblocked: all earlier emails with the same ordering key are final. due: null if the status
    // is final. intent_recorded: the last bytes may have been sent. reserved_at: when a queue got the email.
    public const string CreateTables = """
        CREATE TABLE snapshots (hash TEXT PRIMARY KEY, content BLOB NOT NULL);
        CREATE TABLE workers (name TEXT PRIMARY KEY, last_heartbeat INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE messages (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            ordering_key TEXT NOT NULL,
            message TEXT NOT NULL);
        CREATE TABLE deliveries (
            number INTEGER PRIMARY KEY REFERENCES messages,
            status INTEGER NOT NULL DEFAULT 0,
            is_unblocked INTEGER NOT NULL,
            due INTEGER,
            leased_by TEXT,
            intent_recorded INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            uncertain_sends INTEGER NOT NULL DEFAULT 0,
            first_attempt INTEGER,
            reserved_at INTEGER,
            response TEXT NOT NULL DEFAULT '',
            message_id TEXT);
        CREATE INDEX messages_by_ordering_key ON messages (ordering_key, number);
        CREATE INDEX deliveries_due ON deliveries (due, number) WHERE is_unblocked = 1 AND due IS NOT NULL AND leased_by IS NULL;
        CREATE INDEX deliveries_leased ON deliveries (leased_by) WHERE leased_by IS NOT NULL;
        PRAGMA user_version = 2;
        """;

    public const string InsertSnapshot = "INSERT INTO snapshots (hash, content) VALUES ($hash, $content) ON CONFLICT DO NOTHING";

    public const string InsertMessage =
        "INSERT INTO messages (key, ordering_key, message) VALUES ($key, $orderingKey, $message) ON CONFLICT (key) DO NOTHING";

    public const string InsertDelivery = """
        INSERT INTO deliveries (number, due, is_unblocked)
        VALUES (last_insert_rowid(), $now, NOT EXISTS (SELECT 1 FROM messages JOIN deliveries USING (number) WHERE ordering_key = $orderingKey AND due IS NOT NULL))
        """;

    public const string SelectSnapshot = "SELECT content FROM snapshots WHERE hash = $hash";

    private const string TakeLease =
        "UPDATE deliveries SET status = 1, leased_by = $worker, intent_recorded = 0, attempts = attempts + 1, first_attempt = "
            + "coalesce(first_attempt, $now)";

    private const string ReturningClaim =
        "RETURNING number, (SELECT message FROM messages WHERE messages.number = deliveries.number), attempts, uncertain_sends, "
            + "first_attempt";

    public const string ClaimDue = $"""
        {TakeLease} WHERE number IN (SELECT number FROM deliveries WHERE is_unblocked = 1 AND due <= $now AND due IS NOT NULL AND leased_by IS NULL ORDER BY due, number LIMIT $maxCount)
        {ReturningClaim}
        """;

    public const string Claim =
        $"{TakeLease} WHERE number = $number AND is_unblocked = 1 AND due <= $now AND leased_by IS NULL {ReturningClaim}";

    public const string SelectLeaseState = "SELECT due, is_unblocked, leased_by IS NOT NULL FROM deliveries WHERE number = $number";

    // One statement changes many rows; it gets their values as JSON.
    public const string RecordSendIntents =
        "UPDATE deliveries SET intent_recorded = 1 WHERE number IN (SELECT value FROM json_each($numbers)) AND leased_by = $worker AND "
            + "status = 1 RETURNING number";

    // That an email was sent counts even if it is recorded late: by a worker whose lease has expired, about an email that is to be sent
    // again.
    public const string RecordOutcomes = $"""
        UPDATE deliveries SET status = CASE WHEN o.status <> 0 THEN o.status ELSE {OutboxRowMapper.OpenStatusSql} END, due = o.due, reserved_at = o.due, leased_by = NULL, intent_recorded = 0,
            response = o.response, message_id = coalesce(o.message_id, deliveries.message_id), uncertain_sends = uncertain_sends + (o.status = 5), attempts = attempts - (o.status = 0)
        FROM (SELECT value ->> 0 AS number, value ->> 1 AS status, value ->> 2 AS due, value ->> 3 AS response, value ->> 4 AS message_id FROM json_each($outcomes)) AS o
        WHERE deliveries.number = o.number AND (leased_by = $worker OR (leased_by IS NULL AND o.status = 2 AND deliveries.due IS NOT NULL))
        """;

    public const string UnblockSuccessors = """
        UPDATE deliveries SET is_unblocked = 1 WHERE number IN (
            SELECT (SELECT n.number FROM messages n JOIN deliveries USING (number) WHERE n.ordering_key = m.ordering_key AND n.number > m.number AND due IS NOT NULL ORDER BY n.number LIMIT 1)
            FROM messages m JOIN deliveries USING (number) WHERE m.number IN (SELECT value FROM json_each($numbers)) AND due IS NULL)
        """;

    public const string Heartbeat =
        "INSERT INTO workers (name, last_heartbeat) VALUES ($worker, $now) ON CONFLICT (name) DO UPDATE SET last_heartbeat = $now";

    private const string LeaseExpired =
        "leased_by IS NOT NULL AND leased_by NOT IN (SELECT name FROM workers WHERE last_heartbeat > $before)";

    public const string SelectUncertain = $"SELECT number FROM deliveries WHERE intent_recorded = 1 AND {LeaseExpired}";

    public const string MarkUncertain = $"""
        UPDATE deliveries SET status = 5, leased_by = NULL, intent_recorded = 0, uncertain_sends = uncertain_sends + 1, reserved_at = NULL,
            due = CASE WHEN uncertain_sends + 1 >= $maxUncertainSends THEN NULL ELSE $now END, response = '{OutboxRowMapper.WorkerStoppedResponse}'
        WHERE number = $number
        """;

    public const string ReleaseExpiredLeases =
        $"UPDATE deliveries SET status = {OutboxRowMapper.OpenStatusSql}, leased_by = NULL, reserved_at = NULL, attempts = attempts - 1 "
            + $"WHERE intent_recorded = 0 AND {LeaseExpired}";

    public const string DeleteExpiredWorkers = "DELETE FROM workers WHERE last_heartbeat <= $before";

    public const string ReserveForDispatch = """
        UPDATE deliveries SET reserved_at = $now WHERE number IN (
            SELECT number FROM deliveries WHERE is_unblocked = 1 AND due <= $now AND due IS NOT NULL AND leased_by IS NULL AND (reserved_at IS NULL OR reserved_at < $before)
            ORDER BY due, number LIMIT $maxCount)
        RETURNING number
        """;

    public const string ReleaseReservation = "UPDATE deliveries SET reserved_at = NULL WHERE number = $number";

    public const string NextDue = "SELECT min(due) FROM deliveries WHERE is_unblocked = 1 AND due IS NOT NULL AND leased_by IS NULL";

    public const string Count = "SELECT status, due IS NULL, count(*), sum(uncertain_sends > 0) FROM deliveries GROUP BY 1, 2";

    public static string Read(string statusFilter) =>
        "SELECT number, message, status, due, attempts, uncertain_sends, response, message_id FROM deliveries JOIN messages USING "
            + $"(number) WHERE number > $after {statusFilter} ORDER BY number LIMIT 1000";
}
