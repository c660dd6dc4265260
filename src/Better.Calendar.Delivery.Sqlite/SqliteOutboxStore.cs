using Microsoft.Data.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>A store in one SQLite file (WAL): no server, no set-up; for the workers of one machine.</summary>
/// <remarks>
/// The file holds addresses and names; keep it as you keep the series. A process that is killed loses nothing. With
/// <see cref="WriteDurability.Machine"/> neither does a machine whose power fails.
/// </remarks>
public sealed class SqliteOutboxStore : IOutboxStore
{
    private readonly SqliteDatabase database;

    /// <summary>A store.</summary>
    /// <param name="path">Its file; created where it is missing.</param>
    /// <param name="durability">What it is safe from.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public SqliteOutboxStore(string path, WriteDurability durability = WriteDurability.Machine)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        database = Enum.IsDefined(durability)
            ? new(path, durability)
            : throw new ArgumentOutOfRangeException(nameof(durability), durability, $"durability must be {WriteDurability.Machine} or {WriteDurability.Process}, and is {durability}.");
    }

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) => database.WriteAsync(static _ => true, cancellationToken);

    /// <inheritdoc/>
    public Task<int> AddAsync(IReadOnlyList<SeriesSnapshot> snapshots, IReadOnlyList<OutboxMessage> messages, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(messages);
        return database.WriteAsync(
            script =>
            {
                foreach (var document in snapshots)
                {
                    script.Execute(SqliteStatements.InsertSnapshot, ("$hash", document.Hash), ("$octets", document.Bytes.ToArray()));
                }

                return messages.Count(job =>
                    script.Execute(SqliteStatements.InsertMessage, ("$key", job.Key), ("$lane", job.OrderingKey), ("$job", job.ToJson())) > 0
                    && script.Execute(SqliteStatements.InsertDeliveryState, ("$now", now.ToUnixTimeMilliseconds()), ("$lane", job.OrderingKey)) > 0);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<byte[]?> GetSnapshotAsync(string hash, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return database.ReadAsync(script => script.Query(SqliteStatements.SelectSnapshot, static row => (byte[]?)row[0], ("$hash", hash)) is [var bytes] ? bytes : null, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> ClaimDueAsync(string workerName, Instant now, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        return database.WriteAsync<IReadOnlyList<Claim>>(
            script => [.. script.Query(SqliteStatements.ClaimDue, ReadClaim, ("$courier", workerName), ("$now", now.ToUnixTimeMilliseconds()), ("$most", maxCount)).OrderBy(static claim => claim.Number)],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimResult>> ClaimAsync(string workerName, Instant now, IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        ArgumentNullException.ThrowIfNull(numbers);
        return database.WriteAsync<IReadOnlyList<ClaimResult>>(script => [.. numbers.Select(number => ClaimOne(script, workerName, now.ToUnixTimeMilliseconds(), number))], cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> RecordAsync(string workerName, IReadOnlyList<long> sendIntents, IReadOnlyList<DeliveryOutcome> outcomes, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        ArgumentNullException.ThrowIfNull(sendIntents);
        ArgumentNullException.ThrowIfNull(outcomes);
        return database.WriteAsync<IReadOnlyList<long>>(
            script =>
            {
                if (outcomes.Count > 0)
                {
                    script.Execute(SqliteStatements.RecordOutcomes, ("$outcomes", SqliteJson.Serialize(outcomes)), ("$courier", workerName));
                    script.Execute(SqliteStatements.UnblockSuccessors, ("$numbers", SqliteJson.Serialize(outcomes.Where(static outcome => outcome.Due is null).Select(static outcome => outcome.Number))));
                }

                return sendIntents.Count == 0
                    ? []
                    : [.. sendIntents.Except(script.Query(SqliteStatements.RecordSendIntents, static row => row.GetInt64(0), ("$numbers", SqliteJson.Serialize(sendIntents)), ("$courier", workerName)))];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task HeartbeatAsync(string workerName, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        return database.WriteAsync(script => script.Execute(SqliteStatements.Heartbeat, ("$courier", workerName), ("$now", now.ToUnixTimeMilliseconds())), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ReclaimExpiredLeasesAsync(Instant now, Duration leaseDuration, int maxUncertainSends, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<long>>(
            script =>
            {
                var before = ("$before", (object?)(now - leaseDuration).ToUnixTimeMilliseconds());
                var doubtful = script.Query(SqliteStatements.SelectUncertain, static row => row.GetInt64(0), before);
                foreach (var number in doubtful)
                {
                    script.Execute(SqliteStatements.MarkUncertain, ("$number", number), ("$again", maxUncertainSends), ("$now", now.ToUnixTimeMilliseconds()));
                }

                script.Execute(SqliteStatements.UnblockSuccessors, ("$numbers", SqliteJson.Serialize(doubtful)));
                script.Execute(SqliteStatements.ReleaseExpiredLeases, before);
                script.Execute(SqliteStatements.DeleteExpiredWorkers, before);
                return doubtful;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ReserveForDispatchAsync(Instant now, Instant reservedBefore, int maxCount, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<long>>(
            script => [.. script.Query(SqliteStatements.ReserveForDispatch, static row => row.GetInt64(0), ("$now", now.ToUnixTimeMilliseconds()), ("$before", reservedBefore.ToUnixTimeMilliseconds()), ("$most", maxCount)).Order()],
            cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseReservationAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return database.WriteAsync(script => numbers.Sum(number => script.Execute(SqliteStatements.ReleaseReservation, ("$number", number))), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Instant?> GetNextDueAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(script => script.Query(SqliteStatements.NextDue, static row => ReadInstant(row, 0)).Single(), cancellationToken);

    /// <inheritdoc/>
    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            script => OutboxRowMapper.ToCounts(script.Query(SqliteStatements.Count, static row => ((DeliveryStatus)row.GetInt32(0), row.GetBoolean(1), row.GetInt64(2), row.GetInt64(3)))),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxEntry> ReadAsync(IReadOnlyCollection<DeliveryStatus> statuses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        var sql = SqliteStatements.Read(statuses.Count == 0 ? "" : $"AND state IN ({string.Join(", ", statuses.Select(static state => (int)state))})");
        return OutboxRowMapper.ReadPagesAsync((after, stop) => database.ReadAsync(script => script.Query(sql, ReadEntry, ("$after", after)), stop), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ClaimResult ClaimOne(SqliteSession script, string workerName, long now, long number)
    {
        var claims = script.Query(SqliteStatements.Claim, ReadClaim, ("$courier", workerName), ("$now", now), ("$number", number));
        if (claims.Count > 0)
        {
            return new(number, claims[0], ClaimFailure.None, null);
        }

        var seen = script.Query(SqliteStatements.SelectLeaseState, static row => (Due: ReadInstant(row, 0), IsTurn: row.GetBoolean(1), IsHeld: row.GetBoolean(2)), ("$number", number));
        return seen.Count == 0 ? new(number, null, ClaimFailure.Completed, null) : OutboxRowMapper.ToClaimFailure(number, seen[0].Due, seen[0].IsTurn, seen[0].IsHeld);
    }

    private static Claim ReadClaim(SqliteDataReader row) => OutboxRowMapper.ReadClaim(row, ReadInstant);

    private static OutboxEntry ReadEntry(SqliteDataReader row) => OutboxRowMapper.ReadEntry(row, ReadInstant);

    private static Instant? ReadInstant(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : Instant.FromUnixTimeMilliseconds(row.GetInt64(column));
}
