using System.Text;
using Better.Calendar.Delivery.Sinks;

namespace Better.Calendar.Delivery;

/// <summary>Puts letters into the pickup folder of IIS or Exchange, which sends them: .eml files that begin with X-Sender and X-Receiver.</summary>
/// <remarks>Files come into being as .tmp, which these servers leave alone, and are renamed when whole. The same letter has the same name.</remarks>
/// <param name="folder">The folder.</param>
public sealed class PickupSink(string folder) : ILetterSink
{
    private readonly string folder = folder ?? throw new ArgumentNullException(nameof(folder));

    /// <inheritdoc/>
    public string Place => folder;

    /// <inheritdoc/>
    public Task<ILetterLine> OpenAsync(CancellationToken cancellation) => Directory.Exists(folder)
        ? Task.FromResult<ILetterLine>(new Line(folder))
        : throw new SinkException($"There is no pickup folder {folder}.", isPassing: false);

    private sealed class Line(string folder) : ILetterLine
    {
        public bool IsOpen => true;

        public Task<Handover> SendAsync(PrintedLetter letter, Func<Task<bool>> handOver, CancellationToken cancellation)
        {
            var path = Path.Combine(folder, LetterFile.NameOf(letter));

            // The server takes the envelope from here, and these two lines out.
            var envelope = Encoding.ASCII.GetBytes($"X-Sender: {letter.Sender}\r\nX-Receiver: {letter.Recipient}\r\n");
            return LetterFile.WriteAsync(path + ".tmp", path + ".eml", [envelope, letter.Octets], handOver, cancellation);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
