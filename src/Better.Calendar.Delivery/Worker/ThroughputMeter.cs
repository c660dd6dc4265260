using Better.Calendar.Delivery.Stores;
using NodaTime;

namespace Better.Calendar.Delivery.Worker;

/// <summary>Measures how many emails became final per second recently.</summary>
internal sealed class ThroughputMeter(TimeProvider timeProvider)
{
    private static readonly Duration Window = Duration.FromSeconds(10);

    private readonly Queue<(Instant At, long Completed)> samples = [];
    private long completed;

    public void CountCompleted() => Interlocked.Increment(ref completed);

    public DeliveryProgress CreateProgress(OutboxCounts counts, string? problem)
    {
        var now = timeProvider.GetElapsedInstant();
        var total = Interlocked.Read(ref completed);
        samples.Enqueue((now, total));
        while (samples.Count > 2 && now - samples.Peek().At > Window)
        {
            samples.Dequeue();
        }

        var (since, before) = samples.Peek();
        var perSecond = now > since ? (total - before) / (now - since).TotalSeconds : 0;
        return new(counts, perSecond, perSecond > 0 ? Duration.FromSeconds(counts.Remaining / perSecond) : null, problem);
    }
}
