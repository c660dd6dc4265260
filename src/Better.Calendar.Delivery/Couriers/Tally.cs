using NodaTime;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>How fast letters become final of late.</summary>
internal sealed class Tally(TimeProvider clock)
{
    private static readonly Duration Window = Duration.FromSeconds(10);

    private readonly Queue<(Instant At, long Final)> seen = [];
    private long final;

    public void Add() => Interlocked.Increment(ref final);

    public DeliveryProgress Report(LetterCounts counts, string? trouble)
    {
        var now = clock.Now();
        var all = Interlocked.Read(ref final);
        seen.Enqueue((now, all));
        while (seen.Count > 2 && now - seen.Peek().At > Window)
        {
            seen.Dequeue();
        }

        var (since, before) = seen.Peek();
        var perSecond = now > since ? (all - before) / (now - since).TotalSeconds : 0;
        return new(counts, perSecond, perSecond > 0 ? Duration.FromSeconds(counts.Open / perSecond) : null, trouble);
    }
}
