using Better.Calendar.Delivery.Outboxes;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;
using NodaTime.Extensions;

namespace Better.Calendar.Delivery;

/// <summary>Where a host puts the letters of a plan; couriers take them from there.</summary>
/// <remarks>
/// Posting is idempotent: a letter whose key the ledger knows is passed over. A host that was stopped while posting posts the same
/// plan again. Store the series when the posting is done; whether the letters are out by then does not matter.
/// </remarks>
/// <param name="ledger">Where the letters are kept.</param>
/// <param name="clock">What time it is; null: the system's.</param>
public sealed class Outbox(ILetterLedger ledger, TimeProvider? clock = null)
{
    private const int Portion = 1000;

    private readonly ILetterLedger ledger = ledger ?? throw new ArgumentNullException(nameof(ledger));

    /// <summary>Posts the letters of a revision in their order.</summary>
    /// <returns>How many letters were new.</returns>
    /// <exception cref="LedgerException">The ledger cannot be written; what was posted so far stays.</exception>
    /// <exception cref="InvalidSeriesException">The series has faults; all are named, and nothing was posted.</exception>
    public Task<int> PostAsync(SeriesRevision revision, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return PostAsync(revision.Series, revision.Messages, revision.At, cancellation);
    }

    /// <summary>Posts letters in their order; read one by one, so there may be more of them than fit into memory.</summary>
    /// <param name="series">The series as it is now.</param>
    /// <param name="messages">What to write to whom.</param>
    /// <param name="at">The moment of writing: the letters' Date and DTSTAMP, in whole seconds.</param>
    /// <param name="cancellation">Stops between two portions.</param>
    /// <returns>How many letters were new.</returns>
    /// <exception cref="LedgerException">The ledger cannot be written; what was posted so far stays.</exception>
    /// <exception cref="InvalidSeriesException">The series has faults; all are named, and nothing was posted.</exception>
    public async Task<int> PostAsync(WorkshopSeries series, IEnumerable<PlannedMessage> messages, Instant at, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(messages);
        await ledger.OpenAsync(cancellation).ConfigureAwait(false);
        var sorter = new JobSorter(series, at);
        var added = 0;
        foreach (var portion in messages.Chunk(Portion))
        {
            cancellation.ThrowIfCancellationRequested();
            var jobs = portion.Select(sorter.JobOf).ToList();
            added += await ledger.AddAsync(sorter.NewDocuments(), jobs, (clock ?? TimeProvider.System).GetCurrentInstant(), cancellation).ConfigureAwait(false);
        }

        return added;
    }

    /// <summary>How many letters are in which state.</summary>
    /// <exception cref="LedgerException">The ledger cannot be read.</exception>
    public Task<LetterCounts> CountAsync(CancellationToken cancellation = default) => ledger.CountAsync(cancellation);

    /// <summary>The letters in the order they were posted, with what became of them.</summary>
    /// <param name="states">Those in these states; none: all.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="LedgerException">The ledger cannot be read.</exception>
    public IAsyncEnumerable<LetterRecord> ReadAsync(IReadOnlyCollection<LetterState>? states = null, CancellationToken cancellation = default) =>
        ledger.ReadAsync(states ?? [], cancellation);
}
