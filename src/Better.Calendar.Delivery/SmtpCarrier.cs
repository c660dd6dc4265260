using System.Net.Sockets;
using Better.Calendar.Invitations;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Better.Calendar.Delivery;

/// <summary>One connection to a mail server, used for many letters.</summary>
/// <param name="server">The server.</param>
public sealed class SmtpCarrier(SmtpServer server) : Carrier
{
    private static readonly HeaderId[] Signed =
        [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.ReplyTo, HeaderId.InReplyTo, HeaderId.References, HeaderId.MimeVersion, HeaderId.ContentType];

    private Client? client;

    private string Name => $"{server.Host}:{server.Port}";

    /// <inheritdoc/>
    public override void Open()
    {
        if (client is { IsConnected: true })
        {
            return;
        }

        Close();
        client = new() { Timeout = (int)server.Timeout.TotalMilliseconds, ServerCertificateValidationCallback = server.CertificateCheck };
        try
        {
            client.Connect(server.Host, server.Port, server.Security);
            if (server.Login?.Invoke() is { } login)
            {
                client.Authenticate(login);
            }
            else if (server.Credentials?.Invoke() is { } credentials)
            {
                client.Authenticate(credentials);
            }
        }
        catch (Exception problem) when (problem is AuthenticationException or SslHandshakeException or NotSupportedException)
        {
            throw new DeliveryException($"{Name}: {FirstLine(problem)}", problem);
        }
        catch (SmtpCommandException problem) when ((int)problem.StatusCode >= 500)
        {
            throw new DeliveryException($"{Name}: {Answer(problem)}", problem);
        }
        catch (Exception problem) when (problem is SocketException or ProtocolException or TimeoutException or SmtpCommandException)
        {
            throw new IOException($"{Name}: {FirstLine(problem)}", problem);
        }
    }

    /// <inheritdoc/>
    public override Carried Carry(Letter letter, Action mark)
    {
        using var message = letter.ToMimeMessage();
        if (server.Dkim is { } signer)
        {
            // Nobody on the way may have to encode anew what is signed.
            message.Prepare(EncodingConstraint.SevenBit);
            signer.Sign(message, [.. Signed.Where(message.Headers.Contains)]);
        }

        var sending = client ?? throw new InvalidOperationException("the carrier is not open");
        var sent = new Written();
        sending.Mark = mark;
        try
        {
            return new(LetterState.Sent, sending.Send(message, progress: sent));
        }
        catch (SmtpCommandException problem) when (problem.ErrorCode == SmtpErrorCode.SenderNotAccepted && (int)problem.StatusCode >= 500 && problem.StatusCode != SmtpStatusCode.ExceededStorageAllocation)
        {
            throw new DeliveryException($"{Name} refuses the sender: {Answer(problem)}", problem);
        }
        catch (ServiceNotAuthenticatedException problem)
        {
            throw new DeliveryException($"{Name} wants a login: {FirstLine(problem)}", problem);
        }
        catch (SmtpCommandException problem)
        {
            // 421 closes the connection (RFC 5321, 3.8); every other answer is about this letter, and the connection goes on.
            var isClosing = problem.StatusCode == SmtpStatusCode.ServiceNotAvailable;
            return new((int)problem.StatusCode >= 500 ? LetterState.Refused : LetterState.RetryAt, Answer(problem), isClosing || !sending.IsConnected);
        }
        catch (NotSupportedException problem)
        {
            return new(LetterState.Refused, FirstLine(problem));
        }
        catch (Exception problem) when (problem is ProtocolException or IOException or SocketException or TimeoutException or ServiceNotConnectedException)
        {
            // The final dot follows the last octet of the content: before that octet, no server can have taken the letter.
            Close();
            return sent.IsWhole
                ? new(LetterState.Unknown, $"the connection was lost after the content was written ({FirstLine(problem)})", ConnectionLost: true)
                : new(LetterState.RetryAt, $"the connection was lost before the end of the content ({FirstLine(problem)})", ConnectionLost: true);
        }
        finally
        {
            sending.Mark = null;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && client is { IsConnected: true })
        {
            try
            {
                client.Disconnect(quit: true);
            }
            catch (Exception problem) when (problem is ProtocolException or IOException or SocketException or SmtpCommandException)
            {
                // All answers are in already; a QUIT that is not answered changes nothing.
            }
        }

        Close();
        base.Dispose(disposing);
    }

    private static string Answer(SmtpCommandException problem) => $"{(int)problem.StatusCode} {FirstLine(problem)}";

    private static string FirstLine(Exception problem) => problem.Message.Split('\n')[0].Trim();

    private void Close()
    {
        client?.Dispose();
        client = null;
    }

    private sealed class Client : SmtpClient
    {
        public Action? Mark { get; set; }

        // The only recipient is accepted: DATA or BDAT is what MailKit writes next.
        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => Mark?.Invoke();
    }

    private sealed class Written : ITransferProgress
    {
        // In doubt about the last octets, a letter is told as unknown: that is never untrue.
        private const int Margin = 512;

        public bool IsWhole { get; private set; }

        // Called after the octets went to the connection's buffer, so an exception of the write before leaves it as it is.
        public void Report(long bytesTransferred, long totalSize) => IsWhole = bytesTransferred >= totalSize - Margin;

        // Without a size nobody can say what is the last octet.
        public void Report(long bytesTransferred) => IsWhole = true;
    }
}
