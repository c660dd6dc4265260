using System.Text;

namespace Better.Calendar.Replies;

/// <summary>
/// The identifier of an event in Exchange (MS-OXOCAL, 2.2.1.27). Old Exchange servers send it as the UID, in hexadecimal digits, with the
/// UID of the invitation inside.
/// </summary>
internal static class GlobalObjectId
{
    // Four fields before the data: class, date of the exception, creation time, zeros; then the size of the data.
    private const int DataOffset = 40;

    private static readonly byte[] ClassId =
        [0x04, 0, 0, 0, 0x82, 0, 0xE0, 0, 0x74, 0xC5, 0xB7, 0x10, 0x1A, 0x82, 0xE0, 0x08];

    private static readonly byte[] UidLabel = [.. "vCal-Uid"u8, 1, 0, 0, 0];

    /// <summary>The UID inside; the text itself when it is no identifier of Exchange, or has no UID inside.</summary>
    public static string Unwrap(string uid) =>
        uid.Length > 2 * DataOffset && uid.StartsWith("040000008", StringComparison.Ordinal) && ParseHex(uid) is { } bytes
            ? Unwrap(bytes) ?? uid
            : uid;

    /// <summary>The UID in the bytes of an identifier; null when it has none.</summary>
    public static string? Unwrap(byte[] bytes)
    {
        var start = DataOffset + UidLabel.Length;
        if (bytes.Length <= start
            || !bytes.AsSpan(0, ClassId.Length).SequenceEqual(ClassId)
            || !bytes.AsSpan(DataOffset, UidLabel.Length).SequenceEqual(UidLabel))
        {
            return null;
        }

        var end = Array.IndexOf(bytes, (byte)0, start);
        return Encoding.UTF8.GetString(bytes, start, (end < 0 ? bytes.Length : end) - start);
    }

    private static int ParseDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'F' => c - 'A' + 10,
        >= 'a' and <= 'f' => c - 'a' + 10,
        _ => -1,
    };

    private static byte[]? ParseHex(string text)
    {
        var bytes = new byte[text.Length / 2];
        for (var at = 0; at < bytes.Length; at++)
        {
            var (high, low) = (ParseDigit(text[2 * at]), ParseDigit(text[(2 * at) + 1]));
            if (high < 0 || low < 0)
            {
                return null;
            }

            bytes[at] = (byte)((high << 4) | low);
        }

        return bytes;
    }
}
