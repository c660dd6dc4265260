using System.Security.Cryptography;
using Better.Calendar;

namespace WebHost;

/// <summary>The secret that answer links are made with: a file beside the database, made once and then kept for the life of the series.</summary>
internal static class RsvpKey
{
    private const int KeyLength = 32;

    /// <summary>The tokens of the RSVP page.</summary>
    public static ReplyTokens Read(string folder)
    {
        var path = Path.Combine(folder, "rsvp.key");
        if (!File.Exists(path))
        {
            Create(path);
        }

        var key = File.ReadAllBytes(path);
        return key.Length >= KeyLength
            ? new(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyLength, info: "answer page"u8.ToArray())) // a reply address made with the same key must not tell the page
            : throw new InvalidOperationException($"{path} has {key.Length} bytes; a key has {KeyLength}. Bring the right one back from your backup: without it no link in an email is valid any more.");
    }

    // Written beside and renamed: two hosts that begin at once share the key of the faster.
    private static void Create(string path)
    {
        var beside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(beside, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyLength));
        }

        try
        {
            File.Move(beside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(beside);
        }
    }
}
