using Better.Calendar.Delivery.Options;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>
/// When an email that was not accepted is sent again: exponential backoff with jitter. The time is recorded in the store, so it survives a
/// restart.
/// </summary>
/// <remarks>
/// Polly, which retries connections here, retries calls within a process. The next attempt for an email may come an hour and a restart
/// later, so only the delay is needed, and Polly's computation of it is not public.
/// </remarks>
public sealed record RetrySchedule
{
    /// <summary>
    /// The delay after the first attempt, from a millisecond to 30 days. Default: one minute; most greylisting servers (RFC 6647) ask for
    /// one to five.
    /// </summary>
    public Duration InitialDelay { get; init => field = OptionCheck.InRange(value, Duration.FromMilliseconds(1), Duration.FromDays(30)); } =
        Duration.FromMinutes(1);

    /// <summary>
    /// The delay after the first attempt if the connection was lost without a response, from a millisecond to 30 days. Default: five
    /// seconds.
    /// </summary>
    public Duration DelayAfterConnectionLoss
    {
        get; init =>
        field = OptionCheck.InRange(value, Duration.FromMilliseconds(1), Duration.FromDays(30));
    } =
        Duration.FromSeconds(5);

    /// <summary>The longest delay, from a millisecond to 30 days. Default: one hour.</summary>
    public Duration MaxDelay { get; init => field = OptionCheck.InRange(value, Duration.FromMilliseconds(1), Duration.FromDays(30)); } =
        Duration.FromHours(1);

    /// <summary>How long after its first attempt an email is given up and counts as rejected, at most a year. Default: two days.</summary>
    public Duration GiveUpAfter { get; init => field = OptionCheck.InRange(value, Duration.Zero, Duration.FromDays(365)); } =
        Duration.FromDays(2);

    /// <summary>Computes the delay before the next attempt.</summary>
    /// <param name="attempt">How many attempts there were, from 1.</param>
    /// <param name="connectionLost">Whether the connection was lost; otherwise the server rejected the email for now.</param>
    /// <param name="random">A number from 0 to less than 1: the delay is between half of the computed delay and all of it.</param>
    internal Duration GetDelay(int attempt, bool connectionLost, double random)
    {
        var initial = (connectionLost ? DelayAfterConnectionLoss : InitialDelay).TotalMilliseconds;
        var full = Math.Min(MaxDelay.TotalMilliseconds, initial * Math.Pow(2, Math.Min(attempt - 1, 30)));
        return Duration.FromMilliseconds((long)Math.Max(1, full * (0.5 + (random / 2))));
    }
}
