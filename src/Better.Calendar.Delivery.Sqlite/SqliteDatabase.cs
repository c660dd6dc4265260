using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>The file of a store: one connection for writing and one for reading, each used by one caller at a time.</summary>
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

    public Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        ExecuteAsync(readLock, () => work(reader ??= Open()), cancellationToken);

    public void Dispose()
    {
        writer?.Dispose();
        reader?.Dispose();
        writeLock.Dispose();
        readLock.Dispose();
    }

    // SQLite has no asynchronous operations, and most commits take less time than a switch to another thread.
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
        var session =
            new SqliteSession(
                new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 2 }.ConnectionString);
        try
        {
            session.Open();

            // While another connection writes, Microsoft.Data.Sqlite would sleep for 150 ms; with a busy timeout SQLite itself retries
            // after 1 ms.
            session.ExecuteScript(
                "PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA synchronous "
                    + $"= {(durability == WriteDurability.Machine ? "FULL" : "NORMAL")}");
            if (ReadVersion(session) == 0)
            {
                session.Begin();
                if (ReadVersion(session) == 0)
                {
                    session.ExecuteScript(SqliteStatements.CreateTables);
                }

                session.Commit();
            }

            return ReadVersion(session) switch
            {
                SqliteStatements.Version => session,
                > SqliteStatements.Version =>
                    throw new OutboxStoreException(
                        $"The outbox file {path} was written by a newer version of Better.Calendar.Delivery. Update to that version.",
                        isTransient: false),
                _ => throw new OutboxStoreException(
                    $"The outbox file {path} was written by an older version of Better.Calendar.Delivery. Send its emails with that "
                        + "version, then use a new file.",
                    isTransient: false),
            };
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static int ReadVersion(SqliteSession session) => session.Query("PRAGMA user_version", static row => row.GetInt32(0)).Single();

    private OutboxStoreException ToStoreException(SqliteException problem) => problem.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            new(
                $"The outbox file {path} is locked by another program. It is used again when that program releases it.",
                isTransient: true,
                problem),
        raw.SQLITE_FULL => new($"The disk of the outbox file {path} is full. Free some space.", isTransient: true, problem),
        raw.SQLITE_IOERR =>
            new($"The outbox file {path} cannot be read or written ({problem.Message}). Check its disk.", isTransient: true, problem),
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT =>
            new($"The file {path} is not an outbox, or is damaged ({problem.Message}). Use another file.", isTransient: false, problem),
        _ => new(
            $"The outbox file {path} cannot be used ({problem.Message}). Check the path and its permissions.",
            isTransient: false,
            problem),
    };
}
