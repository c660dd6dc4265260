using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Better.Calendar.Delivery.Transports;

/// <summary>One connection to a mail server.</summary>
internal sealed class SmtpTransportConnection(PreRenderedSmtpClient client, string destination) : IMessageTransportConnection
{
    private static readonly FormatOptions UnchangedFormat = FormatOptions.Default.Clone();

    public bool IsOpen => client.IsConnected;

    public async Task<SendResult> SendAsync(RenderedMessage email, Func<Task<bool>> recordIntent, CancellationToken cancellationToken)
    {
        // The store writes while envelope and bytes travel; the end waits for it.
        using var message = PreRenderedMessage.Create(email, recordIntent());
        var body = (PreRenderedBody)message.Body!;
        try
        {
            var response = await client.SendAsync(UnchangedFormat, message, new MailboxAddress("", email.Sender.Value), [new MailboxAddress("", email.Recipient.Value)], cancellationToken).ConfigureAwait(false);
            return new(SendStatus.Accepted, ToSingleLine(response));
        }
        catch (SmtpCommandException problem) when (problem.ErrorCode == SmtpErrorCode.SenderNotAccepted && IsPermanent(problem))
        {
            // Every other email would be refused as well: not the fault of this one.
            throw new TransportException($"{destination} takes no emails from {email.Sender} ({FormatResponse(problem)}).", isTransient: false, problem);
        }
        catch (SmtpCommandException problem)
        {
            if ((int)problem.StatusCode == 421)
            {
                // RFC 5321, 3.8: the server is about to hang up.
                await DisconnectAsync().ConfigureAwait(false);
            }

            return new(IsPermanent(problem) ? SendStatus.Rejected : SendStatus.Deferred, FormatResponse(problem));
        }
        catch (ServiceNotAuthenticatedException problem)
        {
            throw new TransportException($"{destination} wants us to log in ({ToSingleLine(problem.Message)}).", isTransient: false, problem);
        }
        catch (Exception problem) when (problem is IOException or SocketException or ProtocolException or TimeoutException or OperationCanceledException or ServiceNotConnectedException or ObjectDisposedException)
        {
            await DisconnectAsync().ConfigureAwait(false);
            return body.IsLeaseLost ? new(SendStatus.LeaseLost, "in other hands")
                : body.IsFullyWritten ? new(SendStatus.Uncertain, $"the connection was lost after the end of the email ({ToSingleLine(problem.Message)})")
                : new(SendStatus.NotSent, $"the connection was lost before the end of the email ({ToSingleLine(problem.Message)})");
        }
        catch
        {
            // The store could not record that the email is about to go out: its end was not sent.
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
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                await client.DisconnectAsync(quit: true, patience.Token).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (problem is IOException or SocketException or ProtocolException or OperationCanceledException or ServiceNotConnectedException)
        {
            // A server that does not say good-bye.
        }

        client.Dispose();
    }

    /// <summary>The server's answer with its code.</summary>
    public static string FormatResponse(SmtpCommandException problem) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)problem.StatusCode} {ToSingleLine(problem.Message)}");

    /// <summary>What a server said, on one line of at most 300 characters.</summary>
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
