namespace Better.Calendar.Delivery.Sqlite;

/// <summary>The tables of a store in SQLite. Times are milliseconds since 1970 UTC.</summary>
internal static class SqliteStatements
{
    public const int Version = 1;

    // A job never changes, and an email's state does, three times at least. Apart, thirty states are on one page, and a commit writes
    // few of them. turn: whether all emails before it in its lane are final. due: null where it is final. handed: its end may have
    // gone out. given: since when a queue has it.
    public const string CreateTables = """
        CREATE TABLE documents (hash TEXT PRIMARY KEY, octets BLOB NOT NULL);
        CREATE TABLE couriers (courier TEXT PRIMARY KEY, seen INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE jobs (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            lane TEXT NOT NULL,
            job TEXT NOT NULL);
        CREATE TABLE letters (
            number INTEGER PRIMARY KEY REFERENCES jobs,
            state INTEGER NOT NULL DEFAULT 0,
            turn INTEGER NOT NULL,
            due INTEGER,
            courier TEXT,
            handed INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            doubts INTEGER NOT NULL DEFAULT 0,
            tried INTEGER,
            given INTEGER,
            answer TEXT NOT NULL DEFAULT '',
            message_id TEXT);
        CREATE INDEX jobs_of_lane ON jobs (lane, number);
        CREATE INDEX letters_due ON letters (due, number) WHERE turn = 1 AND due IS NOT NULL AND courier IS NULL;
        CREATE INDEX letters_in_hands ON letters (courier) WHERE courier IS NOT NULL;
        PRAGMA user_version = 1;
        """;

    public const string InsertSnapshot = "INSERT INTO documents (hash, octets) VALUES ($hash, $octets) ON CONFLICT DO NOTHING";

    public const string InsertMessage = "INSERT INTO jobs (key, lane, job) VALUES ($key, $lane, $job) ON CONFLICT (key) DO NOTHING";

    public const string InsertDeliveryState = """
        INSERT INTO letters (number, due, turn)
        VALUES (last_insert_rowid(), $now, NOT EXISTS (SELECT 1 FROM jobs JOIN letters USING (number) WHERE lane = $lane AND due IS NOT NULL))
        """;

    public const string SelectSnapshot = "SELECT octets FROM documents WHERE hash = $hash";

    private const string TakeLease = "UPDATE letters SET state = 1, courier = $courier, handed = 0, attempts = attempts + 1, tried = coalesce(tried, $now)";

    private const string ReturningClaim = "RETURNING number, (SELECT job FROM jobs WHERE jobs.number = letters.number), attempts, doubts, tried";

    public const string ClaimDue = $"""
        {TakeLease} WHERE number IN (SELECT number FROM letters WHERE turn = 1 AND due <= $now AND due IS NOT NULL AND courier IS NULL ORDER BY due, number LIMIT $most)
        {ReturningClaim}
        """;

    public const string Claim = $"{TakeLease} WHERE number = $number AND turn = 1 AND due <= $now AND worker IS NULL {ReturningClaim}";

    public const string SelectLeaseState = "SELECT due, turn, courier IS NOT NULL FROM letters WHERE number = $number";

    // Many rows by one statement each: they come as JSON.
    public const string RecordSendIntents = "UPDATE letters SET handed = 1 WHERE number IN (SELECT value FROM json_each($numbers)) AND courier = $courier AND state = 1 RETURNING number";

    // The truth counts also when it comes late: from a worker that was given up, about an email that is to be sent again.
    public const string RecordOutcomes = $"""
        UPDATE letters SET state = CASE WHEN o.s <> 0 THEN o.s ELSE {OutboxRowMapper.OpenStatusSql} END, due = o.d, given = o.d, courier = NULL, handed = 0, answer = o.a,
            message_id = coalesce(o.m, message_id), doubts = doubts + (o.s = 5), attempts = attempts - (o.s = 0)
        FROM (SELECT value ->> 0 AS n, value ->> 1 AS s, value ->> 2 AS d, value ->> 3 AS a, value ->> 4 AS m FROM json_each($outcomes)) AS o
        WHERE number = o.n AND (courier = $courier OR (courier IS NULL AND o.s = 2 AND due IS NOT NULL))
        """;

    public const string UnblockSuccessors = """
        UPDATE letters SET turn = 1 WHERE number IN (
            SELECT (SELECT n.number FROM jobs n JOIN letters USING (number) WHERE n.lane = j.lane AND n.number > j.number AND due IS NOT NULL ORDER BY n.number LIMIT 1)
            FROM jobs j JOIN letters USING (number) WHERE j.number IN (SELECT value FROM json_each($numbers)) AND due IS NULL)
        """;

    public const string Heartbeat = "INSERT INTO couriers (courier, seen) VALUES ($courier, $now) ON CONFLICT (courier) DO UPDATE SET seen = $now";

    private const string LeaseExpired = "courier IS NOT NULL AND courier NOT IN (SELECT courier FROM couriers WHERE seen > $before)";

    public const string SelectUncertain = $"SELECT number FROM letters WHERE handed = 1 AND {LeaseExpired}";

    public const string MarkUncertain = $"""
        UPDATE letters SET state = 5, courier = NULL, handed = 0, doubts = doubts + 1, given = NULL, due = CASE WHEN doubts + 1 >= $again THEN NULL ELSE $now END,
            answer = '{OutboxRowMapper.WorkerStoppedResponse}'
        WHERE number = $number
        """;

    public const string ReleaseExpiredLeases = $"UPDATE letters SET state = {OutboxRowMapper.OpenStatusSql}, courier = NULL, given = NULL, attempts = attempts - 1 WHERE handed = 0 AND {LeaseExpired}";

    public const string DeleteExpiredWorkers = "DELETE FROM couriers WHERE seen <= $before";

    public const string ReserveForDispatch = """
        UPDATE letters SET given = $now WHERE number IN (
            SELECT number FROM letters WHERE turn = 1 AND due <= $now AND due IS NOT NULL AND courier IS NULL AND (given IS NULL OR given < $before)
            ORDER BY due, number LIMIT $most)
        RETURNING number
        """;

    public const string ReleaseReservation = "UPDATE letters SET given = NULL WHERE number = $number";

    public const string NextDue = "SELECT min(due) FROM letters WHERE turn = 1 AND due IS NOT NULL AND courier IS NULL";

    public const string Count = "SELECT state, due IS NULL, count(*), sum(doubts > 0) FROM letters GROUP BY 1, 2";

    public static string Read(string statusFilter) =>
        $"SELECT number, job, state, due, attempts, doubts, answer, message_id FROM letters JOIN jobs USING (number) WHERE number > $after {statusFilter} ORDER BY number LIMIT 1000";
}
