using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>How many at once, and how far apart.</summary>
internal sealed class RateGate(int maxConcurrent, int? maxPerMinute)
{
    // A timer that wakes late must not slow the rest down: so much may be caught up.
    private static readonly Duration CatchUpAllowance = Duration.FromMilliseconds(100);
    private static readonly Duration UntilReleased = Duration.FromHours(1);

    private readonly Duration interval = maxPerMinute is > 0 ? Duration.FromMinutes(1) / maxPerMinute.Value : Duration.Zero;
    private Instant next = Instant.MinValue;
    private int active;

    /// <summary>How long until one more may go; nothing or less: now.</summary>
    public Duration GetDelay(Instant now) => active >= maxConcurrent ? UntilReleased : next == Instant.MinValue ? Duration.Zero : next - now;

    public void Enter(Instant now)
    {
        active++;
        next = interval == Duration.Zero ? Instant.MinValue : Instant.Max(next == Instant.MinValue ? now : next, now - CatchUpAllowance) + interval;
    }

    /// <summary>One less; whether there is nothing left to remember.</summary>
    public bool Exit(Instant now) => --active == 0 && next <= now;
}
