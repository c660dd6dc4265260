using System.Security.Cryptography;
using System.Text;

namespace Better.Calendar.Delivery.Transports;

/// <summary>An email that becomes a file: written beside, and put into its place when it is whole and may go.</summary>
internal static class MessageFile
{
    /// <summary>A name that the same email has each time: what is written twice is there once.</summary>
    public static string GetName(RenderedMessage email) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.MessageId)).AsSpan(0, 16));

    public static async Task<SendResult> WriteAsync(string temporaryPath, string path, IEnumerable<ReadOnlyMemory<byte>> parts, Func<Task<bool>> recordIntent, CancellationToken cancellationToken)
    {
        try
        {
            var permission = recordIntent();
            var file = new FileStream(temporaryPath, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
            await using (file.ConfigureAwait(false))
            {
                foreach (var part in parts)
                {
                    await file.WriteAsync(part, cancellationToken).ConfigureAwait(false);
                }

                await Task.Run(() => file.Flush(flushToDisk: true), CancellationToken.None).ConfigureAwait(false);
            }

            if (!await permission.ConfigureAwait(false))
            {
                File.Delete(temporaryPath);
                return new(SendStatus.LeaseLost, "in other hands");
            }

            File.Move(temporaryPath, path, overwrite: true);
            return new(SendStatus.Accepted, Path.GetFileName(path));
        }
        catch (OperationCanceledException)
        {
            File.Delete(temporaryPath);
            return new(SendStatus.NotSent, "stopped before the file was whole");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new TransportException($"{Path.GetDirectoryName(path)} takes no emails ({problem.Message}).", isTransient: problem is IOException and not DirectoryNotFoundException, problem);
        }
    }
}
