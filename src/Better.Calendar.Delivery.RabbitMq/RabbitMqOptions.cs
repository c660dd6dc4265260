using Better.Calendar.Delivery.Options;
using NodaTime;

namespace Better.Calendar.Delivery.RabbitMq;

/// <summary>A RabbitMQ broker (3.10 or newer) and how workers use it.</summary>
public sealed record RabbitMqOptions
{
    /// <summary>The host name or IP address of the broker.</summary>
    public required string Host { get; init => field = OptionCheck.Text(value); }

    /// <summary>The port, from 0 to 65,535; 0 means the default. Default: 5672, with TLS 5671.</summary>
    public int Port { get => field > 0 ? field : UseTls ? 5671 : 5672; init => field = OptionCheck.InRange(value, 0, 65535); }

    /// <summary>Whether the connection is encrypted by TLS, and the certificate checked. Default: false.</summary>
    public bool UseTls { get; init; }

    /// <summary>The virtual host. Default: <c>/</c>.</summary>
    public string VirtualHost { get; init => field = OptionCheck.Text(value); } = "/";

    /// <summary>The user name. Default: <c>guest</c>, which RabbitMQ accepts from the same machine only.</summary>
    public string UserName { get; init => field = OptionCheck.Text(value); } = "guest";

    /// <summary>Supplies the password; called for each connection, and the result is not stored. Default: supplies <c>guest</c>.</summary>
    public Func<CancellationToken, ValueTask<string>> PasswordProvider { get; init => field = OptionCheck.NotNull(value); } =
        static _ => ValueTask.FromResult("guest");

    /// <summary>
    /// The name of the queue, from which the names of the delay queues and of the dead-letter queue are derived. Each store needs its own.
    /// Default: <c>better-calendar.emails</c>.
    /// </summary>
    public string QueueName { get; init => field = OptionCheck.Text(value); } = "better-calendar.emails";

    /// <summary>The maximum number of unacknowledged messages per worker, from 1 to 65,535. Default: 128.</summary>
    public ushort PrefetchCount { get; init => field = (ushort)OptionCheck.InRange(value, 1, ushort.MaxValue); } = 128;

    /// <summary>
    /// The maximum number of emails that wait in the queue, from 1 to 1,000,000; the others wait in the store. Default: 2000.
    /// </summary>
    public int MaxQueued { get; init => field = OptionCheck.InRange(value, 1, 1_000_000); } = 2000;

    /// <summary>
    /// After what time an email that no worker has claimed is published again, from a second to a day. Default: one minute.
    /// </summary>
    public Duration RequeueAfter { get; init => field = OptionCheck.InRange(value, Duration.FromSeconds(1), Duration.FromDays(1)); } =
        Duration.FromMinutes(1);

    /// <summary>
    /// How often a message may be redelivered because its worker died, from 1 to 10,000. Then it goes to the dead-letter queue, because it
    /// may be what crashes the workers. Default: 20.
    /// </summary>
    public int DeliveryLimit { get; init => field = OptionCheck.InRange(value, 1, 10_000); } = 20;
}
