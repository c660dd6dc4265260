using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Better.Calendar.Delivery.PostgreSql;

/// <summary>An outbox store in PostgreSQL (15 or newer), for workers on any number of machines.</summary>
public sealed partial class PostgresOutboxStore : IOutboxStore
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
            async transaction =>
            {
                await PlaceNewAsync(transaction).ConfigureAwait(false);
                var claims = await transaction.QueryAsync(
                    PostgresStatements.ClaimDue,
                    ReadClaim,
                    new("worker", workerName),
                    new("now", now.ToDateTimeUtc()),
                    new("maxCount", maxCount)).ConfigureAwait(false);
                return [.. claims.OrderBy(static claim => claim.Number)];
            },
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
                        PostgresStatements.ClaimNumbers,
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
                        new("now", now.ToDateTimeUtc()),
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
    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            async transaction =>
                OutboxRowMapper.ToCounts(
                    await transaction.QueryAsync(
                        PostgresStatements.Shared.Count,
                        static row => ((DeliveryStatus)row.GetInt32(0), row.GetBoolean(1), row.GetInt64(2), row.GetInt64(3)))
                    .ConfigureAwait(false)),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxEntry> ReadAsync(IReadOnlyCollection<DeliveryStatus> statuses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(statuses);
        var sql = PostgresStatements.Shared.ReadPage(statuses);
        return OutboxRowMapper.ReadPagesAsync(
            (after, token) =>
                session.ExecuteAsync(
                    transaction => transaction.QueryAsync(sql, ReadEntry, new NpgsqlParameter("after", after)),
                    token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => session.DisposeAsync();

    private async Task<int> EraseAsync(Func<PostgresTransaction, Task<int>> erase, CancellationToken cancellationToken)
    {
        var erased = await session.ExecuteAsync(erase, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAloneAsync(PostgresStatements.RemoveRemains, cancellationToken).ConfigureAwait(false);
        return erased;
    }

    private static NpgsqlParameter[] GetParameters(OutboxFilter filter) =>
        [.. OutboxSql.GetParameters(filter).Select(static parameter => new NpgsqlParameter(parameter.Name, parameter.Value))];

    // The type text of PostgreSQL holds every character but this one, and a server's response may contain any.
    private static string WithoutNullCharacters(string response) => response.Replace("\0", "", StringComparison.Ordinal);

    private static Claim ReadClaim(NpgsqlDataReader row) => OutboxRowMapper.ReadClaim(row, ReadInstant);

    private static OutboxEntry ReadEntry(NpgsqlDataReader row) => OutboxRowMapper.ReadEntry(row, ReadInstant);

    private static Instant? ReadInstant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instant.FromDateTimeUtc(row.GetDateTime(column));
}
