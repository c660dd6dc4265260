using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>The time of the clock that was given, as NodaTime has it.</summary>
internal static class TimeProviderExtensions
{
    public static Instant GetCurrentInstant(this TimeProvider timeProvider) => Instant.FromDateTimeOffset(timeProvider.GetUtcNow());

    /// <summary>Waits; false where the wait was cut short.</summary>
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
