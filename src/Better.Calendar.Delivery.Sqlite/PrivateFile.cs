namespace Better.Calendar.Delivery.Sqlite;

/// <summary>Files that only their owner may read: they contain addresses and meeting links.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file, or creates it, for reading and writing by many processes.</summary>
    public static FileStream Open(string path)
    {
        var options =
            new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite | FileShare.Delete,
            };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new(path, options);
    }

    /// <summary>Takes from others the right to read a file that exists, if it is ours to decide.</summary>
    public static void Protect(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            if ((File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The file belongs to somebody else, who has decided who may read it.
        }
    }
}
