using NodaTime;

namespace Better.Calendar.Delivery.Sqlite;

/// <content>Renews and ends leases, and reserves emails for a queue.</content>
public sealed partial class SqliteOutboxStore
{
    /// <inheritdoc/>
    public Task HeartbeatAsync(string workerName, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        return database.WriteAsync(
            session => session.Execute(
                SqliteStatements.Heartbeat,
                ("@worker", workerName),
                ("@now", now.ToUnixTimeMilliseconds()),
                ("@boot", LastByteMarks.Boot)),
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
                var before = ("@before", (object?)(now - leaseDuration).ToUnixTimeMilliseconds());
                var latest = ("@latest", (object?)(now + leaseDuration).ToUnixTimeMilliseconds());
                var uncertain = session.Query(
                    SqliteStatements.SelectPrepared,
                    static row => (Number: row.GetInt64(0), Worker: row.GetString(1), Boot: row.GetString(2)),
                    before,
                    latest)
                    .Where(lease => marks is null || lease.Boot != LastByteMarks.Boot || !marks.TryClear(lease.Worker, lease.Number))
                    .Select(static lease => lease.Number)
                    .ToList();
                foreach (var number in uncertain)
                {
                    session.Execute(
                        SqliteStatements.MarkUncertain,
                        ("@number", number),
                        ("@maxUncertainSends", maxUncertainSends),
                        ("@now", now.ToUnixTimeMilliseconds()));
                }

                session.Execute(SqliteStatements.UnblockSuccessors, ("@numbers", SqliteJson.Serialize(uncertain)));
                session.Execute(SqliteStatements.ReleaseExpiredLeases, before, latest);
                session.Execute(SqliteStatements.DeleteExpiredWorkers, before, latest);
                session.Execute(SqliteStatements.Shared.FollowClock, ("@now", now.ToUnixTimeMilliseconds()));
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
                ("@now", now.ToUnixTimeMilliseconds()),
                ("@before", reservedBefore.ToUnixTimeMilliseconds()),
                ("@maxCount", maxCount))
                .Order()],
            cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseReservationAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return database.WriteAsync(
            session => numbers.Sum(number => session.Execute(SqliteStatements.ReleaseReservation, ("@number", number))),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Instant?> GetNextDueAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.Query(SqliteStatements.NextDue, static row => ReadInstant(row, 0))
            .Single(), cancellationToken);
}
