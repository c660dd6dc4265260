using System.Security.Cryptography;
using System.Text;

namespace Better.Calendar.Delivery;

/// <summary>
/// What remains of the key of an email when its recipient is forgotten: enough to recognize the email, so that it is not sent again, and
/// not enough to read the address.
/// </summary>
/// <remarks>For authors of a store for another database.</remarks>
public static class ErasedKey
{
    /// <summary>The number of bytes of a secret.</summary>
    public const int SecretLength = 32;

    /// <summary>Creates the erased key: a keyed hash (HMAC-SHA-256).</summary>
    /// <param name="secret">The secret of the store.</param>
    /// <param name="key">The key of the email.</param>
    public static string Create(byte[] secret, string key)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(key);
        return "erased:" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(key)));
    }
}
