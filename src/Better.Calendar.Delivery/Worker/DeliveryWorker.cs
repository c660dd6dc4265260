using Better.Calendar.Delivery.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>Takes emails from a store, prints them, and hands them to a sink: each once, as far as that can be known.</summary>
/// <remarks>
/// Before the end of an email goes out, the store has it in writing. So whatever happens, to the connection, the server, the store or
/// the worker itself, it is known which emails were surely not taken, and which may have been. Only the latter can arrive twice; they
/// are told, and have the same Message-ID. Any number of workers may work on one store.
/// </remarks>
public sealed class DeliveryWorker
{
    private readonly IOutboxStore store;
    private readonly IDispatchQueue queue;
    private readonly IMessageTransport transport;
    private readonly DeliveryOptions options;
    private readonly IProgress<DeliveryProgress>? progress;
    private readonly ILogger logger;
    private readonly string workerName;

    /// <summary>A worker.</summary>
    /// <param name="store">Where the truth about every email is.</param>
    /// <param name="queue">Who says which emails are next; null: the store itself.</param>
    /// <param name="transport">Where emails go.</param>
    /// <param name="options">How it works; null: the defaults.</param>
    /// <param name="progress">Hears twice a second how far it is.</param>
    /// <param name="logger">What it says; no addresses, names or subjects are in it.</param>
    public DeliveryWorker(
        IOutboxStore store,
        IDispatchQueue? queue,
        IMessageTransport transport,
        DeliveryOptions? options = null,
        IProgress<DeliveryProgress>? progress = null,
        ILogger<DeliveryWorker>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(transport);
        (this.store, this.transport, this.options, this.progress) = (store, transport, options ?? new(), progress);
        this.queue = queue ?? new StoreDispatchQueue(store, this.options.TimeProvider);
        this.logger = logger ?? NullLogger<DeliveryWorker>.Instance;
        workerName = this.options.WorkerName ?? FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}-{(long)(this.options.Randomizer() * 1e12):x}");
    }

    /// <summary>Works until it is stopped: for a service.</summary>
    /// <param name="cancellationToken">Stops it: emails on the line are finished, the others given back.</param>
    /// <exception cref="DeliveryStoppedException">Somebody must fix something: password, certificate, disk, …</exception>
    public Task RunAsync(CancellationToken cancellationToken) => WorkAsync(null, cancellationToken);

    /// <summary>Works until all emails are final, or those left are tried again later than one wants to wait.</summary>
    /// <param name="maxWait">How long to wait for a next try.</param>
    /// <param name="cancellationToken">Stops it: emails on the line are finished, the others given back.</param>
    /// <returns>How many emails are in which state.</returns>
    /// <exception cref="DeliveryStoppedException">Somebody must fix something: password, certificate, disk, …</exception>
    public Task<OutboxCounts> DrainAsync(Duration maxWait, CancellationToken cancellationToken = default) => WorkAsync(maxWait, cancellationToken);

    private async Task<OutboxCounts> WorkAsync(Duration? maxWait, CancellationToken cancellationToken)
    {
        using var round = new DeliverySession(store, queue, transport, options, workerName, logger);
        logger.WorkerStarted(workerName, transport.Destination);
        try
        {
            var counts = await round.RunAsync(maxWait, progress, cancellationToken).ConfigureAwait(false);
            logger.WorkerEnded(workerName, counts.Sent, counts.Rejected, counts.Remaining);
            return counts;
        }
        catch (Exception problem) when (problem is OutboxStoreException or TransportException)
        {
            logger.DeliveryStopped(problem is TransportException ? "the mail server" : "the store");
            throw new DeliveryStoppedException(problem.Message, problem);
        }
    }
}
