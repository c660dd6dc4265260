using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>One working day of a worker: one who fetches emails, several who hand them over, one who writes, one who keeps an eye on things.</summary>
internal sealed class DeliverySession : IDisposable
{
    // How many emails are claimed at once: while the store is busy with that, no line gets a permission.
    private const int ClaimBatchSize = 32;

    private static readonly Duration PollInterval = Duration.FromMilliseconds(200);

    private readonly IOutboxStore store;
    private readonly IDispatchQueue queue;
    private readonly DeliveryOptions options;
    private readonly string workerName;
    private readonly ILogger logger;
    private readonly TransportConnector connector;
    private readonly BatchedStoreWriter storeWriter;
    private readonly DispatchBuffer buffer;
    private readonly ConnectionLoop connectionLoop;
    private readonly ThroughputMeter meter;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource aborting = new();

    public DeliverySession(IOutboxStore store, IDispatchQueue queue, IMessageTransport transport, DeliveryOptions options, string workerName, ILogger logger)
    {
        (this.store, this.queue, this.options, this.workerName, this.logger) = (store, queue, options, workerName, logger);
        meter = new(options.TimeProvider);
        connector = new(transport, options, logger);
        storeWriter = new(store, workerName, options, logger, OnRecorded);
        buffer = new(options);
        connectionLoop = new(new(store, options.InvitationOptions), connector, storeWriter, buffer, transport, queue, options, logger);
    }

    public async Task<OutboxCounts> RunAsync(Duration? maxWait, IProgress<DeliveryProgress>? progress, CancellationToken cancellationToken)
    {
        await using var stopped = cancellationToken.Register(stopping.Cancel).ConfigureAwait(false);
        await storeWriter.RetryAsync(() => OpenAsync(cancellationToken)).ConfigureAwait(false);

        // The first trouble that a person must see to stops all the others.
        var writing = WatchAsync(storeWriter.WriteAsync);
        var sending = Enumerable.Range(0, options.Connections).Select(_ => WatchAsync(() => connectionLoop.RunAsync(stopping.Token, aborting.Token))).ToList();
        var beating = WatchAsync(SendHeartbeatsAsync);
        var telling = WatchAsync(() => ReportProgressAsync(progress));
        var fetching = WatchAsync(() => FetchAsync(maxWait));
        var limiting = AbortAfterShutdownTimeoutAsync();
        await Task.WhenAny(Task.WhenAll([fetching, .. sending]), limiting).ConfigureAwait(false);
        await aborting.CancelAsync().ConfigureAwait(false);

        await Task.WhenAll([fetching, .. sending]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ReleaseClaims();
        storeWriter.Complete();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll([writing, fetching, beating, telling, limiting, .. sending]).ConfigureAwait(false);
        var counts = await storeWriter.RetryAsync(() => store.CountAsync(CancellationToken.None)).ConfigureAwait(false);
        progress?.Report(meter.CreateProgress(counts, null));
        return counts;
    }

    public void Dispose()
    {
        connector.Dispose();
        stopping.Dispose();
        aborting.Dispose();
    }

    private async Task<bool> OpenAsync(CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        await store.HeartbeatAsync(workerName, options.TimeProvider.GetCurrentInstant(), cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task WatchAsync(Func<Task> work)
    {
        try
        {
            await Task.Run(work, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // As it was told.
        }
        catch
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>After a stop, the emails on the lines have some time to end well.</summary>
    private async Task AbortAfterShutdownTimeoutAsync()
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, options.TimeProvider, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await options.TimeProvider.DelayAsync(options.ShutdownTimeout, aborting.Token).ConfigureAwait(false);
    }

    private async Task FetchAsync(Duration? maxWait)
    {
        // Enough for some hundredths of a second, so that no line waits for the next claim.
        var most = options.Connections * 64;
        var pause = Duration.FromMilliseconds(5);
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                if (buffer.Count > most - ClaimBatchSize)
                {
                    await options.TimeProvider.DelayAsync(Duration.FromMilliseconds(2), stopping.Token).ConfigureAwait(false);
                    continue;
                }

                var claims = await storeWriter.RetryAsync(() => queue.TakeAsync(workerName, ClaimBatchSize, stopping.Token)).ConfigureAwait(false);
                if (claims.Count > 0)
                {
                    buffer.Add(claims);
                    pause = Duration.FromMilliseconds(5);
                }
                else if (buffer.Count == 0 && maxWait is { } longest && await IsDrainedAsync(longest).ConfigureAwait(false))
                {
                    return;
                }
                else
                {
                    // What is on the lines may be the last, or let others have their turn; later there is no hurry.
                    pause = buffer.Count > 0 ? Duration.FromMilliseconds(5) : Duration.Min(pause + pause, PollInterval);
                    await options.TimeProvider.DelayAsync(pause, stopping.Token).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            buffer.Complete();
        }
    }

    // What others have in hands may come back; what is behind it in its lane is not due before.
    private async Task<bool> IsDrainedAsync(Duration maxWait)
    {
        var counts = await storeWriter.RetryAsync(() => store.CountAsync(stopping.Token)).ConfigureAwait(false);
        if (counts.Remaining == 0)
        {
            return true;
        }

        var next = await storeWriter.RetryAsync(() => store.GetNextDueAsync(stopping.Token)).ConfigureAwait(false);
        return counts.Sending == 0 && next > options.TimeProvider.GetCurrentInstant() + maxWait;
    }

    /// <summary>Tells others that we are alive, and takes over from those who are not.</summary>
    private async Task SendHeartbeatsAsync()
    {
        for (var lookAt = Instant.MinValue; !stopping.IsCancellationRequested;)
        {
            try
            {
                await store.HeartbeatAsync(workerName, options.TimeProvider.GetCurrentInstant(), stopping.Token).ConfigureAwait(false);
                if (options.TimeProvider.GetCurrentInstant() >= lookAt)
                {
                    foreach (var number in await store.ReclaimExpiredLeasesAsync(options.TimeProvider.GetCurrentInstant(), options.LeaseDuration, options.MaxUncertainSends, stopping.Token).ConfigureAwait(false))
                    {
                        logger.LeaseReclaimed(number);
                    }

                    lookAt = options.TimeProvider.GetCurrentInstant() + (options.LeaseDuration / 3);
                }

                await queue.MaintainAsync(stopping.Token).ConfigureAwait(false);
            }
            catch (OutboxStoreException problem) when (problem.IsTransient)
            {
                // The pen tells of it, and knows how long to be patient.
            }

            await options.TimeProvider.DelayAsync(Duration.Min(PollInterval, options.LeaseDuration / 6), stopping.Token).ConfigureAwait(false);
        }
    }

    private async Task ReportProgressAsync(IProgress<DeliveryProgress>? progress)
    {
        while (progress is not null && !stopping.IsCancellationRequested)
        {
            var begun = options.TimeProvider.GetTimestamp();
            try
            {
                progress.Report(meter.CreateProgress(await store.CountAsync(stopping.Token).ConfigureAwait(false), connector.Problem ?? storeWriter.Problem));
            }
            catch (OutboxStoreException problem) when (problem.IsTransient)
            {
                // Told by the next report.
            }

            // Counting a great store must not keep others from working.
            var took = Duration.FromTimeSpan(options.TimeProvider.GetElapsedTime(begun));
            await options.TimeProvider.DelayAsync(Duration.Max(Duration.FromMilliseconds(500), took * 20), stopping.Token).ConfigureAwait(false);
        }
    }

    private void ReleaseClaims()
    {
        try
        {
            foreach (var claim in buffer.TakeAll())
            {
                storeWriter.RecordOutcome(OutcomePolicy.NotAttempted(claim, options.TimeProvider.GetCurrentInstant()));
            }
        }
        catch (OutboxStoreException)
        {
            // Others take them over when we have been silent for a time.
        }
    }

    private void OnRecorded(DeliveryOutcome outcome)
    {
        if (outcome.Due is null)
        {
            meter.CountCompleted();
        }

        queue.Settle(outcome.Number, outcome.Due);
    }
}
