using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Better.Calendar.Delivery.Transports;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using AuthenticationException = MailKit.Security.AuthenticationException;

namespace Better.Calendar.Delivery;

/// <summary>Hands emails to a mail server, by MailKit.</summary>
/// <param name="options">The server.</param>
public sealed class SmtpTransport(SmtpServerOptions options) : IMessageTransport
{
    private readonly SmtpServerOptions server = options ?? throw new ArgumentNullException(nameof(options));

    /// <inheritdoc/>
    public string Destination => $"{server.Host}:{server.Port}";

    /// <inheritdoc/>
    public async Task<IMessageTransportConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var client = new PreRenderedSmtpClient { Timeout = (int)server.Timeout.TotalMilliseconds, CheckCertificateRevocation = server.CheckCertificateRevocation };
        string? distrust = null;
        client.ServerCertificateValidationCallback = (_, certificate, chain, errors) => (distrust = FindCertificateProblem(certificate, chain, errors)) is null;
        if (server.LocalDomain is { } name)
        {
            client.LocalDomain = name;
        }

        CoalescingStream? wire = null;
        try
        {
            wire = new(new NetworkStream(await ConnectAsync(cancellationToken).ConfigureAwait(false), ownsSocket: true));
            await client.ConnectAsync(wire, server.Host, server.Port, ToSecureSocketOptions(server.Security), cancellationToken).ConfigureAwait(false);
            await AuthenticateAsync(client, cancellationToken).ConfigureAwait(false);
            return new SmtpTransportConnection(client, Destination);
        }
        catch (Exception problem)
        {
            client.Dispose();
            if (wire is not null)
            {
                await wire.DisposeAsync().ConfigureAwait(false);
            }

            if (ToTransportException(problem, distrust) is { } told && !(problem is OperationCanceledException && cancellationToken.IsCancellationRequested))
            {
                throw told;
            }

            throw;
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        // Nagle's algorithm would hold the end of each email back until the server acknowledges what came before, up to 40 ms.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
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

    private static SecureSocketOptions ToSecureSocketOptions(SmtpSecurity security) => security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    private async Task AuthenticateAsync(PreRenderedSmtpClient client, CancellationToken cancellationToken)
    {
        if (server.Credentials is not { } login)
        {
            return;
        }

        var secret = await login.SecretProvider(cancellationToken).ConfigureAwait(false);
        if (!login.IsOAuth2)
        {
            await client.AuthenticateAsync(login.UserName, secret, cancellationToken).ConfigureAwait(false);
        }
        else if (client.AuthenticationMechanisms.Contains("OAUTHBEARER"))
        {
            await client.AuthenticateAsync(new SaslMechanismOAuthBearer(login.UserName, secret), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await client.AuthenticateAsync(new SaslMechanismOAuth2(login.UserName, secret), cancellationToken).ConfigureAwait(false);
        }
    }

    private TransportException? ToTransportException(Exception problem, string? certificateProblem)
    {
        var said = SmtpTransportConnection.ToSingleLine(problem.Message);
        return problem switch
        {
            SslHandshakeException when certificateProblem is not null => new($"{Destination}: {certificateProblem}. Nothing was sent.", isTransient: false, problem),
            SslHandshakeException { InnerException: not (IOException or SocketException or OperationCanceledException) } => new($"{Destination}: no TLS ({SmtpTransportConnection.ToSingleLine(problem.InnerException?.Message ?? said)}). Nothing was sent.", isTransient: false, problem),
            AuthenticationException { InnerException: IOException or SocketException or ProtocolException } => new($"{Destination}: {said}", isTransient: true, problem),

            // RFC 4954, 4.7.0 and 454: the password may be right, and the server cannot look just now.
            AuthenticationException when said.StartsWith('4') => new($"{Destination}: {said}", isTransient: true, problem),
            AuthenticationException or SaslException => new($"{Destination} does not let {server.Credentials?.UserName} in ({said}). Look at user and password.", isTransient: false, problem),
            NotSupportedException => new($"{Destination}: {said} Nothing was sent.", isTransient: false, problem),
            SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 } command => new($"{Destination} takes no mail from us ({SmtpTransportConnection.FormatResponse(command)}).", isTransient: false, problem),
            SmtpCommandException command => new($"{Destination}: {SmtpTransportConnection.FormatResponse(command)}", isTransient: true, problem),
            SslHandshakeException or IOException or SocketException or ProtocolException or TimeoutException or OperationCanceledException or ServiceNotConnectedException => new($"{Destination} cannot be reached ({said}).", isTransient: true, problem),
            _ => null,
        };
    }

    private string? FindCertificateProblem(X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        if (presented is not X509Certificate2 certificate || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "the server shows no certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"the server's certificate is for another name than {server.Host}";
        }

        using var own = new X509Chain();
        if (server.TrustedRootCertificates.Count > 0)
        {
            own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            own.ChainPolicy.CustomTrustStore.AddRange(server.TrustedRootCertificates.ToArray());
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
