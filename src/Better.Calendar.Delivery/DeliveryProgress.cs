namespace Better.Calendar.Delivery;

/// <summary>Told after each letter.</summary>
/// <param name="Counts">The whole outbox.</param>
/// <param name="Tried">Letters tried in this run.</param>
/// <param name="Elapsed">Since the run began.</param>
public sealed record DeliveryProgress(OutboxCounts Counts, int Tried, TimeSpan Elapsed)
{
    /// <summary>Letters tried per second in this run.</summary>
    public double PerSecond => Elapsed > TimeSpan.Zero ? Tried / Elapsed.TotalSeconds : 0;
}
