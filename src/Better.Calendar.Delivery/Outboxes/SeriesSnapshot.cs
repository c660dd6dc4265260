using System.Security.Cryptography;
using Better.Calendar.Delivery.Options;

namespace Better.Calendar.Delivery;

/// <summary>A series document as a store keeps it: once, identified by its hash.</summary>
/// <param name="Hash">SHA-256 of the bytes, in lower-case hexadecimal.</param>
/// <param name="Bytes">The document, JSON in UTF-8.</param>
public sealed record SeriesSnapshot(string Hash, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    public string Hash { get; init => field = OptionCheck.NotNull(value); } = Hash ?? throw new ArgumentNullException(nameof(Hash));

    internal static SeriesSnapshot FromSeries(WorkshopSeries series)
    {
        using var bytes = new MemoryStream();
        // The scheduling state is not rendered, and changes with every revision.
        SeriesDocument.Write(series with { State = null, Published = null }, bytes);
        var document = bytes.ToArray();
        return new(Convert.ToHexStringLower(SHA256.HashData(document)), document);
    }
}
