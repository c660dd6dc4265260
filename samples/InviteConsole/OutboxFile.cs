using System.CommandLine;

namespace InviteConsole;

/// <summary>
/// Where the outbox of a send is: where --outbox says, or beside the series document, or in the folder for the state of programs. Never in
/// a temporary folder: after a crash, the next send must find it.
/// </summary>
internal sealed class OutboxFile
{
    private readonly Option<FileInfo?> outbox =
        new("--outbox")
        {
            Description =
            "The file that stores the delivery status of each email. Default: beside --store or --series, or in the folder where programs "
                + "of this user keep their state.",
        };

    public void AddTo(Command command) => command.Add(outbox);

    /// <summary>Whether the file was chosen by name, with --outbox or --store, and is kept when everything is sent.</summary>
    public bool IsNamed(ParseResult arguments, FileInfo? store) => arguments.GetValue(outbox) is not null || store is not null;

    /// <summary>The file of a new send.</summary>
    /// <exception cref="UsageException">The folder of --outbox does not exist.</exception>
    public FileInfo Choose(ParseResult arguments, FileInfo? store, FileInfo? series, string seriesId)
    {
        var file = Locate(arguments, store, series, seriesId);
        if (arguments.GetValue(outbox) is not null && file.Directory is not { Exists: true })
        {
            throw new UsageException($"The folder of --outbox {file.FullName} does not exist. Correct the path, or create the folder.");
        }

        return file;
    }

    /// <summary>The file of an earlier send.</summary>
    /// <exception cref="UsageException">It does not exist, or is empty.</exception>
    public FileInfo Find(ParseResult arguments, FileInfo? store, FileInfo? series, string seriesId) =>
        Locate(arguments, store, series, seriesId) switch
        {
            { Exists: false } file => throw new UsageException(
                $"The outbox {file.FullName} does not exist. Check the path of --outbox, --store or --series."),

            // A new outbox would say that all of its no emails were sent.
            { Length: 0 } file => throw new UsageException(
                $"The file {file.FullName} is empty: no email was ever put into it, or its contents were lost. Check the path, or restore "
                    + $"the file from a backup."),
            var file => file,
        };

    private FileInfo Locate(ParseResult arguments, FileInfo? store, FileInfo? series, string seriesId) =>
        arguments.GetValue(outbox)
        ?? (store is not null ? new(store.FullName + ".outbox")
            : series is { Directory: { Exists: true } folder } && IsWritable(folder) ? new(series.FullName + ".outbox")
            : new(Path.Combine(GetStateFolder(), seriesId + ".outbox")));

    /// <summary>Deletes the outbox with the files that the store keeps beside it.</summary>
    public static void Delete(FileInfo file)
    {
        foreach (var ending in new[] { "", "-wal", "-shm", "-sending" })
        {
            File.Delete(file.FullName + ending);
        }
    }

    /// <summary>XDG Base Directory Specification: $XDG_STATE_HOME, by default ~/.local/state; on Windows %LOCALAPPDATA%.</summary>
    private static string GetStateFolder()
    {
        var named = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        var folder = Path.IsPathFullyQualified(named ?? "") ? named!
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(folder, "better-calendar");
    }

    private static bool IsWritable(DirectoryInfo folder)
    {
        try
        {
            var probe = Path.Combine(folder.FullName, $".{Guid.NewGuid():N}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                return true;
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
