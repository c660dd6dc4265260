using NodaTime;

namespace Better.Calendar.Delivery.Stores;

/// <summary>Repeats an operation on a store while the store is locked, full or unreachable.</summary>
internal static class StoreRetry
{
    /// <summary>Runs an operation.</summary>
    /// <param name="operation">The operation; every operation of a store may be repeated.</param>
    /// <param name="timeout">How long it is repeated.</param>
    /// <param name="timeProvider">The timers.</param>
    /// <param name="onUnavailable">Called each time before it is repeated.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="OutboxStoreException">It failed for longer than the timeout, or a person must correct something.</exception>
    public static async Task<T> RunAsync<T>(
        Func<Task<T>> operation,
        Duration timeout,
        TimeProvider timeProvider,
        Action<OutboxStoreException>? onUnavailable = null,
        CancellationToken cancellationToken = default)
    {
        var deadline = timeProvider.GetElapsedInstant() + timeout;
        for (var pause = Duration.FromMilliseconds(50); ; pause = Duration.Min(pause + pause, Duration.FromSeconds(2)))
        {
            try
            {
                return await operation().ConfigureAwait(false);
            }
            catch (OutboxStoreException problem) when (problem.IsTransient && timeProvider.GetElapsedInstant() < deadline)
            {
                onUnavailable?.Invoke(problem);
                await timeProvider.DelayAsync(pause, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
