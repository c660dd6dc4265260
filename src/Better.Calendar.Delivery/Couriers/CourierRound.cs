using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>One working day of a courier: one who fetches letters, several who hand them over, one who writes, one who keeps an eye on things.</summary>
internal sealed class CourierRound : IDisposable
{
    // How many letters are claimed at once: while the ledger is busy with that, no line gets a permission.
    private const int AtOnce = 32;

    private static readonly Duration Poll = Duration.FromMilliseconds(200);

    private readonly ILetterLedger ledger;
    private readonly ILetterQueue queue;
    private readonly CourierOptions options;
    private readonly string name;
    private readonly ILogger log;
    private readonly SinkDoor door;
    private readonly LedgerPen pen;
    private readonly HandBag bag;
    private readonly LineWork lines;
    private readonly Tally tally;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource breakingOff = new();

    public CourierRound(ILetterLedger ledger, ILetterQueue queue, ILetterSink sink, CourierOptions options, string name, ILogger log)
    {
        (this.ledger, this.queue, this.options, this.name, this.log) = (ledger, queue, options, name, log);
        tally = new(options.Clock);
        door = new(sink, options, log);
        pen = new(ledger, name, options, log, Settled);
        bag = new(options);
        lines = new(new(ledger, options.Letters), door, pen, bag, sink, queue, options, log);
    }

    public async Task<LetterCounts> RunAsync(Duration? patience, IProgress<DeliveryProgress>? progress, CancellationToken stop)
    {
        await using var stopped = stop.Register(stopping.Cancel).ConfigureAwait(false);
        await pen.PatientlyAsync(() => OpenAsync(stop)).ConfigureAwait(false);

        // The first trouble that a person must see to stops all the others.
        var writing = Watched(pen.WriteAsync);
        var sending = Enumerable.Range(0, options.Connections).Select(_ => Watched(() => lines.WorkAsync(stopping.Token, breakingOff.Token))).ToList();
        var beating = Watched(BeatAsync);
        var telling = Watched(() => TellAsync(progress));
        var fetching = Watched(() => FetchAsync(patience));
        var limiting = UntilBrokenOffAsync();
        await Task.WhenAny(Task.WhenAll([fetching, .. sending]), limiting).ConfigureAwait(false);
        await breakingOff.CancelAsync().ConfigureAwait(false);

        await Task.WhenAll([fetching, .. sending]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        GiveBack();
        pen.Complete();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll([writing, fetching, beating, telling, limiting, .. sending]).ConfigureAwait(false);
        var counts = await pen.PatientlyAsync(() => ledger.CountAsync(CancellationToken.None)).ConfigureAwait(false);
        progress?.Report(tally.Report(counts, null));
        return counts;
    }

    public void Dispose()
    {
        door.Dispose();
        stopping.Dispose();
        breakingOff.Dispose();
    }

    private async Task<bool> OpenAsync(CancellationToken stop)
    {
        await ledger.OpenAsync(stop).ConfigureAwait(false);
        await ledger.BeatAsync(name, options.Clock.Now(), stop).ConfigureAwait(false);
        return true;
    }

    private async Task Watched(Func<Task> work)
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

    /// <summary>After a stop, the letters on the lines have some time to end well.</summary>
    private async Task UntilBrokenOffAsync()
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, options.Clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await options.Clock.WaitAsync(options.StopPatience, breakingOff.Token).ConfigureAwait(false);
    }

    private async Task FetchAsync(Duration? patience)
    {
        // Enough for some hundredths of a second, so that no line waits for the next claim.
        var most = options.Connections * 64;
        var pause = Duration.FromMilliseconds(5);
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                if (bag.Count > most - AtOnce)
                {
                    await options.Clock.WaitAsync(Duration.FromMilliseconds(2), stopping.Token).ConfigureAwait(false);
                    continue;
                }

                var claims = await pen.PatientlyAsync(() => queue.TakeAsync(name, AtOnce, stopping.Token)).ConfigureAwait(false);
                if (claims.Count > 0)
                {
                    bag.Add(claims);
                    pause = Duration.FromMilliseconds(5);
                }
                else if (bag.Count == 0 && patience is { } longest && await IsDrainedAsync(longest).ConfigureAwait(false))
                {
                    return;
                }
                else
                {
                    // What is on the lines may be the last, or let others have their turn; later there is no hurry.
                    pause = bag.Count > 0 ? Duration.FromMilliseconds(5) : Duration.Min(pause + pause, Poll);
                    await options.Clock.WaitAsync(pause, stopping.Token).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            bag.Finish();
        }
    }

    // What others have in hands may come back; what is behind it in its lane is not due before.
    private async Task<bool> IsDrainedAsync(Duration patience)
    {
        var counts = await pen.PatientlyAsync(() => ledger.CountAsync(stopping.Token)).ConfigureAwait(false);
        if (counts.Open == 0)
        {
            return true;
        }

        var next = await pen.PatientlyAsync(() => ledger.NextDueAsync(stopping.Token)).ConfigureAwait(false);
        return counts.Sending == 0 && next > options.Clock.Now() + patience;
    }

    /// <summary>Tells others that we are alive, and takes over from those who are not.</summary>
    private async Task BeatAsync()
    {
        for (var lookAt = Instant.MinValue; !stopping.IsCancellationRequested;)
        {
            try
            {
                await ledger.BeatAsync(name, options.Clock.Now(), stopping.Token).ConfigureAwait(false);
                if (options.Clock.Now() >= lookAt)
                {
                    foreach (var number in await ledger.TakeFromSilentAsync(options.Clock.Now(), options.Lease, options.MostDoubts, stopping.Token).ConfigureAwait(false))
                    {
                        log.TakenFromSilent(number);
                    }

                    lookAt = options.Clock.Now() + (options.Lease / 3);
                }

                await queue.TendAsync(stopping.Token).ConfigureAwait(false);
            }
            catch (LedgerException problem) when (problem.IsPassing)
            {
                // The pen tells of it, and knows how long to be patient.
            }

            await options.Clock.WaitAsync(Duration.Min(Poll, options.Lease / 6), stopping.Token).ConfigureAwait(false);
        }
    }

    private async Task TellAsync(IProgress<DeliveryProgress>? progress)
    {
        while (progress is not null && !stopping.IsCancellationRequested)
        {
            var begun = options.Clock.GetTimestamp();
            try
            {
                progress.Report(tally.Report(await ledger.CountAsync(stopping.Token).ConfigureAwait(false), door.Trouble ?? pen.Trouble));
            }
            catch (LedgerException problem) when (problem.IsPassing)
            {
                // Told by the next report.
            }

            // Counting a great ledger must not keep others from working.
            var took = Duration.FromTimeSpan(options.Clock.GetElapsedTime(begun));
            await options.Clock.WaitAsync(Duration.Max(Duration.FromMilliseconds(500), took * 20), stopping.Token).ConfigureAwait(false);
        }
    }

    private void GiveBack()
    {
        try
        {
            foreach (var claim in bag.Empty())
            {
                pen.Settle(Verdict.Untried(claim, options.Clock.Now()));
            }
        }
        catch (LedgerException)
        {
            // Others take them over when we have been silent for a time.
        }
    }

    private void Settled(Outcome outcome)
    {
        if (outcome.Due is null)
        {
            tally.Add();
        }

        queue.Settle(outcome.Number, outcome.Due);
    }
}
