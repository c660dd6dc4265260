using Better.Calendar.Delivery.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>Takes emails from a store, renders them and sends them by a transport: each once, except where that cannot be known.</summary>
/// <remarks>
/// Before the last bytes of an email are sent, the intent to send it is recorded in the store. So whatever happens to the connection, the
/// server, the store or the worker itself, it is known which emails were certainly not accepted, and which may have been. Only the latter
/// can arrive twice; they are reported (<see cref="OutboxEntry.UncertainSends"/>) and keep their Message-ID. Any number of workers may
/// share a store.
/// </remarks>
/// <example>
/// <code>
/// await using var store = new SqliteOutboxStore("outbox.db");
/// var server = SmtpServerOptions.Parse("smtp://you@mail.example:587", _ => ValueTask.FromResult(password));
/// var worker = new DeliveryWorker(store, queue: null, new SmtpTransport(server));
/// var counts = await worker.DrainAsync(maxWait: Duration.FromMinutes(15));
/// </code>
/// </example>
public sealed class DeliveryWorker
{
    private readonly IOutboxStore store;
    private readonly IDispatchQueue queue;
    private readonly IMessageTransport transport;
    private readonly DeliveryOptions options;
    private readonly IProgress<DeliveryProgress>? progress;
    private readonly ILogger logger;
    private readonly string workerName;

    /// <summary>Creates a worker.</summary>
    /// <param name="store">The store that keeps the emails; not disposed.</param>
    /// <param name="queue">Assigns due emails to the worker; not disposed. Null: the worker claims them in the store.</param>
    /// <param name="transport">Sends the emails.</param>
    /// <param name="options">The options; null: the defaults.</param>
    /// <param name="progress">Receives the progress about twice a second; null: not reported.</param>
    /// <param name="logger">Receives log messages, which contain no recipients, names or subjects; null: nothing is logged.</param>
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
        workerName = this.options.WorkerName
            ?? FormattableString.Invariant(
                $"{Environment.MachineName}-{Environment.ProcessId}-{(long)(this.options.Randomizer() * 1e12):x}");
    }

    /// <summary>Runs until it is canceled: for a service.</summary>
    /// <param name="cancellationToken">Stops the worker: it finishes the emails that it is sending and releases the others.</param>
    /// <exception cref="DeliveryStoppedException">Somebody must correct something, such as the password, the certificate or a full
    /// disk.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => WorkAsync(null, cancellationToken);

    /// <summary>Runs until the status of every email is final, or until the next attempt is too far away.</summary>
    /// <param name="maxWait">How long to wait for the next attempt.</param>
    /// <param name="cancellationToken">Stops the worker: it finishes the emails that it is sending and releases the others.</param>
    /// <returns>How many emails have which status at the end.</returns>
    /// <exception cref="DeliveryStoppedException">Somebody must correct something, such as the password, the certificate or a full
    /// disk.</exception>
    public Task<OutboxCounts> DrainAsync(Duration maxWait, CancellationToken cancellationToken = default) =>
        WorkAsync(maxWait, cancellationToken);

    private async Task<OutboxCounts> WorkAsync(Duration? maxWait, CancellationToken cancellationToken)
    {
        using var session = new DeliverySession(store, queue, transport, options, workerName, logger);
        logger.WorkerStarted(workerName, transport.Destination);
        try
        {
            var counts = await session.RunAsync(maxWait, progress, cancellationToken).ConfigureAwait(false);
            logger.WorkerEnded(workerName, counts.Sent, counts.Rejected, counts.Remaining);
            return counts;
        }
        catch (Exception problem) when (problem is OutboxStoreException or TransportException)
        {
            logger.DeliveryStopped(problem is TransportException ? "the mail server" : "the store");
            throw new DeliveryStoppedException(problem.Message, problem);
        }
        catch (DeliveryStoppedException)
        {
            logger.DeliveryStopped("the options of the worker");
            throw;
        }
    }
}
