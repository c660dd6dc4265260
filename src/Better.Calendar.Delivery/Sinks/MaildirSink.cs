using System.Text;
using Better.Calendar.Delivery.Sinks;

namespace Better.Calendar.Delivery;

/// <summary>Puts letters into a Maildir: to look them through in a mail program before a trial becomes serious, or to keep them.</summary>
/// <remarks>A letter is written to <c>tmp</c> and renamed into <c>new</c>. Lines end in LF, as mail programs on Unix expect of a Maildir.</remarks>
/// <param name="folder">The Maildir; its three folders are created where they are missing.</param>
public sealed class MaildirSink(string folder) : ILetterSink
{
    private readonly string folder = folder ?? throw new ArgumentNullException(nameof(folder));

    /// <inheritdoc/>
    public string Place => folder;

    /// <inheritdoc/>
    public Task<ILetterLine> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var part in new[] { "tmp", "new", "cur" })
            {
                Directory.CreateDirectory(Path.Combine(folder, part));
            }

            return Task.FromResult<ILetterLine>(new Line(folder));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SinkException($"{folder} cannot be a Maildir ({problem.Message}).", isPassing: false, problem);
        }
    }

    private sealed class Line(string folder) : ILetterLine
    {
        public bool IsOpen => true;

        public Task<Handover> SendAsync(PrintedLetter letter, Func<Task<bool>> handOver, CancellationToken cancellation)
        {
            var name = $"{LetterFile.NameOf(letter)}.better-calendar";
            var envelope = Encoding.ASCII.GetBytes($"Return-Path: <{letter.Sender}>\nDelivered-To: {letter.Recipient}\n");
            return LetterFile.WriteAsync(Path.Combine(folder, "tmp", name), Path.Combine(folder, "new", name), [envelope, WithLineFeeds(letter.Octets.Span)], handOver, cancellation);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static byte[] WithLineFeeds(ReadOnlySpan<byte> octets)
        {
            var lines = new byte[octets.Length];
            var length = 0;
            for (var at = 0; at < octets.Length; at++)
            {
                if (octets[at] != '\r' || at + 1 == octets.Length || octets[at + 1] != '\n')
                {
                    lines[length++] = octets[at];
                }
            }

            return lines[..length];
        }
    }
}
