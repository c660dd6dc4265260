using NodaTime;
using NodaTime.Extensions;

namespace Better.Calendar.Delivery;

/// <summary>Claims due emails directly in the store: for one machine, or several workers that share a database.</summary>
/// <param name="store">The store; not disposed.</param>
/// <param name="timeProvider">The clock; null: <see cref="TimeProvider.System"/>.</param>
public sealed class StoreDispatchQueue(IOutboxStore store, TimeProvider? timeProvider = null) : IDispatchQueue
{
#pragma warning disable CA2213 // The host owns the store; outbox and workers share it.
    private readonly IOutboxStore store = store ?? throw new ArgumentNullException(nameof(store));
#pragma warning restore CA2213

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> TakeAsync(string workerName, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);

        // Not canceled: if a claim were committed but not returned, its emails would wait until their lease expires.
        return store.ClaimDueAsync(workerName, (timeProvider ?? TimeProvider.System).GetCurrentInstant(), maxCount, CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Settle(long number, Instant? due)
    {
        // The outcome is in the store already, and there is no other queue to update.
    }

    /// <inheritdoc/>
    public Task MaintainAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
