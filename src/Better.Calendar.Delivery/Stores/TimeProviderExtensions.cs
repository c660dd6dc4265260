using NodaTime;

namespace Better.Calendar.Delivery.Stores;

/// <summary>Reads a <see cref="TimeProvider"/> with the types of NodaTime.</summary>
internal static class TimeProviderExtensions
{
    /// <summary>The time of day, which may be set back: only for what is stored or shown.</summary>
    public static Instant GetCurrentInstant(this TimeProvider timeProvider) => Instant.FromDateTimeOffset(timeProvider.GetUtcNow());

    /// <summary>
    /// A time that only rises, by the seconds that pass: for waiting and measuring within one process. Nobody sets it back, and it has
    /// nothing to do with the time of day.
    /// </summary>
    public static Instant GetElapsedInstant(this TimeProvider timeProvider) =>
        Instant.FromUnixTimeTicks(0) + Duration.FromTimeSpan(timeProvider.GetElapsedTime(0));

    /// <summary>Waits; returns false if it was canceled.</summary>
    public static async Task<bool> DelayAsync(this TimeProvider timeProvider, Duration delay, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delay.ToTimeSpan(), timeProvider, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
