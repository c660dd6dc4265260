namespace Better.Calendar.Icalendar.Parsing;

/// <summary>Reads a stream that may hold more than anybody wants in memory.</summary>
internal static class BoundedReader
{
    private const int BlockSize = 81_920;

    /// <summary>Reads a stream to its end, or until it has given more bytes than the limit, so that the caller sees that there are too many.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="maxBytes">The limit.</param>
    /// <returns>All bytes, or a few more than the limit.</returns>
    /// <exception cref="IOException">The stream itself fails.</exception>
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
}
