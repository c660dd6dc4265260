using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>
/// Writes into the store for all connections of a worker: what comes within a moment, or while a transaction is under way, goes into
/// the next one together. So a flush to the disk costs once for all of them.
/// </summary>
internal sealed class BatchedStoreWriter(IOutboxStore store, string workerName, DeliveryOptions options, ILogger logger, Action<DeliveryOutcome> onRecorded)
{
    private static readonly TimeSpan MaxBatchDelay = TimeSpan.FromMilliseconds(1);

    // About half of what the connections could go on with, for each email has its own end to say, and that another one goes.
    private readonly int fullBatchSize = options.Connections * (1 + options.PrefetchedIntents);
    private readonly Lock sync = new();
    private List<Entry> entries = [];
    private TaskCompletionSource hasEntries = CreateSignal();
    private TaskCompletionSource hasFullBatch = CreateSignal();
    private OutboxStoreException? failure;
    private bool isComplete;

    /// <summary>What keeps the store from being written; null where nothing does.</summary>
    public string? Problem { get; private set; }

    /// <summary>Writes that the end of an email is about to go out; false where the email is somebody else's by now.</summary>
    /// <exception cref="OutboxStoreException">It could not be written: the end must not go out.</exception>
    public Task<bool> RecordIntentAsync(long number)
    {
        var permission = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

        // An email that comes to no end asks nobody whether it may.
        _ = permission.Task.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        Add(new(number, null, permission));
        return permission.Task;
    }

    /// <summary>Writes what became of an email, in its turn.</summary>
    /// <exception cref="OutboxStoreException">The store was away for too long.</exception>
    public void RecordOutcome(DeliveryOutcome outcome) => Add(new(outcome.Number, outcome, null));

    /// <summary>No more comes.</summary>
    public void Complete()
    {
        lock (sync)
        {
            isComplete = true;
            hasEntries.TrySetResult();
            hasFullBatch.TrySetResult();
        }
    }

    /// <summary>Writes until no more comes.</summary>
    /// <exception cref="OutboxStoreException">The store was away for too long; whoever waits is told the same.</exception>
    public async Task WriteAsync()
    {
        IReadOnlyList<Entry> batch = [];
        try
        {
            while ((batch = await NextBatchAsync().ConfigureAwait(false)).Count > 0)
            {
                await WriteAsync(batch).ConfigureAwait(false);
            }
        }
        catch (OutboxStoreException problem)
        {
            lock (sync)
            {
                failure = problem;
                batch = [.. batch, .. entries];
            }

            foreach (var entry in batch)
            {
                entry.IntentRecorded?.TrySetException(problem);
            }

            throw;
        }
    }

    private static TaskCompletionSource CreateSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(Entry entry)
    {
        lock (sync)
        {
            if (failure is not null)
            {
                throw failure;
            }

            entries.Add(entry);
            hasEntries.TrySetResult();
            if (entries.Count >= fullBatchSize)
            {
                hasFullBatch.TrySetResult();
            }
        }
    }

    /// <summary>What is to be written next; nothing: no more comes.</summary>
    private async Task<IReadOnlyList<Entry>> NextBatchAsync()
    {
        await hasEntries.Task.ConfigureAwait(false);
        if (!hasFullBatch.Task.IsCompleted)
        {
            await hasFullBatch.Task.WaitAsync(MaxBatchDelay, options.TimeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (sync)
        {
            var portion = entries;
            entries = [];
            if (!isComplete)
            {
                (hasEntries, hasFullBatch) = (CreateSignal(), CreateSignal());
            }

            return portion;
        }
    }

    private async Task WriteAsync(IReadOnlyList<Entry> batch)
    {
        DeliveryOutcome[] outcomes = [.. batch.Select(static entry => entry.Outcome).OfType<DeliveryOutcome>()];
        long[] handovers = [.. batch.Where(static entry => entry.IntentRecorded is not null).Select(static entry => entry.Number)];
        var lost = await RetryAsync(() => store.RecordAsync(workerName, handovers, outcomes, options.TimeProvider.GetCurrentInstant(), CancellationToken.None)).ConfigureAwait(false);
        foreach (var entry in batch)
        {
            entry.IntentRecorded?.TrySetResult(!lost.Contains(entry.Number));
            if (entry.Outcome is { } outcome)
            {
                onRecorded(outcome);
            }
        }
    }

    /// <summary>Does something with the store, again and again while it is away for a time.</summary>
    public async Task<T> RetryAsync<T>(Func<Task<T>> work)
    {
        var patience = options.TimeProvider.GetCurrentInstant() + options.StoreRetryTimeout;
        for (var pause = Duration.FromMilliseconds(50); ; pause = Duration.Min(pause + pause, Duration.FromSeconds(2)))
        {
            try
            {
                var result = await work().ConfigureAwait(false);
                Problem = null;
                return result;
            }
            catch (OutboxStoreException problem) when (problem.IsTransient && options.TimeProvider.GetCurrentInstant() < patience)
            {
                if (Problem is null)
                {
                    logger.StoreUnavailable(problem.Message);
                }

                Problem = problem.Message;
                await options.TimeProvider.DelayAsync(pause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private sealed record Entry(long Number, DeliveryOutcome? Outcome, TaskCompletionSource<bool>? IntentRecorded);
}
