using Better.Calendar.Delivery.Options;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>When an email is tried again: exponential back-off with jitter, written into the store, so that it outlives the worker.</summary>
/// <remarks>
/// Polly repeats calls within a process, and does so here for connections. An email's next try may be an hour and a restart away: only
/// the delay is needed, and Polly does not publish its own.
/// </remarks>
public sealed record RetrySchedule
{
    /// <summary>The delay after the first try, from a millisecond to 30 days. Default: one minute; most greylisting wants one to five (RFC 6647).</summary>
    public Duration InitialDelay { get; init => field = OptionCheck.InRange(value, Duration.FromMilliseconds(1), Duration.FromDays(30)); } = Duration.FromMinutes(1);

    /// <summary>The delay after a first lost connection, which is no answer; from a millisecond to 30 days. Default: five seconds.</summary>
    public Duration DelayAfterConnectionLoss { get; init => field = OptionCheck.InRange(value, Duration.FromMilliseconds(1), Duration.FromDays(30)); } = Duration.FromSeconds(5);

    /// <summary>The longest delay, from a millisecond to 30 days. Default: one hour.</summary>
    public Duration MaxDelay { get; init => field = OptionCheck.InRange(value, Duration.FromMilliseconds(1), Duration.FromDays(30)); } = Duration.FromHours(1);

    /// <summary>How long after its first try an email is given up, at most a year. Default: two days: an invitation of last week helps nobody.</summary>
    public Duration GiveUpAfter { get; init => field = OptionCheck.InRange(value, Duration.Zero, Duration.FromDays(365)); } = Duration.FromDays(2);

    /// <summary>The delay before the next try.</summary>
    /// <param name="attempt">How many tries there were, from 1.</param>
    /// <param name="connectionLost">Whether the connection was lost, rather than the email refused for now.</param>
    /// <param name="random">From 0 to below 1: the delay is half to all of what is due.</param>
    internal Duration GetDelay(int attempt, bool connectionLost, double random)
    {
        var first = (connectionLost ? DelayAfterConnectionLoss : InitialDelay).TotalMilliseconds;
        var whole = Math.Min(MaxDelay.TotalMilliseconds, first * Math.Pow(2, Math.Min(attempt - 1, 30)));
        return Duration.FromMilliseconds((long)Math.Max(1, whole * (0.5 + (random / 2))));
    }
}
