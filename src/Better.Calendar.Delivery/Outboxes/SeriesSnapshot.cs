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

    /// <summary>The document without a participant; null if it does not name them.</summary>
    /// <param name="document">The document as a store keeps it.</param>
    /// <param name="participant">The address of the participant.</param>
    public static byte[]? RemoveParticipant(byte[] document, EmailAddress participant)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(participant);
        using var stream = new MemoryStream(document, writable: false);
        var series = SeriesDocument.Read(stream, maxLength: int.MaxValue);
        if (series.Participants.All(one => one.Email != participant))
        {
            return null;
        }

        using var bytes = new MemoryStream();
        var others = series.Participants.Where(one => one.Email != participant).ToValueList();
        SeriesDocument.Write(series with { Participants = others }, bytes);
        return bytes.ToArray();
    }

    /// <summary>The hashes of the documents that a message refers to.</summary>
    /// <param name="message">The message.</param>
    public static IEnumerable<string> GetHashes(OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        string?[] all = [message.SeriesHash, message.ParticipantsHash, message.WorkshopSnapshotHash, message.PreviousWorkshopSnapshotHash];
        return all.OfType<string>();
    }
}
