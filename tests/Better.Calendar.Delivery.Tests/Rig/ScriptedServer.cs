using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Better.Calendar.Delivery.Tests.Rig;

/// <summary>A mail server in the process of the tests that answers as a test says, and records what it accepted.</summary>
internal sealed partial class ScriptedServer : IDisposable
{
    /// <summary>An answer after which the server closes the connection.</summary>
    public const string Close = "close";

    /// <summary>No answer at all.</summary>
    public const string Hang = "hang";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly X509Certificate2? certificate;
    private int connections;

    /// <summary>Starts the server; with a certificate, it requires STARTTLS.</summary>
    public ScriptedServer(X509Certificate2? certificate = null)
    {
        this.certificate = certificate;
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>
    /// Answers a command: null for the usual answer; <see cref="Close"/> or <see cref="Hang"/>; otherwise the answer. An answer that ends
    /// with a space and <see cref="Close"/> is given before the connection is closed. The end of an email is the command ".".
    /// </summary>
    public Func<Session, string, string?> Script { get; set; } = static (_, _) => null;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref connections);

    /// <summary>Recipient and Message-ID of the emails that it accepted, in their order.</summary>
    public ConcurrentQueue<(string Recipient, string MessageId)> Accepted { get; } = [];

    /// <summary>All commands, in their order.</summary>
    public ConcurrentQueue<string> Commands { get; } = [];

    public SmtpServerOptions Options => new() { Host = "127.0.0.1", Port = Port, Security = SmtpSecurity.None };

    public void Dispose()
    {
        stopping.Cancel();
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                Interlocked.Increment(ref connections);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await ConverseAsync(client.GetStream());
            }
        }
        catch (Exception problem) when (problem is IOException
            or AuthenticationException
            or OperationCanceledException
            or ObjectDisposedException)
        {
            // The client is gone, or the test is over.
        }
    }

    private async Task ConverseAsync(Stream stream, Session? secured = null)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var session = secured ?? new();
        if (secured is null && !await AnswerAsync(stream, session, "connect", "220 scripted.example"))
        {
            return;
        }

        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            Commands.Enqueue(line);
            if (line == "STARTTLS")
            {
                await stream.WriteAsync("220 go on\r\n"u8.ToArray(), stopping.Token);
                await using var encrypted = new SslStream(stream);
                var options = new SslServerAuthenticationOptions { ServerCertificate = certificate };
                await encrypted.AuthenticateAsServerAsync(options, stopping.Token);
                await ConverseAsync(encrypted, session);
                return;
            }

            var usual = line.Split(' ')[0].ToUpperInvariant() switch
            {
                "EHLO" => $"250-scripted.example\r\n250-SIZE 20000000\r\n250 {(certificate is null ? "AUTH PLAIN" : "STARTTLS")}",
                "AUTH" => "235 2.7.0 welcome",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 2.0.0 fine",
            };
            session.Recipient = AddressPattern().Match(line) is { Success: true } recipient ? recipient.Groups[1].Value : session.Recipient;
            if (!await AnswerAsync(stream, session, line, usual))
            {
                return;
            }

            if (line == "DATA" && session.LastAnswer == "354 go on")
            {
                var messageId = "";
                string? content;
                while ((content = await reader.ReadLineAsync(stopping.Token)) is not (null or "."))
                {
                    messageId = MessageIdPattern().Match(content) is { Success: true } id ? id.Groups[1].Value : messageId;
                }

                if (content is null)
                {
                    return;
                }

                session.Emails++;
                var isOpen = await AnswerAsync(
                    stream,
                    session,
                    ".",
                    "250 2.0.0 accepted",
                    () => Accepted.Enqueue((session.Recipient, messageId)));
                if (!isOpen)
                {
                    return;
                }
            }
        }
    }

    private async Task<bool> AnswerAsync(Stream stream, Session session, string command, string usual, Action? onAccepted = null)
    {
        var answer = Script(session, command) ?? usual;
        if (answer == Hang)
        {
            await Task.Delay(Timeout.Infinite, stopping.Token);
        }

        var isClosed = answer.EndsWith(Close, StringComparison.Ordinal);
        session.LastAnswer = isClosed ? answer[..^Close.Length].TrimEnd() : answer;
        if (session.LastAnswer.StartsWith('2'))
        {
            onAccepted?.Invoke();
        }

        if (session.LastAnswer.Length > 0)
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(session.LastAnswer + "\r\n"), stopping.Token);
        }

        return !isClosed;
    }

    [GeneratedRegex("^RCPT TO:<([^>]+)>", RegexOptions.IgnoreCase)]
    private static partial Regex AddressPattern();

    [GeneratedRegex("^Message-I[dD]: *<([^>]+)>")]
    private static partial Regex MessageIdPattern();

    /// <summary>A connection.</summary>
    internal sealed class Session
    {
        public int Emails { get; set; }

        public string Recipient { get; set; } = "";

        public string LastAnswer { get; set; } = "";
    }
}
