namespace Better.Calendar;

/// <summary>Reads a stream that may be too large for memory.</summary>
internal static class BoundedReader
{
    private const int BlockSize = 81_920;

    /// <summary>
    /// Reads a stream to its end, or until it has returned more bytes than the limit. A longer result means that the stream is too large.
    /// </summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="maxBytes">The limit in bytes.</param>
    /// <returns>All bytes; or the first bytes, at least one more than the limit.</returns>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static byte[] Read(Stream stream, int maxBytes)
    {
        using var bytes = new MemoryStream();
        var block = new byte[BlockSize];
        while (bytes.Length <= maxBytes && stream.Read(block, 0, block.Length) is > 0 and var count)
        {
            bytes.Write(block, 0, count);
        }

        return bytes.ToArray();
    }

    /// <inheritdoc cref="Read"/>
    /// <param name="stream">The stream; it stays open. It is not read synchronously.</param>
    /// <param name="maxBytes">The limit in bytes.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks.</param>
    /// <exception cref="OperationCanceledException">The reading was canceled.</exception>
    public static async Task<byte[]> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var block = new byte[BlockSize];
        while (bytes.Length <= maxBytes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = await stream.ReadAsync(block.AsMemory(), cancellationToken).ConfigureAwait(false);
            if (count <= 0)
            {
                break;
            }

            await bytes.WriteAsync(block.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }

        return bytes.ToArray();
    }
}
