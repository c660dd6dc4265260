using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Extensions;

namespace Better.Calendar.Delivery.RabbitMq;

/// <summary>RabbitMQ hands the letters of a store to any number of workers: quorum queues, confirms, prefetch, dead letters, delays by TTL.</summary>
/// <remarks>
/// Messages are numbers of emails. Every worker gives the queue what is due and the next in its lane, as far as there is room, and
/// acknowledges a message when the store knows what became of the email. A server that is away is tried again; a queue that was
/// emptied or doubled does no harm.
/// </remarks>
public sealed class RabbitMqDispatchQueue : IDispatchQueue
{
    private static readonly TimeSpan ReceiveTimeout = TimeSpan.FromMilliseconds(200);

    private readonly IOutboxStore store;
    private readonly RabbitMqOptions options;
    private readonly TimeProvider timeProvider;
    private readonly ILogger logger;
    private readonly ConcurrentDictionary<long, RabbitMqDelivery> claimed = [];
    private readonly Channel<(RabbitMqDelivery Ticket, Instant? Due)> settled = Channel.CreateUnbounded<(RabbitMqDelivery, Instant?)>(new() { SingleReader = true });
    private readonly SemaphoreSlim sessionLock = new(1, 1);
    private readonly CancellationTokenSource closing = new();
    private readonly Task settleLoop;
    private RabbitMqSession? session;
    private bool isUnavailable;

    /// <summary>A queue.</summary>
    /// <param name="store">The store that its workers share.</param>
    /// <param name="options">The server.</param>
    /// <param name="logger">What it says.</param>
    /// <param name="timeProvider">What time it is; null: the system's.</param>
    public RabbitMqDispatchQueue(IOutboxStore store, RabbitMqOptions options, ILogger<RabbitMqDispatchQueue>? logger = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        (this.store, this.options, this.logger, this.timeProvider) = (store, options, logger ?? NullLogger<RabbitMqDispatchQueue>.Instance, timeProvider ?? TimeProvider.System);
        settleLoop = Task.Run(SettleAllAsync);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Claim>> TakeAsync(string workerName, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workerName);
        if (await GetSessionAsync().ConfigureAwait(false) is not { } open)
        {
            await Task.Delay(ReceiveTimeout, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return [];
        }

        var tickets = await open.ReceiveAsync(maxCount, ReceiveTimeout, cancellationToken).ConfigureAwait(false);
        var fresh = new Dictionary<long, RabbitMqDelivery>();
        foreach (var ticket in tickets)
        {
            // An email that is in our hands already comes again when the server was away: its new message is settled with it.
            if (!ReplaceDelivery(ticket) && !fresh.TryAdd(ticket.Number, ticket))
            {
                settled.Writer.TryWrite((ticket, null));
            }
        }

        if (fresh.Count == 0)
        {
            return [];
        }

        try
        {
            return await ClaimAsync(workerName, fresh).ConfigureAwait(false);
        }
        catch (OutboxStoreException)
        {
            foreach (var ticket in fresh.Values)
            {
                settled.Writer.TryWrite((ticket, timeProvider.GetCurrentInstant()));
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Settle(long number, Instant? due)
    {
        if (claimed.TryRemove(number, out var ticket))
        {
            settled.Writer.TryWrite((ticket, due));
        }
    }

    /// <inheritdoc/>
    public async Task MaintainAsync(CancellationToken cancellationToken)
    {
        if (await GetSessionAsync().ConfigureAwait(false) is not { } open)
        {
            return;
        }

        var room = options.MaxQueued - await open.CountAsync().ConfigureAwait(false);
        if (room < options.MaxQueued / 4)
        {
            return;
        }

        var now = timeProvider.GetCurrentInstant();
        var numbers = await store.ReserveForDispatchAsync(now, now - options.RequeueAfter, (int)room, CancellationToken.None).ConfigureAwait(false);
        if (numbers.Count > 0 && !await open.PublishAsync(numbers, Duration.Zero).ConfigureAwait(false))
        {
            await store.ReleaseReservationAsync(numbers, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        settled.Writer.TryComplete();
        await Task.WhenAny(settleLoop, Task.Delay(TimeSpan.FromSeconds(5), timeProvider)).ConfigureAwait(false);
        await closing.CancelAsync().ConfigureAwait(false);
        if (session is { } open)
        {
            await open.DisposeAsync().ConfigureAwait(false);
        }

        closing.Dispose();
        sessionLock.Dispose();
    }

    private bool ReplaceDelivery(RabbitMqDelivery delivery)
    {
        if (!claimed.TryGetValue(delivery.Number, out var old) || !claimed.TryUpdate(delivery.Number, delivery, old))
        {
            return false;
        }

        settled.Writer.TryWrite((old, null));
        return true;
    }

    private async Task<IReadOnlyList<Claim>> ClaimAsync(string workerName, Dictionary<long, RabbitMqDelivery> deliveries)
    {
        var now = timeProvider.GetCurrentInstant();
        var claims = new List<Claim>();
        foreach (var response in await store.ClaimAsync(workerName, now, [.. deliveries.Keys], CancellationToken.None).ConfigureAwait(false))
        {
            var ticket = deliveries[response.Number];
            if (response.Claim is { } claim)
            {
                claimed[response.Number] = ticket;
                claims.Add(claim);
                continue;
            }

            // Later, where it is too early. Should another worker have it and be gone, the store takes it from it, and gives it to the queue anew.
            settled.Writer.TryWrite((ticket, response.Due));
        }

        return claims;
    }

    private async Task SettleAllAsync()
    {
        await foreach (var (ticket, due) in settled.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            // By the link that there is now. What cannot be given back the store gives again, a little later.
            if (due is null || await (session ?? ticket.Session).PublishAsync([ticket.Number], due.Value - timeProvider.GetCurrentInstant()).ConfigureAwait(false))
            {
                await ticket.Session.AcknowledgeAsync(ticket.DeliveryTag).ConfigureAwait(false);
            }
        }
    }

    private async Task<RabbitMqSession?> GetSessionAsync()
    {
        if (session is { IsOpen: true } open)
        {
            return open;
        }

        await sessionLock.WaitAsync(closing.Token).ConfigureAwait(false);
        try
        {
            if (session is { IsOpen: true })
            {
                return session;
            }

            if (session is { } broken)
            {
                session = null;
                await broken.DisposeAsync().ConfigureAwait(false);
            }

            session = await RabbitMqSession.OpenAsync(options, closing.Token).ConfigureAwait(false);
            isUnavailable = false;
            return session;
        }
        catch (Exception problem) when (RabbitMqSession.IsUnavailable(problem))
        {
            if (!isUnavailable)
            {
                logger.QueueAway(string.Create(CultureInfo.InvariantCulture, $"{options.Host}:{options.Port} ({problem.Message.Split('\n')[0]})"));
            }

            isUnavailable = true;
            return null;
        }
        finally
        {
            sessionLock.Release();
        }
    }
}
