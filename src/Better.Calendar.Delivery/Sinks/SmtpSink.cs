using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Better.Calendar.Delivery.Sinks;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using AuthenticationException = MailKit.Security.AuthenticationException;

namespace Better.Calendar.Delivery;

/// <summary>Hands letters to a mail server, by MailKit.</summary>
/// <param name="server">The server.</param>
public sealed class SmtpSink(SmtpServer server) : ILetterSink
{
    private readonly SmtpServer server = server ?? throw new ArgumentNullException(nameof(server));

    /// <inheritdoc/>
    public string Place => $"{server.Host}:{server.Port}";

    /// <inheritdoc/>
    public async Task<ILetterLine> OpenAsync(CancellationToken cancellation)
    {
        var client = new LetterClient { Timeout = (int)server.Timeout.TotalMilliseconds, CheckCertificateRevocation = server.ChecksRevocation };
        string? distrust = null;
        client.ServerCertificateValidationCallback = (_, certificate, chain, errors) => (distrust = Distrust(certificate, chain, errors)) is null;
        if (server.LocalDomain is { } name)
        {
            client.LocalDomain = name;
        }

        WireStream? wire = null;
        try
        {
            wire = new(new NetworkStream(await ConnectAsync(cancellation).ConfigureAwait(false), ownsSocket: true));
            await client.ConnectAsync(wire, server.Host, server.Port, Options(server.Security), cancellation).ConfigureAwait(false);
            await LogInAsync(client, cancellation).ConfigureAwait(false);
            return new SmtpLine(client, Place);
        }
        catch (Exception problem)
        {
            client.Dispose();
            if (wire is not null)
            {
                await wire.DisposeAsync().ConfigureAwait(false);
            }

            if (Told(problem, distrust) is { } told && !(problem is OperationCanceledException && cancellation.IsCancellationRequested))
            {
                throw told;
            }

            throw;
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        // Nagle's algorithm would hold the end of each letter back until the server acknowledges what came before, up to 40 ms.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(server.Timeout.ToTimeSpan());
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, patience.Token).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static SecureSocketOptions Options(SmtpSecurity security) => security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    private async Task LogInAsync(LetterClient client, CancellationToken cancellation)
    {
        if (server.Login is not { } login)
        {
            return;
        }

        var secret = await login.Secret(cancellation).ConfigureAwait(false);
        if (!login.IsOAuth2)
        {
            await client.AuthenticateAsync(login.User, secret, cancellation).ConfigureAwait(false);
        }
        else if (client.AuthenticationMechanisms.Contains("OAUTHBEARER"))
        {
            await client.AuthenticateAsync(new SaslMechanismOAuthBearer(login.User, secret), cancellation).ConfigureAwait(false);
        }
        else
        {
            await client.AuthenticateAsync(new SaslMechanismOAuth2(login.User, secret), cancellation).ConfigureAwait(false);
        }
    }

    private SinkException? Told(Exception problem, string? distrust)
    {
        var said = SmtpLine.OneLine(problem.Message);
        return problem switch
        {
            SslHandshakeException when distrust is not null => new($"{Place}: {distrust}. Nothing was sent.", isPassing: false, problem),
            SslHandshakeException { InnerException: not (IOException or SocketException or OperationCanceledException) } => new($"{Place}: no TLS ({SmtpLine.OneLine(problem.InnerException?.Message ?? said)}). Nothing was sent.", isPassing: false, problem),
            AuthenticationException { InnerException: IOException or SocketException or ProtocolException } => new($"{Place}: {said}", isPassing: true, problem),

            // RFC 4954, 4.7.0 and 454: the password may be right, and the server cannot look just now.
            AuthenticationException when said.StartsWith('4') => new($"{Place}: {said}", isPassing: true, problem),
            AuthenticationException or SaslException => new($"{Place} does not let {server.Login?.User} in ({said}). Look at user and password.", isPassing: false, problem),
            NotSupportedException => new($"{Place}: {said} Nothing was sent.", isPassing: false, problem),
            SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 } command => new($"{Place} takes no mail from us ({SmtpLine.Answer(command)}).", isPassing: false, problem),
            SmtpCommandException command => new($"{Place}: {SmtpLine.Answer(command)}", isPassing: true, problem),
            SslHandshakeException or IOException or SocketException or ProtocolException or TimeoutException or OperationCanceledException or ServiceNotConnectedException => new($"{Place} cannot be reached ({said}).", isPassing: true, problem),
            _ => null,
        };
    }

    private string? Distrust(X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        if (shown is not X509Certificate2 certificate || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "the server shows no certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"the server's certificate is for another name than {server.Host}";
        }

        using var own = new X509Chain();
        if (server.TrustedRoots.Count > 0)
        {
            own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            own.ChainPolicy.CustomTrustStore.AddRange(server.TrustedRoots.ToArray());
            own.ChainPolicy.ExtraStore.AddRange(chain?.ChainElements.Select(static element => element.Certificate).ToArray() ?? []);
            own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            if (own.Build(certificate))
            {
                return null;
            }

            chain = own;
        }

        var statuses = (chain?.ChainStatus ?? []).Select(static status => status.Status).Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one);
        return statuses.HasFlag(X509ChainStatusFlags.NotTimeValid)
            ? FormattableString.Invariant($"the server's certificate is not valid now: it holds from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}")
            : $"the server's certificate is not trusted ({statuses})";
    }
}
