using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>
/// Writes into the ledger for all connections of a courier: what comes within a moment, or while a transaction is under way, goes into
/// the next one together. So a flush to the disk costs once for all of them.
/// </summary>
internal sealed class LedgerPen(ILetterLedger ledger, string courier, CourierOptions options, ILogger log, Action<Outcome> settled)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    // About half of what the connections could go on with, for each letter has its own end to say, and that another one goes.
    private readonly int enough = options.Connections * (1 + options.WrittenAhead);
    private readonly Lock turn = new();
    private List<Entry> entries = [];
    private TaskCompletionSource some = Signal();
    private TaskCompletionSource many = Signal();
    private LedgerException? end;
    private bool isComplete;

    /// <summary>What keeps the ledger from being written; null where nothing does.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Writes that the end of a letter is about to go out; false where the letter is somebody else's by now.</summary>
    /// <exception cref="LedgerException">It could not be written: the end must not go out.</exception>
    public Task<bool> HandOverAsync(long number)
    {
        var permission = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

        // A letter that comes to no end asks nobody whether it may.
        _ = permission.Task.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        Add(new(number, null, permission));
        return permission.Task;
    }

    /// <summary>Writes what became of a letter, in its turn.</summary>
    /// <exception cref="LedgerException">The ledger was away for too long.</exception>
    public void Settle(Outcome outcome) => Add(new(outcome.Number, outcome, null));

    /// <summary>No more comes.</summary>
    public void Complete()
    {
        lock (turn)
        {
            isComplete = true;
            some.TrySetResult();
            many.TrySetResult();
        }
    }

    /// <summary>Writes until no more comes.</summary>
    /// <exception cref="LedgerException">The ledger was away for too long; whoever waits is told the same.</exception>
    public async Task WriteAsync()
    {
        IReadOnlyList<Entry> portion = [];
        try
        {
            while ((portion = await NextAsync().ConfigureAwait(false)).Count > 0)
            {
                await WriteAsync(portion).ConfigureAwait(false);
            }
        }
        catch (LedgerException problem)
        {
            lock (turn)
            {
                end = problem;
                portion = [.. portion, .. entries];
            }

            foreach (var entry in portion)
            {
                entry.Permission?.TrySetException(problem);
            }

            throw;
        }
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(Entry entry)
    {
        lock (turn)
        {
            if (end is not null)
            {
                throw end;
            }

            entries.Add(entry);
            some.TrySetResult();
            if (entries.Count >= enough)
            {
                many.TrySetResult();
            }
        }
    }

    /// <summary>What is to be written next; nothing: no more comes.</summary>
    private async Task<IReadOnlyList<Entry>> NextAsync()
    {
        await some.Task.ConfigureAwait(false);
        if (!many.Task.IsCompleted)
        {
            await many.Task.WaitAsync(Moment, options.Clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (turn)
        {
            var portion = entries;
            entries = [];
            if (!isComplete)
            {
                (some, many) = (Signal(), Signal());
            }

            return portion;
        }
    }

    private async Task WriteAsync(IReadOnlyList<Entry> portion)
    {
        Outcome[] outcomes = [.. portion.Select(static entry => entry.Outcome).OfType<Outcome>()];
        long[] handovers = [.. portion.Where(static entry => entry.Permission is not null).Select(static entry => entry.Number)];
        var lost = await PatientlyAsync(() => ledger.WriteAsync(courier, handovers, outcomes, options.Clock.Now(), CancellationToken.None)).ConfigureAwait(false);
        foreach (var entry in portion)
        {
            entry.Permission?.TrySetResult(!lost.Contains(entry.Number));
            if (entry.Outcome is { } outcome)
            {
                settled(outcome);
            }
        }
    }

    /// <summary>Does something with the ledger, again and again while it is away for a time.</summary>
    public async Task<T> PatientlyAsync<T>(Func<Task<T>> work)
    {
        var patience = options.Clock.Now() + options.LedgerPatience;
        for (var pause = Duration.FromMilliseconds(50); ; pause = Duration.Min(pause + pause, Duration.FromSeconds(2)))
        {
            try
            {
                var result = await work().ConfigureAwait(false);
                Trouble = null;
                return result;
            }
            catch (LedgerException problem) when (problem.IsPassing && options.Clock.Now() < patience)
            {
                if (Trouble is null)
                {
                    log.LedgerAway(problem.Message);
                }

                Trouble = problem.Message;
                await options.Clock.WaitAsync(pause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private sealed record Entry(long Number, Outcome? Outcome, TaskCompletionSource<bool>? Permission);
}
