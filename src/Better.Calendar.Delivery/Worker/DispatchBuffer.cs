using Better.Calendar.Delivery.Stores;
using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>
/// The emails that a worker has leased. Each is handed to a connection when the limits of the server and of its recipient domain allow it.
/// </summary>
internal sealed class DispatchBuffer(DeliveryOptions options)
{
    private readonly Lock sync = new();
    private readonly LinkedList<Claim> waiting = [];
    private readonly Dictionary<string, RateGate> domainGates = new(StringComparer.OrdinalIgnoreCase);
    private readonly RateGate serverGate = new(int.MaxValue, options.MaxPerMinute);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inFlight;
    private bool isCompleted;

    /// <summary>How many emails the worker has leased, including those that are being sent.</summary>
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

    /// <summary>Whether the buffer is complete and empty.</summary>
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

    /// <summary>Declares that no more emails will be added.</summary>
    public void Complete()
    {
        lock (sync)
        {
            isCompleted = true;
            SignalChange();
        }
    }

    /// <summary>Removes and returns the emails that are waiting.</summary>
    public IReadOnlyList<Claim> TakeAll()
    {
        lock (sync)
        {
            Claim[] rest = [.. waiting];
            waiting.Clear();
            return rest;
        }
    }

    /// <summary>
    /// Waits for the next email that may be sent; null after <paramref name="maxWait"/>, when no more will be added, and when canceled.
    /// </summary>
    public async Task<Claim?> TakeAsync(Duration maxWait, CancellationToken cancellationToken)
    {
        var deadline = options.TimeProvider.GetElapsedInstant() + maxWait;
        while (true)
        {
            Task change;
            Duration wait;
            lock (sync)
            {
                var now = options.TimeProvider.GetElapsedInstant();
                if (now >= deadline || cancellationToken.IsCancellationRequested || (isCompleted && waiting.Count == 0))
                {
                    return null;
                }

                if (TryTakeNext(now, out wait) is { } claim)
                {
                    return claim;
                }

                wait = Duration.Min(wait, deadline - now);
                change = changed.Task;
            }

            using var waitEnded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(change, options.TimeProvider.DelayAsync(wait, waitEnded.Token)).ConfigureAwait(false);
            await waitEnded.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Returns one more email that may be sent now, if enough are left for the other connections; otherwise null.</summary>
    public Claim? TryTakeExtra()
    {
        lock (sync)
        {
            return waiting.Count > 2 * options.Connections ? TryTakeNext(options.TimeProvider.GetElapsedInstant(), out _) : null;
        }
    }

    /// <summary>Declares that an email is no longer being sent.</summary>
    public void Release(Claim claim)
    {
        lock (sync)
        {
            inFlight--;
            serverGate.Exit(options.TimeProvider.GetElapsedInstant());
            if (domainGates.TryGetValue(claim.Message.RecipientDomain, out var domain)
                && domain.Exit(options.TimeProvider.GetElapsedInstant()))
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
        for (var node = waiting.First; node is not null; node = node.Next)
        {
            var name = node.Value.Message.RecipientDomain;
            if (!domainGates.TryGetValue(name, out var domain))
            {
                var limit = options.DomainLimits.GetValueOrDefault(name) ?? options.DefaultDomainLimit;
                domainGates.Add(name, domain = new(limit.MaxConcurrent ?? int.MaxValue, limit.MaxPerMinute));
            }

            var domainWait = domain.GetDelay(now);
            if (domainWait <= Duration.Zero)
            {
                waiting.Remove(node);
                domain.Enter(now);
                serverGate.Enter(now);
                inFlight++;
                return node.Value;
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
