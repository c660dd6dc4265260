using NodaTime;
using Npgsql;

namespace Better.Calendar.Delivery.PostgreSql;

/// <content>Reopens, withdraws, tells and erases emails.</content>
public sealed partial class PostgresOutboxStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> ReopenAsync(OutboxFilter filter, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return session.ExecuteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(PostgresStatements.LockAll).ConfigureAwait(false);
                var numbers =
                    await transaction.QueryAsync(
                        PostgresStatements.Shared.SelectReopenable(filter),
                        static row => row.GetInt64(0),
                        GetParameters(filter))
                    .ConfigureAwait(false);
                await transaction.ExecuteAsync(PostgresStatements.Shared.Reopen(numbers), new NpgsqlParameter("now", now.ToDateTimeUtc()))
                    .ConfigureAwait(false);
                await transaction.ExecuteAsync(PostgresStatements.Shared.BlockSuccessors(numbers)).ConfigureAwait(false);
                return numbers;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<long>> WithdrawAsync(OutboxFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return session.ExecuteAsync(
            async transaction =>
            {
                await transaction.ExecuteAsync(PostgresStatements.LockFinals).ConfigureAwait(false);
                var numbers =
                    await transaction.QueryAsync(
                        PostgresStatements.Shared.Withdraw(filter),
                        static row => row.GetInt64(0),
                        GetParameters(filter))
                    .ConfigureAwait(false);
                await transaction.ExecuteAsync(PostgresStatements.UnblockSuccessors, new NpgsqlParameter("numbers", numbers.ToArray()))
                    .ConfigureAwait(false);
                return numbers;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task MarkReportedAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return session.ExecuteAsync(
            transaction => transaction.ExecuteAsync(PostgresStatements.Shared.MarkReported(numbers)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> ForgetAsync(EmailAddress recipient, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return EraseAsync(transaction => PostgresErasure.ForgetAsync(transaction, recipient), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> PurgeAsync(Instant before, CancellationToken cancellationToken) =>
        EraseAsync(transaction => PostgresErasure.PurgeAsync(transaction, before), cancellationToken);
}
