using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using NodaTime;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Better.Calendar.Delivery.RabbitMq;

/// <summary>A delivered message with the number of an email. It can be acknowledged only in the session that delivered it.</summary>
internal sealed record RabbitMqDelivery(RabbitMqSession Session, ulong DeliveryTag, long Number);

/// <summary>
/// A connection to RabbitMQ with one channel that receives and one that publishes. It is not recovered when it is lost, but replaced by a
/// new session.
/// </summary>
internal sealed class RabbitMqSession : IAsyncDisposable
{
    // Each delay has its own queue, because a quorum queue expires messages only at its head. A long delay consists of several of these.
    private static readonly Duration[] Delays =
    [
        Duration.FromMilliseconds(250), Duration.FromSeconds(1), Duration.FromSeconds(5), Duration.FromSeconds(30),
        Duration.FromMinutes(2), Duration.FromMinutes(10), Duration.FromHours(1),
    ];

    private static readonly TimeSpan OperationTimeout = TimeSpan.FromSeconds(10);
    private static readonly BasicProperties PersistentProperties =
        new() { DeliveryMode = DeliveryModes.Persistent, ContentType = "text/plain" };

    private readonly RabbitMqOptions options;
    private readonly IConnection connection;
    private readonly IChannel receiveChannel;
    private readonly IChannel publishChannel;
    // Not disposed, because a caller may still wait for it when the session is closed; it has no other resources.
#pragma warning disable CA2213
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

            // A recovered channel cannot acknowledge the messages delivered before; a new session is simpler.
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
            var receiveChannel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            var publishChannel =
                await connection.CreateChannelAsync(
                    new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
                    cancellationToken)
                .ConfigureAwait(false);
            var session = new RabbitMqSession(options, connection, receiveChannel, publishChannel);
            await session.DeclareAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether the exception means that the broker is unavailable, rather than an error of the caller.</summary>
    public static bool IsUnavailable(Exception problem) =>
        problem is RabbitMQClientException
            or SocketException
            or IOException
            or TimeoutException
            or OperationCanceledException
            or ObjectDisposedException;

    /// <summary>Returns the messages that were delivered; waits until the timeout for the first one.</summary>
    public async Task<IReadOnlyList<RabbitMqDelivery>> ReceiveAsync(int maxCount, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var waitEnded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waitEnded.CancelAfter(timeout);
        var deliveries = new List<RabbitMqDelivery>();
        try
        {
            if (await received.Reader.WaitToReadAsync(waitEnded.Token).ConfigureAwait(false))
            {
                while (deliveries.Count < maxCount && received.Reader.TryRead(out var delivery))
                {
                    deliveries.Add(delivery);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // No message was delivered in time.
        }

        return deliveries;
    }

    /// <summary>
    /// Counts the emails that wait in the queue; returns <see cref="RabbitMqOptions.MaxQueued"/> if the broker is unavailable.
    /// </summary>
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

    /// <summary>Publishes emails to the queue, or to a delay queue; returns false if the broker did not confirm all of them.</summary>
    public async Task<bool> PublishAsync(IReadOnlyList<long> numbers, Duration delay)
    {
        var queue = delay <= Duration.Zero ? options.QueueName : GetDelayQueueName(Delays.LastOrDefault(step => step <= delay, Delays[0]));
        using var timeout = new CancellationTokenSource(OperationTimeout);
        await publishLock.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (var batch in numbers.Chunk(100))
            {
                await Task.WhenAll(batch.Select(number => publishChannel.BasicPublishAsync(
                    "",
                        queue,
                        mandatory: true,
                        PersistentProperties,
                        Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)),
                        timeout.Token)
                        .AsTask()))
                        .ConfigureAwait(false);
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
            // The broker delivers the message again, and the store then says that the email is completed.
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
            // It is closed already.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private string GetDelayQueueName(Duration delay) =>
        FormattableString.Invariant($"{options.QueueName}.delay.{delay.TotalMilliseconds}ms");

    private async Task DeclareAsync(CancellationToken cancellationToken)
    {
        var deadLetterQueue = $"{options.QueueName}.dead-letter";
        await DeclareQueueAsync(deadLetterQueue, []).ConfigureAwait(false);
        await DeclareQueueAsync(options.QueueName, new()
        {
            ["x-delivery-limit"] = options.DeliveryLimit,
            ["x-dead-letter-exchange"] = "",
            ["x-dead-letter-routing-key"] = deadLetterQueue,
        }).ConfigureAwait(false);
        foreach (var delay in Delays)
        {
            await DeclareQueueAsync(GetDelayQueueName(delay), new()
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

        Task DeclareQueueAsync(string name, Dictionary<string, object?> arguments)
        {
            arguments.Add("x-queue-type", "quorum");
            return publishChannel.QueueDeclareAsync(
                name,
                durable: true,
                exclusive: false,
                autoDelete: false,
                arguments,
                cancellationToken: cancellationToken);
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
            // Not the number of an email: moved to the dead-letter queue, where a person can inspect it.
            await receiveChannel.BasicRejectAsync(message.DeliveryTag, requeue: false).ConfigureAwait(false);
        }
    }
}
