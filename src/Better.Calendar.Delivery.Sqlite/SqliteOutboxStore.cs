using Microsoft.Data.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>An outbox store in one SQLite file, without a server or setup, for all workers of one machine.</summary>
/// <remarks>
/// The file is in WAL mode, and contains addresses and names: protect it as you protect the series. Nothing is lost when a process is
/// killed, and with <see cref="WriteDurability.Machine"/> nothing is lost when the power fails.
/// </remarks>
public sealed class SqliteOutboxStore : IOutboxStore
{
    private readonly SqliteDatabase database;

    /// <summary>Creates a store; the file is opened or created by the first operation.</summary>
    /// <param name="path">The path of the file; it and its directory are created if they are missing.</param>
    /// <param name="durability">What recorded data survives. Default: a power failure.</param>
    /// <exception cref="ArgumentException">The path is empty or blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="durability"/> is not a named value.</exception>
    public SqliteOutboxStore(string path, WriteDurability durability = WriteDurability.Machine)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        database = Enum.IsDefined(durability)
            ? new(path, durability)
            : throw new ArgumentOutOfRangeException(
                nameof(durability),
                durability,
                $"durability must be {WriteDurability.Machine} or {WriteDurability.Process}, and is {durability}.");
    }

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) => database.WriteAsync(static _ => true, cancellationToken);

    /// <inheritdoc/>
    public Task<int> AddAsync(
        IReadOnlyList<SeriesSnapshot> snapshots,
        IReadOnlyList<OutboxMessage> messages,
        Instant now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(messages);
        return database.WriteAsync(
            session =>
            {
                foreach (var snapshot in snapshots)
                {
                    session.Execute(SqliteStatements.InsertSnapshot, ("$hash", snapshot.Hash), ("$content", snapshot.Bytes.ToArray()));
                }

                return messages.Count(message =>
                    session.Execute(
                        SqliteStatements.InsertMessage,
                        ("$key", message.Key),
                        ("$orderingKey", message.OrderingKey),
                        ("$message", message.ToJson())) > 0
                    && session.Execute(
                        SqliteStatements.InsertDelivery,
                        ("$now", now.ToUnixTimeMilliseconds()),
                        ("$orderingKey", message.OrderingKey)) > 0);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<byte[]?> GetSnapshotAsync(string hash, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return database.ReadAsync(
            session => session.Query(SqliteStatements.SelectSnapshot, static row => (byte[]?)row[0], ("$hash", hash)) is [var bytes]
            ? bytes
            : null, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> ClaimDueAsync(string workerName, Instant now, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        return database.WriteAsync<IReadOnlyList<Claim>>(
            session => [.. session.Query(
                SqliteStatements.ClaimDue,
                ReadClaim,
                ("$worker", workerName),
                ("$now", now.ToUnixTimeMilliseconds()),
                ("$maxCount", maxCount))
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
                        ("$outcomes", SqliteJson.Serialize(outcomes)),
                        ("$worker", workerName));
                    session.Execute(
                        SqliteStatements.UnblockSuccessors,
                        ("$numbers",
                            SqliteJson.Serialize(outcomes.Where(static outcome => outcome.Due is null)
                                .Select(static outcome => outcome.Number))));
                }

                return sendIntents.Count == 0
                    ? []
                    : [.. sendIntents.Except(
                        session.Query(
                            SqliteStatements.RecordSendIntents,
                            static row => row.GetInt64(0),
                            ("$numbers", SqliteJson.Serialize(sendIntents)),
                            ("$worker", workerName)))];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task HeartbeatAsync(string workerName, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        return database.WriteAsync(
            session => session.Execute(SqliteStatements.Heartbeat, ("$worker", workerName), ("$now", now.ToUnixTimeMilliseconds())),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ReclaimExpiredLeasesAsync(
        Instant now,
        Duration leaseDuration,
        int maxUncertainSends,
        CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<long>>(
            session =>
            {
                var before = ("$before", (object?)(now - leaseDuration).ToUnixTimeMilliseconds());
                var uncertain = session.Query(SqliteStatements.SelectUncertain, static row => row.GetInt64(0), before);
                foreach (var number in uncertain)
                {
                    session.Execute(
                        SqliteStatements.MarkUncertain,
                        ("$number", number),
                        ("$maxUncertainSends", maxUncertainSends),
                        ("$now", now.ToUnixTimeMilliseconds()));
                }

                session.Execute(SqliteStatements.UnblockSuccessors, ("$numbers", SqliteJson.Serialize(uncertain)));
                session.Execute(SqliteStatements.ReleaseExpiredLeases, before);
                session.Execute(SqliteStatements.DeleteExpiredWorkers, before);
                return uncertain;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ReserveForDispatchAsync(
        Instant now,
        Instant reservedBefore,
        int maxCount,
        CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<long>>(
            session => [.. session.Query(
                SqliteStatements.ReserveForDispatch,
                static row => row.GetInt64(0),
                ("$now", now.ToUnixTimeMilliseconds()),
                ("$before", reservedBefore.ToUnixTimeMilliseconds()),
                ("$maxCount", maxCount))
                .Order()],
            cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseReservationAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return database.WriteAsync(
            session => numbers.Sum(number => session.Execute(SqliteStatements.ReleaseReservation, ("$number", number))),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Instant?> GetNextDueAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.Query(SqliteStatements.NextDue, static row => ReadInstant(row, 0))
            .Single(), cancellationToken);

    /// <inheritdoc/>
    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
                OutboxRowMapper.ToCounts(
                    session.Query(
                        SqliteStatements.Count,
                        static row => ((DeliveryStatus)row.GetInt32(0), row.GetBoolean(1), row.GetInt64(2), row.GetInt64(3)))),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxEntry> ReadAsync(IReadOnlyCollection<DeliveryStatus> statuses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        var sql =
            SqliteStatements.Read(statuses.Count == 0
                ? ""
                : $"AND status IN ({string.Join(", ", statuses.Select(static status => (int)status))})");
        return OutboxRowMapper.ReadPagesAsync(
            (after, token) => database.ReadAsync(session => session.Query(sql, ReadEntry, ("$after", after)), token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ClaimResult ClaimOne(SqliteSession session, string workerName, long now, long number)
    {
        var claims = session.Query(SqliteStatements.Claim, ReadClaim, ("$worker", workerName), ("$now", now), ("$number", number));
        if (claims.Count > 0)
        {
            return new(number, claims[0], ClaimFailure.None, null);
        }

        var found =
            session.Query(
                SqliteStatements.SelectLeaseState,
                static row => (Due: ReadInstant(row, 0), IsUnblocked: row.GetBoolean(1), IsLeased: row.GetBoolean(2)),
                ("$number", number));
        return found.Count == 0
            ? new(number, null, ClaimFailure.Completed, null)
            : OutboxRowMapper.ToClaimFailure(number, found[0].Due, found[0].IsUnblocked, found[0].IsLeased);
    }

    private static Claim ReadClaim(SqliteDataReader row) => OutboxRowMapper.ReadClaim(row, ReadInstant);

    private static OutboxEntry ReadEntry(SqliteDataReader row) => OutboxRowMapper.ReadEntry(row, ReadInstant);

    private static Instant? ReadInstant(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instant.FromUnixTimeMilliseconds(row.GetInt64(column));
}
