using System.Data.Common;
using Better.Calendar.Delivery.Outboxes;
using Better.Calendar.Delivery.Stores;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <content>Adds emails in a transaction of the host.</content>
public sealed partial class Outbox
{
    /// <summary>
    /// Adds the emails of a revision in a transaction of the host, which saves the series in the same transaction: both are stored or
    /// neither is, whatever happens. Not repeated after an error: the host rolls back, and repeats its whole transaction.
    /// </summary>
    /// <param name="transaction">The open transaction, of the database that has the store; with Entity Framework Core,
    /// <c>GetDbTransaction()</c> gives it.</param>
    /// <param name="revision">The revision; <see cref="SeriesRevision.Timestamp"/> becomes the emails' Date and DTSTAMP.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>How many emails are new to the store, once the host has committed.</returns>
    /// <remarks>
    /// Call <see cref="OpenAsync"/> before the first transaction, for example when the host starts. PostgreSQL's workers do not wait for an
    /// open transaction; SQLite has one writer at a time, so commit soon.
    /// </remarks>
    /// <exception cref="ArgumentException">The transaction is one of another database or of another driver, or has ended.</exception>
    /// <exception cref="InvalidOperationException">The store was not opened, or the transaction has ended.</exception>
    /// <exception cref="NotSupportedException">The store cannot take part in a transaction of the host.</exception>
    /// <exception cref="OutboxStoreException">The store cannot be written: roll back.</exception>
    /// <exception cref="InvalidSeriesException">The series has errors; the exception lists all of them, and nothing was added.</exception>
    public Task<int> EnqueueAsync(DbTransaction transaction, SeriesRevision revision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(revision);
        return EnqueueAsync(transaction, revision.Series, revision.Emails, revision.Timestamp, cancellationToken);
    }

    /// <summary>Adds emails in a transaction of the host, as the other overload does with those of a revision.</summary>
    /// <param name="transaction">The open transaction, of the database that has the store.</param>
    /// <param name="series">The series as it is now.</param>
    /// <param name="emails">The emails.</param>
    /// <param name="at">The emails' Date and DTSTAMP; fractions of a second are cut off.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>How many emails are new to the store, once the host has committed.</returns>
    /// <exception cref="ArgumentException">The transaction is one of another database or of another driver, or has ended.</exception>
    /// <exception cref="InvalidOperationException">The store was not opened, or the transaction has ended.</exception>
    /// <exception cref="NotSupportedException">The store cannot take part in a transaction of the host.</exception>
    /// <exception cref="OutboxStoreException">The store cannot be written: roll back.</exception>
    /// <exception cref="InvalidSeriesException">The series has errors; the exception lists all of them, and nothing was added.</exception>
    public Task<int> EnqueueAsync(
        DbTransaction transaction,
        WorkshopSeries series,
        IEnumerable<PlannedEmail> emails,
        Instant at,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(emails);
        return AddAsync(
            series,
            emails,
            at,
            (snapshots, messages) => store.AddAsync(transaction, snapshots, messages, clock.GetCurrentInstant(), cancellationToken),
            cancellationToken);
    }

    private async Task<int> AddAsync(
        WorkshopSeries series,
        IEnumerable<PlannedEmail> emails,
        Instant at,
        Func<IReadOnlyList<SeriesSnapshot>, IReadOnlyList<OutboxMessage>, Task<int>> add,
        CancellationToken cancellationToken)
    {
        var factory = new OutboxMessageFactory(series, at, invitationOptions);
        var added = 0;
        foreach (var batch in emails.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var messages = batch.Select(factory.CreateMessage).ToList();
            added += await add(factory.TakeNewSnapshots(), messages).ConfigureAwait(false);
        }

        return added;
    }
}
