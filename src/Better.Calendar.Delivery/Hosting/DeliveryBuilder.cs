using Better.Calendar.Delivery.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>Chooses the store, the transport and the options of the delivery in a host.</summary>
/// <remarks>
/// What <see cref="Bind"/> reads from the configuration is checked there, and everything is created before the host starts: a host with a
/// wrong setting does not start, and says which one is wrong.
/// </remarks>
public sealed class DeliveryBuilder
{
    private Func<DeliveryOptions, DeliveryOptions> configure = static options => options;

    internal DeliveryBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the host.</summary>
    public IServiceCollection Services { get; }

    /// <summary>How long a worker waits for the next attempt before it stops the host; null: it runs until it is stopped.</summary>
    internal Duration? StopAfter { get; private set; }

    /// <summary>How long a worker pauses before it tries again; null: what a person must correct stops the host.</summary>
    internal Duration? Pause { get; private set; }

    /// <summary>Uses a store; the packages of the stores have methods such as <c>UseSqlite</c> that call this one.</summary>
    /// <param name="create">Creates the store, once; the host disposes it.</param>
    public DeliveryBuilder UseStore(Func<IServiceProvider, IOutboxStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.Replace(ServiceDescriptor.Singleton(create));
        return this;
    }

    /// <summary>Uses a queue beside the store; without, workers claim emails in the store.</summary>
    /// <param name="create">Creates the queue, once; the host disposes it.</param>
    public DeliveryBuilder UseQueue(Func<IServiceProvider, IDispatchQueue> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.Replace(ServiceDescriptor.Singleton(create));
        return this;
    }

    /// <summary>Uses a transport.</summary>
    /// <param name="create">Creates the transport, once.</param>
    public DeliveryBuilder UseTransport(Func<IServiceProvider, IMessageTransport> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.Replace(ServiceDescriptor.Singleton(create));
        return this;
    }

    /// <summary>Sends by SMTP.</summary>
    /// <param name="server">The server.</param>
    public DeliveryBuilder UseSmtp(SmtpServerOptions server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return UseTransport(services => new SmtpTransport(server, services.GetService<ILogger<SmtpTransport>>()));
    }

    /// <summary>Writes emails into a Maildir.</summary>
    /// <param name="folder">The path of the Maildir.</param>
    public DeliveryBuilder UseMaildir(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return UseTransport(_ => new MaildirTransport(folder));
    }

    /// <summary>Writes emails into a pickup directory.</summary>
    /// <param name="folder">The path of the directory.</param>
    public DeliveryBuilder UsePickupDirectory(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return UseTransport(_ => new PickupDirectoryTransport(folder));
    }

    /// <summary>Changes the options of the worker; may be called several times.</summary>
    /// <param name="change">Returns the changed options: <c>options => options with { Connections = 8 }</c>.</param>
    public DeliveryBuilder Configure(Func<DeliveryOptions, DeliveryOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var before = configure;
        configure = options => change(before(options));
        return this;
    }

    /// <summary>Stops the host when all emails are final, instead of waiting for more: for a job that runs and ends.</summary>
    /// <param name="maxWait">How long to wait for the next attempt.</param>
    public DeliveryBuilder StopWhenDone(Duration maxWait)
    {
        StopAfter = maxWait;
        return this;
    }

    /// <summary>
    /// Keeps the host running when a person must correct something, such as the password of the mail server: the worker says so in the log
    /// and in <see cref="DeliveryHealthCheck"/>, and tries again after a pause. For a host that does more than to send emails.
    /// </summary>
    /// <param name="pause">How long it waits before it tries again.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pause is not positive.</exception>
    public DeliveryBuilder RestartAfter(Duration pause)
    {
        Pause = pause > Duration.Zero
            ? pause
            : throw new ArgumentOutOfRangeException(nameof(pause), pause, "The pause must be longer than zero.");
        return this;
    }

    /// <summary>
    /// Reads transport and options from the configuration: the names are those of the properties, and durations are in seconds. The
    /// README of the package lists them.
    /// </summary>
    /// <param name="section">The section, such as <c>configuration.GetSection("Delivery")</c>.</param>
    /// <exception cref="FormatException">A setting cannot be read; the message names it.</exception>
    /// <exception cref="ArgumentException">A setting is out of its range; the message names property, value and range.</exception>
    public DeliveryBuilder Bind(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var reader = new ConfigurationReader(section);
        if (reader.ReadTransport() is { } transport)
        {
            UseTransport(transport);
        }

        Configure(reader.ReadOptions);
        reader.ReadOptions(new());
        return reader.ReadFlag("Drain") ? StopWhenDone(reader.ReadDuration("MaxWait") ?? Duration.FromMinutes(15)) : this;
    }

    internal DeliveryOptions CreateOptions() => configure(new());
}
