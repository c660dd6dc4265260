using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>Limits how many emails are sent at the same time and per minute.</summary>
internal sealed class RateGate(int maxConcurrent, int? maxPerMinute)
{
    // A timer that fires late must not lower the rate: this much delay may be caught up.
    private static readonly Duration CatchUpAllowance = Duration.FromMilliseconds(100);
    private static readonly Duration UntilReleased = Duration.FromHours(1);

    private readonly Duration interval = maxPerMinute is > 0 ? Duration.FromMinutes(1) / maxPerMinute.Value : Duration.Zero;
    private Instant next = Instant.MinValue;
    private int active;

    /// <summary>How long until one more email may be sent; zero or less: now.</summary>
    public Duration GetDelay(Instant now) =>
        active >= maxConcurrent ? UntilReleased : next == Instant.MinValue ? Duration.Zero : next - now;

    public void Enter(Instant now)
    {
        active++;
        next = interval == Duration.Zero
            ? Instant.MinValue
            : Instant.Max(next == Instant.MinValue ? now : next, now - CatchUpAllowance) + interval;
    }

    /// <summary>Ends one email; returns whether the gate has no state left and can be discarded.</summary>
    public bool Exit(Instant now) => --active == 0 && next <= now;
}
