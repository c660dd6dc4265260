using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>The file of a ledger: one connection that writes, one that reads beside it, each used by one at a time.</summary>
internal sealed class SqliteFile(string path, Durability durability) : IDisposable
{
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly SemaphoreSlim reading = new(1, 1);
    private SqliteScript? writer;
    private SqliteScript? reader;

    public Task<T> WriteAsync<T>(Func<SqliteScript, T> work, CancellationToken cancellation) =>
        RunAsync(
            writing,
            () =>
            {
                writer ??= Open();
                writer.Begin();
                try
                {
                    var result = work(writer);
                    writer.Commit();
                    return result;
                }
                catch
                {
                    writer.Rollback();
                    throw;
                }
            },
            cancellation);

    public Task<T> ReadAsync<T>(Func<SqliteScript, T> work, CancellationToken cancellation) => RunAsync(reading, () => work(reader ??= Open()), cancellation);

    public void Dispose()
    {
        writer?.Dispose();
        reader?.Dispose();
        writing.Dispose();
        reading.Dispose();
    }

    // SQLite knows no asynchronous work, and handing each commit to another thread costs more than most of them take.
    private async Task<T> RunAsync<T>(SemaphoreSlim turn, Func<T> work, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return work();
        }
        catch (SqliteException problem)
        {
            throw Told(problem);
        }
        finally
        {
            turn.Release();
        }
    }

    private SqliteScript Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var script = new SqliteScript(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 2 }.ConnectionString);
        try
        {
            script.Open();

            // Microsoft.Data.Sqlite sleeps 150 ms whenever another writes; SQLite itself looks again after one.
            script.Simply($"PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA synchronous = {(durability == Durability.PowerLoss ? "FULL" : "NORMAL")}");
            if (Version(script) == 0)
            {
                script.Begin();
                if (Version(script) == 0)
                {
                    script.Simply(SqliteSchema.Create);
                }

                script.Commit();
            }

            return Version(script) <= SqliteSchema.Version
                ? script
                : throw new LedgerException($"The ledger {path} was written by a newer version of Better.Calendar.Delivery; use that one.", isPassing: false);
        }
        catch
        {
            script.Dispose();
            throw;
        }
    }

    private static int Version(SqliteScript script) => script.Rows("PRAGMA user_version", static row => row.GetInt32(0)).Single();

    private LedgerException Told(SqliteException problem) => problem.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new($"The ledger {path} is locked by another program; it goes on when that lets go.", isPassing: true, problem),
        raw.SQLITE_FULL => new($"The disk of the ledger {path} is full; it goes on when there is space.", isPassing: true, problem),
        raw.SQLITE_IOERR => new($"The ledger {path} cannot be read or written: {problem.Message}. Look at its disk.", isPassing: true, problem),
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => new($"{path} is not a ledger, or is damaged: {problem.Message}.", isPassing: false, problem),
        _ => new($"The ledger {path} cannot be used: {problem.Message}.", isPassing: false, problem),
    };
}
