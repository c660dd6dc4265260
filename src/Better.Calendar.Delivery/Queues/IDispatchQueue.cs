using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>Who hands emails to workers: <see cref="StoreDispatchQueue"/> reads them from the store; the package <c>Better.Calendar.Delivery.RabbitMq</c> distributes them over many machines.</summary>
/// <remarks>A queue only says whose turn it is. The truth is in the store: whatever a queue loses or says twice does no harm.</remarks>
public interface IDispatchQueue : IAsyncDisposable
{
    /// <summary>Emails that are now in this worker's hands; none if there are none at present.</summary>
    Task<IReadOnlyList<Claim>> TakeAsync(string workerName, int maxCount, CancellationToken cancellationToken);

    /// <summary>An email is out of the worker's hands, and the store knows what became of it.</summary>
    /// <param name="number">The email.</param>
    /// <param name="due">When it is tried again; null: never, or not by us.</param>
    void Settle(long number, Instant? due);

    /// <summary>Called now and then while a worker works: for what the queue has to look after.</summary>
    Task MaintainAsync(CancellationToken cancellationToken);
}
