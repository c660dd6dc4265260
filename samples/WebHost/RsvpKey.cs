using System.Security.Cryptography;
using Better.Calendar;

namespace WebHost;

/// <summary>
/// The secret key of the RSVP links: a file in the folder of the database, created once and needed as long as the series runs.
/// </summary>
internal static class RsvpKey
{
    private const int KeyLength = 32;

    /// <summary>Reads the key, or creates it, and returns the tokens of the RSVP links.</summary>
    /// <exception cref="InvalidOperationException">The file is too short for a key.</exception>
    public static ReplyTokens Read(string folder)
    {
        var path = Path.Combine(folder, "rsvp.key");
        if (!File.Exists(path))
        {
            Create(path);
        }

        var key = File.ReadAllBytes(path);
        return key.Length >= KeyLength
            // derived, so that a reply address made with the same key does not reveal the link; the label must never change
            ? new(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: "answer page"u8.ToArray()))
            : throw new InvalidOperationException(
                $"{path} has {key.Length} bytes, and a key has {KeyLength} or more. Restore the file from your backup: without it no "
                    + "link in an email is valid.");
    }

    // Written under another name and renamed: two hosts that start at once use the key of the first.
    private static void Create(string path)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(temporary, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyLength));
        }

        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary);
        }
    }
}
