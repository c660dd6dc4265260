using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>Where the truth about every email is kept. Packages of ours implement it: <c>Better.Calendar.Delivery.Sqlite</c> for one machine, <c>Better.Calendar.Delivery.PostgreSql</c> for many.</summary>
/// <remarks>
/// Every method is one transaction, may be called by many threads and processes at once, and may be called again if its answer was
/// lost. Any may throw <see cref="LedgerException"/>.
/// </remarks>
public interface ILetterLedger : IAsyncDisposable
{
    /// <summary>Makes the ledger ready; creates what is missing.</summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>Takes letters, in their order; those whose key it knows are passed over.</summary>
    /// <returns>How many were new.</returns>
    Task<int> AddAsync(IReadOnlyList<StoredDocument> documents, IReadOnlyList<LetterJob> jobs, Instant now, CancellationToken cancellation);

    /// <summary>The octets of a document; null where there is none.</summary>
    Task<byte[]?> DocumentAsync(string hash, CancellationToken cancellation);

    /// <summary>Puts letters that are due, and whose turn it is in their lane, into a courier's hands.</summary>
    Task<IReadOnlyList<Claim>> ClaimDueAsync(string courier, Instant now, int most, CancellationToken cancellation);

    /// <summary>The same for letters that a queue has named; whatever cannot be had is told why.</summary>
    Task<IReadOnlyList<ClaimAnswer>> ClaimAsync(string courier, Instant now, IReadOnlyList<long> numbers, CancellationToken cancellation);

    /// <summary>Writes what is about to happen and what has happened.</summary>
    /// <param name="courier">Who writes.</param>
    /// <param name="handovers">Letters whose end is about to go out. From then on they may have been taken.</param>
    /// <param name="outcomes">What became of letters.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <returns>Those of <paramref name="handovers"/> that are in other hands by now: their end must not go out.</returns>
    Task<IReadOnlyList<long>> WriteAsync(string courier, IReadOnlyList<long> handovers, IReadOnlyList<Outcome> outcomes, Instant now, CancellationToken cancellation);

    /// <summary>A courier tells that it is alive.</summary>
    Task BeatAsync(string courier, Instant now, CancellationToken cancellation);

    /// <summary>
    /// Takes letters out of the hands of couriers that have not been heard of: those whose end may have gone out become
    /// <see cref="LetterState.Unknown"/>, all others are tried again.
    /// </summary>
    /// <param name="now">When.</param>
    /// <param name="silence">How long a courier must have been silent.</param>
    /// <param name="sendsAgain">At how many doubts a letter is left unknown; before, it is sent again.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The letters that became unknown.</returns>
    Task<IReadOnlyList<long>> TakeFromSilentAsync(Instant now, Duration silence, int sendsAgain, CancellationToken cancellation);

    /// <summary>Letters that a queue should be given: due, their turn, in nobody's hands, and not given to it since a time. They count as given from now on.</summary>
    Task<IReadOnlyList<long>> OfferAsync(Instant now, Instant givenBefore, int most, CancellationToken cancellation);

    /// <summary>Takes back an offer that did not reach the queue.</summary>
    Task WithdrawOfferAsync(IReadOnlyList<long> numbers, CancellationToken cancellation);

    /// <summary>When the next letter is due that nobody has in hands; null where there is none. Letters behind others in their lane do not count.</summary>
    Task<Instant?> NextDueAsync(CancellationToken cancellation);

    /// <summary>How many letters are in which state.</summary>
    Task<LetterCounts> CountAsync(CancellationToken cancellation);

    /// <summary>The letters in the order they were posted.</summary>
    /// <param name="states">Those in these states; none: all.</param>
    /// <param name="cancellation">Stops the reading.</param>
    IAsyncEnumerable<LetterRecord> ReadAsync(IReadOnlyCollection<LetterState> states, CancellationToken cancellation);
}
