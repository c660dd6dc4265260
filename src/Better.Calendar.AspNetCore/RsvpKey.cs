using System.Security.Cryptography;

namespace Better.Calendar.AspNetCore;

/// <summary>
/// The secret key of the RSVP links: in a file that is created once, or given by the host; needed as long as the series runs.
/// </summary>
internal static class RsvpKey
{
    /// <summary>The least length of a key, in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>The tokens of the links.</summary>
    /// <exception cref="InvalidOperationException">No key is configured, or the file is too short for a key.</exception>
    public static LinkTokens CreateTokens(BetterCalendarOptions options) =>
        options.Key is { } key ? CreateTokens(key)
        : options.KeyFile is { } file ? ReadTokens(file)
        : throw new InvalidOperationException(
            "RSVP pages and personal feeds need a secret key. Set KeyFile to the path of a file that may be created, or map the endpoints "
                + $"without them: MapBetterCalendar({nameof(CalendarEndpoints)}.{nameof(CalendarEndpoints.Public)}).");

    /// <summary>The tokens of a key that the host keeps.</summary>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    public static LinkTokens CreateTokens(IReadOnlyList<byte> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Count >= KeyLength
            ? LinkTokens.Create([.. key])
            : throw new ArgumentException($"The key has {key.Count} bytes; use {KeyLength} random bytes or more.", nameof(key));
    }

    /// <summary>Reads the key, or creates it.</summary>
    /// <exception cref="InvalidOperationException">The file is too short for a key.</exception>
    public static LinkTokens ReadTokens(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        var key = File.ReadAllBytes(path);
        return key.Length >= KeyLength
            ? LinkTokens.Create(key)
            : throw new InvalidOperationException(
                $"{path} has {key.Length} bytes, and a key has {KeyLength} or more. Restore the file from your backup: without it no "
                    + "link in an email is valid.");
    }

    // Written under another name and renamed: two hosts that start at once use the key of the first.
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
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
