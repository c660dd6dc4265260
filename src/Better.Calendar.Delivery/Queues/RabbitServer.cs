using NodaTime;

namespace Better.Calendar.Delivery.Queues;

/// <summary>A RabbitMQ server (3.10 or newer), and how couriers use it.</summary>
public sealed record RabbitServer
{
    /// <summary>Its name or address.</summary>
    public required string Host { get; init; }

    /// <summary>Its port. Default: 5672, with TLS 5671.</summary>
    public int Port { get => field > 0 ? field : Tls ? 5671 : 5672; init; }

    /// <summary>Whether the connection is made secret by TLS, with the certificate checked. Default: false.</summary>
    public bool Tls { get; init; }

    /// <summary>The virtual host. Default: <c>/</c>.</summary>
    public string VirtualHost { get; init; } = "/";

    /// <summary>The user. Default: <c>guest</c>, which RabbitMQ lets in from the same machine only.</summary>
    public string User { get; init; } = "guest";

    /// <summary>Where the password comes from; asked for each connection, kept nowhere. Default: <c>guest</c>.</summary>
    public Func<CancellationToken, ValueTask<string>> Password { get; init; } = static _ => ValueTask.FromResult("guest");

    /// <summary>The queue; those for later and for the dead are named after it. One for each ledger.</summary>
    public string Queue { get; init; } = "better-calendar.letters";

    /// <summary>How many letters a courier has from the queue at most. Default: 128.</summary>
    public ushort Prefetch { get; init; } = 128;

    /// <summary>How many letters wait in the queue at most: the ledger has all, the queue some ahead. Default: 2000.</summary>
    public int Ahead { get; init; } = 2000;

    /// <summary>After what time a letter that nobody has taken is given to the queue again. Default: one minute.</summary>
    public Duration GiveAgain { get; init; } = Duration.FromMinutes(1);

    /// <summary>How often a letter may come back because its courier died, before it goes to the dead: it may be what kills them. Default: 20.</summary>
    public int DeliveryLimit { get; init; } = 20;
}
