using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>The emails in a worker's hands, each given out when server and recipient domain may have one.</summary>
internal sealed class DispatchBuffer(DeliveryOptions options)
{
    private readonly Lock sync = new();
    private readonly LinkedList<Claim> waiting = [];
    private readonly Dictionary<string, RateGate> domainGates = new(StringComparer.OrdinalIgnoreCase);
    private readonly RateGate serverGate = new(int.MaxValue, options.MaxPerMinute);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inFlight;
    private bool isCompleted;

    /// <summary>How many are in hands, those on the lines among them.</summary>
    public int Count
    {
        get
        {
            lock (sync)
            {
                return waiting.Count + inFlight;
            }
        }
    }

    public void Add(IEnumerable<Claim> claims)
    {
        lock (sync)
        {
            foreach (var claim in claims)
            {
                waiting.AddLast(claim);
            }

            SignalChange();
        }
    }

    /// <summary>Whether no more come, and none is left.</summary>
    public bool IsCompleted
    {
        get
        {
            lock (sync)
            {
                return isCompleted && waiting.Count == 0;
            }
        }
    }

    /// <summary>No more come.</summary>
    public void Complete()
    {
        lock (sync)
        {
            isCompleted = true;
            SignalChange();
        }
    }

    /// <summary>Takes out what is left.</summary>
    public IReadOnlyList<Claim> TakeAll()
    {
        lock (sync)
        {
            Claim[] rest = [.. waiting];
            waiting.Clear();
            return rest;
        }
    }

    /// <summary>The next email that may go; null after a while without one, when no more come, and when stopped.</summary>
    public async Task<Claim?> TakeAsync(Duration maxWait, CancellationToken cancellationToken)
    {
        var until = options.TimeProvider.GetCurrentInstant() + maxWait;
        while (true)
        {
            Task change;
            Duration wait;
            lock (sync)
            {
                var now = options.TimeProvider.GetCurrentInstant();
                if (now >= until || cancellationToken.IsCancellationRequested || (isCompleted && waiting.Count == 0))
                {
                    return null;
                }

                if (TryTakeNext(now, out wait) is { } claim)
                {
                    return claim;
                }

                wait = Duration.Min(wait, until - now);
                change = changed.Task;
            }

            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(change, options.TimeProvider.DelayAsync(wait, enough.Token)).ConfigureAwait(false);
            await enough.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>One more that may go now, where there are enough for the other lines; otherwise null.</summary>
    public Claim? TryTakeExtra()
    {
        lock (sync)
        {
            return waiting.Count > 2 * options.Connections ? TryTakeNext(options.TimeProvider.GetCurrentInstant(), out _) : null;
        }
    }

    /// <summary>An email is off its line.</summary>
    public void Release(Claim claim)
    {
        lock (sync)
        {
            inFlight--;
            serverGate.Exit(options.TimeProvider.GetCurrentInstant());
            if (domainGates.TryGetValue(claim.Message.RecipientDomain, out var domain) && domain.Exit(options.TimeProvider.GetCurrentInstant()))
            {
                domainGates.Remove(claim.Message.RecipientDomain);
            }

            SignalChange();
        }
    }

    private Claim? TryTakeNext(Instant now, out Duration wait)
    {
        wait = serverGate.GetDelay(now);
        if (wait > Duration.Zero)
        {
            return null;
        }

        wait = Duration.FromHours(1);
        for (var place = waiting.First; place is not null; place = place.Next)
        {
            var name = place.Value.Message.RecipientDomain;
            if (!domainGates.TryGetValue(name, out var domain))
            {
                var limit = options.DomainLimits.GetValueOrDefault(name) ?? options.DefaultDomainLimit;
                domainGates.Add(name, domain = new(limit.MaxConcurrent ?? int.MaxValue, limit.MaxPerMinute));
            }

            var domainWait = domain.GetDelay(now);
            if (domainWait <= Duration.Zero)
            {
                waiting.Remove(place);
                domain.Enter(now);
                serverGate.Enter(now);
                inFlight++;
                return place.Value;
            }

            wait = Duration.Min(wait, domainWait);
        }

        return null;
    }

    private void SignalChange()
    {
        changed.TrySetResult();
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
