using System.Text;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>
/// Recognizes a message that was changed by a failing disk: SQLite's own checks see the structure of a file, and not its contents, and an
/// email must not go to an address that nobody wrote.
/// </summary>
internal static class Checksum
{
    /// <summary>FNV-1a of the text in UTF-8.</summary>
    public static long Compute(string text) => Compute(Encoding.UTF8.GetBytes(text));

    /// <summary>FNV-1a.</summary>
    public static long Compute(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037ul;
        foreach (var part in bytes)
        {
            hash = unchecked((hash ^ part) * 1099511628211ul);
        }

        return unchecked((long)hash);
    }

    /// <exception cref="InvalidDataException">The text was changed.</exception>
    public static void Verify(string text, long checksum) => Verify(Encoding.UTF8.GetBytes(text), checksum);

    /// <exception cref="InvalidDataException">The bytes were changed.</exception>
    public static void Verify(ReadOnlySpan<byte> bytes, long checksum)
    {
        if (Compute(bytes) != checksum)
        {
            throw new InvalidDataException("its contents are not as they were written");
        }
    }
}
