using Better.Calendar.Delivery.Options;
using NodaTime;

namespace Better.Calendar.Delivery.RabbitMq;

/// <summary>A RabbitMQ server (3.10 or newer), and how workers use it.</summary>
public sealed record RabbitMqOptions
{
    /// <summary>Its name or address.</summary>
    public required string Host { get; init => field = OptionCheck.Text(value); }

    /// <summary>Its port; 0: the default. Default: 5672, with TLS 5671.</summary>
    public int Port { get => field > 0 ? field : UseTls ? 5671 : 5672; init => field = OptionCheck.InRange(value, 0, 65535); }

    /// <summary>Whether the connection is made secret by TLS, with the certificate checked. Default: false.</summary>
    public bool UseTls { get; init; }

    /// <summary>The virtual host. Default: <c>/</c>.</summary>
    public string VirtualHost { get; init => field = OptionCheck.Text(value); } = "/";

    /// <summary>The user. Default: <c>guest</c>, which RabbitMQ lets in from the same machine only.</summary>
    public string UserName { get; init => field = OptionCheck.Text(value); } = "guest";

    /// <summary>Where the password comes from; asked for each connection, kept nowhere. Default: <c>guest</c>.</summary>
    public Func<CancellationToken, ValueTask<string>> PasswordProvider { get; init => field = OptionCheck.NotNull(value); } = static _ => ValueTask.FromResult("guest");

    /// <summary>The queue; those for later and for the dead are named after it. One for each store.</summary>
    public string QueueName { get; init => field = OptionCheck.Text(value); } = "better-calendar.letters";

    /// <summary>How many emails a worker has from the queue at most, from 1 to 65,535. Default: 128.</summary>
    public ushort PrefetchCount { get; init => field = (ushort)OptionCheck.InRange(value, 1, ushort.MaxValue); } = 128;

    /// <summary>How many emails wait in the queue at most: the store has all, the queue some ahead; from 1 to 1,000,000. Default: 2000.</summary>
    public int MaxQueued { get; init => field = OptionCheck.InRange(value, 1, 1_000_000); } = 2000;

    /// <summary>After what time an email that nobody has taken is given to the queue again, from a second to a day. Default: one minute.</summary>
    public Duration RequeueAfter { get; init => field = OptionCheck.InRange(value, Duration.FromSeconds(1), Duration.FromDays(1)); } = Duration.FromMinutes(1);

    /// <summary>How often an email may come back because its worker died, before it goes to the dead: it may be what kills them. From 1 to 10,000. Default: 20.</summary>
    public int DeliveryLimit { get; init => field = OptionCheck.InRange(value, 1, 10_000); } = 20;
}
