using System.Security.Cryptography;
using Better.Calendar.Delivery.Options;
using Better.Calendar.Workshops;

namespace Better.Calendar.Delivery;

/// <summary>A series document as a ledger keeps it: once, under its hash.</summary>
/// <param name="Hash">SHA-256 of the octets, in lower-case hexadecimal.</param>
/// <param name="Octets">The document.</param>
public sealed record StoredDocument(string Hash, ReadOnlyMemory<byte> Octets)
{
    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    public string Hash { get; init => field = OptionCheck.NotNull(value); } = Hash ?? throw new ArgumentNullException(nameof(Hash));

    internal static StoredDocument Of(WorkshopSeries series)
    {
        using var octets = new MemoryStream();
        // What letters told before is not printed, and changes with every revision.
        SeriesDocument.Write(series with { Memory = null, Promised = null }, octets);
        var document = octets.ToArray();
        return new(Convert.ToHexStringLower(SHA256.HashData(document)), document);
    }
}
