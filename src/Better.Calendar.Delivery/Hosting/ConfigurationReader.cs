using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery.Hosting;

/// <summary>Reads the settings of a delivery; a message about a wrong one names it.</summary>
internal sealed class ConfigurationReader(IConfigurationSection section)
{
    /// <summary>The transport that is configured; null: none.</summary>
    /// <exception cref="FormatException">A setting cannot be read.</exception>
    public Func<IServiceProvider, IMessageTransport>? ReadTransport()
    {
        if (ReadText("Maildir") is { } maildir)
        {
            return _ => new MaildirTransport(maildir);
        }

        if (ReadText("PickupDirectory") is { } pickup)
        {
            return _ => new PickupDirectoryTransport(pickup);
        }

        if (ReadText("Smtp") is not { } smtp)
        {
            return null;
        }

        var server = ReadServer(smtp);
        return services => new SmtpTransport(server, services.GetService<ILogger<SmtpTransport>>());
    }

    /// <summary>The options with what is configured.</summary>
    /// <exception cref="FormatException">A setting cannot be read.</exception>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public DeliveryOptions ReadOptions(DeliveryOptions options) => options with
    {
        WorkerName = ReadText("WorkerName") ?? options.WorkerName,
        Connections = ReadNumber("Connections") ?? options.Connections,
        MaxPerMinute = ReadNumber("MaxPerMinute") ?? options.MaxPerMinute,
        DefaultDomainLimit = options.DefaultDomainLimit with
        {
            MaxConcurrent = ReadNumber("DomainLimit:MaxConcurrent") ?? options.DefaultDomainLimit.MaxConcurrent,
            MaxPerMinute = ReadNumber("DomainLimit:MaxPerMinute") ?? options.DefaultDomainLimit.MaxPerMinute,
        },
        MaxUncertainSends = ReadNumber("MaxUncertainSends") ?? options.MaxUncertainSends,
        LeaseDuration = ReadDuration("LeaseDuration") ?? options.LeaseDuration,
        ServerRetryTimeout = ReadDuration("ServerRetryTimeout") ?? options.ServerRetryTimeout,
        StoreRetryTimeout = ReadDuration("StoreRetryTimeout") ?? options.StoreRetryTimeout,
        RetrySchedule = options.RetrySchedule with
        {
            InitialDelay = ReadDuration("RetrySchedule:InitialDelay") ?? options.RetrySchedule.InitialDelay,
            DelayAfterConnectionLoss =
                ReadDuration("RetrySchedule:DelayAfterConnectionLoss") ?? options.RetrySchedule.DelayAfterConnectionLoss,
            MaxDelay = ReadDuration("RetrySchedule:MaxDelay") ?? options.RetrySchedule.MaxDelay,
            GiveUpAfter = ReadDuration("RetrySchedule:GiveUpAfter") ?? options.RetrySchedule.GiveUpAfter,
        },
        DkimSignature = ReadText("Dkim:Domain") is { } domain ? ReadDkimSignature(domain) : options.DkimSignature,
    };

    public bool ReadFlag(string name) => ReadText(name) is { } text
        && (bool.TryParse(text, out var flag) ? flag : throw Wrong(name, text, "true or false"));

    public Duration? ReadDuration(string name) => ReadText(name) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds)
            && Math.Abs(seconds) < 1e9
            ? Duration.FromSeconds(seconds)
        : throw Wrong(name, text, "a number of seconds");

    private SmtpServerOptions ReadServer(string text)
    {
        SmtpServerOptions server;
        try
        {
            server = SmtpServerOptions.Parse(text, static _ => ReadPassword());
        }
        catch (FormatException problem)
        {
            throw new FormatException(
                $"{section.Path}:Smtp is wrong. {problem.Message} The password is read from the environment variable {PasswordVariable}.");
        }

        return server with
        {
            Security = ReadEnum<SmtpSecurity>("SmtpSecurity") ?? server.Security,
            Revocation = ReadEnum<RevocationMode>("Revocation") ?? server.Revocation,
            TrustedRootCertificates = ReadText("TrustedRootCertificates") is { } file ? ReadCertificates(file) : [],
        };
    }

    private const string PasswordVariable = "BETTER_SMTP_PASSWORD";

    private static ValueTask<string> ReadPassword() => ValueTask.FromResult(
        Environment.GetEnvironmentVariable(PasswordVariable)
        ?? throw new TransportException($"There is no password. Set the environment variable {PasswordVariable}.", isTransient: false));

    private DkimSignature ReadDkimSignature(string domain)
    {
        var file = ReadText("Dkim:Key")
            ?? throw new FormatException($"Set {section.Path}:Dkim:Key to the file with the private key (PEM).");
        try
        {
            using var key = File.OpenRead(file);
            return new(domain, ReadText("Dkim:Selector") ?? "default", key);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new FormatException($"The private key of {section.Path}:Dkim:Key, {file}, cannot be read: {problem.Message}");
        }
    }

    private ValueList<X509Certificate2> ReadCertificates(string file)
    {
        try
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(file);
            return all.Count > 0 ? all.ToValueList() : throw new CryptographicException("it contains no certificate");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new FormatException(
                $"The certificates of {section.Path}:TrustedRootCertificates, {file}, cannot be read: {problem.Message}");
        }
    }

    private string? ReadText(string name) => section[name] is { Length: > 0 } text ? text : null;

    private int? ReadNumber(string name) => ReadText(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(name, text, "a whole number");

    private T? ReadEnum<T>(string name)
        where T : struct, Enum => ReadText(name) is not { } text ? null
        : Enum.TryParse(text, ignoreCase: true, out T value) && Enum.IsDefined(value) ? value
        : throw Wrong(name, text, string.Join(", ", Enum.GetNames<T>()));

    private FormatException Wrong(string name, string text, string expected) =>
        new($"{section.Path}:{name} must be {expected}, and is \"{text}\".");
}
