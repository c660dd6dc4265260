using Better.Calendar.Delivery.Outboxes;
using NodaTime;
using NodaTime.Extensions;

namespace Better.Calendar.Delivery;

/// <summary>Stores the emails of a plan durably, so that a <see cref="DeliveryWorker"/> can send them.</summary>
/// <remarks>
/// Enqueueing is idempotent: an email whose key is already in the store is skipped. If the process stops while it enqueues a plan,
/// enqueue the same plan again. Save the series when <c>EnqueueAsync</c> has returned; the emails need not be sent by then.
/// </remarks>
/// <example>
/// <code>
/// await using var store = new SqliteOutboxStore("outbox.db");
/// var revision = SeriesRevision.First(series, SystemClock.Instance.GetCurrentInstant());
/// var added = await new Outbox(store).EnqueueAsync(revision);
/// </code>
/// </example>
/// <param name="store">The store that keeps the emails; not disposed.</param>
/// <param name="timeProvider">The clock; null: <see cref="TimeProvider.System"/>.</param>
public sealed class Outbox(IOutboxStore store, TimeProvider? timeProvider = null)
{
    private const int BatchSize = 1000;

    private readonly IOutboxStore store = store ?? throw new ArgumentNullException(nameof(store));

    /// <summary>Adds the emails of a revision in their order.</summary>
    /// <param name="revision">The revision; <see cref="SeriesRevision.Timestamp"/> becomes the emails' Date and DTSTAMP.</param>
    /// <param name="cancellationToken">Stops between two batches; what was added so far stays.</param>
    /// <returns>How many emails were new to the store.</returns>
    /// <exception cref="OutboxStoreException">The store cannot be written; what was added so far stays.</exception>
    /// <exception cref="InvalidSeriesException">The series has errors; the exception lists all of them, and nothing was added.</exception>
    public Task<int> EnqueueAsync(SeriesRevision revision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return EnqueueAsync(revision.Series, revision.Emails, revision.Timestamp, cancellationToken);
    }

    /// <summary>Adds emails in their order. They are read batch by batch, so there may be more of them than fit into memory.</summary>
    /// <param name="series">The series as it is now.</param>
    /// <param name="emails">The emails.</param>
    /// <param name="at">The emails' Date and DTSTAMP; fractions of a second are cut off.</param>
    /// <param name="cancellationToken">Stops between two batches; what was added so far stays.</param>
    /// <returns>How many emails were new to the store.</returns>
    /// <exception cref="OutboxStoreException">The store cannot be written; what was added so far stays.</exception>
    /// <exception cref="InvalidSeriesException">The series has errors; the exception lists all of them, and nothing was added.</exception>
    public async Task<int> EnqueueAsync(
        WorkshopSeries series,
        IEnumerable<PlannedEmail> emails,
        Instant at,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(emails);
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        var factory = new OutboxMessageFactory(series, at);
        var added = 0;
        foreach (var batch in emails.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var messages = batch.Select(factory.CreateMessage).ToList();
            added += await store.AddAsync(factory.TakeNewSnapshots(), messages, (timeProvider ?? TimeProvider.System)
                .GetCurrentInstant(), cancellationToken)
                .ConfigureAwait(false);
        }

        return added;
    }

    /// <summary>Counts the emails by status.</summary>
    /// <exception cref="OutboxStoreException">The store cannot be read.</exception>
    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken = default) => store.CountAsync(cancellationToken);

    /// <summary>Reads the emails in the order in which they were added, with their delivery status.</summary>
    /// <param name="statuses">Only emails with one of these statuses; null or empty: all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="OutboxStoreException">The store cannot be read.</exception>
    public IAsyncEnumerable<OutboxEntry> ReadAsync(
        IReadOnlyCollection<DeliveryStatus>? statuses = null,
        CancellationToken cancellationToken = default) =>
        store.ReadAsync(statuses ?? [], cancellationToken);
}
