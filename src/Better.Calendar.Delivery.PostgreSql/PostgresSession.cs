using System.Net.Sockets;
using System.Text.RegularExpressions;
using Npgsql;

namespace Better.Calendar.Delivery.PostgreSql;

/// <summary>Runs each operation of a store as one transaction on a pooled connection.</summary>
internal sealed partial class PostgresSession : IAsyncDisposable
{
    private readonly NpgsqlDataSource dataSource;
    private readonly string schema;
    private readonly string endpoint;
    private readonly string database;

    public PostgresSession(string connectionString, string schema)
    {
        this.schema = SchemaNamePattern().IsMatch(schema)
            ? schema
            : throw new ArgumentException(
                $"\"{schema}\" is not a valid schema name. It must be a letter, then letters, digits or _, at most 63 characters.",
                nameof(schema));
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = Quote(schema) };
        database = builder.Database ?? builder.Username ?? "";
        endpoint = $"{builder.Host}:{builder.Port}/{builder.Database}";
        if (builder.MaxAutoPrepare == 0)
        {
            builder.MaxAutoPrepare = 30;
        }

        dataSource = NpgsqlDataSource.Create(builder);
    }

    public Task CreateSchemaAsync(CancellationToken cancellationToken) =>
        ExecuteAsync(
            transaction => transaction.ExecuteAsync(PostgresStatements.CreateTables.Replace("{schema}", schema, StringComparison.Ordinal)),
            cancellationToken);

    /// <summary>Runs statements that cannot be part of a transaction.</summary>
    public Task<bool> ExecuteAloneAsync(IEnumerable<string> statements, CancellationToken cancellationToken) =>
        TranslateAsync(() => RepeatOnceAsync(async () =>
        {
            var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using var disposingConnection = connection.ConfigureAwait(false);
            foreach (var sql in statements)
            {
                await new PostgresTransaction(connection, cancellationToken).ExecuteAsync(sql).ConfigureAwait(false);
            }

            return true;
        }));

    public Task<T> ExecuteAsync<T>(Func<PostgresTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        TranslateAsync(() => RepeatOnceAsync(() => ExecuteOnceAsync(work, cancellationToken)));

    /// <summary>Works in a transaction of the host, on its connection, in the schema of the store.</summary>
    /// <exception cref="ArgumentException">The transaction is not one of this database.</exception>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    public Task<T> JoinAsync<T>(NpgsqlTransaction transaction, Func<PostgresTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        _ = transaction.IsolationLevel; // throws an InvalidOperationException if the transaction has ended
        var connection = transaction.Connection!;
        return connection.Database == database
            ? TranslateAsync(async () =>
            {
                var joined = new PostgresTransaction(connection, cancellationToken);
                var path = (await joined.QueryAsync(PostgresStatements.SelectSearchPath, static row => row.GetString(0))
                    .ConfigureAwait(false))[0];
                await joined.ExecuteAsync(PostgresStatements.SetSearchPath, new NpgsqlParameter("path", Quote(schema)))
                    .ConfigureAwait(false);
                var result = await work(joined).ConfigureAwait(false);
                await joined.ExecuteAsync(PostgresStatements.SetSearchPath, new NpgsqlParameter("path", path)).ConfigureAwait(false);
                return result;
            })
            : throw new ArgumentException(
                $"The transaction is one of the database {connection.Database}, and not of {database}.",
                nameof(transaction));
    }

    private async Task<T> RepeatOnceAsync<T>(Func<Task<T>> execute)
    {
        try
        {
            return await execute().ConfigureAwait(false);
        }
        catch (NpgsqlException problem) when (problem.InnerException is IOException)
        {
            // A pooled connection that was opened before the database restarted. Every operation of a store may be repeated.
            dataSource.Clear();
            return await execute().ConfigureAwait(false);
        }
    }

    private async Task<T> TranslateAsync<T>(Func<Task<T>> execute)
    {
        try
        {
            return await execute().ConfigureAwait(false);
        }
        catch (PostgresException problem)
        {
            throw ToStoreException(problem);
        }
        catch (Exception problem) when (problem is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            // The message must not contain the connection string.
            throw new OutboxStoreException(
                $"The outbox database {endpoint} cannot be reached ({problem.Message.Split('\n')[0]}). Check that the server runs and "
                    + "the host and port are correct.",
                isTransient: true,
                problem);
        }
    }

    private async Task<T> ExecuteOnceAsync<T>(Func<PostgresTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var disposingConnection = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var rollingBack = transaction.ConfigureAwait(false);
        var result = await work(new PostgresTransaction(connection, cancellationToken)).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    // Without quotes, PostgreSQL reads the name in lower case.
    private static string Quote(string name) => $"\"{name}\"";

    public ValueTask DisposeAsync() => dataSource.DisposeAsync();

    private OutboxStoreException ToStoreException(PostgresException problem) => problem.SqlState[..2] switch
    {
        "28" =>
            new(
                $"The outbox database {endpoint} rejects the login ({problem.SqlState} {problem.MessageText}). Check the user and "
                    + "the password.",
                isTransient: false,
                problem),
        "53" =>
            new(
                $"The outbox database {endpoint} is out of resources ({problem.SqlState} {problem.MessageText}). Free disk space, "
                    + "memory or connections.",
                isTransient: true,
                problem),

        // Shutdown, startup, lost connections, and conflicts between transactions.
        "57" or "08" or "40" or "55" =>
            new(
                $"The outbox database {endpoint} is not available at the moment ({problem.SqlState} {problem.MessageText}).",
                isTransient: true,
                problem),
        "42" when problem.SqlState == PostgresErrorCodes.UndefinedTable =>
            new(
                $"The database {endpoint} has no outbox in the schema {schema}. Open it (OpenAsync) before the first transaction, for "
                    + "example when the host starts.",
                isTransient: false,
                problem),
        _ => new(
            $"The outbox database {endpoint} cannot be used ({problem.SqlState} {problem.MessageText}). Check the permissions of the "
                + "user and the schema.",
            isTransient: false,
            problem),
    };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,62}$")]
    private static partial Regex SchemaNamePattern();
}

/// <summary>Runs statements in one transaction.</summary>
internal sealed class PostgresTransaction(NpgsqlConnection connection, CancellationToken cancellationToken)
{
    /// <summary>Runs a statement; returns how many rows it changed.</summary>
    public async Task<int> ExecuteAsync(string sql, params NpgsqlParameter[] parameters)
    {
        var command = CreateCommand(sql, parameters);
        await using var disposingCommand = command.ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a statement; returns its rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] parameters)
    {
        var command = CreateCommand(sql, parameters);
        await using var disposingCommand = command.ConfigureAwait(false);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var disposingRows = rows.ConfigureAwait(false);
        var all = new List<T>();
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            all.Add(read(rows));
        }

        return all;
    }

    private NpgsqlCommand CreateCommand(string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        return command;
    }
}
