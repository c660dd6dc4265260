namespace Better.Calendar.Delivery.PostgreSql;

/// <summary>
/// The SQL statements of a store in PostgreSQL. Message and delivery are in one table, because PostgreSQL writes the whole row at each
/// change anyway.
/// </summary>
internal static class PostgresStatements
{
    // The lock makes workers that start at the same time create the tables only once. is_unblocked: all earlier emails with the same
    // ordering key are final. due: null if the status is final. intent_recorded: the last bytes may have been sent. reserved_at: when a
    // queue got the email.
    public const string CreateTables = """
        SELECT pg_advisory_xact_lock(7243510265);
        CREATE SCHEMA IF NOT EXISTS "{schema}";
        CREATE TABLE IF NOT EXISTS snapshots (hash text PRIMARY KEY, content bytea NOT NULL);
        CREATE TABLE IF NOT EXISTS workers (name text PRIMARY KEY, last_heartbeat timestamptz NOT NULL);
        CREATE TABLE IF NOT EXISTS messages (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            key text NOT NULL UNIQUE,
            ordering_key text NOT NULL,
            message text NOT NULL,
            status smallint NOT NULL DEFAULT 0,
            is_unblocked boolean NOT NULL,
            due timestamptz,
            leased_by text,
            intent_recorded boolean NOT NULL DEFAULT false,
            attempts int NOT NULL DEFAULT 0,
            uncertain_sends int NOT NULL DEFAULT 0,
            first_attempt timestamptz,
            reserved_at timestamptz,
            response text NOT NULL DEFAULT '',
            message_id text);
        CREATE INDEX IF NOT EXISTS messages_by_ordering_key ON messages (ordering_key, number);
        CREATE INDEX IF NOT EXISTS messages_due ON messages (due, number) WHERE is_unblocked AND due IS NOT NULL AND leased_by IS NULL;
        CREATE INDEX IF NOT EXISTS messages_leased ON messages (leased_by) WHERE leased_by IS NOT NULL;
        """;

    public const string InsertSnapshots =
        "INSERT INTO snapshots (hash, content) SELECT * FROM unnest(@hashes, @contents) ON CONFLICT DO NOTHING";

    // While emails are added, none becomes final: otherwise a new one could miss that it is unblocked.
    public const string LockForAdding = "LOCK TABLE messages IN SHARE ROW EXCLUSIVE MODE";

    public const string InsertMessages = """
        WITH candidates AS (
            SELECT *, row_number() OVER (PARTITION BY key ORDER BY ordinal) AS occurrence
            FROM unnest(@keys, @orderingKeys, @messages) WITH ORDINALITY AS p(key, ordering_key, message, ordinal)),
        added AS (
            SELECT *, row_number() OVER (PARTITION BY ordering_key ORDER BY ordinal) AS rank
            FROM candidates WHERE occurrence = 1 AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.key = candidates.key))
        INSERT INTO messages (key, ordering_key, message, due, is_unblocked)
        SELECT key, ordering_key, message, @now, rank = 1 AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.ordering_key = added.ordering_key AND m.due IS NOT NULL)
        FROM added ORDER BY ordinal
        """;

    public const string SelectSnapshot = "SELECT content FROM snapshots WHERE hash = @hash";

    private const string TakeLease =
        "UPDATE messages SET status = 1, leased_by = @worker, intent_recorded = false, attempts = attempts + 1, first_attempt = "
            + "coalesce(first_attempt, @now)";

    private const string ReturningClaim = "RETURNING number, message, attempts, uncertain_sends, first_attempt";

    private const string IsDue = "is_unblocked AND due IS NOT NULL AND due <= @now AND leased_by IS NULL";

    public const string ClaimDue = $"""
        {TakeLease} WHERE number IN (SELECT number FROM messages WHERE {IsDue} ORDER BY due, number LIMIT @maxCount FOR UPDATE SKIP LOCKED)
        {ReturningClaim}
        """;

    public const string Claim = $"{TakeLease} WHERE number = ANY(@numbers) AND {IsDue} {ReturningClaim}";

    public const string SelectLeaseState =
        "SELECT number, due, is_unblocked, leased_by IS NOT NULL FROM messages WHERE number = ANY(@numbers)";

    public const string RecordSendIntents =
        "UPDATE messages SET intent_recorded = true WHERE number = ANY(@numbers) AND leased_by = @worker AND status = 1 RETURNING number";

    // That an email was sent counts even if it is recorded late: by a worker whose lease has expired, about an email that is to be sent
    // again.
    public const string RecordOutcomes = $"""
        UPDATE messages m SET
            status = CASE WHEN o.status <> 0 THEN o.status ELSE {OutboxRowMapper.OpenStatusSql} END,
            due = o.due, reserved_at = o.due, leased_by = NULL, intent_recorded = false, response = o.response,
            message_id = coalesce(o.message_id, m.message_id),
            uncertain_sends = uncertain_sends + (o.status = 5)::int, attempts = attempts - (o.status = 0)::int
        FROM unnest(@numbers, @statuses, @dues, @responses, @ids) AS o(number, status, due, response, message_id)
        WHERE m.number = o.number AND (m.leased_by = @worker OR (m.leased_by IS NULL AND o.status = 2 AND m.due IS NOT NULL))
        """;

    public const string UnblockSuccessors = """
        UPDATE messages SET is_unblocked = true WHERE number IN (
            SELECT (SELECT min(n.number) FROM messages n WHERE n.ordering_key = m.ordering_key AND n.number > m.number AND n.due IS NOT NULL)
            FROM messages m WHERE m.number = ANY(@numbers) AND m.due IS NULL)
        """;

    // By the clock of the database, which all workers share.
    public const string Heartbeat =
        "INSERT INTO workers (name, last_heartbeat) VALUES (@worker, clock_timestamp()) ON CONFLICT (name) DO UPDATE SET "
            + "last_heartbeat = clock_timestamp()";

    private const string LeaseExpired =
        "leased_by IS NOT NULL AND leased_by NOT IN (SELECT name FROM workers WHERE last_heartbeat > clock_timestamp() - @leaseDuration)";

    public const string MarkUncertain = $"""
        UPDATE messages SET status = 5, leased_by = NULL, intent_recorded = false, uncertain_sends = uncertain_sends + 1, reserved_at = NULL,
            due = CASE WHEN uncertain_sends + 1 >= @maxUncertainSends THEN NULL ELSE @now END,
            response = '{OutboxRowMapper.WorkerStoppedResponse}'
        WHERE intent_recorded AND {LeaseExpired} RETURNING number
        """;

    public const string ReleaseExpiredLeases = $"""
        UPDATE messages SET status = {OutboxRowMapper.OpenStatusSql}, leased_by = NULL, reserved_at = NULL, attempts = attempts - 1
        WHERE NOT intent_recorded AND {LeaseExpired}
        """;

    public const string DeleteExpiredWorkers = "DELETE FROM workers WHERE last_heartbeat <= clock_timestamp() - @leaseDuration";

    public const string ReserveForDispatch = $"""
        UPDATE messages SET reserved_at = @now WHERE number IN (
            SELECT number FROM messages WHERE {IsDue} AND (reserved_at IS NULL OR reserved_at < @before) ORDER BY due, number LIMIT @maxCount FOR UPDATE SKIP LOCKED)
        RETURNING number
        """;

    public const string ReleaseReservation = "UPDATE messages SET reserved_at = NULL WHERE number = ANY(@numbers) AND leased_by IS NULL";

    public const string NextDue = "SELECT min(due) FROM messages WHERE is_unblocked AND due IS NOT NULL AND leased_by IS NULL";

    public const string Count =
        "SELECT status::int, due IS NULL, count(*), count(*) FILTER (WHERE uncertain_sends > 0) FROM messages GROUP BY 1, 2";

    public const string Read = """
        SELECT number, message, status::int, due, attempts, uncertain_sends, response, message_id FROM messages
        WHERE number > @after AND (cardinality(@statuses) = 0 OR status = ANY(@statuses)) ORDER BY number LIMIT 1000
        """;
}
