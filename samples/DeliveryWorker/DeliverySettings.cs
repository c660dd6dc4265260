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

/// <summary>What the worker is told; README.md explains each.</summary>
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

    /// <exception cref="FormatException">A setting is wrong; the message names it.</exception>
    public static DeliverySettings FromConfiguration(IConfigurationSection section)
    {
        var settings = new Section(section);
        var defaults = new DeliveryOptions();
        return new()
        {
            CreateStore = settings.Text("Sqlite") is { } path ? () => new SqliteOutboxStore(path)
                : settings.Text("Postgres") is { } postgres ? () => new PostgresOutboxStore(postgres)
                : throw new FormatException("Delivery:Postgres or Delivery:Sqlite: say where the store is."),
            RabbitMq = settings.Text("Sqlite") is null && settings.Text("Rabbit") is { } rabbit ? ReadRabbitMq(rabbit, settings) : null,
            Transport = settings.Text("Maildir") is { } maildir ? new MaildirTransport(maildir)
                : settings.Text("Pickup") is { } pickup ? new PickupDirectoryTransport(pickup)
                : new SmtpTransport(ReadSmtpServer(settings)),
            DeliveryOptions = defaults with
            {
                WorkerName = settings.Text("Name"),
                Connections = settings.Number("Connections") ?? defaults.Connections,
                MaxPerMinute = settings.Number("PerMinute"),
                DefaultDomainLimit = new() { MaxConcurrent = settings.Number("PerDomain:AtOnce"), MaxPerMinute = settings.Number("PerDomain:PerMinute") },
                MaxUncertainSends = settings.Number("MostDoubts") ?? defaults.MaxUncertainSends,
                LeaseDuration = settings.Seconds("Lease") ?? defaults.LeaseDuration,
                ServerRetryTimeout = settings.Seconds("ServerPatience"),
                StoreRetryTimeout = settings.Seconds("LedgerPatience") ?? defaults.StoreRetryTimeout,
                RetrySchedule = defaults.RetrySchedule with
                {
                    InitialDelay = settings.Seconds("Retry:First") ?? defaults.RetrySchedule.InitialDelay,
                    DelayAfterConnectionLoss = settings.Seconds("Retry:AfterLoss") ?? defaults.RetrySchedule.DelayAfterConnectionLoss,
                    MaxDelay = settings.Seconds("Retry:Longest") ?? defaults.RetrySchedule.MaxDelay,
                    GiveUpAfter = settings.Seconds("Retry:GiveUpAfter") ?? defaults.RetrySchedule.GiveUpAfter,
                },
                DkimSignature = settings.Text("Dkim:Domain") is { } domain ? ReadDkimSignature(domain, settings) : null,
            },
            SeriesFile = settings.Text("Post"),
            EnqueueAt = settings.Instant("PostAt"),
            Drain = settings.Text("Drain") is "true" or "True",
            MaxWait = settings.Seconds("Patience") ?? Duration.FromMinutes(15),
        };
    }

    private static SmtpServerOptions ReadSmtpServer(Section settings)
    {
        var text = settings.Text("Smtp") ?? throw new FormatException("Delivery:Smtp: say where emails go, such as smtp://you@mail.example:587.");
        SmtpServerOptions server;
        try
        {
            server = SmtpServerOptions.Parse(text, static _ => ReadSecret("BETTER_SMTP_PASSWORD"));
        }
        catch (FormatException problem)
        {
            throw new FormatException($"Delivery:Smtp: {problem.Message}; the password comes from BETTER_SMTP_PASSWORD.");
        }

        return server with
        {
            Security = settings.Text("Security") is not { } word ? server.Security
                : Enum.TryParse(word, ignoreCase: true, out SmtpSecurity security) && Enum.IsDefined(security) ? security
                : throw new FormatException("Delivery:Security: write StartTls, Tls or None."),
            TrustedRootCertificates = settings.Text("TrustedRoots") is { } file ? ReadCertificates(file) : [],
        };
    }

    private static DkimSignature ReadDkimSignature(string domain, Section settings)
    {
        var file = settings.Text("Dkim:Key") ?? throw new FormatException("Delivery:Dkim:Key: say where the private key is (PEM).");
        try
        {
            using var key = File.OpenRead(file);
            return new(domain, settings.Text("Dkim:Selector") ?? "default", key);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new FormatException($"Delivery:Dkim:Key: {problem.Message}");
        }
    }

    private static RabbitMqOptions ReadRabbitMq(string text, Section settings)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw new FormatException("Delivery:Rabbit: write amqp://user@host:5672, without a password; it comes from BETTER_RABBIT_PASSWORD.");
        }

        var server = new RabbitMqOptions { Host = uri.Host, Port = Math.Max(uri.Port, 0), UseTls = uri.Scheme == "amqps", UserName = uri.UserInfo.Length > 0 ? uri.UserInfo : "guest" };
        return server with
        {
            QueueName = settings.Text("Queue") ?? server.QueueName,
            RequeueAfter = settings.Seconds("GiveAgain") ?? server.RequeueAfter,
            PasswordProvider = Environment.GetEnvironmentVariable("BETTER_RABBIT_PASSWORD") is null && server.UserName == "guest" ? server.PasswordProvider : static _ => ReadSecret("BETTER_RABBIT_PASSWORD"),
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
            throw new FormatException($"Delivery:TrustedRoots: {problem.Message}");
        }
    }

    private static ValueTask<string> ReadSecret(string variable) =>
        ValueTask.FromResult(Environment.GetEnvironmentVariable(variable) ?? throw new IOException($"No password: set {variable}."));

    private sealed class Section(IConfigurationSection section)
    {
        public string? Text(string name) => section[name] is { Length: > 0 } text ? text : null;

        public int? Number(string name) => Text(name) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"Delivery:{name}: \"{text}\" is no whole number.");

        public Instant? Instant(string name) => Text(name) is not { } text ? null
            : InstantPattern.General.Parse(text).TryGetValue(default, out var moment) ? moment
            : throw new FormatException($"Delivery:{name}: \"{text}\" is no moment such as 2027-01-11T08:00:00Z.");

        public Duration? Seconds(string name) => Text(name) is not { } text ? null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Duration.FromSeconds(seconds)
            : throw new FormatException($"Delivery:{name}: \"{text}\" are no seconds.");
    }
}
