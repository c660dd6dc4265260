using Microsoft.Data.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>An outbox store in one SQLite file, without a server or setup, for all workers of one machine.</summary>
/// <remarks>
/// The file is in WAL mode, and contains addresses and names: protect it as you protect the series. Nothing is lost when a process is
/// killed, and with <see cref="WriteDurability.Machine"/> nothing is lost when the power fails.
/// </remarks>
public sealed partial class SqliteOutboxStore : IOutboxStore
{
    private readonly SqliteDatabase database;
    private readonly LastByteMarks? marks;

    /// <summary>Creates a store; the file is opened or created by the first operation.</summary>
    /// <param name="path">The path of the file; it and its directory are created if they are missing.</param>
    /// <param name="durability">What recorded data survives. Default: a power failure.</param>
    /// <param name="isInHostDatabase">Whether the file is the database of a host that posts emails in its own transactions: then the tables
    /// are created in it, with names that begin with <c>better_calendar_</c>, and it is set to WAL mode. Default: false, the file is the
    /// outbox alone, and that of another program is refused.</param>
    /// <exception cref="ArgumentException">The path is empty or blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="durability"/> is not a named value.</exception>
    public SqliteOutboxStore(string path, WriteDurability durability = WriteDurability.Machine, bool isInHostDatabase = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        database = Enum.IsDefined(durability)
            ? new(path, durability, isInHostDatabase)
            : throw new ArgumentOutOfRangeException(
                nameof(durability),
                durability,
                $"durability must be {WriteDurability.Machine} or {WriteDurability.Process}, and is {durability}.");
        marks = LastByteMarks.Boot.Length > 0 ? new(path + "-sending") : null;
    }

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) => database.WriteAsync(static _ => true, cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> GetSnapshotAsync(string hash, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return database.ReadAsync(
            session => session.Query(SqliteStatements.SelectSnapshot, SqliteErasure.ReadSnapshot, ("@hash", hash)) is [var bytes]
                ? bytes
                : null,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> ClaimDueAsync(string workerName, Instant now, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        return database.WriteAsync<IReadOnlyList<Claim>>(
            session => [.. session.Query(
                SqliteStatements.ClaimDue,
                ReadClaim,
                ("@worker", workerName),
                ("@now", now.ToUnixTimeMilliseconds()),
                ("@maxCount", maxCount))
                .OrderBy(static claim => claim.Number)],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimResult>> ClaimAsync(
        string workerName,
        Instant now,
        IReadOnlyList<long> numbers,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        ArgumentNullException.ThrowIfNull(numbers);
        return database.WriteAsync<IReadOnlyList<ClaimResult>>(
            session => [.. numbers.Select(number => ClaimOne(session, workerName, now.ToUnixTimeMilliseconds(), number))],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> RecordAsync(
        string workerName,
        IReadOnlyList<long> sendIntents,
        IReadOnlyList<DeliveryOutcome> outcomes,
        Instant now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        ArgumentNullException.ThrowIfNull(sendIntents);
        ArgumentNullException.ThrowIfNull(outcomes);
        return database.WriteAsync<IReadOnlyList<long>>(
            session =>
            {
                if (outcomes.Count > 0)
                {
                    session.Execute(
                        SqliteStatements.RecordOutcomes,
                        ("@outcomes", SqliteJson.Serialize(outcomes)),
                        ("@worker", workerName),
                        ("@now", now.ToUnixTimeMilliseconds()));
                    session.Execute(
                        SqliteStatements.UnblockSuccessors,
                        ("@numbers",
                            SqliteJson.Serialize(outcomes.Where(static outcome => outcome.Due is null)
                                .Select(static outcome => outcome.Number))));
                }

                if (sendIntents.Count == 0)
                {
                    return [];
                }

                var recorded =
                    session.Query(
                        SqliteStatements.RecordSendIntents,
                        static row => row.GetInt64(0),
                        ("@numbers", SqliteJson.Serialize(sendIntents)),
                        ("@worker", workerName));
                marks?.Prepare(workerName, recorded);
                return [.. sendIntents.Except(recorded)];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public bool MarksLastBytes => marks is not null;

    /// <inheritdoc/>
    public bool MarkLastBytes(string workerName, long number)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        return marks is null || marks.TryMark(workerName, number);
    }

    /// <inheritdoc/>
    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
                OutboxRowMapper.ToCounts(
                    session.Query(
                        SqliteStatements.Shared.Count,
                        static row => ((DeliveryStatus)row.GetInt32(0), row.GetBoolean(1), row.GetInt64(2), row.GetInt64(3)))),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxEntry> ReadAsync(IReadOnlyCollection<DeliveryStatus> statuses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        var sql = SqliteStatements.Shared.ReadPage(statuses, ", checksum");
        return OutboxRowMapper.ReadPagesAsync(
            (after, token) => database.ReadAsync(session => session.Query(sql, ReadEntry, ("@after", after)), token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        database.Dispose();
        marks?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ClaimResult ClaimOne(SqliteSession session, string workerName, long now, long number)
    {
        var claims = session.Query(SqliteStatements.ClaimNumber, ReadClaim, ("@worker", workerName), ("@now", now), ("@number", number));
        if (claims.Count > 0)
        {
            return new(number, claims[0], ClaimFailure.None, null);
        }

        var found =
            session.Query(
                SqliteStatements.SelectLeaseState,
                static row => (Due: ReadInstant(row, 0), IsUnblocked: row.GetBoolean(1), IsLeased: row.GetBoolean(2)),
                ("@number", number));
        return found.Count == 0
            ? new(number, null, ClaimFailure.Completed, null)
            : OutboxRowMapper.ToClaimFailure(number, found[0].Due, found[0].IsUnblocked, found[0].IsLeased);
    }

    private async Task<int> EraseAsync(Func<SqliteSession, int> erase, CancellationToken cancellationToken)
    {
        var erased = await database.WriteAsync(erase, cancellationToken).ConfigureAwait(false);

        // Until it is emptied, the write-ahead log has the pages as they were.
        await database.EmptyLogAsync(cancellationToken).ConfigureAwait(false);
        return erased;
    }

    private static IEnumerable<(string Name, object? Value)> GetParameters(OutboxFilter filter) =>
        OutboxSql.GetParameters(filter).Select(static parameter => (parameter.Name, (object?)parameter.Value));

    private static Claim ReadClaim(SqliteDataReader row)
    {
        Checksum.Verify(row.GetString(1), row.GetInt64(5));
        return OutboxRowMapper.ReadClaim(row, ReadInstant);
    }

    private static OutboxEntry ReadEntry(SqliteDataReader row)
    {
        Checksum.Verify(row.GetString(1), row.GetInt64(9));
        return OutboxRowMapper.ReadEntry(row, ReadInstant);
    }

    private static Instant? ReadInstant(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instant.FromUnixTimeMilliseconds(row.GetInt64(column));
}
