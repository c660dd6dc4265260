namespace Better.Calendar.Delivery;

/// <summary>One run of a courier: which letter goes next, at which rate. All its connections share it.</summary>
internal sealed class Round(Outbox outbox, DeliveryOptions options, IProgress<DeliveryProgress>? progress, CancellationToken stopped) : IDisposable
{
    private const int Ahead = 256;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly LinkedList<LetterJob> ready = [];
    private readonly HashSet<long> taken = [];
    private readonly Dictionary<string, DateTimeOffset> domains = new(StringComparer.Ordinal);
    private readonly ManualResetEventSlim changed = new();
    private readonly long since = options.Clock.GetTimestamp();
    private OutboxCounts? counts;
    private DateTimeOffset next;
    private int tried;
    private long told;

    /// <summary>Whether the server was reached in this run: then its absence is a fault of the moment.</summary>
    public bool WasOpen { get; set; }

    /// <summary>The next letter to send, waited for; null where nothing is open or the run was stopped.</summary>
    public LetterJob? Next()
    {
        while (!stopped.IsCancellationRequested)
        {
            TimeSpan wait;
            lock (gate)
            {
                changed.Reset();
                var now = options.Clock.GetUtcNow();
                wait = next - now;
                if (wait <= TimeSpan.Zero)
                {
                    if (Take(now) is { } job)
                    {
                        return job;
                    }

                    var due = outbox.NextDue(options.ResendsUnknown);
                    if (taken.Count == 0 && domains.Count == 0 && (due is null || !options.WaitsForRetries))
                    {
                        return null;
                    }

                    wait = domains.Values.Append(due is { } at && at > now ? at : now + Longest).Min() - now;
                }
            }

            outbox.Flush();
            Wait(wait < Longest ? wait : Longest);
        }

        return null;
    }

    /// <summary>A letter is out of hand; what waited behind it may go.</summary>
    public void Done(LetterJob job)
    {
        lock (gate)
        {
            taken.Remove(job.Position);
            if (ready.Count == 0)
            {
                changed.Set();
            }
        }
    }

    /// <summary>Waits; false where the run was stopped meanwhile.</summary>
    public bool Wait(TimeSpan time)
    {
        if (time > TimeSpan.Zero && !stopped.IsCancellationRequested)
        {
            using var over = new CancellationTokenSource(time, options.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stopped);
            try
            {
                changed.Wait(either.Token);
            }
            catch (OperationCanceledException)
            {
                // Either the time is over, or the run is.
            }
        }

        return !stopped.IsCancellationRequested;
    }

    /// <summary>Tells progress: at most ten times a second, for counting is work.</summary>
    public void Tell()
    {
        Interlocked.Increment(ref tried);
        if (progress is null)
        {
            return;
        }

        lock (gate)
        {
            if (counts is not null && options.Clock.GetElapsedTime(told).TotalSeconds < 0.1)
            {
                return;
            }

            told = options.Clock.GetTimestamp();
            counts = outbox.Count();
            progress.Report(new(counts, tried, options.Clock.GetElapsedTime(since)));
        }
    }

    public void Dispose() => changed.Dispose();

    private LetterJob? Take(DateTimeOffset now)
    {
        foreach (var (domain, until) in domains.ToList())
        {
            if (until <= now)
            {
                domains.Remove(domain);
            }
        }

        if (!ready.Any(job => !domains.ContainsKey(job.Domain)))
        {
            ready.Clear();
            foreach (var due in outbox.Due(now, Ahead + taken.Count, options.ResendsUnknown, domains.Keys).Where(job => !taken.Contains(job.Position)))
            {
                ready.AddLast(due);
            }
        }

        var job = ready.FirstOrDefault(job => !domains.ContainsKey(job.Domain));
        if (job is null)
        {
            return null;
        }

        ready.Remove(job);
        taken.Add(job.Position);
        next = Later(now, options.LettersPerSecond) ?? now;
        if (Later(now, options.LettersPerSecondAndDomain) is { } again)
        {
            domains[job.Domain] = again;
        }

        return job;
    }

    private static DateTimeOffset? Later(DateTimeOffset now, double? perSecond) => perSecond is { } rate ? now + TimeSpan.FromSeconds(1 / rate) : null;
}
