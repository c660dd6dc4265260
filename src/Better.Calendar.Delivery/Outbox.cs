using Better.Calendar.Delivery.Outboxes;
using NodaTime;
using NodaTime.Extensions;

namespace Better.Calendar.Delivery;

/// <summary>Where a host puts the letters of a plan; workers take them from there.</summary>
/// <remarks>
/// Posting is idempotent: an email whose key the store knows is passed over. A host that was stopped while posting posts the same
/// plan again. Store the series when the posting is done; whether the emails are out by then does not matter.
/// </remarks>
/// <param name="store">Where the emails are kept.</param>
/// <param name="timeProvider">What time it is; null: the system's.</param>
public sealed class Outbox(IOutboxStore store, TimeProvider? timeProvider = null)
{
    private const int BatchSize = 1000;

    private readonly IOutboxStore store = store ?? throw new ArgumentNullException(nameof(store));

    /// <summary>Posts the letters of a revision in their order.</summary>
    /// <returns>How many emails were new.</returns>
    /// <exception cref="OutboxStoreException">The store cannot be written; what was posted so far stays.</exception>
    /// <exception cref="InvalidSeriesException">The series has faults; all are named, and nothing was posted.</exception>
    public Task<int> EnqueueAsync(SeriesRevision revision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return EnqueueAsync(revision.Series, revision.Emails, revision.Timestamp, cancellationToken);
    }

    /// <summary>Posts emails in their order; read one by one, so there may be more of them than fit into memory.</summary>
    /// <param name="series">The series as it is now.</param>
    /// <param name="emails">What to write to whom.</param>
    /// <param name="at">The moment of writing: the emails' Date and DTSTAMP, in whole seconds.</param>
    /// <param name="cancellationToken">Stops between two portions.</param>
    /// <returns>How many emails were new.</returns>
    /// <exception cref="OutboxStoreException">The store cannot be written; what was posted so far stays.</exception>
    /// <exception cref="InvalidSeriesException">The series has faults; all are named, and nothing was posted.</exception>
    public async Task<int> EnqueueAsync(WorkshopSeries series, IEnumerable<PlannedEmail> emails, Instant at, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(emails);
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        var sorter = new OutboxMessageFactory(series, at);
        var added = 0;
        foreach (var portion in emails.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var jobs = portion.Select(sorter.CreateMessage).ToList();
            added += await store.AddAsync(sorter.TakeNewSnapshots(), jobs, (timeProvider ?? TimeProvider.System).GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
        }

        return added;
    }

    /// <summary>How many emails are in which state.</summary>
    /// <exception cref="OutboxStoreException">The store cannot be read.</exception>
    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken = default) => store.CountAsync(cancellationToken);

    /// <summary>The emails in the order they were posted, with what became of them.</summary>
    /// <param name="statuses">Those in these states; none: all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="OutboxStoreException">The store cannot be read.</exception>
    public IAsyncEnumerable<OutboxEntry> ReadAsync(IReadOnlyCollection<DeliveryStatus>? statuses = null, CancellationToken cancellationToken = default) =>
        store.ReadAsync(statuses ?? [], cancellationToken);
}
