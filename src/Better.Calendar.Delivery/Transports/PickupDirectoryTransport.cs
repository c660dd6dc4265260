using System.Text;
using Better.Calendar.Delivery.Transports;

namespace Better.Calendar.Delivery;

/// <summary>
/// Writes emails into the pickup directory of IIS or Exchange, which sends them: .eml files that begin with X-Sender and X-Receiver.
/// </summary>
/// <remarks>
/// Files are written as .tmp, which these servers ignore, and renamed when they are complete. The same email always has the same file name.
/// </remarks>
/// <param name="folder">The path of the pickup directory; it must exist.</param>
public sealed class PickupDirectoryTransport(string folder) : IMessageTransport
{
    private readonly string folder = folder ?? throw new ArgumentNullException(nameof(folder));

    /// <inheritdoc/>
    public string Destination => folder;

    /// <inheritdoc/>
    public Task<IMessageTransportConnection> OpenAsync(CancellationToken cancellationToken) => Directory.Exists(folder)
        ? Task.FromResult<IMessageTransportConnection>(new Connection(folder))
        : throw new TransportException(
            $"The pickup directory {folder} does not exist. Create it, or correct the path.",
            isTransient: false);

    private sealed class Connection(string folder) : IMessageTransportConnection
    {
        public bool IsOpen => true;

        public Task<SendResult> SendAsync(RenderedMessage email, Func<Task<bool>> recordIntent, CancellationToken cancellationToken)
        {
            var path = Path.Combine(folder, MessageFile.GetName(email));

            // The server reads the envelope from these two lines, and removes them.
            var envelope = Encoding.ASCII.GetBytes($"X-Sender: {email.Sender}\r\nX-Receiver: {email.Recipient}\r\n");
            return MessageFile.WriteAsync(path + ".tmp", path + ".eml", [envelope, email.Bytes], recordIntent, cancellationToken);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
