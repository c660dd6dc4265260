using NodaTime;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>The letters in a courier's hands, each given out when server and recipient domain may have one.</summary>
internal sealed class HandBag(CourierOptions options)
{
    private readonly Lock turn = new();
    private readonly LinkedList<Claim> letters = [];
    private readonly Dictionary<string, Pace> domains = new(StringComparer.OrdinalIgnoreCase);
    private readonly Pace server = new(int.MaxValue, options.PerMinute);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int onLines;
    private bool isFinished;

    /// <summary>How many are in hands, those on the lines among them.</summary>
    public int Count
    {
        get
        {
            lock (turn)
            {
                return letters.Count + onLines;
            }
        }
    }

    public void Add(IEnumerable<Claim> claims)
    {
        lock (turn)
        {
            foreach (var claim in claims)
            {
                letters.AddLast(claim);
            }

            Change();
        }
    }

    /// <summary>Whether no more come, and none is left.</summary>
    public bool IsFinished
    {
        get
        {
            lock (turn)
            {
                return isFinished && letters.Count == 0;
            }
        }
    }

    /// <summary>No more come.</summary>
    public void Finish()
    {
        lock (turn)
        {
            isFinished = true;
            Change();
        }
    }

    /// <summary>Takes out what is left.</summary>
    public IReadOnlyList<Claim> Empty()
    {
        lock (turn)
        {
            Claim[] rest = [.. letters];
            letters.Clear();
            return rest;
        }
    }

    /// <summary>The next letter that may go; null after a while without one, when no more come, and when stopped.</summary>
    public async Task<Claim?> TakeAsync(Duration patience, CancellationToken stop)
    {
        var until = options.Clock.Now() + patience;
        while (true)
        {
            Task change;
            Duration wait;
            lock (turn)
            {
                var now = options.Clock.Now();
                if (now >= until || stop.IsCancellationRequested || (isFinished && letters.Count == 0))
                {
                    return null;
                }

                if (Next(now, out wait) is { } claim)
                {
                    return claim;
                }

                wait = Duration.Min(wait, until - now);
                change = changed.Task;
            }

            using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(change, options.Clock.WaitAsync(wait, enough.Token)).ConfigureAwait(false);
            await enough.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>One more that may go now, where there are enough for the other lines; otherwise null.</summary>
    public Claim? TakeSpare()
    {
        lock (turn)
        {
            return letters.Count > 2 * options.Connections ? Next(options.Clock.Now(), out _) : null;
        }
    }

    /// <summary>A letter is off its line.</summary>
    public void Return(Claim claim)
    {
        lock (turn)
        {
            onLines--;
            server.Leave(options.Clock.Now());
            if (domains.TryGetValue(claim.Job.Domain, out var domain) && domain.Leave(options.Clock.Now()))
            {
                domains.Remove(claim.Job.Domain);
            }

            Change();
        }
    }

    private Claim? Next(Instant now, out Duration wait)
    {
        wait = server.Wait(now);
        if (wait > Duration.Zero)
        {
            return null;
        }

        wait = Duration.FromHours(1);
        for (var place = letters.First; place is not null; place = place.Next)
        {
            var name = place.Value.Job.Domain;
            if (!domains.TryGetValue(name, out var domain))
            {
                var limit = options.Domains.GetValueOrDefault(name) ?? options.PerDomain;
                domains.Add(name, domain = new(limit.AtOnce ?? int.MaxValue, limit.PerMinute));
            }

            var domainWait = domain.Wait(now);
            if (domainWait <= Duration.Zero)
            {
                letters.Remove(place);
                domain.Enter(now);
                server.Enter(now);
                onLines++;
                return place.Value;
            }

            wait = Duration.Min(wait, domainWait);
        }

        return null;
    }

    private void Change()
    {
        changed.TrySetResult();
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
