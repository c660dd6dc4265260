using System.Data.Common;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>
/// Keeps emails and their delivery status. Implemented by the packages <c>Better.Calendar.Delivery.Sqlite</c> (one machine) and
/// <c>Better.Calendar.Delivery.PostgreSql</c> (many).
/// </summary>
/// <remarks>
/// Every method is one transaction, may be called by many threads and processes at the same time, and may be called again if its result
/// was lost. Every method may throw <see cref="OutboxStoreException"/>.
/// </remarks>
public interface IOutboxStore : IAsyncDisposable
{
    /// <summary>Opens the store and creates what is missing.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Adds emails in their order. Skipped is an email whose key the store already has, and one with a calendar part that is older
    /// (<see cref="OutboxMessage.TimestampSeconds"/>) than another such email about the same workshop to the same recipient.
    /// </summary>
    /// <param name="snapshots">The series documents that the emails refer to and that may be missing in the store.</param>
    /// <param name="messages">The emails.</param>
    /// <param name="now">The current time; the emails are due from then on.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>How many emails were new.</returns>
    Task<int> AddAsync(
        IReadOnlyList<SeriesSnapshot> snapshots,
        IReadOnlyList<OutboxMessage> messages,
        Instant now,
        CancellationToken cancellationToken);

    /// <summary>
    /// Adds emails in a transaction of the host: they are in the store if and only if the host commits it. As the other overload, but not
    /// repeated: after an error, the host rolls back and repeats its whole transaction.
    /// </summary>
    /// <param name="transaction">The open transaction, of the database that has the store.</param>
    /// <param name="snapshots">The series documents that the emails refer to and that may be missing in the store.</param>
    /// <param name="messages">The emails.</param>
    /// <param name="now">The current time; the emails are due from then on.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>How many emails were new.</returns>
    /// <exception cref="ArgumentException">The transaction is one of another database or of another driver, or has ended.</exception>
    /// <exception cref="NotSupportedException">The store cannot take part in a transaction of the host: the default.</exception>
    Task<int> AddAsync(
        DbTransaction transaction,
        IReadOnlyList<SeriesSnapshot> snapshots,
        IReadOnlyList<OutboxMessage> messages,
        Instant now,
        CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{GetType().Name} cannot take part in a transaction of the host.");

    /// <summary>Reads a series document.</summary>
    /// <param name="hash">The <see cref="SeriesSnapshot.Hash"/> of the document.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The bytes of the document; null if there is none with that hash.</returns>
    Task<byte[]?> GetSnapshotAsync(string hash, CancellationToken cancellationToken);

    /// <summary>
    /// Leases emails to a worker: those that are due and have no predecessor with the same ordering key that is not final.
    /// </summary>
    /// <param name="workerName">The worker.</param>
    /// <param name="now">The current time.</param>
    /// <param name="maxCount">The maximum number of emails.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The claimed emails in the order of their numbers; empty if none is due.</returns>
    Task<IReadOnlyList<Claim>> ClaimDueAsync(string workerName, Instant now, int maxCount, CancellationToken cancellationToken);

    /// <summary>Leases emails to a worker by their numbers, as a queue delivered them.</summary>
    /// <param name="workerName">The worker.</param>
    /// <param name="now">The current time.</param>
    /// <param name="numbers">The numbers of the emails.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A result for each number.</returns>
    Task<IReadOnlyList<ClaimResult>> ClaimAsync(
        string workerName,
        Instant now,
        IReadOnlyList<long> numbers,
        CancellationToken cancellationToken);

    /// <summary>Records which emails are about to be sent, and how earlier attempts ended.</summary>
    /// <param name="workerName">The worker that records.</param>
    /// <param name="sendIntents">The numbers of emails whose last bytes are about to be sent. From then on the server may accept
    /// them.</param>
    /// <param name="outcomes">How attempts ended.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Those of <paramref name="sendIntents"/> whose lease the worker has lost: it must not send their last bytes.</returns>
    Task<IReadOnlyList<long>> RecordAsync(
        string workerName,
        IReadOnlyList<long> sendIntents,
        IReadOnlyList<DeliveryOutcome> outcomes,
        Instant now,
        CancellationToken cancellationToken);

    /// <summary>
    /// Whether the store knows, after a worker was killed, which of the emails whose intents were recorded had their last bytes marked by
    /// <see cref="MarkLastBytes"/>. If so, intents are recorded early and several at a time; if not, each directly before the last bytes.
    /// </summary>
    bool MarksLastBytes => false;

    /// <summary>
    /// Marks, without waiting for anything, that the last bytes of an email are sent next, after its intent was recorded.
    /// </summary>
    /// <param name="workerName">The worker that sends it.</param>
    /// <param name="number">The number of the email.</param>
    /// <returns>False if the worker has lost the lease: it must not send the last bytes.</returns>
    bool MarkLastBytes(string workerName, long number) => true;

    /// <summary>Renews all leases of a worker.</summary>
    /// <param name="workerName">The worker.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task HeartbeatAsync(string workerName, Instant now, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the leases of workers without a recent heartbeat. Emails whose last bytes may have been sent become
    /// <see cref="DeliveryStatus.Uncertain"/>; all others can be claimed again.
    /// </summary>
    /// <param name="now">The current time.</param>
    /// <param name="leaseDuration">How old the last heartbeat must be.</param>
    /// <param name="maxUncertainSends">After how many uncertain sends an email becomes final; with fewer it is sent again.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The numbers of the emails that became uncertain.</returns>
    Task<IReadOnlyList<long>> ReclaimExpiredLeasesAsync(
        Instant now,
        Duration leaseDuration,
        int maxUncertainSends,
        CancellationToken cancellationToken);

    /// <summary>Reserves emails for a queue: those that could be claimed, and that were not reserved recently.</summary>
    /// <param name="now">The current time; the emails count as reserved from then on.</param>
    /// <param name="reservedBefore">A reservation that is older than this no longer counts.</param>
    /// <param name="maxCount">The maximum number of emails.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The numbers of the emails, which the caller publishes to the queue.</returns>
    Task<IReadOnlyList<long>> ReserveForDispatchAsync(
        Instant now,
        Instant reservedBefore,
        int maxCount,
        CancellationToken cancellationToken);

    /// <summary>Releases reservations of emails that could not be published to the queue.</summary>
    /// <param name="numbers">The numbers of the emails.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task ReleaseReservationAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken);

    /// <summary>Finds when the next email that is not leased becomes due. Emails that wait for a predecessor do not count.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The earliest due time; null if there is no such email.</returns>
    Task<Instant?> GetNextDueAsync(CancellationToken cancellationToken);

    /// <summary>Counts the emails by status.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<OutboxCounts> CountAsync(CancellationToken cancellationToken);

    /// <summary>Reads the emails in the order in which they were added.</summary>
    /// <param name="statuses">Only emails with one of these statuses; empty: all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    IAsyncEnumerable<OutboxEntry> ReadAsync(IReadOnlyCollection<DeliveryStatus> statuses, CancellationToken cancellationToken);

    /// <summary>Makes final emails wait again: rejected, uncertain and withdrawn ones.</summary>
    /// <param name="filter">Which emails.</param>
    /// <param name="now">The current time; the emails are due from then on.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The numbers of the emails that wait again; not of those to whose recipient a later email about the same workshop was sent,
    /// or is being sent.</returns>
    Task<IReadOnlyList<long>> ReopenAsync(OutboxFilter filter, Instant now, CancellationToken cancellationToken);

    /// <summary>Makes emails final without sending them.</summary>
    /// <param name="filter">Which emails; without statuses, those that are not final.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The numbers of the emails that were withdrawn; not of those that are being sent.</returns>
    Task<IReadOnlyList<long>> WithdrawAsync(OutboxFilter filter, CancellationToken cancellationToken);

    /// <summary>Records that somebody was told how the delivery of emails ended. A new outcome must be told anew.</summary>
    /// <param name="numbers">The numbers of the emails; those that are not final stay untold.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task MarkReportedAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken);

    /// <summary>
    /// Erases a person: what emails to them say, and their place in the series documents. Status and counts stay, and so does a keyed hash
    /// of each email's key, so that none of them is sent again; emails that wait are withdrawn.
    /// </summary>
    /// <param name="recipient">The address of the person.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>How many emails were erased.</returns>
    /// <exception cref="OutboxStoreException">Also, and transient, if an email to the person is being sent at the moment.</exception>
    Task<int> ForgetAsync(EmailAddress recipient, CancellationToken cancellationToken);

    /// <summary>
    /// Erases emails that became final before a time, as <see cref="ForgetAsync"/> does, and the series documents that no email needs any
    /// more.
    /// </summary>
    /// <param name="before">The time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>How many emails were erased.</returns>
    Task<int> PurgeAsync(Instant before, CancellationToken cancellationToken);
}
