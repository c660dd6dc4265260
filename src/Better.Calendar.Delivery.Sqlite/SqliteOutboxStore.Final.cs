using NodaTime;

namespace Better.Calendar.Delivery.Sqlite;

/// <content>Reopens, withdraws, tells and erases emails.</content>
public sealed partial class SqliteOutboxStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ReopenAsync(OutboxFilter filter, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return database.WriteAsync(
            session =>
            {
                var numbers =
                    session.QueryOnce(
                        SqliteStatements.Shared.SelectReopenable(filter),
                        static row => row.GetInt64(0),
                        [.. GetParameters(filter)]);
                session.ExecuteOnce(SqliteStatements.Shared.Reopen(numbers), ("@now", now.ToUnixTimeMilliseconds()));
                session.ExecuteOnce(SqliteStatements.Shared.BlockSuccessors(numbers));
                return numbers;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> WithdrawAsync(OutboxFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return database.WriteAsync(
            session =>
            {
                var numbers =
                    session.QueryOnce(
                        SqliteStatements.Shared.Withdraw(filter),
                        static row => row.GetInt64(0),
                        [.. GetParameters(filter)]);
                session.Execute(SqliteStatements.UnblockSuccessors, ("@numbers", SqliteJson.Serialize(numbers)));
                return numbers;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task MarkReportedAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return database.WriteAsync(
            session => session.ExecuteOnce(SqliteStatements.Shared.MarkReported(numbers)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> ForgetAsync(EmailAddress recipient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return EraseAsync(session => SqliteErasure.Forget(session, recipient), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> PurgeAsync(Instant before, CancellationToken cancellationToken) =>
        EraseAsync(session => SqliteErasure.Purge(session, before.ToUnixTimeMilliseconds()), cancellationToken);
}
