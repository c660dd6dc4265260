using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using NodaTime;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Better.Calendar.Delivery.RabbitMq;

/// <summary>A letter's message, and the link that it came by: only there can it be acknowledged.</summary>
internal sealed record RabbitTicket(RabbitLink Link, ulong Tag, long Number);

/// <summary>A connection to RabbitMQ with a channel that receives and one that gives; never mended, replaced by another when it breaks.</summary>
internal sealed class RabbitLink : IAsyncDisposable
{
    // Each has a queue of its own, for a quorum queue lets only its first message expire. A letter goes through several.
    private static readonly Duration[] Delays =
    [
        Duration.FromMilliseconds(250), Duration.FromSeconds(1), Duration.FromSeconds(5), Duration.FromSeconds(30),
        Duration.FromMinutes(2), Duration.FromMinutes(10), Duration.FromHours(1),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly BasicProperties Persistent = new() { DeliveryMode = DeliveryModes.Persistent, ContentType = "text/plain" };

    private readonly RabbitServer server;
    private readonly IConnection connection;
    private readonly IChannel receiving;
    private readonly IChannel giving;
#pragma warning disable CA2213 // Whoever still settles a letter of a broken link waits for its turn; the semaphore holds nothing else.
    private readonly SemaphoreSlim turn = new(1, 1);
#pragma warning restore CA2213
    private readonly Channel<RabbitTicket> received = Channel.CreateUnbounded<RabbitTicket>();

    private RabbitLink(RabbitServer server, IConnection connection, IChannel receiving, IChannel giving) =>
        (this.server, this.connection, this.receiving, this.giving) = (server, connection, receiving, giving);

    public bool IsOpen => connection.IsOpen && receiving.IsOpen && giving.IsOpen;

    public static async Task<RabbitLink> OpenAsync(RabbitServer server, CancellationToken cancellation)
    {
        var factory = new ConnectionFactory
        {
            HostName = server.Host,
            Port = server.Port,
            VirtualHost = server.VirtualHost,
            UserName = server.User,
            Password = await server.Password(cancellation).ConfigureAwait(false),
            ClientProvidedName = "Better.Calendar.Delivery",

            // A mended channel knows nothing of the messages it had: a new link is simpler to be sure of.
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(20),
            ContinuationTimeout = Patience,
        };
        factory.Ssl.Enabled = server.Tls;
        factory.Ssl.ServerName = server.Host;
        var connection = await factory.CreateConnectionAsync(cancellation).ConfigureAwait(false);
        try
        {
            var receiving = await connection.CreateChannelAsync(cancellationToken: cancellation).ConfigureAwait(false);
            var giving = await connection.CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation).ConfigureAwait(false);
            var link = new RabbitLink(server, connection, receiving, giving);
            await link.DeclareAsync(cancellation).ConfigureAwait(false);
            return link;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether it is the server that is away, rather than a mistake of ours.</summary>
    public static bool IsAway(Exception problem) =>
        problem is RabbitMQClientException or SocketException or IOException or TimeoutException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Messages that have come, waiting a moment for the first.</summary>
    public async Task<IReadOnlyList<RabbitTicket>> ReceiveAsync(int most, TimeSpan moment, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        enough.CancelAfter(moment);
        var tickets = new List<RabbitTicket>();
        try
        {
            if (await received.Reader.WaitToReadAsync(enough.Token).ConfigureAwait(false))
            {
                while (tickets.Count < most && received.Reader.TryRead(out var ticket))
                {
                    tickets.Add(ticket);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // None for now.
        }

        return tickets;
    }

    /// <summary>How many letters wait in the queue; as many as may, if the server does not say.</summary>
    public async Task<long> CountAsync()
    {
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            return await giving.MessageCountAsync(server.Queue).ConfigureAwait(false);
        }
        catch (Exception problem) when (IsAway(problem))
        {
            return server.Ahead;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Gives letters to the queue, now or later; false if the server did not confirm them all.</summary>
    public async Task<bool> GiveAsync(IReadOnlyList<long> numbers, Duration delay)
    {
        var queue = delay <= Duration.Zero ? server.Queue : Later(Delays.LastOrDefault(step => step <= delay, Delays[0]));
        using var patience = new CancellationTokenSource(Patience);
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (var portion in numbers.Chunk(100))
            {
                await Task.WhenAll(portion.Select(number => giving.BasicPublishAsync(
                    "", queue, mandatory: true, Persistent, Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), patience.Token).AsTask())).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception problem) when (IsAway(problem))
        {
            return false;
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task AcknowledgeAsync(ulong tag)
    {
        try
        {
            await receiving.BasicAckAsync(tag, multiple: false).ConfigureAwait(false);
        }
        catch (Exception problem) when (IsAway(problem))
        {
            // The server gives the message to somebody else, who finds in the ledger what became of the letter.
        }
    }

    public async ValueTask DisposeAsync()
    {
        received.Writer.TryComplete();
        try
        {
            await connection.CloseAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
        }
        catch (Exception problem) when (IsAway(problem))
        {
            // It is closed.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private string Later(Duration delay) => FormattableString.Invariant($"{server.Queue}.later.{delay.TotalMilliseconds}ms");

    private async Task DeclareAsync(CancellationToken cancellation)
    {
        var dead = $"{server.Queue}.dead";
        await QueueAsync(dead, []).ConfigureAwait(false);
        await QueueAsync(server.Queue, new()
        {
            ["x-delivery-limit"] = server.DeliveryLimit,
            ["x-dead-letter-exchange"] = "",
            ["x-dead-letter-routing-key"] = dead,
        }).ConfigureAwait(false);
        foreach (var delay in Delays)
        {
            await QueueAsync(Later(delay), new()
            {
                ["x-message-ttl"] = (int)delay.TotalMilliseconds,
                ["x-dead-letter-exchange"] = "",
                ["x-dead-letter-routing-key"] = server.Queue,
            }).ConfigureAwait(false);
        }

        await receiving.BasicQosAsync(0, server.Prefetch, global: false, cancellation).ConfigureAwait(false);
        var consumer = new AsyncEventingBasicConsumer(receiving);
        consumer.ReceivedAsync += ReceiveAsync;
        await receiving.BasicConsumeAsync(server.Queue, autoAck: false, consumer, cancellation).ConfigureAwait(false);

        Task QueueAsync(string name, Dictionary<string, object?> arguments)
        {
            arguments.Add("x-queue-type", "quorum");
            return giving.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellation);
        }
    }

    private async Task ReceiveAsync(object sender, BasicDeliverEventArgs message)
    {
        if (long.TryParse(Encoding.ASCII.GetString(message.Body.Span), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            received.Writer.TryWrite(new(this, message.DeliveryTag, number));
        }
        else
        {
            // Not one of ours: to the dead, where somebody may look at it.
            await receiving.BasicRejectAsync(message.DeliveryTag, requeue: false).ConfigureAwait(false);
        }
    }
}
