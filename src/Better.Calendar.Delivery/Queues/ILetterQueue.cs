using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>Who hands letters to couriers: <see cref="LedgerQueue"/> reads them from the ledger; the package <c>Better.Calendar.Delivery.RabbitMq</c> distributes them over many machines.</summary>
/// <remarks>A queue only says whose turn it is. The truth is in the ledger: whatever a queue loses or says twice does no harm.</remarks>
public interface ILetterQueue : IAsyncDisposable
{
    /// <summary>Letters that are now in this courier's hands; none if there are none at present.</summary>
    Task<IReadOnlyList<Claim>> TakeAsync(string courier, int most, CancellationToken cancellation);

    /// <summary>A letter is out of the courier's hands, and the ledger knows what became of it.</summary>
    /// <param name="number">The letter.</param>
    /// <param name="due">When it is tried again; null: never, or not by us.</param>
    void Settle(long number, Instant? due);

    /// <summary>Called now and then while a courier works: for what the queue has to look after.</summary>
    Task TendAsync(CancellationToken cancellation);
}
