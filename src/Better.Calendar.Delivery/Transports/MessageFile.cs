using System.Security.Cryptography;
using System.Text;

namespace Better.Calendar.Delivery.Transports;

/// <summary>
/// Writes an email to a file: first under a temporary name, then moved to its place when it is complete and the store has recorded it.
/// </summary>
internal static class MessageFile
{
    /// <summary>A file name that depends on the Message-ID alone, so that an email that is written twice is one file.</summary>
    public static string GetName(RenderedMessage email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.MessageId)).AsSpan(0, 16));

    public static async Task<SendResult> WriteAsync(
        string temporaryPath,
        string path,
        IEnumerable<ReadOnlyMemory<byte>> parts,
        Func<Task<bool>> recordIntent,
        CancellationToken cancellationToken)
    {
        try
        {
            var file =
                new FileStream(
                    temporaryPath,
                    new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
            await using (file.ConfigureAwait(false))
            {
                foreach (var part in parts)
                {
                    await file.WriteAsync(part, cancellationToken).ConfigureAwait(false);
                }

                await Task.Run(() => file.Flush(flushToDisk: true), CancellationToken.None).ConfigureAwait(false);
            }

            if (!await recordIntent().ConfigureAwait(false))
            {
                File.Delete(temporaryPath);
                return new(SendStatus.LeaseLost, "Another worker has leased the email; the file was deleted.");
            }

            File.Move(temporaryPath, path, overwrite: true);
            return new(SendStatus.Accepted, Path.GetFileName(path));
        }
        catch (OperationCanceledException)
        {
            File.Delete(temporaryPath);
            return new(SendStatus.NotSent, "The worker stopped before the file was complete.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new TransportException(
                $"The file {path} cannot be written ({problem.Message}). Check the directory, its permissions and its free space.",
                isTransient: problem is IOException
                and not DirectoryNotFoundException, problem);
        }
    }
}
