using System.Threading.Channels;
using Better.Calendar.Delivery.Ledgers;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>
/// Writes into the ledger for all connections of a courier: whatever comes while a transaction is under way goes into the next one
/// together. So a flush to the disk costs once for all of them.
/// </summary>
internal sealed class LedgerPen(ILetterLedger ledger, string courier, CourierOptions options, ILogger log, Action<Outcome> settled)
{
    private const int Most = 512;

    // What has happened waits so long for what is about to: a line that ends a letter begins the next one, and one commit is for both.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(3);

    private readonly Channel<Entry> entries = Channel.CreateBounded<Entry>(new BoundedChannelOptions(2 * Most) { SingleReader = true });

    /// <summary>What keeps the ledger from being written; null where nothing does.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Writes that the end of a letter is about to go out; false where the letter is somebody else's by now.</summary>
    /// <exception cref="LedgerException">It could not be written: the end must not go out.</exception>
    public async Task<bool> HandOverAsync(long number)
    {
        var entry = new Entry(number, null, new(TaskCreationOptions.RunContinuationsAsynchronously));

        // A letter that comes to no end asks nobody whether it may.
        _ = entry.Permission!.Task.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        await AddAsync(entry).ConfigureAwait(false);
        return await entry.Permission!.Task.ConfigureAwait(false);
    }

    /// <summary>Writes what became of a letter, in its turn.</summary>
    public ValueTask SettleAsync(Outcome outcome) => AddAsync(new(outcome.Number, outcome, null));

    /// <summary>No more comes.</summary>
    public void Complete() => entries.Writer.TryComplete();

    /// <summary>Writes until no more comes.</summary>
    /// <exception cref="LedgerException">The ledger was away for too long; whoever waits is told the same.</exception>
    public async Task WriteAsync()
    {
        var portion = new List<Entry>();
        try
        {
            while (await entries.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                portion.Clear();
                Read(portion);
                if (portion.TrueForAll(static entry => entry.Permission is null) && await ComesMoreAsync().ConfigureAwait(false))
                {
                    Read(portion);
                }

                await WriteAsync(portion).ConfigureAwait(false);
            }
        }
        catch (LedgerException problem)
        {
            entries.Writer.TryComplete(problem);
            while (entries.Reader.TryRead(out var entry))
            {
                portion.Add(entry);
            }

            portion.ForEach(entry => entry.Permission?.TrySetException(problem));
            throw;
        }
    }

    private void Read(List<Entry> portion)
    {
        while (portion.Count < Most && entries.Reader.TryRead(out var entry))
        {
            portion.Add(entry);
        }
    }

    private async Task<bool> ComesMoreAsync()
    {
        try
        {
            return await entries.Reader.WaitToReadAsync().AsTask().WaitAsync(Moment, options.Clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async ValueTask AddAsync(Entry entry)
    {
        try
        {
            await entries.Writer.WriteAsync(entry).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw closed.InnerException as LedgerException ?? new LedgerException("The courier has stopped.", isPassing: false, closed);
        }
    }

    private async Task WriteAsync(List<Entry> portion)
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
