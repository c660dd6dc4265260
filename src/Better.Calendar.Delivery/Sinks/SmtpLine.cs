using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace Better.Calendar.Delivery.Sinks;

/// <summary>One connection to a mail server.</summary>
internal sealed class SmtpLine(LetterClient client, string place) : ILetterLine
{
    private static readonly FormatOptions AsItIs = FormatOptions.Default.Clone();

    public bool IsOpen => client.IsConnected;

    public async Task<Handover> SendAsync(PrintedLetter letter, Func<Task<bool>> handOver, CancellationToken cancellation)
    {
        // The ledger writes while envelope and octets travel; the end waits for it.
        using var message = PrintedMessage.Of(letter, handOver());
        var body = (PrintedBody)message.Body!;
        try
        {
            var answer = await client.SendAsync(AsItIs, message, new MailboxAddress("", letter.Sender.Value), [new MailboxAddress("", letter.Recipient.Value)], cancellation).ConfigureAwait(false);
            return new(HandoverKind.Taken, OneLine(answer));
        }
        catch (SmtpCommandException problem) when (problem.ErrorCode == SmtpErrorCode.SenderNotAccepted && IsFinal(problem))
        {
            // Every other letter would be refused as well: not the fault of this one.
            throw new SinkException($"{place} takes no letters from {letter.Sender} ({Answer(problem)}).", isPassing: false, problem);
        }
        catch (SmtpCommandException problem)
        {
            if ((int)problem.StatusCode == 421)
            {
                // RFC 5321, 3.8: the server is about to hang up.
                await HangUpAsync().ConfigureAwait(false);
            }

            return new(IsFinal(problem) ? HandoverKind.Refused : HandoverKind.Later, Answer(problem));
        }
        catch (ServiceNotAuthenticatedException problem)
        {
            throw new SinkException($"{place} wants us to log in ({OneLine(problem.Message)}).", isPassing: false, problem);
        }
        catch (Exception problem) when (problem is IOException or SocketException or ProtocolException or TimeoutException or OperationCanceledException or ServiceNotConnectedException or ObjectDisposedException)
        {
            await HangUpAsync().ConfigureAwait(false);
            return body.IsInOtherHands ? new(HandoverKind.InOtherHands, "in other hands")
                : body.HasEnded ? new(HandoverKind.Unknown, $"the connection was lost after the end of the letter ({OneLine(problem.Message)})")
                : new(HandoverKind.NotTaken, $"the connection was lost before the end of the letter ({OneLine(problem.Message)})");
        }
        catch
        {
            // The store could not record that the email is about to go out: its end was not sent.
            await HangUpAsync().ConfigureAwait(false);
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
    public static string Answer(SmtpCommandException problem) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)problem.StatusCode} {OneLine(problem.Message)}");

    /// <summary>What a server said, on one line of at most 300 characters.</summary>
    public static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return line.Length <= 300 ? line : line[..300];
    }

    private static bool IsFinal(SmtpCommandException problem) => (int)problem.StatusCode >= 500;

    private async Task HangUpAsync()
    {
        if (client.IsConnected)
        {
            await client.DisconnectAsync(quit: false, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
