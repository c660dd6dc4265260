using System.Security.Cryptography.X509Certificates;
using Better.Calendar.Delivery.Options;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>A mail server that takes emails (RFC 6409).</summary>
public sealed record SmtpServerOptions
{
    /// <summary>Its name; the certificate must have it.</summary>
    public required string Host { get; init => field = OptionCheck.Text(value); }

    /// <summary>Its port; 0: the default. Default: 587 with STARTTLS, 465 with TLS from the start, 25 without.</summary>
    public int Port { get => field > 0 ? field : Security switch { SmtpSecurity.Tls => 465, SmtpSecurity.None => 25, _ => 587 }; init => field = OptionCheck.InRange(value, 0, 65535); }

    /// <summary>How the connection is made secret. Default: STARTTLS, and nothing without it.</summary>
    public SmtpSecurity Security { get; init => field = OptionCheck.Defined(value); } = SmtpSecurity.StartTls;

    /// <summary>Who logs in; null: nobody.</summary>
    public SmtpCredentials? Credentials { get; init; }

    /// <summary>Certificates of a house's own authority that are trusted besides those of the system. Default: none.</summary>
    public ValueList<X509Certificate2> TrustedRootCertificates { get; init => field = OptionCheck.NotNull(value); } = [];

    /// <summary>Whether authorities are asked if the certificate was revoked. Default: true.</summary>
    public bool CheckCertificateRevocation { get; init; } = true;

    /// <summary>What we call ourselves in EHLO; null: the name of the machine.</summary>
    public string? LocalDomain { get; init => field = value is null ? null : OptionCheck.Text(value); }

    /// <summary>How long to wait for a response, from 10 milliseconds to a day. Default: two minutes.</summary>
    public Duration Timeout { get; init => field = OptionCheck.InRange(value, Duration.FromMilliseconds(10), Duration.FromDays(1)); } = Duration.FromMinutes(2);

    /// <summary>
    /// Reads <c>smtp://user@host:587</c> (STARTTLS) or <c>smtps://user@host:465</c> (TLS from the start). A password has no place in it:
    /// give a <see cref="Credentials"/> one.
    /// </summary>
    /// <param name="text">The address.</param>
    /// <param name="secretProvider">Where the password of a user comes from; asked once for each connection.</param>
    /// <exception cref="FormatException">It is no such address; the message says what is.</exception>
    public static SmtpServerOptions Parse(string text, Func<CancellationToken, ValueTask<string>> secretProvider)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(secretProvider);
        var uri = Uri.TryCreate(text, UriKind.Absolute, out var parsed) ? parsed : new Uri("unknown:");
        SmtpSecurity? security = uri.Scheme switch
        {
            "smtp" => SmtpSecurity.StartTls,
            "smtps" => SmtpSecurity.Tls,
            _ => null,
        };
        return security is null || uri.Host.Length == 0 || uri.UserInfo.Contains(':', StringComparison.Ordinal)
            ? throw new FormatException("write smtp://user@host:587 or smtps://user@host:465, without a password")
            : new()
            {
                Host = uri.Host,
                Port = Math.Max(uri.Port, 0),
                Security = security.Value,
                Credentials = uri.UserInfo.Length == 0 ? null : new() { UserName = Uri.UnescapeDataString(uri.UserInfo), SecretProvider = secretProvider },
            };
    }
}

/// <summary>How a connection to a mail server is made secret. Certificates are always checked.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS (RFC 3207); a server that does not offer it gets nothing.</summary>
    StartTls,

    /// <summary>TLS from the start (RFC 8314, 3.3).</summary>
    Tls,

    /// <summary>None: passwords and meeting links travel in the open. Only for a server on the same machine.</summary>
    None,
}

/// <summary>Who logs in to a mail server.</summary>
public sealed record SmtpCredentials
{
    /// <summary>The user.</summary>
    public required string UserName { get; init => field = OptionCheck.Text(value); }

    /// <summary>
    /// The password, or the access token of <see cref="IsOAuth2"/>. Asked once for each connection, so that a token can be a fresh one;
    /// kept nowhere.
    /// </summary>
    public required Func<CancellationToken, ValueTask<string>> SecretProvider { get; init => field = OptionCheck.NotNull(value); }

    /// <summary>Whether the secret is an access token (XOAUTH2, OAUTHBEARER) instead of a password. Default: false.</summary>
    public bool IsOAuth2 { get; init; }
}
