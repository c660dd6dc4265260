using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace WebHost;

/// <summary>A document as it is stored.</summary>
/// <param name="Version">The number of times that it was written; 1 for the first version.</param>
/// <param name="Changed">When this version was written, in whole seconds; always later than any version before.</param>
/// <param name="Json">The content.</param>
public sealed record VersionedDocument(long Version, Instant Changed, string Json);

/// <summary>
/// Documents in SQLite, each with a version. A write names the version that was read, and is refused if there is a newer one (optimistic
/// concurrency).
/// </summary>
/// <remarks>Many threads and many processes may use the same file at once.</remarks>
public sealed class DocumentStore
{
    private readonly string connection;

    /// <param name="file">The path of the database; it is created if it does not exist.</param>
    /// <param name="timeoutSeconds">How long to wait for another writer, in seconds.</param>
    /// <exception cref="InvalidOperationException">The file is not a database, or cannot be opened.</exception>
    public DocumentStore(string file, int timeoutSeconds)
    {
        connection = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = timeoutSeconds }.ToString();
        CreatePrivate(file);

        try
        {
            // In this mode readers and writers do not wait for each other; the mode is stored in the file.
            Run("PRAGMA journal_mode = WAL", static command => command.ExecuteScalar());
            Run(
                "CREATE TABLE IF NOT EXISTS document (name TEXT PRIMARY KEY, version INTEGER NOT NULL, changed TEXT NOT NULL, json "
                    + "TEXT NOT NULL) STRICT",
                static command => command.ExecuteNonQuery());
        }
        catch (SqliteException problem)
        {
            throw new InvalidOperationException(
                $"The database {Path.GetFullPath(file)} cannot be used: {problem.Message} Check that it is a SQLite database and that "
                    + "this program may write it.",
                problem);
        }
    }

    /// <summary>Only the owner may read the addresses and links in the file; SQLite creates its other files with the same mode.</summary>
    private static void CreatePrivate(string file)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            if (File.Exists(file))
            {
                File.SetUnixFileMode(file, OwnerOnly);
            }
            else
            {
                var options =
                    new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
                new FileStream(file, options).Dispose();
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // SQLite says what is wrong with the path.
        }
    }

    /// <summary>The version of a document; 0 if it does not exist.</summary>
    public long GetVersion(string name) =>
        Run("SELECT version FROM document WHERE name = $name", static command => command.ExecuteScalar() is long version
            ? version
            : 0, ("$name", name));

    /// <summary>A document; null if it does not exist.</summary>
    public VersionedDocument? Read(string name) => Run(
        "SELECT version, changed, json FROM document WHERE name = $name",
        static command =>
        {
            using var row = command.ExecuteReader();
            return row.Read()
                ? new VersionedDocument(row.GetInt64(0), InstantPattern.General.Parse(row.GetString(1)).Value, row.GetString(2))
                : null;
        },
        ("$name", name));

    /// <summary>Writes the version after the one that was read; if that is null, the first version.</summary>
    /// <returns>False, and nothing is written, if the document was changed since it was read.</returns>
    public bool Write(string name, VersionedDocument? read, string json, Instant now) => Run(
        read is null
            ? "INSERT INTO document (name, version, changed, json) VALUES ($name, 1, $changed, $json) ON CONFLICT DO NOTHING"
            : "UPDATE document SET version = version + 1, changed = $changed, json = $json WHERE name = $name AND version = $version",
        static command => command.ExecuteNonQuery() == 1,
        ("$name", name),
        ("$version", read?.Version ?? 0),
        ("$changed", InstantPattern.General.Format(NextTimestamp(read, now))),
        ("$json", json));

    // RFC 9110, 8.8.2.2: Last-Modified distinguishes two versions only if they are a second apart.
    private static Instant NextTimestamp(VersionedDocument? read, Instant now)
    {
        var second = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        return read is null ? second : Instant.Max(second, read.Changed + Duration.FromSeconds(1));
    }

    private T Run<T>(string sql, Func<SqliteCommand, T> run, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var open = new SqliteConnection(connection);
        open.Open();
        using var command = open.CreateCommand();
#pragma warning disable CA2100 // The SQL is one of the constants above; values from outside are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return run(command);
    }
}
