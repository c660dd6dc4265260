using System.Globalization;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Better.Calendar.Delivery.Transports;

/// <summary>A connection to a mail server.</summary>
internal sealed class SmtpTransportConnection(PreRenderedSmtpClient client, string destination) : IMessageTransportConnection
{
    private static readonly FormatOptions UnchangedFormat = FormatOptions.Default.Clone();

    /// <summary>Whether the server has answered an email over this connection.</summary>
    private bool hasWorked;

    public bool IsOpen => client.IsConnected;

    public async Task<SendResult> SendAsync(RenderedMessage email, Func<Task<bool>> recordIntent, CancellationToken cancellationToken)
    {
        using var message = PreRenderedMessage.Create(email, recordIntent);
        var body = (PreRenderedBody)message.Body!;
        client.IsSenderAccepted = false;
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
            hasWorked = true;
            return new(SendStatus.Accepted, ToSingleLine(response));
        }
        catch (SmtpCommandException problem)
        {
            return await ReadRefusalAsync(email, problem).ConfigureAwait(false);
        }
        catch (ServiceNotAuthenticatedException problem)
        {
            await DisconnectAsync().ConfigureAwait(false);
            return hasWorked
                ? EndSession(problem)
                : throw new TransportException(
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
                : hasWorked && !client.IsSenderAccepted && problem is not (TimeoutException or OperationCanceledException)
                    ? EndSession(problem)
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

    /// <summary>
    /// The text on one line of at most 300 characters, without characters that a terminal obeys (escape sequences) or that reorder text.
    /// </summary>
    public static string ToSingleLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, 300));
        foreach (var character in text)
        {
            var isSpace = char.IsWhiteSpace(character)
                || char.IsControl(character)
                || char.GetUnicodeCategory(character) is UnicodeCategory.Format;
            if (!isSpace)
            {
                line.Append(character);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }

            if (line.Length == 300)
            {
                break;
            }
        }

        return line.ToString().TrimEnd();
    }

    private async Task<SendResult> ReadRefusalAsync(RenderedMessage email, SmtpCommandException problem)
    {
        var code = (int)problem.StatusCode;
        var response = FormatResponse(problem);
        var scope = RefusalReader.ReadScope(problem.ErrorCode, code, problem.Message);
        if (code == 421 || scope == RefusalScope.Session)
        {
            // RFC 5321, 3.8: the server is about to close the connection; or it wants a new session.
            await DisconnectAsync().ConfigureAwait(false);
            if (hasWorked && !client.IsSenderAccepted)
            {
                return EndSession(problem);
            }
        }

        hasWorked = true;
        return problem.ErrorCode == SmtpErrorCode.SenderNotAccepted && code >= 500 && scope is RefusalScope.Server or RefusalScope.Session
            // Every other email would be rejected too, so this is not a problem of this email.
            ? throw new TransportException(
                $"{destination} does not accept emails from {email.Sender} ({response}). Use a sender address that the server allows for "
                    + "this user.",
                isTransient: false,
                problem)
            : new(code >= 500 ? SendStatus.Rejected : SendStatus.Deferred, response) { Scope = scope };
    }

    private static SendResult EndSession(Exception problem) =>
        new(SendStatus.SessionEnded, $"The server ended the session ({ToSingleLine(problem.Message)}).");

    private async Task DisconnectAsync()
    {
        if (client.IsConnected)
        {
            await client.DisconnectAsync(quit: false, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
