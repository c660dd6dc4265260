using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Extensions;

namespace Better.Calendar.Delivery.RabbitMq;

/// <summary>
/// Distributes the emails of a store to any number of workers by RabbitMQ: quorum queues, publisher confirms, prefetch, a dead-letter
/// queue, and delays by TTL.
/// </summary>
/// <remarks>
/// A RabbitMQ message contains the number of an email only. Every worker publishes emails that are due and not blocked by a predecessor, up
/// to <see cref="RabbitMqOptions.MaxQueued"/>, and acknowledges a message when the outcome is in the store. While the broker is unreachable
/// the workers retry. If messages are lost or duplicated, the store still has the status of every email.
/// </remarks>
public sealed class RabbitMqDispatchQueue : IDispatchQueue
{
    private static readonly TimeSpan ReceiveTimeout = TimeSpan.FromMilliseconds(200);

    private readonly IOutboxStore store;
    private readonly RabbitMqOptions options;
    private readonly TimeProvider timeProvider;
    private readonly ILogger logger;
    private readonly ConcurrentDictionary<long, RabbitMqDelivery> claimed = [];
    private readonly Channel<(RabbitMqDelivery Delivery, Instant? Due)> settled =
        Channel.CreateUnbounded<(RabbitMqDelivery, Instant?)>(new() { SingleReader = true });
    private readonly SemaphoreSlim sessionLock = new(1, 1);
    private readonly CancellationTokenSource closing = new();
    private readonly Task settleLoop;
    private RabbitMqSession? session;
    private bool isUnavailable;

    /// <summary>Creates a queue; the connection is opened when it is first used.</summary>
    /// <param name="store">The store that the workers share; not disposed.</param>
    /// <param name="options">The broker and the queue.</param>
    /// <param name="logger">Receives log messages; null: nothing is logged.</param>
    /// <param name="timeProvider">The clock; null: <see cref="TimeProvider.System"/>.</param>
    public RabbitMqDispatchQueue(
        IOutboxStore store,
        RabbitMqOptions options,
        ILogger<RabbitMqDispatchQueue>? logger = null,
        TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        (this.store, this.options, this.logger, this.timeProvider) =
            (store, options, logger ?? NullLogger<RabbitMqDispatchQueue>.Instance, timeProvider ?? TimeProvider.System);
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

        var deliveries = await open.ReceiveAsync(maxCount, ReceiveTimeout, cancellationToken).ConfigureAwait(false);
        var unclaimed = new Dictionary<long, RabbitMqDelivery>();
        foreach (var delivery in deliveries)
        {
            // After a reconnect the broker delivers an email again that this worker has claimed already: the new delivery replaces the old
            // one.
            if (!ReplaceDelivery(delivery) && !unclaimed.TryAdd(delivery.Number, delivery))
            {
                settled.Writer.TryWrite((delivery, null));
            }
        }

        if (unclaimed.Count == 0)
        {
            return [];
        }

        try
        {
            return await ClaimAsync(workerName, unclaimed).ConfigureAwait(false);
        }
        catch (OutboxStoreException)
        {
            foreach (var delivery in unclaimed.Values)
            {
                settled.Writer.TryWrite((delivery, timeProvider.GetCurrentInstant()));
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Settle(long number, Instant? due)
    {
        if (claimed.TryRemove(number, out var delivery))
        {
            settled.Writer.TryWrite((delivery, due));
        }
    }

    /// <inheritdoc/>
    public async Task MaintainAsync(CancellationToken cancellationToken)
    {
        if (await GetSessionAsync().ConfigureAwait(false) is not { } open)
        {
            return;
        }

        var capacity = options.MaxQueued - await open.CountAsync().ConfigureAwait(false);
        if (capacity < options.MaxQueued / 4)
        {
            return;
        }

        var now = timeProvider.GetCurrentInstant();
        var numbers = await store.ReserveForDispatchAsync(now, now - options.RequeueAfter, (int)capacity, CancellationToken.None)
            .ConfigureAwait(false);
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
        foreach (var result in await store.ClaimAsync(workerName, now, [.. deliveries.Keys], CancellationToken.None).ConfigureAwait(false))
        {
            var delivery = deliveries[result.Number];
            if (result.Claim is { } claim)
            {
                claimed[result.Number] = delivery;
                claims.Add(claim);
                continue;
            }

            // If it is not due, publish it again with a delay. If another worker that has died leased it, the store will reclaim it and
            // reserve it again.
            settled.Writer.TryWrite((delivery, result.Due));
        }

        return claims;
    }

    private async Task SettleAllAsync()
    {
        await foreach (var (delivery, due) in settled.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            // Publish by the current session. If that fails, the store reserves the email again after RequeueAfter.
            if (due is null
                || await (session ?? delivery.Session)
                    .PublishAsync([delivery.Number], due.Value - timeProvider.GetCurrentInstant())
                    .ConfigureAwait(false))
            {
                await delivery.Session.AcknowledgeAsync(delivery.DeliveryTag).ConfigureAwait(false);
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
                logger.BrokerUnavailable(
                    string.Create(CultureInfo.InvariantCulture, $"{options.Host}:{options.Port} ({problem.Message.Split('\n')[0]})"));
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
