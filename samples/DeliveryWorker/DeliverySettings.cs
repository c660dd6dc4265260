using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Better.Calendar;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Delivery.Sqlite;
using Microsoft.Extensions.Configuration;
using NodaTime;
using NodaTime.Text;

namespace DeliveryWorkerSample;

/// <summary>The settings of the worker; README.md explains each.</summary>
internal sealed record DeliverySettings
{
    public required Func<IOutboxStore> CreateStore { get; init; }

    public RabbitMqOptions? RabbitMq { get; init; }

    public required IMessageTransport Transport { get; init; }

    public required DeliveryOptions DeliveryOptions { get; init; }

    public string? SeriesFile { get; init; }

    public Instant? EnqueueAt { get; init; }

    public bool Drain { get; init; }

    public Duration MaxWait { get; init; }

    /// <exception cref="FormatException">A setting is missing or wrong; the message names it.</exception>
    public static DeliverySettings FromConfiguration(IConfigurationSection section)
    {
        var settings = new Section(section);
        var defaults = new DeliveryOptions();
        return new()
        {
            CreateStore = settings.Text("Sqlite") is { } path ? () => new SqliteOutboxStore(path)
                : settings.Text("PostgreSql") is { } postgres ? () => new PostgresOutboxStore(postgres)
                : throw new FormatException(
                    "Set Delivery:Sqlite to the path of the outbox file, or Delivery:PostgreSql to a connection string."),
            RabbitMq = settings.Text("Sqlite") is null && settings.Text("RabbitMq") is { } rabbitMq
                ? ReadRabbitMq(rabbitMq, settings)
                : null,
            Transport = settings.Text("Maildir") is { } maildir ? new MaildirTransport(maildir)
                : settings.Text("PickupDirectory") is { } pickup ? new PickupDirectoryTransport(pickup)
                : new SmtpTransport(ReadSmtpServer(settings)),
            DeliveryOptions = defaults with
            {
                WorkerName = settings.Text("WorkerName"),
                Connections = settings.Number("Connections") ?? defaults.Connections,
                MaxPerMinute = settings.Number("MaxPerMinute"),
                DefaultDomainLimit =
                    new()
                    {
                        MaxConcurrent = settings.Number("DomainLimit:MaxConcurrent"),
                        MaxPerMinute = settings.Number("DomainLimit:MaxPerMinute")
                    },
                MaxUncertainSends = settings.Number("MaxUncertainSends") ?? defaults.MaxUncertainSends,
                LeaseDuration = settings.Seconds("LeaseDuration") ?? defaults.LeaseDuration,
                ServerRetryTimeout = settings.Seconds("ServerRetryTimeout"),
                StoreRetryTimeout = settings.Seconds("StoreRetryTimeout") ?? defaults.StoreRetryTimeout,
                RetrySchedule = defaults.RetrySchedule with
                {
                    InitialDelay = settings.Seconds("RetrySchedule:InitialDelay") ?? defaults.RetrySchedule.InitialDelay,
                    DelayAfterConnectionLoss = settings.Seconds("RetrySchedule:DelayAfterConnectionLoss")
                        ?? defaults.RetrySchedule.DelayAfterConnectionLoss,
                    MaxDelay = settings.Seconds("RetrySchedule:MaxDelay") ?? defaults.RetrySchedule.MaxDelay,
                    GiveUpAfter = settings.Seconds("RetrySchedule:GiveUpAfter") ?? defaults.RetrySchedule.GiveUpAfter,
                },
                DkimSignature = settings.Text("Dkim:Domain") is { } domain ? ReadDkimSignature(domain, settings) : null,
            },
            SeriesFile = settings.Text("SeriesFile"),
            EnqueueAt = settings.Instant("EnqueueAt"),
            Drain = settings.Text("Drain") is "true" or "True",
            MaxWait = settings.Seconds("MaxWait") ?? Duration.FromMinutes(15),
        };
    }

    private static SmtpServerOptions ReadSmtpServer(Section settings)
    {
        var text = settings.Text("Smtp")
            ?? throw new FormatException(
                "Set Delivery:Smtp to the mail server, such as smtp://you@mail.example:587, or set Delivery:PickupDirectory or "
                    + "Delivery:Maildir.");
        SmtpServerOptions server;
        try
        {
            server = SmtpServerOptions.Parse(text, static _ => ReadSecret("BETTER_SMTP_PASSWORD"));
        }
        catch (FormatException problem)
        {
            throw new FormatException(
                $"Delivery:Smtp is wrong. {problem.Message} The password is read from the environment variable BETTER_SMTP_PASSWORD.");
        }

        return server with
        {
            Security = settings.Text("SmtpSecurity") is not { } name ? server.Security
                : Enum.TryParse(name, ignoreCase: true, out SmtpSecurity security) && Enum.IsDefined(security) ? security
                : throw new FormatException($"Delivery:SmtpSecurity must be StartTls, Tls or None, and is \"{name}\"."),
            TrustedRootCertificates = settings.Text("TrustedRootCertificates") is { } file ? ReadCertificates(file) : [],
        };
    }

    private static DkimSignature ReadDkimSignature(string domain, Section settings)
    {
        var file = settings.Text("Dkim:Key") ?? throw new FormatException("Set Delivery:Dkim:Key to the file with the private key (PEM).");
        try
        {
            using var key = File.OpenRead(file);
            return new(domain, settings.Text("Dkim:Selector") ?? "default", key);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new FormatException($"The private key of Delivery:Dkim:Key, {file}, cannot be read: {problem.Message}");
        }
    }

    private static RabbitMqOptions ReadRabbitMq(string text, Section settings)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("amqp" or "amqps")
            || uri.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw new FormatException(
                "Delivery:RabbitMq must be amqp://user@host:5672 or amqps://user@host:5671, without a password, which is read from the "
                    + "environment variable BETTER_RABBITMQ_PASSWORD.");
        }

        var server =
            new RabbitMqOptions
            {
                Host = uri.Host,
                Port = Math.Max(uri.Port, 0),
                UseTls = uri.Scheme == "amqps",
                UserName = uri.UserInfo.Length > 0
                ? uri.UserInfo
                : "guest"
            };
        return server with
        {
            QueueName = settings.Text("QueueName") ?? server.QueueName,
            RequeueAfter = settings.Seconds("RequeueAfter") ?? server.RequeueAfter,
            PasswordProvider = Environment.GetEnvironmentVariable("BETTER_RABBITMQ_PASSWORD") is null && server.UserName == "guest"
                ? server.PasswordProvider
                : static _ => ReadSecret("BETTER_RABBITMQ_PASSWORD"),
        };
    }

    private static ValueList<X509Certificate2> ReadCertificates(string file)
    {
        try
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(file);
            return all.ToValueList();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new FormatException($"The certificates of Delivery:TrustedRootCertificates, {file}, cannot be read: {problem.Message}");
        }
    }

    private static ValueTask<string> ReadSecret(string variable) =>
        ValueTask.FromResult(Environment.GetEnvironmentVariable(variable)
            ?? throw new IOException($"There is no password. Set the environment variable {variable}."));

    private sealed class Section(IConfigurationSection section)
    {
        public string? Text(string name) => section[name] is { Length: > 0 } text ? text : null;

        public int? Number(string name) => Text(name) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"Delivery:{name}: \"{text}\" is not a whole number.");

        public Instant? Instant(string name) => Text(name) is not { } text ? null
            : InstantPattern.General.Parse(text).TryGetValue(default, out var moment) ? moment
            : throw new FormatException($"Delivery:{name}: \"{text}\" is not a time such as 2027-01-11T08:00:00Z.");

        public Duration? Seconds(string name) => Text(name) is not { } text ? null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Duration.FromSeconds(seconds)
            : throw new FormatException($"Delivery:{name}: \"{text}\" is not a number of seconds.");
    }
}
