using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>Where the truth about every email is kept. Packages of ours implement it: <c>Better.Calendar.Delivery.Sqlite</c> for one machine, <c>Better.Calendar.Delivery.PostgreSql</c> for many.</summary>
/// <remarks>
/// Every method is one transaction, may be called by many threads and processes at once, and may be called again if its answer was
/// lost. Any may throw <see cref="OutboxStoreException"/>.
/// </remarks>
public interface IOutboxStore : IAsyncDisposable
{
    /// <summary>Makes the store ready; creates what is missing.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Takes emails, in their order; those whose key it knows are passed over.</summary>
    /// <returns>How many were new.</returns>
    Task<int> AddAsync(IReadOnlyList<SeriesSnapshot> snapshots, IReadOnlyList<OutboxMessage> messages, Instant now, CancellationToken cancellationToken);

    /// <summary>The bytes of a document; null where there is none.</summary>
    Task<byte[]?> GetSnapshotAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Puts emails that are due, and whose turn it is in their lane, into a worker's hands.</summary>
    Task<IReadOnlyList<Claim>> ClaimDueAsync(string workerName, Instant now, int maxCount, CancellationToken cancellationToken);

    /// <summary>The same for emails that a queue has named; whatever cannot be had is told why.</summary>
    Task<IReadOnlyList<ClaimResult>> ClaimAsync(string workerName, Instant now, IReadOnlyList<long> numbers, CancellationToken cancellationToken);

    /// <summary>Writes what is about to happen and what has happened.</summary>
    /// <param name="workerName">Who writes.</param>
    /// <param name="sendIntents">Emails whose end is about to go out. From then on they may have been taken.</param>
    /// <param name="outcomes">What became of emails.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>Those of <paramref name="sendIntents"/> that are in other hands by now: their end must not go out.</returns>
    Task<IReadOnlyList<long>> RecordAsync(string workerName, IReadOnlyList<long> sendIntents, IReadOnlyList<DeliveryOutcome> outcomes, Instant now, CancellationToken cancellationToken);

    /// <summary>A worker tells that it is alive.</summary>
    Task HeartbeatAsync(string workerName, Instant now, CancellationToken cancellationToken);

    /// <summary>
    /// Takes emails out of the hands of workers that have not been heard of: those whose end may have gone out become
    /// <see cref="DeliveryStatus.Uncertain"/>, all others are tried again.
    /// </summary>
    /// <param name="now">When.</param>
    /// <param name="leaseDuration">How long a worker must have been silent.</param>
    /// <param name="maxUncertainSends">At how many doubts an email is left unknown; before, it is sent again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The emails that became unknown.</returns>
    Task<IReadOnlyList<long>> ReclaimExpiredLeasesAsync(Instant now, Duration leaseDuration, int maxUncertainSends, CancellationToken cancellationToken);

    /// <summary>Emails that a queue should be given: due, their turn, in nobody's hands, and not given to it since a time. They count as given from now on.</summary>
    Task<IReadOnlyList<long>> ReserveForDispatchAsync(Instant now, Instant reservedBefore, int maxCount, CancellationToken cancellationToken);

    /// <summary>Takes back an offer that did not reach the queue.</summary>
    Task ReleaseReservationAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken);

    /// <summary>When the next email is due that nobody has in hands; null where there is none. Emails behind others in their lane do not count.</summary>
    Task<Instant?> GetNextDueAsync(CancellationToken cancellationToken);

    /// <summary>How many emails are in which state.</summary>
    Task<OutboxCounts> CountAsync(CancellationToken cancellationToken);

    /// <summary>The emails in the order they were posted.</summary>
    /// <param name="statuses">Those in these states; none: all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    IAsyncEnumerable<OutboxEntry> ReadAsync(IReadOnlyCollection<DeliveryStatus> statuses, CancellationToken cancellationToken);
}
