using Better.Calendar.Delivery.Stores;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>Renews the leases of a worker, and reclaims those of workers that stopped.</summary>
internal sealed class HeartbeatLoop(
    IOutboxStore store,
    IDispatchQueue queue,
    DeliveryOptions options,
    string workerName,
    ILogger logger)
{
    public static readonly Duration PollInterval = Duration.FromMilliseconds(200);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var nextReclaim = Instant.MinValue; !cancellationToken.IsCancellationRequested;)
        {
            try
            {
                await store.HeartbeatAsync(workerName, options.TimeProvider.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
                if (options.TimeProvider.GetElapsedInstant() >= nextReclaim)
                {
                    await ReclaimAsync(cancellationToken).ConfigureAwait(false);
                    nextReclaim = options.TimeProvider.GetElapsedInstant() + (options.LeaseDuration / 3);
                }

                await queue.MaintainAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OutboxStoreException problem) when (problem.IsTransient)
            {
                // The store writer reports the error, and stops the worker when it lasts too long.
            }

            await options.TimeProvider.DelayAsync(Duration.Min(PollInterval, options.LeaseDuration / 6), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Ends the leases of workers that stopped, and notices that the clock was set back.</summary>
    public async Task ReclaimAsync(CancellationToken cancellationToken)
    {
        foreach (var number in await store.ReclaimExpiredLeasesAsync(
            options.TimeProvider.GetCurrentInstant(),
            options.LeaseDuration,
            options.MaxUncertainSends,
            cancellationToken)
            .ConfigureAwait(false))
        {
            logger.LeaseReclaimed(number);
        }
    }
}
