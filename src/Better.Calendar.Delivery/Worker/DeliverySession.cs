using Better.Calendar.Delivery.Stores;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>
/// One run of a worker: tasks that claim emails, send them over several connections, write to the store, send heartbeats and report
/// progress.
/// </summary>
internal sealed class DeliverySession : IDisposable
{
    // How many emails are claimed at a time: while the store is busy with that, it records no intents to send.
    private const int ClaimBatchSize = 32;

    private readonly IOutboxStore store;
    private readonly IDispatchQueue queue;
    private readonly DeliveryOptions options;
    private readonly string workerName;
    private readonly TransportConnector connector;
    private readonly BatchedStoreWriter storeWriter;
    private readonly DispatchBuffer buffer;
    private readonly ConnectionLoop connectionLoop;
    private readonly RefusalMonitor refusals;
    private readonly HeartbeatLoop heartbeatLoop;
    private readonly ThroughputMeter meter;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource aborting = new();
    private volatile string? waitingProblem;

    public DeliverySession(
        IOutboxStore store,
        IDispatchQueue queue,
        IMessageTransport transport,
        DeliveryOptions options,
        string workerName,
        ILogger logger)
    {
        (this.store, this.queue, this.options, this.workerName) = (store, queue, options, workerName);
        meter = new(options.TimeProvider);
        connector = new(transport, options, logger);
        storeWriter = new(store, workerName, options, logger, OnRecorded);
        buffer = new(options);
        refusals = new(transport.Destination);
        heartbeatLoop = new(store, queue, options, workerName, logger);
        connectionLoop =
            new(new(store, options.InvitationOptions), connector, storeWriter, buffer, transport, queue, refusals, options, logger);
    }

    public async Task<OutboxCounts> RunAsync(Duration? maxWait, IProgress<DeliveryProgress>? progress, CancellationToken cancellationToken)
    {
        await using var stopped = cancellationToken.Register(stopping.Cancel).ConfigureAwait(false);
        await storeWriter.RetryAsync(() => OpenAsync(cancellationToken)).ConfigureAwait(false);

        // The first error that a person must correct stops all tasks.
        var writing = StopAllOnErrorAsync(storeWriter.WriteAsync);
        var sending = Enumerable.Range(0, options.Connections)
            .Select(_ => StopAllOnErrorAsync(() => connectionLoop.RunAsync(stopping.Token, aborting.Token)))
            .ToList();
        var heartbeats = StopAllOnErrorAsync(() => heartbeatLoop.RunAsync(stopping.Token));
        var reporting = StopAllOnErrorAsync(() => ReportProgressAsync(progress));
        var fetching = StopAllOnErrorAsync(() => FetchAsync(maxWait));
        var abortTimer = AbortAfterShutdownTimeoutAsync();
        await Task.WhenAny(Task.WhenAll([fetching, .. sending]), abortTimer).ConfigureAwait(false);
        await aborting.CancelAsync().ConfigureAwait(false);

        await Task.WhenAll([fetching, .. sending]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ReleaseClaims();
        storeWriter.Complete();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ReopenRefusedAsync().ConfigureAwait(false);
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll([writing, fetching, heartbeats, reporting, abortTimer, .. sending]).ConfigureAwait(false);
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
        await heartbeatLoop.ReclaimAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>If the server refused everybody alike, nothing is wrong with the emails: they wait again.</summary>
    private async Task ReopenRefusedAsync()
    {
        if (refusals.RefusedNumbers is { Count: > 0 } numbers)
        {
            var filter = new OutboxFilter { Statuses = [DeliveryStatus.Rejected], Numbers = numbers };
            await storeWriter.RetryAsync(
                () => store.ReopenAsync(filter, options.TimeProvider.GetCurrentInstant(), CancellationToken.None))
                .ConfigureAwait(false);
        }
    }

    private async Task StopAllOnErrorAsync(Func<Task> work)
    {
        try
        {
            await Task.Run(work, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped as requested.
        }
        catch
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>After a stop, aborts the emails that are still being sent when the timeout is over.</summary>
    private async Task AbortAfterShutdownTimeoutAsync()
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, options.TimeProvider, stopping.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await options.TimeProvider.DelayAsync(options.ShutdownTimeout, aborting.Token).ConfigureAwait(false);
    }

    private async Task FetchAsync(Duration? maxWait)
    {
        // Enough for some hundredths of a second, so that no connection waits for the next claim.
        var maxBuffered = options.Connections * 64;
        var pause = Duration.FromMilliseconds(5);
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                if (buffer.Count > maxBuffered - ClaimBatchSize)
                {
                    await options.TimeProvider.DelayAsync(Duration.FromMilliseconds(2), stopping.Token).ConfigureAwait(false);
                    continue;
                }

                var claims = await storeWriter.RetryAsync(() => queue.TakeAsync(workerName, ClaimBatchSize, stopping.Token))
                    .ConfigureAwait(false);
                if (claims.Count > 0)
                {
                    waitingProblem = null;
                    buffer.Add(claims);
                    pause = Duration.FromMilliseconds(5);
                }
                else if (buffer.Count == 0 && maxWait is { } limit && await IsDrainedAsync(limit).ConfigureAwait(false))
                {
                    return;
                }
                else
                {
                    // An email that is being sent may be the last one, or may unblock another one soon; without any, poll more and more
                    // slowly.
                    pause = buffer.Count > 0 ? Duration.FromMilliseconds(5) : Duration.Min(pause + pause, HeartbeatLoop.PollInterval);
                    await options.TimeProvider.DelayAsync(pause, stopping.Token).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            buffer.Complete();
        }
    }

    // An email that another worker has leased may come back. Emails that it blocks become due only after it is final.
    private async Task<bool> IsDrainedAsync(Duration maxWait)
    {
        var counts = await storeWriter.RetryAsync(() => store.CountAsync(stopping.Token)).ConfigureAwait(false);
        if (counts.Remaining == 0)
        {
            return true;
        }

        waitingProblem = counts.Sending > 0
            ? FormattableString.Invariant($"Another program is sending {counts.Sending} emails, or was ended meanwhile. Waiting for them.")
            : null;
        var next = await storeWriter.RetryAsync(() => store.GetNextDueAsync(stopping.Token)).ConfigureAwait(false);
        if (counts.Sending > 0 || !(next > options.TimeProvider.GetCurrentInstant() + maxWait))
        {
            return false;
        }

        // Unless the clock was set back since, which is noticed together with expired leases.
        await storeWriter.RetryAsync(
            async () =>
            {
                await heartbeatLoop.ReclaimAsync(stopping.Token).ConfigureAwait(false);
                return true;
            })
            .ConfigureAwait(false);
        next = await storeWriter.RetryAsync(() => store.GetNextDueAsync(stopping.Token)).ConfigureAwait(false);
        return next > options.TimeProvider.GetCurrentInstant() + maxWait;
    }

    private async Task ReportProgressAsync(IProgress<DeliveryProgress>? progress)
    {
        while (progress is not null && !stopping.IsCancellationRequested)
        {
            var started = options.TimeProvider.GetTimestamp();
            try
            {
                progress.Report(
                    meter.CreateProgress(await store.CountAsync(stopping.Token).ConfigureAwait(false), connector.Problem
                        ?? storeWriter.Problem
                        ?? waitingProblem));
            }
            catch (OutboxStoreException problem) when (problem.IsTransient)
            {
                // The next report contains it.
            }

            // Counting the emails of a large store must not slow the other tasks down.
            var elapsed = Duration.FromTimeSpan(options.TimeProvider.GetElapsedTime(started));
            await options.TimeProvider.DelayAsync(Duration.Max(Duration.FromMilliseconds(500), elapsed * 20), stopping.Token)
                .ConfigureAwait(false);
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
            // Other workers claim them when the leases of this one expire.
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
