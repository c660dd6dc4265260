using System.Security.Cryptography;
using System.Text;

namespace Better.Calendar.Delivery.Sinks;

/// <summary>A letter that becomes a file: written beside, and put into its place when it is whole and may go.</summary>
internal static class LetterFile
{
    /// <summary>A name that the same letter has each time: what is written twice is there once.</summary>
    public static string NameOf(PrintedLetter letter) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.MessageId)).AsSpan(0, 16));

    public static async Task<Handover> WriteAsync(string beside, string place, IEnumerable<ReadOnlyMemory<byte>> octets, Func<Task<bool>> handOver, CancellationToken cancellation)
    {
        try
        {
            var permission = handOver();
            var file = new FileStream(beside, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
            await using (file.ConfigureAwait(false))
            {
                foreach (var part in octets)
                {
                    await file.WriteAsync(part, cancellation).ConfigureAwait(false);
                }

                await Task.Run(() => file.Flush(flushToDisk: true), CancellationToken.None).ConfigureAwait(false);
            }

            if (!await permission.ConfigureAwait(false))
            {
                File.Delete(beside);
                return new(HandoverKind.InOtherHands, "in other hands");
            }

            File.Move(beside, place, overwrite: true);
            return new(HandoverKind.Taken, Path.GetFileName(place));
        }
        catch (OperationCanceledException)
        {
            File.Delete(beside);
            return new(HandoverKind.NotTaken, "stopped before the file was whole");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new SinkException($"{Path.GetDirectoryName(place)} takes no letters ({problem.Message}).", isPassing: problem is IOException and not DirectoryNotFoundException, problem);
        }
    }
}
