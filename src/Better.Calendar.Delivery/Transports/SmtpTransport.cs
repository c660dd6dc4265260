using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Better.Calendar.Delivery.Transports;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using AuthenticationException = MailKit.Security.AuthenticationException;

namespace Better.Calendar.Delivery;

/// <summary>Sends emails by SMTP, with MailKit.</summary>
/// <param name="options">The server.</param>
/// <param name="logger">Receives warnings about certificates; null: nothing is logged.</param>
public sealed class SmtpTransport(SmtpServerOptions options, ILogger<SmtpTransport>? logger = null) : IMessageTransport
{
    /// <summary>No revocation list could be read.</summary>
    private const X509ChainStatusFlags Unknown = X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    private readonly SmtpServerOptions server = options ?? throw new ArgumentNullException(nameof(options));
    private readonly ILogger logger = logger ?? NullLogger<SmtpTransport>.Instance;

    /// <inheritdoc/>
    public string Destination => $"{server.Host}:{server.Port}";

    /// <inheritdoc/>
    public async Task<IMessageTransportConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var client =
            new PreRenderedSmtpClient
            {
                Timeout = (int)server.Timeout.TotalMilliseconds,
                CheckCertificateRevocation = server.Revocation != RevocationMode.Off
            };
        string? certificateProblem = null;
        client.ServerCertificateValidationCallback =
            (_, certificate, chain, errors) => (certificateProblem = FindCertificateProblem(certificate, chain, errors)) is null;
        if (server.LocalDomain is { } name)
        {
            client.LocalDomain = name;
        }

        CoalescingStream? stream = null;
        try
        {
            stream = new(new NetworkStream(await ConnectAsync(cancellationToken).ConfigureAwait(false), ownsSocket: true));
            await client.ConnectAsync(stream, server.Host, server.Port, ToSecureSocketOptions(server.Security), cancellationToken)
                .ConfigureAwait(false);
            await AuthenticateAsync(client, cancellationToken).ConfigureAwait(false);
            return new SmtpTransportConnection(client, Destination);
        }
        catch (Exception problem)
        {
            client.Dispose();
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }

            if (ToTransportException(problem, certificateProblem) is { } transportProblem
                && !(problem is OperationCanceledException && cancellationToken.IsCancellationRequested))
            {
                throw transportProblem;
            }

            throw;
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        // Nagle's algorithm would delay the end of each email until the server acknowledges the bytes before it, up to 40 ms.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(server.Timeout.ToTimeSpan());
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, timeout.Token).ConfigureAwait(false);
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
        var message = SmtpTransportConnection.ToSingleLine(problem.Message);
        return problem switch
        {
            SslHandshakeException when certificateProblem is not null =>
                new($"{Destination} is not trusted: {certificateProblem}. Nothing was sent.", isTransient: false, problem),
            SslHandshakeException { InnerException: not (IOException or SocketException or OperationCanceledException) } =>
                new(
                    $"{Destination} cannot start TLS "
                        + $"({SmtpTransportConnection.ToSingleLine(problem.InnerException?.Message ?? message)}). Nothing was sent.",
                    isTransient: false,
                    problem),
            AuthenticationException { InnerException: IOException or SocketException or ProtocolException } =>
                new($"{Destination}: {message}", isTransient: true, problem),

            // RFC 4954, 6: 454 4.7.0 means that the server cannot check the password at the moment; it may be correct.
            AuthenticationException when message.StartsWith('4') => new($"{Destination}: {message}", isTransient: true, problem),
            AuthenticationException or SaslException =>
                new(
                    $"{Destination} rejects the login of {server.Credentials?.UserName} ({message}). Check the user name and the password.",
                    isTransient: false,
                    problem),
            NotSupportedException => new($"{Destination}: {message} Nothing was sent.", isTransient: false, problem),
            SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 } command =>
                new(
                    $"{Destination} does not accept emails from this machine or user "
                        + $"({SmtpTransportConnection.FormatResponse(command)}). Check the settings of the server.",
                    isTransient: false,
                    problem),
            SmtpCommandException command =>
                new($"{Destination}: {SmtpTransportConnection.FormatResponse(command)}", isTransient: true, problem),
            SslHandshakeException
                or IOException
                or SocketException
                or ProtocolException
                or TimeoutException
                or OperationCanceledException
                or ServiceNotConnectedException =>
                new($"{Destination} cannot be reached ({message}).", isTransient: true, problem),
            _ => null,
        };
    }

    private string? FindCertificateProblem(X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors)
    {
        if (presented is not X509Certificate2 certificate || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
        {
            return "the server did not present a certificate";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"the server's certificate is for another name, not for {server.Host}";
        }

        var statuses = GetStatuses(chain);
        if ((statuses & ~Unknown) != 0 && server.TrustedRootCertificates.Count > 0)
        {
            using var customChain = new X509Chain();
            customChain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            customChain.ChainPolicy.CustomTrustStore.AddRange(server.TrustedRootCertificates.ToArray());
            customChain.ChainPolicy.ExtraStore.AddRange(chain?.ChainElements.Select(static element => element.Certificate).ToArray() ?? []);
            customChain.ChainPolicy.RevocationMode =
                server.Revocation == RevocationMode.Off ? X509RevocationMode.NoCheck : X509RevocationMode.Online;
            customChain.Build(certificate);
            statuses = GetStatuses(customChain);
        }

        if (statuses == X509ChainStatusFlags.NoError)
        {
            return null;
        }

        if ((statuses & ~Unknown) == 0 && server.Revocation == RevocationMode.Soft)
        {
            logger.RevocationUnknown(Destination);
            return null;
        }

        return statuses.HasFlag(X509ChainStatusFlags.Revoked) ? "the server's certificate was revoked"
            : statuses.HasFlag(X509ChainStatusFlags.NotTimeValid)
                ? FormattableString.Invariant(
                    $"the server's certificate is not valid now, only from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd}")
                    + FormattableString.Invariant($" to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}")
            : (statuses & ~Unknown) == 0 ? "no list says whether the server's certificate was revoked"
            : $"the server's certificate is not trusted ({statuses})";
    }

    private static X509ChainStatusFlags GetStatuses(X509Chain? chain) => (chain?.ChainStatus ?? [])
        .Select(static status => status.Status)
        .Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one);
}
