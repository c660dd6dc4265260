using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;

namespace Better.Calendar.Benchmarks;

/// <summary>An SMTP server that accepts every email and discards it as fast as possible, so that a benchmark measures the sender.</summary>
internal static class DiscardingSmtpServer
{
    public static async Task RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        while (true)
        {
            _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
    }

    private static async Task ServeAsync(TcpClient client)
    {
        using var closing = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        var input = PipeReader.Create(stream);
        await stream.WriteAsync("220 discard\r\n"u8.ToArray());
        var inData = false;
        while (true)
        {
            var read = await input.ReadAsync();
            var (responses, used, isLast) = Respond(read.Buffer, ref inData);
            input.AdvanceTo(used, read.Buffer.End);
            if (responses.Length > 0)
            {
                await stream.WriteAsync(responses);
            }

            if (isLast || read.IsCompleted)
            {
                return;
            }
        }
    }

    private static (ReadOnlyMemory<byte> Responses, SequencePosition Used, bool IsLast) Respond(
        ReadOnlySequence<byte> buffer,
        ref bool inData)
    {
        var responses = new ArrayBufferWriter<byte>();
        var reader = new SequenceReader<byte>(buffer);
        while (true)
        {
            if (inData)
            {
                if (!reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n.\r\n"u8))
                {
                    // The end of the email may be split between two reads.
                    reader.Advance(Math.Max(0, reader.Remaining - 4));
                    return (responses.WrittenMemory, reader.Position, false);
                }

                inData = false;
                responses.Write("250 2.0.0 ok\r\n"u8);
            }
            else if (reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8))
            {
                switch ((char)(line.FirstSpan[0] & ~0x20))
                {
                    case 'E':
                        responses.Write("250-discard\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"u8);
                        break;
                    case 'D':
                        inData = true;
                        responses.Write("354 go on\r\n"u8);
                        break;
                    case 'Q':
                        responses.Write("221 bye\r\n"u8);
                        return (responses.WrittenMemory, reader.Position, true);
                    default:
                        responses.Write("250 ok\r\n"u8);
                        break;
                }
            }
            else
            {
                return (responses.WrittenMemory, reader.Position, false);
            }
        }
    }
}
