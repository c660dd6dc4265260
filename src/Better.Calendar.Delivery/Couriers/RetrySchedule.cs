using Better.Calendar.Delivery.Options;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>When a letter is tried again: exponential back-off with jitter, written into the ledger, so that it outlives the courier.</summary>
/// <remarks>
/// Polly repeats calls within a process, and does so here for connections. A letter's next try may be an hour and a restart away: only
/// the delay is needed, and Polly does not publish its own.
/// </remarks>
public sealed record RetrySchedule
{
    /// <summary>The delay after the first try, from a millisecond to 30 days. Default: one minute; most greylisting wants one to five (RFC 6647).</summary>
    public Duration First { get; init => field = OptionCheck.InRange(value, Duration.FromMilliseconds(1), Duration.FromDays(30)); } = Duration.FromMinutes(1);

    /// <summary>The delay after a first lost connection, which is no answer; from a millisecond to 30 days. Default: five seconds.</summary>
    public Duration AfterLoss { get; init => field = OptionCheck.InRange(value, Duration.FromMilliseconds(1), Duration.FromDays(30)); } = Duration.FromSeconds(5);

    /// <summary>The longest delay, from a millisecond to 30 days. Default: one hour.</summary>
    public Duration Longest { get; init => field = OptionCheck.InRange(value, Duration.FromMilliseconds(1), Duration.FromDays(30)); } = Duration.FromHours(1);

    /// <summary>How long after its first try a letter is given up, at most a year. Default: two days: an invitation of last week helps nobody.</summary>
    public Duration GiveUpAfter { get; init => field = OptionCheck.InRange(value, Duration.Zero, Duration.FromDays(365)); } = Duration.FromDays(2);

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
