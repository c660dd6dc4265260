using Microsoft.Data.Sqlite;

namespace Better.Calendar.Delivery.Sqlite;

/// <summary>Runs statements on one connection; each is prepared once.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);
    private readonly bool isJoined;
    private SqliteTransaction? transaction;

    /// <summary>Creates a session with a connection of its own.</summary>
    public SqliteSession(string connectionString) => connection = new(connectionString);

    /// <summary>Creates a session in a transaction of the host, which ends it.</summary>
    public SqliteSession(SqliteTransaction joined) => (connection, transaction, isJoined) = (joined.Connection!, joined, true);

    /// <summary>The path of the file as SQLite has resolved it.</summary>
    public string File => connection.DataSource;

    public void Open() => connection.Open();

    /// <summary>Begins a write transaction.</summary>
    public void Begin() => transaction = connection.BeginTransaction();

    public void Commit()
    {
        transaction!.Commit();
        transaction.Dispose();
        transaction = null;
    }

    public void Rollback()
    {
        try
        {
            transaction?.Rollback();
        }
        catch (SqliteException)
        {
            // SQLite has rolled the transaction back already, because the disk is full.
        }
        finally
        {
            transaction?.Dispose();
            transaction = null;
        }
    }

    /// <summary>Runs several statements without parameters.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement; returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>Runs a statement; returns its rows.</summary>
    public IReadOnlyList<T> Query<T>(
        string sql,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<(string Name, object? Value)> values) =>
        ReadAll(Prepare(sql, values), read);

    /// <summary>Runs a statement whose text is not used again; returns how many rows it changed.</summary>
    public int ExecuteOnce(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Create(sql, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement whose text is not used again; returns its rows.</summary>
    public IReadOnlyList<T> QueryOnce<T>(
        string sql,
        Func<SqliteDataReader, T> read,
        params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Create(sql, values);
        return ReadAll(command, read);
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values)
        {
            command.Dispose();
        }

        if (!isJoined)
        {
            transaction?.Dispose();
            connection.Dispose();
        }
    }

    private static List<T> ReadAll<T>(SqliteCommand command, Func<SqliteDataReader, T> read)
    {
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
        {
            all.Add(read(rows));
        }

        return all;
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            prepared.Add(sql, command = Create(sql, values));
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        }

        command.Transaction = transaction;
        return command;
    }

    private SqliteCommand Create(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The SQL is made of constants and numbers; values from outside are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name, Value = value ?? DBNull.Value });
        }

        return command;
    }
}
