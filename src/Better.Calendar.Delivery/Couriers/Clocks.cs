using NodaTime;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>The time of the clock that was given, as NodaTime has it.</summary>
internal static class Clocks
{
    public static Instant Now(this TimeProvider clock) => Instant.FromDateTimeOffset(clock.GetUtcNow());

    /// <summary>Waits; false where the wait was cut short.</summary>
    public static async Task<bool> WaitAsync(this TimeProvider clock, Duration time, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(time.ToTimeSpan(), clock, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
