using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Better.Calendar.Delivery.PostgreSql;

/// <summary>A store in PostgreSQL (15 or newer), for workers on any number of machines.</summary>
public sealed class PostgresOutboxStore : IOutboxStore
{
    private readonly PostgresSession session;

    /// <summary>A store.</summary>
    /// <param name="connectionString">Npgsql's connection string. Keep the password out of files: Npgsql reads PGPASSWORD and ~/.pgpass.</param>
    /// <param name="schema">The schema that its tables are in; created where it is missing.</param>
    /// <exception cref="ArgumentException">The connection string or the name of the schema is none.</exception>
    public PostgresOutboxStore(string connectionString, string schema = "better_calendar_delivery") =>
        session = new(connectionString ?? throw new ArgumentNullException(nameof(connectionString)), schema ?? throw new ArgumentNullException(nameof(schema)));

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) => session.CreateSchemaAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<int> AddAsync(IReadOnlyList<SeriesSnapshot> snapshots, IReadOnlyList<OutboxMessage> messages, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(messages);
        return session.ExecuteAsync(
            async script =>
            {
                await script.ExecuteAsync(
                    PostgresStatements.InsertSnapshots,
                    new("hashes", snapshots.Select(static document => document.Hash).ToArray()),
                    new("octets", snapshots.Select(static document => document.Bytes.ToArray()).ToArray())).ConfigureAwait(false);
                await script.ExecuteAsync(PostgresStatements.LockForAdding).ConfigureAwait(false);
                return await script.ExecuteAsync(
                    PostgresStatements.InsertMessages,
                    new("keys", messages.Select(static job => job.Key).ToArray()),
                    new("lanes", messages.Select(static job => job.OrderingKey).ToArray()),
                    new("jobs", messages.Select(static job => job.ToJson()).ToArray()),
                    new("now", now.ToDateTimeUtc())).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<byte[]?> GetSnapshotAsync(string hash, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return session.ExecuteAsync(
            async script => (await script.QueryAsync(PostgresStatements.SelectSnapshot, static row => row.GetFieldValue<byte[]>(0), new NpgsqlParameter("hash", hash)).ConfigureAwait(false)).SingleOrDefault(),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> ClaimDueAsync(string workerName, Instant now, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        return session.ExecuteAsync<IReadOnlyList<Claim>>(
            async script => [.. (await script.QueryAsync(PostgresStatements.ClaimDue, ReadClaim, new("courier", workerName), new("now", now.ToDateTimeUtc()), new("most", maxCount)).ConfigureAwait(false)).OrderBy(static claim => claim.Number)],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClaimResult>> ClaimAsync(string workerName, Instant now, IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        ArgumentNullException.ThrowIfNull(numbers);
        return session.ExecuteAsync<IReadOnlyList<ClaimResult>>(
            async script =>
            {
                long[] wanted = [.. numbers.Distinct()];
                var claims = await script.QueryAsync(PostgresStatements.Claim, ReadClaim, new("courier", workerName), new("now", now.ToDateTimeUtc()), new("numbers", wanted)).ConfigureAwait(false);
                var responses = claims.ToDictionary(static claim => claim.Number, static claim => new ClaimResult(claim.Number, claim, ClaimFailure.None, null));
                if (responses.Count < wanted.Length)
                {
                    long[] others = [.. wanted.Where(number => !responses.ContainsKey(number))];
                    var seen = await script.QueryAsync(
                        PostgresStatements.SelectLeaseState,
                        static row => OutboxRowMapper.ToClaimFailure(row.GetInt64(0), ReadInstant(row, 1), row.GetBoolean(2), row.GetBoolean(3)),
                        new NpgsqlParameter("numbers", others)).ConfigureAwait(false);
                    foreach (var response in seen)
                    {
                        responses.Add(response.Number, response);
                    }
                }

                return [.. wanted.Select(number => responses.GetValueOrDefault(number) ?? new(number, null, ClaimFailure.Completed, null))];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> RecordAsync(string workerName, IReadOnlyList<long> sendIntents, IReadOnlyList<DeliveryOutcome> outcomes, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        ArgumentNullException.ThrowIfNull(sendIntents);
        ArgumentNullException.ThrowIfNull(outcomes);
        return session.ExecuteAsync<IReadOnlyList<long>>(
            async script =>
            {
                if (outcomes.Count > 0)
                {
                    await script.ExecuteAsync(
                        PostgresStatements.RecordOutcomes,
                        new("courier", workerName),
                        new("numbers", outcomes.Select(static outcome => outcome.Number).ToArray()),
                        new("states", outcomes.Select(static outcome => (short)outcome.Status).ToArray()),
                        new("dues", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz) { Value = outcomes.Select(static outcome => outcome.Due?.ToDateTimeUtc()).ToArray() },
                        new("answers", outcomes.Select(static outcome => WithoutNullCharacters(outcome.Response)).ToArray()),
                        new("ids", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = outcomes.Select(static outcome => outcome.MessageId).ToArray() }).ConfigureAwait(false);
                    await script.ExecuteAsync(PostgresStatements.UnblockSuccessors, new NpgsqlParameter("numbers", outcomes.Where(static outcome => outcome.Due is null).Select(static outcome => outcome.Number).ToArray())).ConfigureAwait(false);
                }

                if (sendIntents.Count == 0)
                {
                    return [];
                }

                var ours = await script.QueryAsync(PostgresStatements.RecordSendIntents, static row => row.GetInt64(0), new("courier", workerName), new("numbers", sendIntents.ToArray())).ConfigureAwait(false);
                return [.. sendIntents.Except(ours)];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task HeartbeatAsync(string workerName, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        return session.ExecuteAsync(script => script.ExecuteAsync(PostgresStatements.Heartbeat, new NpgsqlParameter("courier", workerName)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ReclaimExpiredLeasesAsync(Instant now, Duration leaseDuration, int maxUncertainSends, CancellationToken cancellationToken) =>
        session.ExecuteAsync<IReadOnlyList<long>>(
            async script =>
            {
                NpgsqlParameter Silence() => new("silence", leaseDuration.ToTimeSpan());
                var doubtful = await script.QueryAsync(PostgresStatements.MarkUncertain, static row => row.GetInt64(0), Silence(), new("again", maxUncertainSends), new("now", now.ToDateTimeUtc())).ConfigureAwait(false);
                if (doubtful.Count > 0)
                {
                    await script.ExecuteAsync(PostgresStatements.UnblockSuccessors, new NpgsqlParameter("numbers", doubtful.ToArray())).ConfigureAwait(false);
                }

                await script.ExecuteAsync(PostgresStatements.ReleaseExpiredLeases, Silence()).ConfigureAwait(false);
                await script.ExecuteAsync(PostgresStatements.DeleteExpiredWorkers, Silence()).ConfigureAwait(false);
                return doubtful;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ReserveForDispatchAsync(Instant now, Instant reservedBefore, int maxCount, CancellationToken cancellationToken) =>
        session.ExecuteAsync<IReadOnlyList<long>>(
            async script => [.. (await script.QueryAsync(PostgresStatements.ReserveForDispatch, static row => row.GetInt64(0), new("now", now.ToDateTimeUtc()), new("before", reservedBefore.ToDateTimeUtc()), new("most", maxCount)).ConfigureAwait(false)).Order()],
            cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseReservationAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return session.ExecuteAsync(script => script.ExecuteAsync(PostgresStatements.ReleaseReservation, new NpgsqlParameter("numbers", numbers.ToArray())), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Instant?> GetNextDueAsync(CancellationToken cancellationToken) =>
        session.ExecuteAsync(async script => (await script.QueryAsync(PostgresStatements.NextDue, static row => ReadInstant(row, 0)).ConfigureAwait(false)).Single(), cancellationToken);

    /// <inheritdoc/>
    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            async script => OutboxRowMapper.ToCounts(await script.QueryAsync(PostgresStatements.Count, static row => ((DeliveryStatus)row.GetInt32(0), row.GetBoolean(1), row.GetInt64(2), row.GetInt64(3))).ConfigureAwait(false)),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxEntry> ReadAsync(IReadOnlyCollection<DeliveryStatus> statuses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        short[] only = [.. statuses.Select(static state => (short)state)];
        return OutboxRowMapper.ReadPagesAsync((after, stop) => session.ExecuteAsync(script => script.QueryAsync(PostgresStatements.Read, ReadEntry, new("after", after), new("states", only)), stop), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => session.DisposeAsync();

    // PostgreSQL's text holds anything but this; servers may answer anything at all.
    private static string WithoutNullCharacters(string response) => response.Replace("\0", "", StringComparison.Ordinal);

    private static Claim ReadClaim(NpgsqlDataReader row) => OutboxRowMapper.ReadClaim(row, ReadInstant);

    private static OutboxEntry ReadEntry(NpgsqlDataReader row) => OutboxRowMapper.ReadEntry(row, ReadInstant);

    private static Instant? ReadInstant(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Instant.FromDateTimeUtc(row.GetDateTime(column));
}
