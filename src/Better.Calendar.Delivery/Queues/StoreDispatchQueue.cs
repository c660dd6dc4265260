using NodaTime;
using NodaTime.Extensions;

namespace Better.Calendar.Delivery;

/// <summary>The store is the queue: for one machine, or a few workers on one database.</summary>
/// <param name="store">The store.</param>
/// <param name="timeProvider">What time it is; null: the system's.</param>
public sealed class StoreDispatchQueue(IOutboxStore store, TimeProvider? timeProvider = null) : IDispatchQueue
{
#pragma warning disable CA2213 // The host owns the store; outbox and workers share it.
    private readonly IOutboxStore store = store ?? throw new ArgumentNullException(nameof(store));
#pragma warning restore CA2213

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> TakeAsync(string workerName, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);

        // Not to be cut short: a claim that nobody hears of waits until the worker counts as gone.
        return store.ClaimDueAsync(workerName, (timeProvider ?? TimeProvider.System).GetCurrentInstant(), maxCount, CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Settle(long number, Instant? due)
    {
        // The store knows it already.
    }

    /// <inheritdoc/>
    public Task MaintainAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
