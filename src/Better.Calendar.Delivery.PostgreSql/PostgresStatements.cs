namespace Better.Calendar.Delivery.PostgreSql;

/// <summary>The tables of a store in PostgreSQL; job and state stand in one table, for each change writes the whole row anyway.</summary>
internal static class PostgresStatements
{
    // Workers that start together create it once. turn: whether all emails before it in its lane are final. due: null where it is
    // final. handed: its end may have gone out. given: since when a queue has it.
    public const string CreateTables = """
        SELECT pg_advisory_xact_lock(7243510265);
        CREATE SCHEMA IF NOT EXISTS "{schema}";
        CREATE TABLE IF NOT EXISTS documents (hash text PRIMARY KEY, octets bytea NOT NULL);
        CREATE TABLE IF NOT EXISTS couriers (courier text PRIMARY KEY, seen timestamptz NOT NULL);
        CREATE TABLE IF NOT EXISTS letters (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            key text NOT NULL UNIQUE,
            lane text NOT NULL,
            job text NOT NULL,
            state smallint NOT NULL DEFAULT 0,
            turn boolean NOT NULL,
            due timestamptz,
            courier text,
            handed boolean NOT NULL DEFAULT false,
            attempts int NOT NULL DEFAULT 0,
            doubts int NOT NULL DEFAULT 0,
            tried timestamptz,
            given timestamptz,
            answer text NOT NULL DEFAULT '',
            message_id text);
        CREATE INDEX IF NOT EXISTS letters_of_lane ON letters (lane, number);
        CREATE INDEX IF NOT EXISTS letters_due ON letters (due, number) WHERE turn AND due IS NOT NULL AND courier IS NULL;
        CREATE INDEX IF NOT EXISTS letters_in_hands ON letters (courier) WHERE courier IS NOT NULL;
        """;

    public const string InsertSnapshots = "INSERT INTO documents (hash, octets) SELECT * FROM unnest(@hashes, @octets) ON CONFLICT DO NOTHING";

    // While emails come in, none becomes final: otherwise one could miss that it is its turn.
    public const string LockForAdding = "LOCK TABLE emails IN SHARE ROW EXCLUSIVE MODE";

    public const string InsertMessages = """
        WITH posted AS (
            SELECT *, row_number() OVER (PARTITION BY key ORDER BY place) AS copy
            FROM unnest(@keys, @lanes, @jobs) WITH ORDINALITY AS p(key, lane, job, place)),
        fresh AS (
            SELECT *, row_number() OVER (PARTITION BY lane ORDER BY place) AS rank
            FROM posted WHERE copy = 1 AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.key = posted.key))
        INSERT INTO letters (key, lane, job, due, turn)
        SELECT key, lane, job, @now, rank = 1 AND NOT EXISTS (SELECT 1 FROM letters l WHERE l.lane = fresh.lane AND l.due IS NOT NULL)
        FROM fresh ORDER BY place
        """;

    public const string SelectSnapshot = "SELECT octets FROM documents WHERE hash = @hash";

    private const string TakeLease = "UPDATE letters SET state = 1, courier = @courier, handed = false, attempts = attempts + 1, tried = coalesce(tried, @now)";

    private const string ReturningClaim = "RETURNING number, job, attempts, doubts, tried";

    private const string IsDue = "turn AND due IS NOT NULL AND due <= @now AND worker IS NULL";

    public const string ClaimDue = $"""
        {TakeLease} WHERE number IN (SELECT number FROM letters WHERE {IsDue} ORDER BY due, number LIMIT @most FOR UPDATE SKIP LOCKED)
        {ReturningClaim}
        """;

    public const string Claim = $"{TakeLease} WHERE number = ANY(@numbers) AND {IsDue} {ReturningClaim}";

    public const string SelectLeaseState = "SELECT number, due, turn, courier IS NOT NULL FROM letters WHERE number = ANY(@numbers)";

    public const string RecordSendIntents = "UPDATE letters SET handed = true WHERE number = ANY(@numbers) AND courier = @courier AND state = 1 RETURNING number";

    public const string RecordOutcomes = $"""
        UPDATE letters l SET
            state = CASE WHEN o.state <> 0 THEN o.state ELSE {OutboxRowMapper.OpenStatusSql} END,
            due = o.due, given = o.due, courier = NULL, handed = false, answer = o.answer,
            message_id = coalesce(o.message_id, l.message_id),
            doubts = doubts + (o.state = 5)::int, attempts = attempts - (o.state = 0)::int
        FROM unnest(@numbers, @states, @dues, @answers, @ids) AS o(number, state, due, answer, message_id)
        WHERE l.number = o.number AND (l.courier = @courier OR (l.courier IS NULL AND o.state = 2 AND l.due IS NOT NULL))
        """;

    public const string UnblockSuccessors = """
        UPDATE letters SET turn = true WHERE number IN (
            SELECT (SELECT min(n.number) FROM letters n WHERE n.lane = l.lane AND n.number > l.number AND n.due IS NOT NULL)
            FROM letters l WHERE l.number = ANY(@numbers) AND l.due IS NULL)
        """;

    // By the clock of the database, which all workers share.
    public const string Heartbeat = "INSERT INTO couriers (courier, seen) VALUES (@courier, clock_timestamp()) ON CONFLICT (courier) DO UPDATE SET seen = clock_timestamp()";

    private const string LeaseExpired = "courier IS NOT NULL AND courier NOT IN (SELECT courier FROM couriers WHERE seen > clock_timestamp() - @silence)";

    public const string MarkUncertain = $"""
        UPDATE letters SET state = 5, courier = NULL, handed = false, doubts = doubts + 1, given = NULL,
            due = CASE WHEN doubts + 1 >= @again THEN NULL ELSE @now END,
            answer = '{OutboxRowMapper.WorkerStoppedResponse}'
        WHERE handed AND {LeaseExpired} RETURNING number
        """;

    public const string ReleaseExpiredLeases = $"""
        UPDATE letters SET state = {OutboxRowMapper.OpenStatusSql}, courier = NULL, given = NULL, attempts = attempts - 1
        WHERE NOT handed AND {LeaseExpired}
        """;

    public const string DeleteExpiredWorkers = "DELETE FROM couriers WHERE seen <= clock_timestamp() - @silence";

    public const string ReserveForDispatch = $"""
        UPDATE letters SET given = @now WHERE number IN (
            SELECT number FROM letters WHERE {IsDue} AND (given IS NULL OR given < @before) ORDER BY due, number LIMIT @most FOR UPDATE SKIP LOCKED)
        RETURNING number
        """;

    public const string ReleaseReservation = "UPDATE letters SET given = NULL WHERE number = ANY(@numbers) AND courier IS NULL";

    public const string NextDue = "SELECT min(due) FROM letters WHERE turn AND due IS NOT NULL AND courier IS NULL";

    public const string Count = "SELECT state::int, due IS NULL, count(*), count(*) FILTER (WHERE doubts > 0) FROM letters GROUP BY 1, 2";

    public const string Read = """
        SELECT number, job, state::int, due, attempts, doubts, answer, message_id FROM letters
        WHERE number > @after AND (cardinality(@states) = 0 OR state = ANY(@states)) ORDER BY number LIMIT 1000
        """;
}
