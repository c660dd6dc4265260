using System.Security.Cryptography.X509Certificates;
using Better.Calendar.Delivery.Options;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>The mail server that emails are submitted to (RFC 6409).</summary>
public sealed record SmtpServerOptions
{
    /// <summary>The host name; the certificate must be valid for it.</summary>
    public required string Host { get; init => field = OptionCheck.Text(value); }

    /// <summary>
    /// The port, from 0 to 65,535; 0 means the default. Default: 587 with STARTTLS, 465 with TLS from the start, 25 without TLS.
    /// </summary>
    public int Port
    {
        get =>
        field > 0 ? field : Security switch { SmtpSecurity.Tls => 465, SmtpSecurity.None => 25, _ => 587 }; init =>
        field = OptionCheck.InRange(value, 0, 65535);
    }

    /// <summary>How the connection is encrypted. Default: STARTTLS, required.</summary>
    public SmtpSecurity Security { get; init => field = OptionCheck.Defined(value); } = SmtpSecurity.StartTls;

    /// <summary>The credentials to log in with; null: no login. Default: null.</summary>
    public SmtpCredentials? Credentials { get; init; }

    /// <summary>Certificates of private authorities that are trusted in addition to those of the operating system. Default: none.</summary>
    public ValueList<X509Certificate2> TrustedRootCertificates { get; init => field = OptionCheck.NotNull(value); } = [];

    /// <summary>Whether certificates are looked up in revocation lists. Default: <see cref="RevocationMode.Soft"/>.</summary>
    public RevocationMode Revocation { get; init => field = OptionCheck.Defined(value); } = RevocationMode.Soft;

    /// <summary>The client name in EHLO (RFC 5321, 4.1.1.1); null: the name of the machine. Default: null.</summary>
    public string? LocalDomain { get; init => field = value is null ? null : OptionCheck.Text(value); }

    /// <summary>How long to wait for a connection or a response, from 10 milliseconds to a day. Default: two minutes.</summary>
    public Duration Timeout { get; init => field = OptionCheck.InRange(value, Duration.FromMilliseconds(10), Duration.FromDays(1)); } =
        Duration.FromMinutes(2);

    /// <summary>
    /// Parses <c>smtp://user@host:587</c> (STARTTLS) or <c>smtps://user@host:465</c> (TLS from the start). The text must not contain a
    /// password; <paramref name="secretProvider"/> supplies it.
    /// </summary>
    /// <param name="text">The URL of the server; without a user there is no login.</param>
    /// <param name="secretProvider">Supplies the password; called once for each connection.</param>
    /// <exception cref="FormatException">The text is not such a URL, or contains a password.</exception>
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
            ? throw new FormatException(
                "The mail server must be given as smtp://user@host:587 or smtps://user@host:465, without a password.")
            : new()
            {
                Host = uri.Host,
                Port = Math.Max(uri.Port, 0),
                Security = security.Value,
                Credentials = uri.UserInfo.Length == 0
                    ? null
                    : new() { UserName = Uri.UnescapeDataString(uri.UserInfo), SecretProvider = secretProvider },
            };
    }
}

/// <summary>How the connection to a mail server is encrypted. Certificates are always checked.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS (RFC 3207); nothing is sent to a server that does not offer it.</summary>
    StartTls,

    /// <summary>TLS from the start (RFC 8314, 3.3).</summary>
    Tls,

    /// <summary>No encryption: passwords and meeting links can be read on the way. Only for a server on the same machine.</summary>
    None,
}

/// <summary>
/// Whether the certificate of a server is looked up in the revocation lists of its authority (CRL, RFC 5280, or OCSP, RFC 6960).
/// </summary>
public enum RevocationMode
{
    /// <summary>A revoked certificate is refused; a list that cannot be read is logged, and the certificate is accepted.</summary>
    Soft,

    /// <summary>A certificate is refused if it is revoked, and also if no list can be read.</summary>
    Strict,

    /// <summary>Not looked up.</summary>
    Off,
}

/// <summary>The credentials to log in to a mail server with.</summary>
public sealed record SmtpCredentials
{
    /// <summary>The user name.</summary>
    public required string UserName { get; init => field = OptionCheck.Text(value); }

    /// <summary>
    /// Supplies the password, or the access token if <see cref="IsOAuth2"/> is true. Called once for each connection, so that a token can
    /// be
    /// renewed; the result is not stored.
    /// </summary>
    public required Func<CancellationToken, ValueTask<string>> SecretProvider { get; init => field = OptionCheck.NotNull(value); }

    /// <summary>Whether the secret is an access token (OAUTHBEARER, RFC 7628, or XOAUTH2) instead of a password. Default: false.</summary>
    public bool IsOAuth2 { get; init; }
}
