using Better.Calendar.Delivery;
using NodaTime;

namespace WebHost.Organizer.Sending;

/// <summary>Gives out no emails before the host listens: only then it is known to which address their links lead.</summary>
internal sealed class StartedHostQueue(IDispatchQueue queue, IHostApplicationLifetime lifetime) : IDispatchQueue
{
    public Task<IReadOnlyList<Claim>> TakeAsync(string workerName, int maxCount, CancellationToken cancellationToken) =>
        lifetime.ApplicationStarted.IsCancellationRequested
            ? queue.TakeAsync(workerName, maxCount, cancellationToken)
            : Task.FromResult<IReadOnlyList<Claim>>([]);

    public void Settle(long number, Instant? due) => queue.Settle(number, due);

    public Task MaintainAsync(CancellationToken cancellationToken) => queue.MaintainAsync(cancellationToken);

    public ValueTask DisposeAsync() => queue.DisposeAsync();
}
