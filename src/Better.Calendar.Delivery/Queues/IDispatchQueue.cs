using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>
/// Assigns due emails to workers. <see cref="StoreDispatchQueue"/> claims them in the store; the package
/// <c>Better.Calendar.Delivery.RabbitMq</c> distributes them by RabbitMQ.
/// </summary>
/// <remarks>
/// A queue only distributes the numbers of emails. Their status is in the store, so an email that a queue loses or delivers twice is still
/// sent correctly.
/// </remarks>
public interface IDispatchQueue : IAsyncDisposable
{
    /// <summary>Claims due emails for a worker.</summary>
    /// <param name="workerName">The worker that gets the leases.</param>
    /// <param name="maxCount">The maximum number of emails.</param>
    /// <param name="cancellationToken">Stops waiting for emails.</param>
    /// <returns>The claimed emails; empty if none is due.</returns>
    /// <exception cref="OutboxStoreException">The store cannot be read or written.</exception>
    Task<IReadOnlyList<Claim>> TakeAsync(string workerName, int maxCount, CancellationToken cancellationToken);

    /// <summary>Ends the worker's claim on an email, after its outcome was recorded in the store.</summary>
    /// <param name="number">The number of the email.</param>
    /// <param name="due">When it may be sent again; null: never, or another worker has the lease.</param>
    void Settle(long number, Instant? due);

    /// <summary>Called several times a second while a worker runs, so that the queue can do its housekeeping.</summary>
    /// <param name="cancellationToken">Stops the housekeeping.</param>
    /// <exception cref="OutboxStoreException">The store cannot be read or written.</exception>
    Task MaintainAsync(CancellationToken cancellationToken);
}
