using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Better.Calendar.Delivery.Tests;

/// <summary>A small SMTP server on 127.0.0.1 (RFC 5321), whose answers a test chooses by the recipient and the count of its tries.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, int, string> answer;
    private readonly ConcurrentDictionary<string, int> tries = new();

    /// <param name="answer">"rcpt 550 …" at RCPT, "data 451 …" after the content, "cut-data" before the content is asked for, "cut-dot" after it was kept, anything else: taken.</param>
    public LoopbackServer(Func<string, int, string>? answer = null)
    {
        this.answer = answer ?? ((_, _) => "");
        listener.Start();
        _ = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Letters that were kept, in their order.</summary>
    public ConcurrentQueue<(string Recipient, string Text)> Kept { get; } = new();

    public int Connections { get; private set; }

    public SmtpServer Address => new() { Host = "127.0.0.1", Port = Port, Security = MailKit.Security.SecureSocketOptions.None };

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync();
                Connections++;
                _ = Task.Run(() => Talk(client));
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 loopback");
            var (recipient, turn) = ("", "");
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("RCPT TO:<", StringComparison.Ordinal))
                {
                    recipient = line[9..line.IndexOf('>', StringComparison.Ordinal)];
                    turn = answer(recipient, tries.AddOrUpdate(recipient, 1, static (_, count) => count + 1));
                    await writer.WriteLineAsync(turn.StartsWith("rcpt ", StringComparison.Ordinal) ? turn[5..] : "250 2.1.5 OK");
                }
                else if (line == "DATA" && turn == "cut-data")
                {
                    return;
                }
                else if (line == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    var text = new StringBuilder();
                    while (await reader.ReadLineAsync() is { } content && content != ".")
                    {
                        text.Append(content).Append("\r\n");
                    }

                    if (turn.StartsWith("data ", StringComparison.Ordinal))
                    {
                        await writer.WriteLineAsync(turn[5..]);
                        continue;
                    }

                    Kept.Enqueue((recipient, text.ToString()));
                    if (turn == "cut-dot")
                    {
                        return;
                    }

                    await writer.WriteLineAsync("250 2.0.0 kept");
                }
                else
                {
                    await writer.WriteLineAsync(line == "QUIT" ? "221 bye" : "250 loopback");
                }
            }
        }
    }
}
