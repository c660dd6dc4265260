using System.Text;
using Better.Calendar.Delivery.Transports;

namespace Better.Calendar.Delivery;

/// <summary>Puts emails into the pickup folder of IIS or Exchange, which sends them: .eml files that begin with X-Sender and X-Receiver.</summary>
/// <remarks>Files come into being as .tmp, which these servers leave alone, and are renamed when whole. The same email has the same name.</remarks>
/// <param name="folder">The folder.</param>
public sealed class PickupDirectoryTransport(string folder) : IMessageTransport
{
    private readonly string folder = folder ?? throw new ArgumentNullException(nameof(folder));

    /// <inheritdoc/>
    public string Destination => folder;

    /// <inheritdoc/>
    public Task<IMessageTransportConnection> OpenAsync(CancellationToken cancellationToken) => Directory.Exists(folder)
        ? Task.FromResult<IMessageTransportConnection>(new Connection(folder))
        : throw new TransportException($"There is no pickup folder {folder}.", isTransient: false);

    private sealed class Connection(string folder) : IMessageTransportConnection
    {
        public bool IsOpen => true;

        public Task<SendResult> SendAsync(RenderedMessage email, Func<Task<bool>> recordIntent, CancellationToken cancellationToken)
        {
            var path = Path.Combine(folder, MessageFile.GetName(email));

            // The server takes the envelope from here, and these two lines out.
            var envelope = Encoding.ASCII.GetBytes($"X-Sender: {email.Sender}\r\nX-Receiver: {email.Recipient}\r\n");
            return MessageFile.WriteAsync(path + ".tmp", path + ".eml", [envelope, email.Bytes], recordIntent, cancellationToken);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
