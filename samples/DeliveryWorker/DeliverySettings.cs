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

namespace DeliveryWorker;

/// <summary>What the worker is told; README.md explains each.</summary>
internal sealed record DeliverySettings
{
    public required Func<ILetterLedger> Ledger { get; init; }

    public RabbitServer? Rabbit { get; init; }

    public required ILetterSink Sink { get; init; }

    public required CourierOptions Courier { get; init; }

    public string? Post { get; init; }

    public Instant? PostAt { get; init; }

    public bool Drain { get; init; }

    public Duration Patience { get; init; }

    /// <exception cref="FormatException">A setting is wrong; the message names it.</exception>
    public static DeliverySettings Of(IConfigurationSection section)
    {
        var settings = new Section(section);
        var defaults = new CourierOptions();
        return new()
        {
            Ledger = settings.Text("Sqlite") is { } path ? () => new SqliteLedger(path)
                : settings.Text("Postgres") is { } postgres ? () => new PostgresLedger(postgres)
                : throw new FormatException("Delivery:Postgres or Delivery:Sqlite: say where the ledger is."),
            Rabbit = settings.Text("Sqlite") is null && settings.Text("Rabbit") is { } rabbit ? RabbitOf(rabbit, settings) : null,
            Sink = settings.Text("Maildir") is { } maildir ? new MaildirSink(maildir)
                : settings.Text("Pickup") is { } pickup ? new PickupSink(pickup)
                : new SmtpSink(SmtpOf(settings)),
            Courier = defaults with
            {
                Name = settings.Text("Name"),
                Connections = settings.Number("Connections") ?? defaults.Connections,
                PerMinute = settings.Number("PerMinute"),
                PerDomain = new() { AtOnce = settings.Number("PerDomain:AtOnce"), PerMinute = settings.Number("PerDomain:PerMinute") },
                MostDoubts = settings.Number("MostDoubts") ?? defaults.MostDoubts,
                Lease = settings.Seconds("Lease") ?? defaults.Lease,
                ServerPatience = settings.Seconds("ServerPatience"),
                LedgerPatience = settings.Seconds("LedgerPatience") ?? defaults.LedgerPatience,
                Retry = defaults.Retry with
                {
                    First = settings.Seconds("Retry:First") ?? defaults.Retry.First,
                    AfterLoss = settings.Seconds("Retry:AfterLoss") ?? defaults.Retry.AfterLoss,
                    Longest = settings.Seconds("Retry:Longest") ?? defaults.Retry.Longest,
                    GiveUpAfter = settings.Seconds("Retry:GiveUpAfter") ?? defaults.Retry.GiveUpAfter,
                },
                Signature = settings.Text("Dkim:Domain") is { } domain ? SignatureOf(domain, settings) : null,
            },
            Post = settings.Text("Post"),
            PostAt = settings.Moment("PostAt"),
            Drain = settings.Text("Drain") is "true" or "True",
            Patience = settings.Seconds("Patience") ?? Duration.FromMinutes(15),
        };
    }

    private static SmtpServer SmtpOf(Section settings)
    {
        var text = settings.Text("Smtp") ?? throw new FormatException("Delivery:Smtp: say where letters go, such as smtp://you@mail.example:587.");
        SmtpServer server;
        try
        {
            server = SmtpServer.Parse(text, static _ => Secret("BETTER_SMTP_PASSWORD"));
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
            TrustedRoots = settings.Text("TrustedRoots") is { } file ? Certificates(file) : [],
        };
    }

    private static DkimSignature SignatureOf(string domain, Section settings)
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

    private static RabbitServer RabbitOf(string text, Section settings)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw new FormatException("Delivery:Rabbit: write amqp://user@host:5672, without a password; it comes from BETTER_RABBIT_PASSWORD.");
        }

        var server = new RabbitServer { Host = uri.Host, Port = Math.Max(uri.Port, 0), Tls = uri.Scheme == "amqps", User = uri.UserInfo.Length > 0 ? uri.UserInfo : "guest" };
        return server with
        {
            Queue = settings.Text("Queue") ?? server.Queue,
            GiveAgain = settings.Seconds("GiveAgain") ?? server.GiveAgain,
            Password = Environment.GetEnvironmentVariable("BETTER_RABBIT_PASSWORD") is null && server.User == "guest" ? server.Password : static _ => Secret("BETTER_RABBIT_PASSWORD"),
        };
    }

    private static ValueList<X509Certificate2> Certificates(string file)
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

    private static ValueTask<string> Secret(string variable) =>
        ValueTask.FromResult(Environment.GetEnvironmentVariable(variable) ?? throw new IOException($"No password: set {variable}."));

    private sealed class Section(IConfigurationSection section)
    {
        public string? Text(string name) => section[name] is { Length: > 0 } text ? text : null;

        public int? Number(string name) => Text(name) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"Delivery:{name}: \"{text}\" is no whole number.");

        public Instant? Moment(string name) => Text(name) is not { } text ? null
            : InstantPattern.General.Parse(text).TryGetValue(default, out var moment) ? moment
            : throw new FormatException($"Delivery:{name}: \"{text}\" is no moment such as 2027-01-11T08:00:00Z.");

        public Duration? Seconds(string name) => Text(name) is not { } text ? null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Duration.FromSeconds(seconds)
            : throw new FormatException($"Delivery:{name}: \"{text}\" are no seconds.");
    }
}
