using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>The file of a store: one connection that writes, one that reads beside it, each used by one at a time.</summary>
internal sealed class SqliteDatabase(string path, WriteDurability durability) : IDisposable
{
    private readonly SemaphoreSlim writeLock = new(1, 1);
    private readonly SemaphoreSlim readLock = new(1, 1);
    private SqliteSession? writer;
    private SqliteSession? reader;

    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        ExecuteAsync(
            writeLock,
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
            cancellationToken);

    public Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) => ExecuteAsync(readLock, () => work(reader ??= Open()), cancellationToken);

    public void Dispose()
    {
        writer?.Dispose();
        reader?.Dispose();
        writeLock.Dispose();
        readLock.Dispose();
    }

    // SQLite knows no asynchronous work, and handing each commit to another thread costs more than most of them take.
    private async Task<T> ExecuteAsync<T>(SemaphoreSlim semaphore, Func<T> work, CancellationToken cancellationToken)
    {
        await semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return work();
        }
        catch (SqliteException problem)
        {
            throw ToStoreException(problem);
        }
        finally
        {
            semaphore.Release();
        }
    }

    private SqliteSession Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var script = new SqliteSession(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 2 }.ConnectionString);
        try
        {
            script.Open();

            // Microsoft.Data.Sqlite sleeps 150 ms whenever another writes; SQLite itself looks again after one.
            script.ExecuteScript($"PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA synchronous = {(durability == WriteDurability.Machine ? "FULL" : "NORMAL")}");
            if (ReadVersion(script) == 0)
            {
                script.Begin();
                if (ReadVersion(script) == 0)
                {
                    script.ExecuteScript(SqliteStatements.CreateTables);
                }

                script.Commit();
            }

            return ReadVersion(script) <= SqliteStatements.Version
                ? script
                : throw new OutboxStoreException($"The store {path} was written by a newer version of Better.Calendar.Delivery; use that one.", isTransient: false);
        }
        catch
        {
            script.Dispose();
            throw;
        }
    }

    private static int ReadVersion(SqliteSession script) => script.Query("PRAGMA user_version", static row => row.GetInt32(0)).Single();

    private OutboxStoreException ToStoreException(SqliteException problem) => problem.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new($"The store {path} is locked by another program; it goes on when that lets go.", isTransient: true, problem),
        raw.SQLITE_FULL => new($"The disk of the store {path} is full; it goes on when there is space.", isTransient: true, problem),
        raw.SQLITE_IOERR => new($"The store {path} cannot be read or written: {problem.Message}. Look at its disk.", isTransient: true, problem),
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT => new($"{path} is not a store, or is damaged: {problem.Message}.", isTransient: false, problem),
        _ => new($"The store {path} cannot be used: {problem.Message}.", isTransient: false, problem),
    };
}
