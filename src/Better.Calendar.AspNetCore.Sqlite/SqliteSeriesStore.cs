using Microsoft.Data.Sqlite;
using NodaTime.Text;

namespace Better.Calendar.AspNetCore.Sqlite;

/// <summary>Stores the series and its attendance in a SQLite file.</summary>
/// <remarks>
/// Many threads and many processes of one machine may use the same file at once. The file is in WAL mode and readable by its owner alone;
/// SQLite keeps two more files beside it. They contain names and addresses: protect copies as you protect the participant list.
/// </remarks>
public sealed class SqliteSeriesStore : ISeriesStore
{
    private readonly string connection;
    private readonly string path;

    /// <summary>Opens the file, or creates it.</summary>
    /// <param name="path">The path of the file; its folder is created if it does not exist.</param>
    /// <param name="timeoutSeconds">How long to wait for another writer, in seconds; 1 or more.</param>
    /// <exception cref="ArgumentException">The path is empty or blank, or the timeout is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The file is not a database, or cannot be opened.</exception>
    public SqliteSeriesStore(string path, int timeoutSeconds = 5)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(timeoutSeconds, 1);
        this.path = Path.GetFullPath(path);
        connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = timeoutSeconds }.ToString();
        CreatePrivate(this.path);

        try
        {
            // In this mode readers and writers do not wait for each other; the mode is stored in the file.
            Execute("PRAGMA journal_mode = WAL", static command => command.ExecuteScalar());
            Execute(
                "CREATE TABLE IF NOT EXISTS document (name TEXT PRIMARY KEY, version INTEGER NOT NULL, changed TEXT NOT NULL, json "
                    + "TEXT NOT NULL) STRICT",
                static command => command.ExecuteNonQuery());
        }
        catch (SqliteException problem)
        {
            throw new InvalidOperationException(
                $"The database {this.path} cannot be used: {problem.Message} Check that it is a SQLite database and that this program "
                    + "may write it.",
                problem);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> GetVersionAsync(string name, CancellationToken cancellationToken = default) => TryExecute(
        "SELECT version FROM document WHERE name = $name",
        static command => command.ExecuteScalar() is long version ? version : 0,
        ("$name", name));

    /// <inheritdoc/>
    public ValueTask<DocumentVersion?> ReadAsync(string name, CancellationToken cancellationToken = default) => TryExecute(
        "SELECT version, changed, json FROM document WHERE name = $name",
        static command =>
        {
            using var row = command.ExecuteReader();
            return row.Read()
                ? new DocumentVersion(row.GetInt64(0), InstantPattern.General.Parse(row.GetString(1)).Value, row.GetString(2))
                : null;
        },
        ("$name", name));

    /// <inheritdoc/>
    public ValueTask<bool> WriteAsync(string name, DocumentVersion version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(version);
        return TryExecute(
            version.Number == 1
                ? "INSERT INTO document (name, version, changed, json) VALUES ($name, 1, $changed, $json) ON CONFLICT DO NOTHING"
                : "UPDATE document SET version = $version, changed = $changed, json = $json WHERE name = $name "
                    + "AND version = $version - 1",
            static command => command.ExecuteNonQuery() == 1,
            ("$name", name),
            ("$version", version.Number),
            ("$changed", InstantPattern.General.Format(version.Changed)),
            ("$json", version.Json));
    }

    /// <summary>Only the owner may read the addresses and links in the file; SQLite creates its other files with the same mode.</summary>
    private static void CreatePrivate(string file)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (OperatingSystem.IsWindows())
            {
                return;
            }

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

    // SQLite has no asynchronous operations, and most of these take less time than a switch to another thread.
    private ValueTask<T> TryExecute<T>(
        string sql,
        Func<SqliteCommand, T> run,
        params ReadOnlySpan<(string Name, object Value)> values)
    {
        try
        {
            return ValueTask.FromResult(Execute(sql, run, values));
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode is 5 or 6) // SQLITE_BUSY, SQLITE_LOCKED
        {
            throw new SeriesStoreException($"The database {path} is locked by another program. Try again later.", true, problem);
        }
        catch (SqliteException problem)
        {
            throw new SeriesStoreException(
                $"The database {path} cannot be used: {problem.Message} Check its disk and its permissions.",
                isTransient: false,
                problem);
        }
    }

    private T Execute<T>(string sql, Func<SqliteCommand, T> run, params ReadOnlySpan<(string Name, object Value)> values)
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
