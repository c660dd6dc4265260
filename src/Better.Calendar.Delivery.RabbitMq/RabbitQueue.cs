using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Extensions;

namespace Better.Calendar.Delivery.RabbitMq;

/// <summary>RabbitMQ hands the letters of a ledger to any number of couriers: quorum queues, confirms, prefetch, dead letters, delays by TTL.</summary>
/// <remarks>
/// Messages are numbers of letters. Every courier gives the queue what is due and the next in its lane, as far as there is room, and
/// acknowledges a message when the ledger knows what became of the letter. A server that is away is tried again; a queue that was
/// emptied or doubled does no harm.
/// </remarks>
public sealed class RabbitQueue : ILetterQueue
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    private readonly ILetterLedger ledger;
    private readonly RabbitServer server;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly ConcurrentDictionary<long, RabbitTicket> inHands = [];
    private readonly Channel<(RabbitTicket Ticket, Instant? Due)> settled = Channel.CreateUnbounded<(RabbitTicket, Instant?)>(new() { SingleReader = true });
    private readonly SemaphoreSlim linking = new(1, 1);
    private readonly CancellationTokenSource closing = new();
    private readonly Task settling;
    private RabbitLink? link;
    private bool isAway;

    /// <summary>A queue.</summary>
    /// <param name="ledger">The ledger that its couriers share.</param>
    /// <param name="server">The server.</param>
    /// <param name="log">What it says.</param>
    /// <param name="clock">What time it is; null: the system's.</param>
    public RabbitQueue(ILetterLedger ledger, RabbitServer server, ILogger<RabbitQueue>? log = null, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(server);
        (this.ledger, this.server, this.log, this.clock) = (ledger, server, log ?? NullLogger<RabbitQueue>.Instance, clock ?? TimeProvider.System);
        settling = Task.Run(SettleAllAsync);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Claim>> TakeAsync(string courier, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(courier);
        if (await LinkAsync().ConfigureAwait(false) is not { } open)
        {
            await Task.Delay(Moment, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return [];
        }

        var tickets = await open.ReceiveAsync(most, Moment, cancellation).ConfigureAwait(false);
        var fresh = new Dictionary<long, RabbitTicket>();
        foreach (var ticket in tickets)
        {
            // A letter that is in our hands already comes again when the server was away: its new message is settled with it.
            if (!Renew(ticket) && !fresh.TryAdd(ticket.Number, ticket))
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
            return await ClaimAsync(courier, fresh).ConfigureAwait(false);
        }
        catch (LedgerException)
        {
            foreach (var ticket in fresh.Values)
            {
                settled.Writer.TryWrite((ticket, clock.GetCurrentInstant()));
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Settle(long number, Instant? due)
    {
        if (inHands.TryRemove(number, out var ticket))
        {
            settled.Writer.TryWrite((ticket, due));
        }
    }

    /// <inheritdoc/>
    public async Task TendAsync(CancellationToken cancellation)
    {
        if (await LinkAsync().ConfigureAwait(false) is not { } open)
        {
            return;
        }

        var room = server.Ahead - await open.CountAsync().ConfigureAwait(false);
        if (room < server.Ahead / 4)
        {
            return;
        }

        var now = clock.GetCurrentInstant();
        var numbers = await ledger.OfferAsync(now, now - server.GiveAgain, (int)room, CancellationToken.None).ConfigureAwait(false);
        if (numbers.Count > 0 && !await open.GiveAsync(numbers, Duration.Zero).ConfigureAwait(false))
        {
            await ledger.WithdrawOfferAsync(numbers, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        settled.Writer.TryComplete();
        await Task.WhenAny(settling, Task.Delay(TimeSpan.FromSeconds(5), clock)).ConfigureAwait(false);
        await closing.CancelAsync().ConfigureAwait(false);
        if (link is { } open)
        {
            await open.DisposeAsync().ConfigureAwait(false);
        }

        closing.Dispose();
        linking.Dispose();
    }

    private bool Renew(RabbitTicket ticket)
    {
        if (!inHands.TryGetValue(ticket.Number, out var old) || !inHands.TryUpdate(ticket.Number, ticket, old))
        {
            return false;
        }

        settled.Writer.TryWrite((old, null));
        return true;
    }

    private async Task<IReadOnlyList<Claim>> ClaimAsync(string courier, Dictionary<long, RabbitTicket> tickets)
    {
        var now = clock.GetCurrentInstant();
        var claims = new List<Claim>();
        foreach (var answer in await ledger.ClaimAsync(courier, now, [.. tickets.Keys], CancellationToken.None).ConfigureAwait(false))
        {
            var ticket = tickets[answer.Number];
            if (answer.Claim is { } claim)
            {
                inHands[answer.Number] = ticket;
                claims.Add(claim);
                continue;
            }

            // Later, where it is too early. Should another courier have it and be gone, the ledger takes it from it, and gives it to the queue anew.
            settled.Writer.TryWrite((ticket, answer.Due));
        }

        return claims;
    }

    private async Task SettleAllAsync()
    {
        await foreach (var (ticket, due) in settled.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            // By the link that there is now. What cannot be given back the ledger gives again, a little later.
            if (due is null || await (link ?? ticket.Link).GiveAsync([ticket.Number], due.Value - clock.GetCurrentInstant()).ConfigureAwait(false))
            {
                await ticket.Link.AcknowledgeAsync(ticket.Tag).ConfigureAwait(false);
            }
        }
    }

    private async Task<RabbitLink?> LinkAsync()
    {
        if (link is { IsOpen: true } open)
        {
            return open;
        }

        await linking.WaitAsync(closing.Token).ConfigureAwait(false);
        try
        {
            if (link is { IsOpen: true })
            {
                return link;
            }

            if (link is { } broken)
            {
                link = null;
                await broken.DisposeAsync().ConfigureAwait(false);
            }

            link = await RabbitLink.OpenAsync(server, closing.Token).ConfigureAwait(false);
            isAway = false;
            return link;
        }
        catch (Exception problem) when (RabbitLink.IsAway(problem))
        {
            if (!isAway)
            {
                log.QueueAway(string.Create(CultureInfo.InvariantCulture, $"{server.Host}:{server.Port} ({problem.Message.Split('\n')[0]})"));
            }

            isAway = true;
            return null;
        }
        finally
        {
            linking.Release();
        }
    }
}
