using NodaTime;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>When a letter is tried again: exponential back-off with jitter, written into the ledger, so that it outlives the courier.</summary>
/// <remarks>
/// Polly repeats calls within a process, and does so here for connections. A letter's next try may be an hour and a restart away: only
/// the delay is needed, and Polly does not publish its own.
/// </remarks>
public sealed record RetrySchedule
{
    /// <summary>The delay after the first try. Default: one minute; most greylisting wants one to five (RFC 6647).</summary>
    public Duration First { get; init; } = Duration.FromMinutes(1);

    /// <summary>The delay after a first lost connection, which is no answer. Default: five seconds.</summary>
    public Duration AfterLoss { get; init; } = Duration.FromSeconds(5);

    /// <summary>The longest delay. Default: one hour.</summary>
    public Duration Longest { get; init; } = Duration.FromHours(1);

    /// <summary>How long after its first try a letter is given up. Default: two days: an invitation of last week helps nobody.</summary>
    public Duration GiveUpAfter { get; init; } = Duration.FromDays(2);

    /// <summary>The delay before the next try.</summary>
    /// <param name="attempt">How many tries there were, from 1.</param>
    /// <param name="wasLost">Whether the connection was lost, rather than the letter refused for now.</param>
    /// <param name="chance">From 0 to below 1: the delay is half to all of what is due.</param>
    internal Duration Delay(int attempt, bool wasLost, double chance)
    {
        var first = (wasLost ? AfterLoss : First).TotalMilliseconds;
        var whole = Math.Min(Longest.TotalMilliseconds, first * Math.Pow(2, Math.Min(attempt - 1, 30)));
        return Duration.FromMilliseconds((long)Math.Max(1, whole * (0.5 + (chance / 2))));
    }
}
