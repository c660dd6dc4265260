using Better.Calendar.Delivery.Couriers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>Takes letters from a ledger, prints them, and hands them to a sink: each once, as far as that can be known.</summary>
/// <remarks>
/// Before the end of a letter goes out, the ledger has it in writing. So whatever happens, to the connection, the server, the ledger or
/// the courier itself, it is known which letters were surely not taken, and which may have been. Only the latter can arrive twice; they
/// are told, and have the same Message-ID. Any number of couriers may work on one ledger.
/// </remarks>
public sealed class Courier
{
    private readonly ILetterLedger ledger;
    private readonly ILetterQueue queue;
    private readonly ILetterSink sink;
    private readonly CourierOptions options;
    private readonly IProgress<DeliveryProgress>? progress;
    private readonly ILogger log;
    private readonly string name;

    /// <summary>A courier.</summary>
    /// <param name="ledger">Where the truth about every letter is.</param>
    /// <param name="queue">Who says which letters are next; null: the ledger itself.</param>
    /// <param name="sink">Where letters go.</param>
    /// <param name="options">How it works; null: the defaults.</param>
    /// <param name="progress">Hears twice a second how far it is.</param>
    /// <param name="log">What it says; no addresses, names or subjects are in it.</param>
    public Courier(
        ILetterLedger ledger,
        ILetterQueue? queue,
        ILetterSink sink,
        CourierOptions? options = null,
        IProgress<DeliveryProgress>? progress = null,
        ILogger<Courier>? log = null)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(sink);
        (this.ledger, this.sink, this.options, this.progress) = (ledger, sink, options ?? new(), progress);
        this.queue = queue ?? new LedgerQueue(ledger, this.options.Clock);
        this.log = log ?? NullLogger<Courier>.Instance;
        name = this.options.Name ?? FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}-{(long)(this.options.Randomness() * 1e12):x}");
    }

    /// <summary>Works until it is stopped: for a service.</summary>
    /// <param name="stop">Stops it: letters on the line are finished, the others given back.</param>
    /// <exception cref="DeliveryStoppedException">Somebody must mend something: password, certificate, disk, …</exception>
    public Task RunAsync(CancellationToken stop) => WorkAsync(null, stop);

    /// <summary>Works until all letters are final, or those left are tried again later than one wants to wait.</summary>
    /// <param name="patience">How long to wait for a next try.</param>
    /// <param name="stop">Stops it: letters on the line are finished, the others given back.</param>
    /// <returns>How many letters are in which state.</returns>
    /// <exception cref="DeliveryStoppedException">Somebody must mend something: password, certificate, disk, …</exception>
    public Task<LetterCounts> DrainAsync(Duration patience, CancellationToken stop = default) => WorkAsync(patience, stop);

    private async Task<LetterCounts> WorkAsync(Duration? patience, CancellationToken stop)
    {
        using var round = new CourierRound(ledger, queue, sink, options, name, log);
        log.Begins(name, sink.Place);
        try
        {
            var counts = await round.RunAsync(patience, progress, stop).ConfigureAwait(false);
            log.Ends(name, counts.Sent, counts.Refused, counts.Open);
            return counts;
        }
        catch (Exception problem) when (problem is LedgerException or SinkException)
        {
            log.Stopped(problem is SinkException ? "the mail server" : "the ledger");
            throw new DeliveryStoppedException(problem.Message, problem);
        }
    }
}
