using Better.Calendar.Delivery.Stores;
using NodaTime;

namespace Better.Calendar.Delivery.Hosting;

/// <summary>What the worker of a host last reported.</summary>
internal sealed class DeliveryMonitor(DeliveryOptions options) : IProgress<DeliveryProgress>
{
    private readonly Lock sync = new();
    private DeliveryProgress? last;
    private Instant reportedAt = options.TimeProvider.GetElapsedInstant();

    /// <summary>Why the worker stopped; null while it runs.</summary>
    public string? Stopped { get; set; }

    /// <summary>The last report, and how old it is; without one, how long the worker has been silent.</summary>
    public (DeliveryProgress? Progress, Duration Age) Last
    {
        get
        {
            lock (sync)
            {
                return (last, options.TimeProvider.GetElapsedInstant() - reportedAt);
            }
        }
    }

    public void Report(DeliveryProgress value)
    {
        lock (sync)
        {
            (last, reportedAt) = (value, options.TimeProvider.GetElapsedInstant());
        }
    }
}
