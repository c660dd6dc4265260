namespace Better.Calendar.Delivery.PostgreSql;

/// <summary>
/// The SQL statements of a store in PostgreSQL. Message and delivery are in one table, because PostgreSQL writes the whole row at each
/// change anyway.
/// </summary>
internal static class PostgresStatements
{
    // The lock makes workers that start at the same time create the tables only once. is_unblocked: all earlier emails with the same
    // ordering key are final; null: not known yet, because the transaction of a host has added the email. due: null if the status is final.
    // intent_recorded: the last bytes may have been sent. reserved_at: when a queue got the email.
    public const string CreateTables = """
        SELECT pg_advisory_xact_lock(7243510265);
        CREATE SCHEMA IF NOT EXISTS "{schema}";
        CREATE TABLE IF NOT EXISTS snapshots (hash text PRIMARY KEY, content bytea NOT NULL);
        CREATE TABLE IF NOT EXISTS settings (name text PRIMARY KEY, value bytea NOT NULL);
        CREATE TABLE IF NOT EXISTS workers (name text PRIMARY KEY, last_heartbeat timestamptz NOT NULL);
        CREATE TABLE IF NOT EXISTS messages (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            key text NOT NULL UNIQUE,
            ordering_key text NOT NULL,
            recipient text NOT NULL,
            workshop text NOT NULL,
            message text NOT NULL,
            status smallint NOT NULL DEFAULT 0,
            is_unblocked boolean,
            due timestamptz,
            set_at timestamptz NOT NULL,
            leased_by text,
            intent_recorded boolean NOT NULL DEFAULT false,
            attempts int NOT NULL DEFAULT 0,
            uncertain_sends int NOT NULL DEFAULT 0,
            first_attempt timestamptz,
            reserved_at timestamptz,
            response text NOT NULL DEFAULT '',
            message_id text,
            reported boolean NOT NULL DEFAULT false);
        CREATE INDEX IF NOT EXISTS messages_by_recipient ON messages (recipient);
        CREATE INDEX IF NOT EXISTS messages_by_ordering_key ON messages (ordering_key, number);
        CREATE INDEX IF NOT EXISTS messages_due ON messages (due, number) WHERE is_unblocked AND due IS NOT NULL AND leased_by IS NULL;
        CREATE INDEX IF NOT EXISTS messages_new ON messages (number) WHERE is_unblocked IS NULL;
        CREATE INDEX IF NOT EXISTS messages_leased ON messages (leased_by) WHERE leased_by IS NOT NULL;
        """;

    public static OutboxSql Shared { get; } = new("messages", "messages", "messages", "FOR UPDATE SKIP LOCKED");

    public const string InsertSnapshots =
        "INSERT INTO snapshots (hash, content) SELECT * FROM unnest(@hashes, @contents) ON CONFLICT DO NOTHING";

    // Before it is read who was erased: while that is changed, nothing is added.
    public const string LockForAdding = "LOCK TABLE messages IN ROW EXCLUSIVE MODE";

    // A person's request, which may not run beside anything that changes an email. Not for long: workers wait behind it.
    public const string LockAll = "SET LOCAL lock_timeout = '5s'; LOCK TABLE messages IN SHARE ROW EXCLUSIVE MODE";

    // While new emails are placed behind earlier ones, none becomes final: otherwise one could miss that it is unblocked. A lock of its
    // own, because a host may keep its transaction open for long after it has added emails, and no worker may wait for that.
    public const string LockFinals = "SELECT pg_advisory_xact_lock_shared(7243510266)";

    // An email of an old plan that is added late, for example by a program that continues where it was stopped, would undo in calendars
    // what a newer one has said about the same workshop. Erased emails have no message. The kind is compared in lower case, because
    // earlier messages have it with a capital.
    public const string InsertMessages = """
        INSERT INTO messages (key, ordering_key, recipient, workshop, message, due, set_at)
        SELECT key, ordering_key, recipient, workshop, message, @now, @now
        FROM unnest(@keys, @orderingKeys, @recipients, @workshops, @messages)
            WITH ORDINALITY AS p(key, ordering_key, recipient, workshop, message, ordinal)
        WHERE NOT EXISTS (
            SELECT 1 FROM messages n WHERE n.ordering_key = p.ordering_key
                AND (n.workshop = p.workshop OR n.workshop = '' OR p.workshop = '')
                AND CASE WHEN n.message = '' THEN FALSE ELSE lower(n.message::json ->> 'kind') NOT IN ('reminder', 'overview', 'followup')
                    AND lower(p.message::json ->> 'kind') NOT IN ('reminder', 'overview', 'followup')
                    AND (n.message::json ->> 'timestampSeconds')::bigint > (p.message::json ->> 'timestampSeconds')::bigint END)
        ORDER BY ordinal ON CONFLICT (key) DO NOTHING
        """;

    public const string HasNew = "SELECT EXISTS (SELECT 1 FROM messages WHERE is_unblocked IS NULL)";

    public const string PlaceNew = """
        SELECT pg_advisory_xact_lock(7243510266);
        UPDATE messages m SET is_unblocked =
            NOT EXISTS (SELECT 1 FROM messages e WHERE e.ordering_key = m.ordering_key AND e.number < m.number AND e.due IS NOT NULL)
        WHERE is_unblocked IS NULL
        """;

    public const string SelectSnapshot = "SELECT content FROM snapshots WHERE hash = @hash";

    private const string Claim = "number, message, attempts, uncertain_sends, first_attempt";

    private const string IsInNumbers = "number = ANY(@numbers)";

    // A heartbeat in the future is from before the clock was set back: its worker has not sent one since.
    private const string IsAlive =
        "last_heartbeat > clock_timestamp() - @leaseDuration AND last_heartbeat <= clock_timestamp() + @leaseDuration";

    private const string LeaseExpired = $"leased_by IS NOT NULL AND leased_by NOT IN (SELECT name FROM workers WHERE {IsAlive})";

    public static string ClaimDue { get; } = Shared.ClaimDue(Claim);

    public static string ClaimNumbers { get; } = Shared.ClaimNumbers(IsInNumbers, Claim);

    public const string SelectLeaseState =
        $"SELECT number, due, coalesce(is_unblocked, false), leased_by IS NOT NULL FROM messages WHERE {IsInNumbers}";

    public static string RecordSendIntents { get; } = Shared.RecordSendIntents(IsInNumbers);

    public static string RecordOutcomes { get; } = $"""
        {LockFinals};
        {Shared.RecordOutcomes("unnest(@numbers, @statuses, @dues, @responses, @ids) AS o(number, status, due, response, message_id)")}
        """;

    public static string UnblockSuccessors { get; } = Shared.UnblockSuccessors($"m.{IsInNumbers}");

    // By the clock of the database, which all workers share.
    public const string Heartbeat =
        "INSERT INTO workers (name, last_heartbeat) VALUES (@worker, clock_timestamp()) ON CONFLICT (name) DO UPDATE SET "
            + "last_heartbeat = clock_timestamp()";

    public static string MarkUncertain { get; } =
        $"{Shared.MarkUncertain($"intent_recorded AND {LeaseExpired}")} RETURNING number";

    public static string ReleaseExpiredLeases { get; } = Shared.ReleaseLeases($"NOT intent_recorded AND {LeaseExpired}");

    public const string DeleteExpiredWorkers = $"DELETE FROM workers WHERE NOT ({IsAlive})";

    public static string ReserveForDispatch { get; } = Shared.ReserveForDispatch;

    public const string ReleaseReservation = $"UPDATE messages SET reserved_at = NULL WHERE {IsInNumbers} AND leased_by IS NULL";

    public const string NextDue = """
        SELECT least(
            (SELECT min(due) FROM messages WHERE is_unblocked AND due IS NOT NULL AND leased_by IS NULL),
            (SELECT min(due) FROM messages WHERE is_unblocked IS NULL))
        """;

    public const string SelectSecret = "SELECT value FROM settings WHERE name = 'secret'";

    public const string InsertSecret = "INSERT INTO settings (name, value) VALUES ('secret', @value)";

    public const string SelectErased = "SELECT key FROM messages WHERE key = ANY(@keys)";

    public const string SelectHashes = "SELECT hash FROM snapshots";

    public const string UpdateSnapshot = "UPDATE snapshots SET content = @content WHERE hash = @hash";

    public const string DeleteSnapshots = "DELETE FROM snapshots WHERE NOT (hash = ANY(@hashes))";

    public const string SelectMessages = "SELECT message FROM messages WHERE message <> ''";

    // Without FULL, the bytes of erased rows would stay in the files until they are overwritten.
    public static string[] RemoveRemains { get; } =
        ["SET lock_timeout = '5s'", "VACUUM (FULL) messages", "VACUUM (FULL) snapshots"];

    // In a transaction of the host, whose tables are in other schemas.
    public const string SelectSearchPath = "SELECT current_setting('search_path')";

    public const string SetSearchPath = "SELECT set_config('search_path', @path, true)";
}
