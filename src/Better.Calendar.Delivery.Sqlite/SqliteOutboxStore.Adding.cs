using System.Data.Common;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Better.Calendar.Delivery.Sqlite;

/// <content>Adds emails, in a transaction of its own or of the host.</content>
public sealed partial class SqliteOutboxStore
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
        return database.WriteAsync(session => Add(session, snapshots, messages, now), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>The store must have been opened before: while the transaction writes, nobody else can create its tables.</remarks>
    /// <exception cref="InvalidOperationException">The store was not opened.</exception>
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
        return transaction is SqliteTransaction own
            ? Task.FromResult(database.Join(own, session => Add(session, snapshots, messages, now)))
            : throw new ArgumentException("The transaction must be a SqliteTransaction of Microsoft.Data.Sqlite.", nameof(transaction));
    }

    private static int Add(
        SqliteSession session,
        IReadOnlyList<SeriesSnapshot> snapshots,
        IReadOnlyList<OutboxMessage> messages,
        Instant now)
    {
        foreach (var snapshot in snapshots)
        {
            session.Execute(
                SqliteStatements.InsertSnapshot,
                ("@hash", snapshot.Hash),
                ("@content", snapshot.Bytes.ToArray()),
                ("@checksum", Checksum.Compute(snapshot.Bytes.Span)));
        }

        var secret = SqliteErasure.ReadSecret(session);
        return messages.Select(OutboxRow.FromMessage).Count(row =>
            !SqliteErasure.IsErased(session, secret, row.Key)
            && session.Execute(
                SqliteStatements.InsertMessage,
                ("@key", row.Key),
                ("@orderingKey", row.OrderingKey),
                ("@recipient", row.Recipient),
                ("@workshop", row.Workshop),
                ("@message", row.Message),
                ("@checksum", Checksum.Compute(row.Message))) > 0
            && session.Execute(
                SqliteStatements.InsertDelivery,
                ("@now", now.ToUnixTimeMilliseconds()),
                ("@orderingKey", row.OrderingKey)) > 0);
    }
}
