using System.Security.Cryptography;
using Better.Calendar.Ics;

namespace WebHost;

/// <summary>The secret that answer links are made with: a file beside the database, made once and then kept for the life of the series.</summary>
internal static class AnswerKey
{
    private const int Octets = 32;

    /// <summary>The tokens of the answer page.</summary>
    public static ReplyTokens Read(string folder)
    {
        var path = Path.Combine(folder, "answer.key");
        if (!File.Exists(path))
        {
            Make(path);
        }

        var key = File.ReadAllBytes(path);
        return key.Length >= Octets
            ? new(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Octets, info: "answer page"u8.ToArray())) // a reply address made with the same key must not tell the page
            : throw new InvalidOperationException($"{path} has {key.Length} octets; a key has {Octets}. Bring the right one back from your backup: without it no link in a letter is valid any more.");
    }

    // Written beside and renamed: two hosts that begin at once share the key of the faster.
    private static void Make(string path)
    {
        var beside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(beside, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(Octets));
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
