using System.Net;
using System.Net.Security;
using MailKit.Security;
using MimeKit.Cryptography;

namespace Better.Calendar.Delivery;

/// <summary>A mail server and how to log in. Certificates are checked.</summary>
public sealed record SmtpServer
{
    /// <summary>The server's name, as its certificate has it.</summary>
    public required string Host { get; init; }

    /// <summary>The port. Default: 587, the submission port (RFC 6409).</summary>
    public int Port { get; init; } = 587;

    /// <summary>Default: STARTTLS, and no letter without it. <c>SslOnConnect</c> for port 465 (RFC 8314), <c>None</c> for a relay on the same machine.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;

    /// <summary>
    /// Gives the way to log in for each new connection, so that a token can be fresh: <c>new SaslMechanismOAuth2(user, token)</c> for
    /// XOAUTH2, <c>new SaslMechanismPlain(user, password)</c>. It is asked and forgotten: nothing of it is kept or logged. Default: null, no login.
    /// </summary>
    public Func<SaslMechanism>? Login { get; init; }

    /// <summary>Gives name and password where the server may choose the way to log in; asked and forgotten like <see cref="Login"/>. Default: null.</summary>
    public Func<ICredentials>? Credentials { get; init; }

    /// <summary>A check of the host's own in place of the usual one, to pin a certificate. Default: null, the usual one.</summary>
    public RemoteCertificateValidationCallback? CertificateCheck { get; init; }

    /// <summary>Signs each letter (RFC 6376). Default: null, as servers mostly sign themselves.</summary>
    public DkimSigner? Dkim { get; init; }

    /// <summary>How long one answer may take. Default: 2 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);
}
