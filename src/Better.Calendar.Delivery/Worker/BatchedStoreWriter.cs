using Better.Calendar.Delivery.Stores;
using Microsoft.Extensions.Logging;

namespace Better.Calendar.Delivery.Worker;

/// <summary>
/// Writes to the store for all connections of a worker: everything that is added within a millisecond, or while a transaction is running,
/// is written in the next transaction. So all connections share the cost of one flush to disk.
/// </summary>
internal sealed class BatchedStoreWriter(
    IOutboxStore store,
    string workerName,
    DeliveryOptions options,
    ILogger logger,
    Action<DeliveryOutcome> onRecorded)
{
    private static readonly TimeSpan MaxBatchDelay = TimeSpan.FromMilliseconds(1);

    // About half of the entries that the connections can add before they have to wait: for each email they add its outcome and the next
    // intent.
    private readonly int fullBatchSize = options.Connections * (1 + options.PrefetchedIntents);
    private readonly Lock sync = new();
    private List<Entry> entries = [];
    private TaskCompletionSource hasEntries = CreateSignal();
    private TaskCompletionSource hasFullBatch = CreateSignal();
    private OutboxStoreException? failure;
    private bool isComplete;

    /// <summary>Why the store cannot be written at the moment; null if it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>
    /// Whether intents can be recorded before their time, because the store can tell afterwards whether the last bytes were about to be
    /// sent.
    /// </summary>
    public bool CanPrepareIntents => store.MarksLastBytes;

    /// <summary>
    /// Begins to record the intent to send an email, several in one transaction; null if the store can do that only directly before the
    /// last bytes are sent.
    /// </summary>
    public Task<bool>? PrepareIntentAsync(long number) => CanPrepareIntents ? RecordIntentAsync(number) : null;

    /// <summary>Records that the last bytes of an email are about to be sent; false if another worker has leased it meanwhile.</summary>
    /// <exception cref="OutboxStoreException">The intent could not be recorded: the last bytes must not be sent.</exception>
    public async Task<bool> RecordIntentAsync(long number, Task<bool>? prepared) =>
        await (prepared ?? RecordIntentAsync(number)).ConfigureAwait(false) && store.MarkLastBytes(workerName, number);

    private Task<bool> RecordIntentAsync(long number)
    {
        var intentRecorded = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

        // Nobody awaits the task of an email that is aborted before its end; observe its exception here.
        _ = intentRecorded.Task.ContinueWith(
            static failed => failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        Add(new(number, null, intentRecorded));
        return intentRecorded.Task;
    }

    /// <summary>Records how an attempt to send an email ended, in the order of the calls.</summary>
    /// <exception cref="OutboxStoreException">The store was unavailable for longer than
    /// <see cref="DeliveryOptions.StoreRetryTimeout"/>.</exception>
    public void RecordOutcome(DeliveryOutcome outcome) => Add(new(outcome.Number, outcome, null));

    /// <summary>Ends <see cref="WriteAsync()"/> after the entries that were added so far.</summary>
    public void Complete()
    {
        lock (sync)
        {
            isComplete = true;
            hasEntries.TrySetResult();
            hasFullBatch.TrySetResult();
        }
    }

    /// <summary>Writes until <see cref="Complete"/> is called.</summary>
    /// <exception cref="OutboxStoreException">The store was unavailable for longer than <see cref="DeliveryOptions.StoreRetryTimeout"/>;
    /// whoever awaits an intent gets the same exception.</exception>
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

    /// <summary>Waits for the entries to be written next; none: no more will be added.</summary>
    private async Task<IReadOnlyList<Entry>> NextBatchAsync()
    {
        await hasEntries.Task.ConfigureAwait(false);
        if (!hasFullBatch.Task.IsCompleted)
        {
            await hasFullBatch.Task.WaitAsync(MaxBatchDelay, options.TimeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (sync)
        {
            var batch = entries;
            entries = [];
            if (!isComplete)
            {
                (hasEntries, hasFullBatch) = (CreateSignal(), CreateSignal());
            }

            return batch;
        }
    }

    private async Task WriteAsync(IReadOnlyList<Entry> batch)
    {
        DeliveryOutcome[] outcomes = [.. batch.Select(static entry => entry.Outcome).OfType<DeliveryOutcome>()];
        long[] sendIntents = [.. batch.Where(static entry => entry.IntentRecorded is not null).Select(static entry => entry.Number)];
        var lost =
            await RetryAsync(
                () => store.RecordAsync(
                    workerName,
                    sendIntents,
                    outcomes,
                    options.TimeProvider.GetCurrentInstant(),
                    CancellationToken.None))
            .ConfigureAwait(false);
        foreach (var entry in batch)
        {
            entry.IntentRecorded?.TrySetResult(!lost.Contains(entry.Number));
            if (entry.Outcome is { } outcome)
            {
                onRecorded(outcome);
            }
        }
    }

    /// <summary>
    /// Runs an operation on the store, and repeats it while the store is unavailable, until
    /// <see cref="DeliveryOptions.StoreRetryTimeout"/>.
    /// </summary>
    public async Task<T> RetryAsync<T>(Func<Task<T>> operation)
    {
        var result = await StoreRetry.RunAsync(operation, options.StoreRetryTimeout, options.TimeProvider, OnUnavailable)
            .ConfigureAwait(false);
        Problem = null;
        return result;
    }

    private void OnUnavailable(OutboxStoreException problem)
    {
        if (Problem is null)
        {
            logger.StoreUnavailable(problem.Message);
        }

        Problem = problem.Message;
    }

    private sealed record Entry(long Number, DeliveryOutcome? Outcome, TaskCompletionSource<bool>? IntentRecorded);
}
