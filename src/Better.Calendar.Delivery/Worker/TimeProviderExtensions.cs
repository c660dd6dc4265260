using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>Reads a <see cref="TimeProvider"/> with the types of NodaTime.</summary>
internal static class TimeProviderExtensions
{
    public static Instant GetCurrentInstant(this TimeProvider timeProvider) => Instant.FromDateTimeOffset(timeProvider.GetUtcNow());

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
