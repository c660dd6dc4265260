using NodaTime;
using NodaTime.Extensions;

namespace Better.Calendar.Delivery;

/// <summary>The ledger is the queue: for one machine, or a few couriers on one database.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="clock">What time it is; null: the system's.</param>
public sealed class LedgerQueue(ILetterLedger ledger, TimeProvider? clock = null) : ILetterQueue
{
#pragma warning disable CA2213 // The host owns the store; outbox and workers share it.
    private readonly ILetterLedger ledger = ledger ?? throw new ArgumentNullException(nameof(ledger));
#pragma warning restore CA2213

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claim>> TakeAsync(string courier, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(courier);

        // Not to be cut short: a claim that nobody hears of waits until the courier counts as gone.
        return ledger.ClaimDueAsync(courier, (clock ?? TimeProvider.System).GetCurrentInstant(), most, CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Settle(long number, Instant? due)
    {
        // The ledger knows it already.
    }

    /// <inheritdoc/>
    public Task TendAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
