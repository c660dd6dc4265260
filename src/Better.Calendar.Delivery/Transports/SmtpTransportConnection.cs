using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Better.Calendar.Delivery.Transports;

/// <summary>A connection to a mail server.</summary>
internal sealed class SmtpTransportConnection(PreRenderedSmtpClient client, string destination) : IMessageTransportConnection
{
    private static readonly FormatOptions UnchangedFormat = FormatOptions.Default.Clone();

    public bool IsOpen => client.IsConnected;

    public async Task<SendResult> SendAsync(RenderedMessage email, Func<Task<bool>> recordIntent, CancellationToken cancellationToken)
    {
        // The store records the intent while the envelope and the bytes are sent; only the end of the email waits for it.
        using var message = PreRenderedMessage.Create(email, recordIntent());
        var body = (PreRenderedBody)message.Body!;
        try
        {
            var response =
                await client.SendAsync(
                    UnchangedFormat,
                    message,
                    new MailboxAddress("", email.Sender.Value),
                    [new MailboxAddress("", email.Recipient.Value)],
                    cancellationToken)
                .ConfigureAwait(false);
            return new(SendStatus.Accepted, ToSingleLine(response));
        }
        catch (SmtpCommandException problem) when (problem.ErrorCode == SmtpErrorCode.SenderNotAccepted && IsPermanent(problem))
        {
            // Every other email would be rejected too, so this is not a problem of this email.
            throw new TransportException(
                $"{destination} does not accept emails from {email.Sender} ({FormatResponse(problem)}). Use a sender address that the "
                    + "server allows for this user.",
                isTransient: false,
                problem);
        }
        catch (SmtpCommandException problem)
        {
            if ((int)problem.StatusCode == 421)
            {
                // RFC 5321, 3.8: the server is about to close the connection.
                await DisconnectAsync().ConfigureAwait(false);
            }

            return new(IsPermanent(problem) ? SendStatus.Rejected : SendStatus.Deferred, FormatResponse(problem));
        }
        catch (ServiceNotAuthenticatedException problem)
        {
            throw new TransportException(
                $"{destination} requires a login ({ToSingleLine(problem.Message)}). Set the credentials.",
                isTransient: false,
                problem);
        }
        catch (Exception problem) when (problem is IOException
            or SocketException
            or ProtocolException
            or TimeoutException
            or OperationCanceledException
            or ServiceNotConnectedException
            or ObjectDisposedException)
        {
            await DisconnectAsync().ConfigureAwait(false);
            return body.IsLeaseLost ? new(SendStatus.LeaseLost, "Another worker has leased the email; its end was not sent.")
                : body.IsFullyWritten
                    ? new(
                        SendStatus.Uncertain,
                        $"The connection was lost after the end of the email was sent ({ToSingleLine(problem.Message)}).")
                : new(
                    SendStatus.NotSent,
                    $"The connection was lost before the end of the email was sent ({ToSingleLine(problem.Message)}).");
        }
        catch
        {
            // The store could not record the intent to send: the end of the email was not sent.
            await DisconnectAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (client.IsConnected)
            {
                using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                await client.DisconnectAsync(quit: true, timeout.Token).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (problem is IOException
            or SocketException
            or ProtocolException
            or OperationCanceledException
            or ServiceNotConnectedException)
        {
            // The server did not answer QUIT; the connection is closed all the same.
        }

        client.Dispose();
    }

    /// <summary>The server's response with its code.</summary>
    public static string FormatResponse(SmtpCommandException problem) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)problem.StatusCode} {ToSingleLine(problem.Message)}");

    /// <summary>The text on one line of at most 300 characters.</summary>
    public static string ToSingleLine(string text)
    {
        var line = string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return line.Length <= 300 ? line : line[..300];
    }

    private static bool IsPermanent(SmtpCommandException problem) => (int)problem.StatusCode >= 500;

    private async Task DisconnectAsync()
    {
        if (client.IsConnected)
        {
            await client.DisconnectAsync(quit: false, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
