using System.Text;
using Better.Calendar.Delivery.Transports;

namespace Better.Calendar.Delivery;

/// <summary>Writes emails into a Maildir, to review them in a mail program before they are really sent, or to archive them.</summary>
/// <remarks>
/// An email is written to <c>tmp</c> and moved to <c>new</c>. Lines end in LF, as mail programs on Unix expect in a Maildir.
/// </remarks>
/// <param name="folder">The path of the Maildir; it and its folders <c>tmp</c>, <c>new</c> and <c>cur</c> are created if they are
/// missing.</param>
public sealed class MaildirTransport(string folder) : IMessageTransport
{
    private readonly string folder = folder ?? throw new ArgumentNullException(nameof(folder));

    /// <inheritdoc/>
    public string Destination => folder;

    /// <inheritdoc/>
    public Task<IMessageTransportConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var part in new[] { "tmp", "new", "cur" })
            {
                Directory.CreateDirectory(Path.Combine(folder, part));
            }

            return Task.FromResult<IMessageTransportConnection>(new Connection(folder));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new TransportException(
                $"The Maildir {folder} cannot be created ({problem.Message}). Check the path and its permissions.",
                isTransient: false,
                problem);
        }
    }

    private sealed class Connection(string folder) : IMessageTransportConnection
    {
        public bool IsOpen => true;

        public Task<SendResult> SendAsync(RenderedMessage email, Func<Task<bool>> recordIntent, CancellationToken cancellationToken)
        {
            var name = $"{MessageFile.GetName(email)}.better-calendar";
            var envelope = Encoding.ASCII.GetBytes($"Return-Path: <{email.Sender}>\nDelivered-To: {email.Recipient}\n");
            return MessageFile.WriteAsync(
                Path.Combine(folder, "tmp", name),
                Path.Combine(folder, "new", name),
                [envelope, WithLineFeeds(email.Bytes.Span)],
                recordIntent,
                cancellationToken);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static byte[] WithLineFeeds(ReadOnlySpan<byte> bytes)
        {
            var lines = new byte[bytes.Length];
            var length = 0;
            for (var at = 0; at < bytes.Length; at++)
            {
                if (bytes[at] != '\r' || at + 1 == bytes.Length || bytes[at + 1] != '\n')
                {
                    lines[length++] = bytes[at];
                }
            }

            return lines[..length];
        }
    }
}
