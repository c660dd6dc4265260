using NodaTime;
using Npgsql;

namespace Better.Calendar.Delivery.PostgreSql;

/// <content>Renews and ends leases, and reserves emails for a queue.</content>
public sealed partial class PostgresOutboxStore
{
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
                await PlaceNewAsync(transaction).ConfigureAwait(false);
                await transaction.ExecuteAsync(PostgresStatements.LockFinals).ConfigureAwait(false);
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
                await transaction.ExecuteAsync(PostgresStatements.Shared.FollowClock, new NpgsqlParameter("now", now.ToDateTimeUtc()))
                    .ConfigureAwait(false);
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
            async transaction =>
            {
                await PlaceNewAsync(transaction).ConfigureAwait(false);
                var numbers = await transaction.QueryAsync(
                    PostgresStatements.ReserveForDispatch,
                    static row => row.GetInt64(0),
                    new("now", now.ToDateTimeUtc()),
                    new("before", reservedBefore.ToDateTimeUtc()),
                    new("maxCount", maxCount)).ConfigureAwait(false);
                return [.. numbers.Order()];
            },
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
}
