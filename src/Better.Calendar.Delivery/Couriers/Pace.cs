using NodaTime;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>How many at once, and how far apart.</summary>
internal sealed class Pace(int atOnce, int? perMinute)
{
    // A timer that wakes late must not slow the rest down: so much may be caught up.
    private static readonly Duration Slack = Duration.FromMilliseconds(100);
    private static readonly Duration UntilSomethingChanges = Duration.FromHours(1);

    private readonly Duration apart = perMinute is > 0 ? Duration.FromMinutes(1) / perMinute.Value : Duration.Zero;
    private Instant next = Instant.MinValue;
    private int inside;

    /// <summary>How long until one more may go; nothing or less: now.</summary>
    public Duration Wait(Instant now) => inside >= atOnce ? UntilSomethingChanges : next == Instant.MinValue ? Duration.Zero : next - now;

    public void Enter(Instant now)
    {
        inside++;
        next = apart == Duration.Zero ? Instant.MinValue : Instant.Max(next == Instant.MinValue ? now : next, now - Slack) + apart;
    }

    /// <summary>One less; whether there is nothing left to remember.</summary>
    public bool Leave(Instant now) => --inside == 0 && next <= now;
}
