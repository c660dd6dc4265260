using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>The file of a store: one connection for writing and one for reading, each used by one caller at a time.</summary>
internal sealed class SqliteDatabase(string path, WriteDurability durability, bool isInHostDatabase) : IDisposable
{
    // Not disposed: whoever waits for one must see that the file is closed. They hold nothing of the operating system.
#pragma warning disable CA2213
    private readonly SemaphoreSlim writeLock = new(1, 1);
    private readonly SemaphoreSlim readLock = new(1, 1);
#pragma warning restore CA2213
    private SqliteSession? writer;
    private SqliteSession? reader;
    private volatile bool isChecked;
    private volatile bool isDisposed;

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

    /// <summary>Works in a transaction of the host, on its connection.</summary>
    /// <exception cref="ArgumentException">The transaction has ended, or is not one of this file.</exception>
    /// <exception cref="InvalidOperationException">The store was not opened.</exception>
    public T Join<T>(SqliteTransaction transaction, Func<SqliteSession, T> work)
    {
        // It could not be opened now: the transaction of the host may have locked the file.
        var own = Volatile.Read(ref writer)
            ?? throw new InvalidOperationException(
                $"The outbox in {path} is not open. Open it (OpenAsync) before the first transaction, as when the host starts.");
        if (transaction.Connection is null)
        {
            throw new ArgumentException("The transaction has ended already.", nameof(transaction));
        }

        using var session = new SqliteSession(transaction);
        return string.Equals(session.File, own.File, StringComparison.Ordinal)
            ? Translate(() => work(session))
            : throw new ArgumentException($"The transaction is one of {session.File}, and not of {own.File}.", nameof(transaction));
    }

    /// <summary>Copies the write-ahead log into the database, and empties it.</summary>
    public Task EmptyLogAsync(CancellationToken cancellationToken) =>
        ExecuteAsync(
            writeLock,
            () =>
            {
                writer ??= Open();
                return writer.QueryOnce("PRAGMA wal_checkpoint(TRUNCATE)", static row => row.GetInt64(0))[0] == 0
                    ? true
                    : throw new OutboxStoreException(
                        $"The outbox file {path} is being read, so that its log cannot be emptied yet.",
                        isTransient: true);
            },
            cancellationToken);

    /// <summary>Waits for what is being read and written, and closes the file.</summary>
    public void Dispose()
    {
        Close(writeLock, ref writer);
        Close(readLock, ref reader);
    }

    private void Close(SemaphoreSlim semaphore, ref SqliteSession? session)
    {
        semaphore.Wait();
        try
        {
            isDisposed = true;
            session?.Dispose();
            session = null;
        }
        finally
        {
            semaphore.Release();
        }
    }

    // SQLite has no asynchronous operations, and most commits take less time than a switch to another thread.
    private async Task<T> ExecuteAsync<T>(SemaphoreSlim semaphore, Func<T> work, CancellationToken cancellationToken)
    {
        await semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return Translate(work);
        }
        finally
        {
            semaphore.Release();
        }
    }

    private T Translate<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException problem)
        {
            throw ToStoreException(problem);
        }
        catch (IOException problem)
        {
            throw new OutboxStoreException(
                $"The outbox file {path} cannot be read or written ({problem.Message}). Check its disk.",
                isTransient: true,
                problem);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new OutboxStoreException(
                $"The outbox file {path} cannot be used ({problem.Message}). Check the path and its permissions.",
                isTransient: false,
                problem);
        }
        catch (Exception problem) when (problem is InvalidDataException
            or InvalidCastException
            or (InvalidOperationException and not ObjectDisposedException)
            or FormatException
            or JsonException
            or OverflowException
            or ArgumentException)
        {
            // Rows whose values nobody wrote; arguments were checked before.
            throw SqliteFile.Damaged(path, problem.Message, problem);
        }
    }

    private SqliteSession Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var isNew = !File.Exists(path);
        if (isNew)
        {
            // Only then: closing a file that SQLite has open would release its locks (POSIX).
            PrivateFile.Open(path).Dispose();
        }
        else if (new FileInfo(path).Length is > 0 and < SqliteFile.MinLength and var length)
        {
            // SQLite would take it for an empty database, and overwrite it.
            throw SqliteFile.Damaged(path, FormattableString.Invariant($"it has only {length} bytes"), null);
        }

        var session =
            new SqliteSession(
                new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 2 }.ConnectionString);
        try
        {
            session.Open();

            // While another connection writes, Microsoft.Data.Sqlite would sleep for 150 ms; with a busy timeout SQLite itself retries
            // after 1 ms.
            session.ExecuteScript("PRAGMA busy_timeout = 2000");
            var owner = SqliteFile.ReadOwner(session, path, isInHostDatabase);
            if (!isNew && owner == SqliteFileOwner.Delivery)
            {
                PrivateFile.Protect(path);
            }

            session.ExecuteScript(
                // What is erased must not stay in free space of the file.
                "PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA synchronous "
                    + $"= {(durability == WriteDurability.Machine ? "FULL" : "NORMAL")}");
            if (!SqliteFile.CreateTables(session, owner) && !isChecked)
            {
                SqliteFile.CheckContents(session, path, owner);
            }

            isChecked = true;
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

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
            SqliteFile.Damaged(path, problem.Message, problem),
        _ => new(
            $"The outbox file {path} cannot be used ({problem.Message}). Check the path and its permissions.",
            isTransient: false,
            problem),
    };
}
