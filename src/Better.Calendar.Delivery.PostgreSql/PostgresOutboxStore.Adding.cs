using System.Data.Common;
using NodaTime;
using Npgsql;

namespace Better.Calendar.Delivery.PostgreSql;

/// <content>Adds emails, in a transaction of its own or of the host.</content>
public sealed partial class PostgresOutboxStore
{
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
                var added = await AddAsync(transaction, snapshots, messages, now).ConfigureAwait(false);
                await PlaceNewAsync(transaction).ConfigureAwait(false);
                return added;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>No worker waits for the transaction, however long it stays open.</remarks>
    public Task<int> AddAsync(
        DbTransaction transaction,
        IReadOnlyList<SeriesSnapshot> snapshots,
        IReadOnlyList<OutboxMessage> messages,
        Instant now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(messages);
        return transaction is NpgsqlTransaction own
            ? session.JoinAsync(own, joined => AddAsync(joined, snapshots, messages, now), cancellationToken)
            : throw new ArgumentException("The transaction must be a NpgsqlTransaction of Npgsql.", nameof(transaction));
    }

    private static async Task<int> AddAsync(
        PostgresTransaction transaction,
        IReadOnlyList<SeriesSnapshot> snapshots,
        IReadOnlyList<OutboxMessage> messages,
        Instant now)
    {
        await transaction.ExecuteAsync(
            PostgresStatements.InsertSnapshots,
            new("hashes", snapshots.Select(static snapshot => snapshot.Hash).ToArray()),
            new("contents", snapshots.Select(static snapshot => snapshot.Bytes.ToArray()).ToArray())).ConfigureAwait(false);
        await transaction.ExecuteAsync(PostgresStatements.LockForAdding).ConfigureAwait(false);
        var wanted = await PostgresErasure.SkipErasedAsync(transaction, messages).ConfigureAwait(false);
        var rows = wanted.Select(OutboxRow.FromMessage).ToList();
        return await transaction.ExecuteAsync(
            PostgresStatements.InsertMessages,
            new("keys", rows.Select(static row => row.Key).ToArray()),
            new("orderingKeys", rows.Select(static row => row.OrderingKey).ToArray()),
            new("recipients", rows.Select(static row => row.Recipient).ToArray()),
            new("workshops", rows.Select(static row => row.Workshop).ToArray()),
            new("messages", rows.Select(static row => row.Message).ToArray()),
            new("now", now.ToDateTimeUtc())).ConfigureAwait(false);
    }

    /// <summary>Places new emails behind the open ones with the same ordering key.</summary>
    private static async Task PlaceNewAsync(PostgresTransaction transaction)
    {
        if ((await transaction.QueryAsync(PostgresStatements.HasNew, static row => row.GetBoolean(0)).ConfigureAwait(false))[0])
        {
            await transaction.ExecuteAsync(PostgresStatements.PlaceNew).ConfigureAwait(false);
        }
    }
}
