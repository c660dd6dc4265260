using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using NodaTime;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Better.Calendar.Delivery.RabbitMq;

/// <summary>An email's message, and the link that it came by: only there can it be acknowledged.</summary>
internal sealed record RabbitMqDelivery(RabbitMqSession Session, ulong DeliveryTag, long Number);

/// <summary>A connection to RabbitMQ with a channel that receives and one that gives; never fixed, replaced by another when it breaks.</summary>
internal sealed class RabbitMqSession : IAsyncDisposable
{
    // Each has a queue of its own, for a quorum queue lets only its first message expire. An email goes through several.
    private static readonly Duration[] Delays =
    [
        Duration.FromMilliseconds(250), Duration.FromSeconds(1), Duration.FromSeconds(5), Duration.FromSeconds(30),
        Duration.FromMinutes(2), Duration.FromMinutes(10), Duration.FromHours(1),
    ];

    private static readonly TimeSpan OperationTimeout = TimeSpan.FromSeconds(10);
    private static readonly BasicProperties PersistentProperties = new() { DeliveryMode = DeliveryModes.Persistent, ContentType = "text/plain" };

    private readonly RabbitMqOptions options;
    private readonly IConnection connection;
    private readonly IChannel receiveChannel;
    private readonly IChannel publishChannel;
#pragma warning disable CA2213 // Whoever still settles a letter of a broken link waits for its turn; the semaphore holds nothing else.
    private readonly SemaphoreSlim publishLock = new(1, 1);
#pragma warning restore CA2213
    private readonly Channel<RabbitMqDelivery> received = Channel.CreateUnbounded<RabbitMqDelivery>();

    private RabbitMqSession(RabbitMqOptions options, IConnection connection, IChannel receiveChannel, IChannel publishChannel) =>
        (this.options, this.connection, this.receiveChannel, this.publishChannel) = (options, connection, receiveChannel, publishChannel);

    public bool IsOpen => connection.IsOpen && receiveChannel.IsOpen && publishChannel.IsOpen;

    public static async Task<RabbitMqSession> OpenAsync(RabbitMqOptions options, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            HostName = options.Host,
            Port = options.Port,
            VirtualHost = options.VirtualHost,
            UserName = options.UserName,
            Password = await options.PasswordProvider(cancellationToken).ConfigureAwait(false),
            ClientProvidedName = "Better.Calendar.Delivery",

            // A fixed channel knows nothing of the messages it had: a new link is simpler to be sure of.
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(20),
            ContinuationTimeout = OperationTimeout,
        };
        factory.Ssl.Enabled = options.UseTls;
        factory.Ssl.ServerName = options.Host;
        var connection = await factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var receiving = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            var giving = await connection.CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken).ConfigureAwait(false);
            var link = new RabbitMqSession(options, connection, receiving, giving);
            await link.DeclareAsync(cancellationToken).ConfigureAwait(false);
            return link;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether it is the server that is away, rather than a mistake of ours.</summary>
    public static bool IsUnavailable(Exception problem) =>
        problem is RabbitMQClientException or SocketException or IOException or TimeoutException or OperationCanceledException or ObjectDisposedException;

    /// <summary>Messages that have come, waiting a moment for the first.</summary>
    public async Task<IReadOnlyList<RabbitMqDelivery>> ReceiveAsync(int maxCount, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(timeout);
        var tickets = new List<RabbitMqDelivery>();
        try
        {
            if (await received.Reader.WaitToReadAsync(enough.Token).ConfigureAwait(false))
            {
                while (tickets.Count < maxCount && received.Reader.TryRead(out var ticket))
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

    /// <summary>How many emails wait in the queue; as many as may, if the server does not say.</summary>
    public async Task<long> CountAsync()
    {
        await publishLock.WaitAsync().ConfigureAwait(false);
        try
        {
            return await publishChannel.MessageCountAsync(options.QueueName).ConfigureAwait(false);
        }
        catch (Exception problem) when (IsUnavailable(problem))
        {
            return options.MaxQueued;
        }
        finally
        {
            publishLock.Release();
        }
    }

    /// <summary>Gives emails to the queue, now or later; false if the server did not confirm them all.</summary>
    public async Task<bool> PublishAsync(IReadOnlyList<long> numbers, Duration delay)
    {
        var queue = delay <= Duration.Zero ? options.QueueName : GetDelayQueueName(Delays.LastOrDefault(step => step <= delay, Delays[0]));
        using var patience = new CancellationTokenSource(OperationTimeout);
        await publishLock.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (var portion in numbers.Chunk(100))
            {
                await Task.WhenAll(portion.Select(number => publishChannel.BasicPublishAsync(
                    "", queue, mandatory: true, PersistentProperties, Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), patience.Token).AsTask())).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception problem) when (IsUnavailable(problem))
        {
            return false;
        }
        finally
        {
            publishLock.Release();
        }
    }

    public async Task AcknowledgeAsync(ulong tag)
    {
        try
        {
            await receiveChannel.BasicAckAsync(tag, multiple: false).ConfigureAwait(false);
        }
        catch (Exception problem) when (IsUnavailable(problem))
        {
            // The server gives the message to somebody else, who finds in the store what became of the email.
        }
    }

    public async ValueTask DisposeAsync()
    {
        received.Writer.TryComplete();
        try
        {
            await connection.CloseAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
        }
        catch (Exception problem) when (IsUnavailable(problem))
        {
            // It is closed.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private string GetDelayQueueName(Duration delay) => FormattableString.Invariant($"{options.QueueName}.later.{delay.TotalMilliseconds}ms");

    private async Task DeclareAsync(CancellationToken cancellationToken)
    {
        var dead = $"{options.QueueName}.dead";
        await QueueAsync(dead, []).ConfigureAwait(false);
        await QueueAsync(options.QueueName, new()
        {
            ["x-delivery-limit"] = options.DeliveryLimit,
            ["x-dead-letter-exchange"] = "",
            ["x-dead-letter-routing-key"] = dead,
        }).ConfigureAwait(false);
        foreach (var delay in Delays)
        {
            await QueueAsync(GetDelayQueueName(delay), new()
            {
                ["x-message-ttl"] = (int)delay.TotalMilliseconds,
                ["x-dead-letter-exchange"] = "",
                ["x-dead-letter-routing-key"] = options.QueueName,
            }).ConfigureAwait(false);
        }

        await receiveChannel.BasicQosAsync(0, options.PrefetchCount, global: false, cancellationToken).ConfigureAwait(false);
        var consumer = new AsyncEventingBasicConsumer(receiveChannel);
        consumer.ReceivedAsync += ReceiveAsync;
        await receiveChannel.BasicConsumeAsync(options.QueueName, autoAck: false, consumer, cancellationToken).ConfigureAwait(false);

        Task QueueAsync(string name, Dictionary<string, object?> arguments)
        {
            arguments.Add("x-queue-type", "quorum");
            return publishChannel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
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
            await receiveChannel.BasicRejectAsync(message.DeliveryTag, requeue: false).ConfigureAwait(false);
        }
    }
}
