using Better.Calendar.Delivery.Outboxes;
using Better.Calendar.Delivery.Stores;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>Stores the emails of a plan durably, so that a <see cref="DeliveryWorker"/> can send them.</summary>
/// <remarks>
/// Enqueueing is idempotent: an email whose key is already in the store is skipped, and so is one of an older plan than another about
/// the same workshop to the same person, which it would undo in their calendar. If the process stops while it enqueues a plan,
/// enqueue the same plan again. Save the series when <c>EnqueueAsync</c> has returned; the emails need not be sent by then. Every
/// operation waits up to a minute while the store is locked, full or unreachable.
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
/// <param name="invitationOptions">The options with which the emails are meant to be rendered: a worker with others
/// (<see cref="DeliveryOptions.InvitationOptions"/>) stops and says what differs. Null: not compared.</param>
public sealed partial class Outbox(IOutboxStore store, TimeProvider? timeProvider = null, InvitationOptions? invitationOptions = null)
{
    private const int BatchSize = 1000;

    private static readonly Duration StoreRetryTimeout = Duration.FromMinutes(1);
    private static readonly DeliveryStatus[] Final = [DeliveryStatus.Rejected, DeliveryStatus.Uncertain, DeliveryStatus.Withdrawn];

    private readonly IOutboxStore store = store ?? throw new ArgumentNullException(nameof(store));
    private readonly TimeProvider clock = timeProvider ?? TimeProvider.System;

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
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await AddAsync(
            series,
            emails,
            at,
            (snapshots, messages) => RetryAsync(
                () => store.AddAsync(snapshots, messages, clock.GetCurrentInstant(), cancellationToken),
                cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the store, and creates what is missing. <c>EnqueueAsync</c> and workers do so too.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="OutboxStoreException">The store cannot be opened, or is damaged.</exception>
    public Task OpenAsync(CancellationToken cancellationToken = default) =>
        RetryAsync(
            async () =>
            {
                await store.OpenAsync(cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    /// <summary>Counts the emails by status.</summary>
    /// <exception cref="OutboxStoreException">The store cannot be read.</exception>
    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken = default) =>
        RetryAsync(() => store.CountAsync(cancellationToken), cancellationToken);

    /// <summary>Reads the emails in the order in which they were added, with their delivery status.</summary>
    /// <param name="statuses">Only emails with one of these statuses; null or empty: all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="OutboxStoreException">The store cannot be read.</exception>
    public IAsyncEnumerable<OutboxEntry> ReadAsync(
        IReadOnlyCollection<DeliveryStatus>? statuses = null,
        CancellationToken cancellationToken = default) =>
        store.ReadAsync(statuses ?? [], cancellationToken);

    /// <summary>
    /// Makes emails wait again whose delivery had ended: rejected, uncertain and withdrawn ones, for example after a person has corrected
    /// a setting of the mail server. They keep their Message-ID, and what is known about possible duplicates.
    /// </summary>
    /// <param name="filter">Which emails.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The numbers of the emails that wait again. An email is left out if a later one about the same workshop was sent to its
    /// recipient, or is being sent, because it would overtake that one: plan anew instead.</returns>
    /// <exception cref="ArgumentException">The filter has a status other than rejected, uncertain and withdrawn.</exception>
    /// <exception cref="OutboxStoreException">The store cannot be written.</exception>
    public Task<IReadOnlyList<long>> ReopenAsync(OutboxFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter.Statuses.Except(Final).Any()
            ? throw new ArgumentException($"Only emails with the statuses {string.Join(", ", Final)} can be reopened.", nameof(filter))
            : RetryAsync(() => store.ReopenAsync(filter, clock.GetCurrentInstant(), cancellationToken), cancellationToken);
    }

    /// <summary>Withdraws emails: they are not sent, unless they are reopened.</summary>
    /// <param name="filter">Which emails; without statuses, those that are not final.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The numbers of the emails that were withdrawn; not of those that are being sent or were sent.</returns>
    /// <exception cref="OutboxStoreException">The store cannot be written.</exception>
    public Task<IReadOnlyList<long>> WithdrawAsync(OutboxFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return RetryAsync(() => store.WithdrawAsync(filter, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Records that a person was told how the delivery of emails ended (<see cref="OutboxEntry.IsReported"/>): call it after printing, so
    /// that what a killed process did not print is printed by the next one.
    /// </summary>
    /// <param name="numbers">The numbers of the emails; those that are not final stay untold.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="OutboxStoreException">The store cannot be written.</exception>
    public Task MarkReportedAsync(IReadOnlyList<long> numbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return RetryAsync(
            async () =>
            {
                await store.MarkReportedAsync(numbers, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    /// <summary>
    /// Erases a person at their request: emails to them, with the documents that name them, in all files of the store. Counts stay, and a
    /// keyed hash of each email's key, so that none is sent again; emails that wait are withdrawn. Erase them from the series
    /// (<see cref="WorkshopSeries.Forget"/>) and the attendance as well, and from the copies that were made of the store.
    /// </summary>
    /// <param name="recipient">The address of the person.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>How many emails were erased.</returns>
    /// <exception cref="OutboxStoreException">The store cannot be written, or emails to the person are being sent.</exception>
    public Task<int> ForgetAsync(EmailAddress recipient, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return RetryAsync(() => store.ForgetAsync(recipient, cancellationToken), cancellationToken);
    }

    /// <summary>Erases all emails whose delivery ended before a time, in the same way; none of them is sent again.</summary>
    /// <param name="before">The time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>How many emails were erased.</returns>
    /// <exception cref="OutboxStoreException">The store cannot be written.</exception>
    public Task<int> PurgeAsync(Instant before, CancellationToken cancellationToken = default) =>
        RetryAsync(() => store.PurgeAsync(before, cancellationToken), cancellationToken);

    /// <summary>Writes what the store knows about a person, as they may ask: JSON, with an object for each email to them.</summary>
    /// <param name="recipient">The address of the person.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="OutboxStoreException">The store cannot be read.</exception>
    public async Task<string> ExportAsync(EmailAddress recipient, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return await EntryExport.WriteAsync(
            store.ReadAsync([], cancellationToken),
            entry => string.Equals(entry.Message.Recipient, recipient.Value, StringComparison.OrdinalIgnoreCase)).ConfigureAwait(false);
    }

    private Task<T> RetryAsync<T>(Func<Task<T>> operation, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(operation, StoreRetryTimeout, clock, onUnavailable: null, cancellationToken);
}
