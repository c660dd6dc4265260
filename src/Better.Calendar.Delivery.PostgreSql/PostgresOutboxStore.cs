using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Better.Calendar.Delivery.PostgreSql;

/// <summary>An outbox store in PostgreSQL (15 or newer), for workers on any number of machines.</summary>
public sealed class PostgresOutboxStore : IOutboxStore
{
    private readonly PostgresSession session;

    /// <summary>Creates a store; the tables are created by <see cref="OpenAsync"/>.</summary>
    /// <param name="connectionString">The connection string of Npgsql. To keep the password out of it, set PGPASSWORD or use ~/.pgpass,
    /// which Npgsql reads.</param>
    /// <param name="schema">The schema of the tables, created if it is missing: a letter, then letters, digits or <c>_</c>, at most 63
    /// characters.</param>
    /// <exception cref="ArgumentException">The connection string is invalid, or the schema name is not as described.</exception>
    public PostgresOutboxStore(string connectionString, string schema = "better_calendar_delivery") =>
        session =
            new(connectionString
                ?? throw new ArgumentNullException(nameof(connectionString)), schema
                ?? throw new ArgumentNullException(nameof(schema)));

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) => session.CreateSchemaAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<int> AddAsync(
        IReadOnlyList<SeriesSnapshot> snapshots,
        IReadOnlyList<OutboxMessage> messages,
        Instant now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(messages);
        return session.ExecuteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(
                    PostgresStatements.InsertSnapshots,
                    new("hashes", snapshots.Select(static snapshot => snapshot.Hash).ToArray()),
                    new("contents", snapshots.Select(static snapshot => snapshot.Bytes.ToArray()).ToArray())).ConfigureAwait(false);
                await transaction.ExecuteAsync(PostgresStatements.LockForAdding).ConfigureAwait(false);
                return await transaction.ExecuteAsync(
                    PostgresStatements.InsertMessages,
                    new("keys", messages.Select(static message => message.Key).ToArray()),
                    new("orderingKeys", messages.Select(static message => message.OrderingKey).ToArray()),
                    new("messages", messages.Select(static message => message.ToJson()).ToArray()),
                    new("now", now.ToDateTimeUtc())).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<byte[]?> GetSnapshotAsync(string hash, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return session.ExecuteAsync(
            async transaction =>
                (await transaction.QueryAsync(
                    PostgresStatements.SelectSnapshot,
                    static row => row.GetFieldValue<byte[]>(0),
                    new NpgsqlParameter("hash", hash))
                    .ConfigureAwait(false))
                .SingleOrDefault(),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> ClaimDueAsync(string workerName, Instant now, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        return session.ExecuteAsync<IReadOnlyList<Claim>>(
            async transaction => [.. (await transaction.QueryAsync(
                PostgresStatements.ClaimDue,
                ReadClaim,
                new("worker", workerName),
                new("now", now.ToDateTimeUtc()),
                new("maxCount", maxCount))
                .ConfigureAwait(false))
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
        return session.ExecuteAsync<IReadOnlyList<ClaimResult>>(
            async transaction =>
            {
                long[] wanted = [.. numbers.Distinct()];
                var claims =
                    await transaction.QueryAsync(
                        PostgresStatements.Claim,
                        ReadClaim,
                        new("worker", workerName),
                        new("now", now.ToDateTimeUtc()),
                        new("numbers", wanted))
                    .ConfigureAwait(false);
                var results =
                    claims.ToDictionary(
                        static claim => claim.Number,
                        static claim => new ClaimResult(claim.Number, claim, ClaimFailure.None, null));
                if (results.Count < wanted.Length)
                {
                    long[] others = [.. wanted.Where(number => !results.ContainsKey(number))];
                    var failures = await transaction.QueryAsync(
                        PostgresStatements.SelectLeaseState,
                        static row =>
                            OutboxRowMapper.ToClaimFailure(row.GetInt64(0), ReadInstant(row, 1), row.GetBoolean(2), row.GetBoolean(3)),
                        new NpgsqlParameter("numbers", others)).ConfigureAwait(false);
                    foreach (var failure in failures)
                    {
                        results.Add(failure.Number, failure);
                    }
                }

                return [.. wanted.Select(number => results.GetValueOrDefault(number) ?? new(number, null, ClaimFailure.Completed, null))];
            },
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
        return session.ExecuteAsync<IReadOnlyList<long>>(
            async transaction =>
            {
                if (outcomes.Count > 0)
                {
                    await transaction.ExecuteAsync(
                        PostgresStatements.RecordOutcomes,
                        new("worker", workerName),
                        new("numbers", outcomes.Select(static outcome => outcome.Number).ToArray()),
                        new("statuses", outcomes.Select(static outcome => (short)outcome.Status).ToArray()),
                        new("dues", NpgsqlDbType.Array
                            | NpgsqlDbType.TimestampTz)
                        {
                            Value = outcomes.Select(static outcome => outcome.Due?.ToDateTimeUtc())
                            .ToArray()
                        },
                        new("responses", outcomes.Select(static outcome => WithoutNullCharacters(outcome.Response)).ToArray()),
                        new("ids", NpgsqlDbType.Array
                            | NpgsqlDbType.Text)
                        {
                            Value = outcomes.Select(static outcome => outcome.MessageId)
                            .ToArray()
                        })
                            .ConfigureAwait(false);
                    await transaction.ExecuteAsync(
                        PostgresStatements.UnblockSuccessors,
                        new NpgsqlParameter("numbers", outcomes.Where(static outcome => outcome.Due is null)
                            .Select(static outcome => outcome.Number)
                            .ToArray()))
                        .ConfigureAwait(false);
                }

                if (sendIntents.Count == 0)
                {
                    return [];
                }

                var stillLeased =
                    await transaction.QueryAsync(
                        PostgresStatements.RecordSendIntents,
                        static row => row.GetInt64(0),
                        new("worker", workerName),
                        new("numbers", sendIntents.ToArray()))
                    .ConfigureAwait(false);
                return [.. sendIntents.Except(stillLeased)];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task HeartbeatAsync(string workerName, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        return session.ExecuteAsync(
            transaction => transaction.ExecuteAsync(PostgresStatements.Heartbeat, new NpgsqlParameter("worker", workerName)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ReclaimExpiredLeasesAsync(
        Instant now,
        Duration leaseDuration,
        int maxUncertainSends,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync<IReadOnlyList<long>>(
            async transaction =>
            {
                NpgsqlParameter LeaseDuration() => new("leaseDuration", leaseDuration.ToTimeSpan());
                var uncertain =
                    await transaction.QueryAsync(
                        PostgresStatements.MarkUncertain,
                        static row => row.GetInt64(0),
                        LeaseDuration(),
                        new("maxUncertainSends", maxUncertainSends),
                        new("now", now.ToDateTimeUtc()))
                    .ConfigureAwait(false);
                if (uncertain.Count > 0)
                {
                    await transaction.ExecuteAsync(
                        PostgresStatements.UnblockSuccessors,
                        new NpgsqlParameter("numbers", uncertain.ToArray()))
                        .ConfigureAwait(false);
                }

                await transaction.ExecuteAsync(PostgresStatements.ReleaseExpiredLeases, LeaseDuration()).ConfigureAwait(false);
                await transaction.ExecuteAsync(PostgresStatements.DeleteExpiredWorkers, LeaseDuration()).ConfigureAwait(false);
                return uncertain;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ReserveForDispatchAsync(
        Instant now,
        Instant reservedBefore,
        int maxCount,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync<IReadOnlyList<long>>(
            async transaction => [.. (await transaction.QueryAsync(
                PostgresStatements.ReserveForDispatch,
                static row => row.GetInt64(0),
                new("now", now.ToDateTimeUtc()),
                new("before", reservedBefore.ToDateTimeUtc()),
                new("maxCount", maxCount))
                .ConfigureAwait(false))
                .Order()],
            cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseReservationAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return session.ExecuteAsync(
            transaction =>
                transaction.ExecuteAsync(PostgresStatements.ReleaseReservation, new NpgsqlParameter("numbers", numbers.ToArray())),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Instant?> GetNextDueAsync(CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            async transaction =>
                (await transaction.QueryAsync(PostgresStatements.NextDue, static row => ReadInstant(row, 0)).ConfigureAwait(false))
            .Single(), cancellationToken);

    /// <inheritdoc/>
    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            async transaction =>
                OutboxRowMapper.ToCounts(
                    await transaction.QueryAsync(
                        PostgresStatements.Count,
                        static row => ((DeliveryStatus)row.GetInt32(0), row.GetBoolean(1), row.GetInt64(2), row.GetInt64(3)))
                    .ConfigureAwait(false)),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxEntry> ReadAsync(IReadOnlyCollection<DeliveryStatus> statuses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        short[] wanted = [.. statuses.Select(static status => (short)status)];
        return OutboxRowMapper.ReadPagesAsync(
            (after, token) =>
                session.ExecuteAsync(
                    transaction => transaction.QueryAsync(PostgresStatements.Read, ReadEntry, new("after", after), new("statuses", wanted)),
                    token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => session.DisposeAsync();

    // The type text of PostgreSQL holds every character but this one, and a server's response may contain any.
    private static string WithoutNullCharacters(string response) => response.Replace("\0", "", StringComparison.Ordinal);

    private static Claim ReadClaim(NpgsqlDataReader row) => OutboxRowMapper.ReadClaim(row, ReadInstant);

    private static OutboxEntry ReadEntry(NpgsqlDataReader row) => OutboxRowMapper.ReadEntry(row, ReadInstant);

    private static Instant? ReadInstant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instant.FromDateTimeUtc(row.GetDateTime(column));
}
