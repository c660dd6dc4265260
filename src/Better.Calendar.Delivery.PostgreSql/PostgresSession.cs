using System.Net.Sockets;
using System.Text.RegularExpressions;
using Npgsql;

namespace Better.Calendar.Delivery.PostgreSql;

/// <summary>The database of a store: each script is one transaction on a connection of the pool.</summary>
internal sealed partial class PostgresSession : IAsyncDisposable
{
    private readonly NpgsqlDataSource dataSource;
    private readonly string schema;
    private readonly string endpoint;

    public PostgresSession(string connectionString, string schema)
    {
        this.schema = SchemaNamePattern().IsMatch(schema) ? schema : throw new ArgumentException($"\"{schema}\" cannot name a schema: write a letter, then letters, digits and _, 63 at most.", nameof(schema));
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = schema };
        endpoint = $"{builder.Host}:{builder.Port}/{builder.Database}";
        if (builder.MaxAutoPrepare == 0)
        {
            builder.MaxAutoPrepare = 30;
        }

        dataSource = NpgsqlDataSource.Create(builder);
    }

    public Task CreateSchemaAsync(CancellationToken cancellationToken) =>
        ExecuteAsync(script => script.ExecuteAsync(PostgresStatements.CreateTables.Replace("{schema}", schema, StringComparison.Ordinal)), cancellationToken);

    public async Task<T> ExecuteAsync<T>(Func<PostgresTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                return await ExecuteOnceAsync(work, cancellationToken).ConfigureAwait(false);
            }
            catch (NpgsqlException problem) when (problem.InnerException is IOException)
            {
                // A connection of the pool from before the database was away. Whatever is done here may be done again.
                dataSource.Clear();
                return await ExecuteOnceAsync(work, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException problem)
        {
            throw ToStoreException(problem);
        }
        catch (Exception problem) when (problem is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            // It never says what was in the connection string.
            throw new OutboxStoreException($"The store at {endpoint} cannot be reached ({problem.Message.Split('\n')[0]}); it goes on when the database is back.", isTransient: true, problem);
        }
    }

    private async Task<T> ExecuteOnceAsync<T>(Func<PostgresTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var result = await work(new PostgresTransaction(connection, cancellationToken)).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return result;
    }

    public ValueTask DisposeAsync() => dataSource.DisposeAsync();

    private OutboxStoreException ToStoreException(PostgresException problem) => problem.SqlState[..2] switch
    {
        "28" => new($"The store at {endpoint} does not let us in ({problem.SqlState} {problem.MessageText}). Look at user and password.", isTransient: false, problem),
        "53" => new($"The database of the store at {endpoint} has no room left ({problem.SqlState} {problem.MessageText}); it goes on when it has.", isTransient: true, problem),

        // Shut down, starting, lost connections, and transactions that stood in each other's way.
        "57" or "08" or "40" or "55" => new($"The store at {endpoint} is not to be had at the moment ({problem.SqlState} {problem.MessageText}).", isTransient: true, problem),
        _ => new($"The store at {endpoint} cannot be used ({problem.SqlState} {problem.MessageText}).", isTransient: false, problem),
    };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,62}$")]
    private static partial Regex SchemaNamePattern();
}

/// <summary>Statements within one transaction.</summary>
internal sealed class PostgresTransaction(NpgsqlConnection connection, CancellationToken cancellationToken)
{
    /// <summary>Runs a statement; how many rows it changed.</summary>
    public async Task<int> ExecuteAsync(string sql, params NpgsqlParameter[] values)
    {
        var command = CreateCommand(sql, values);
        await using var disposing = command.ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a statement; its rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] values)
    {
        var command = CreateCommand(sql, values);
        await using var disposing = command.ConfigureAwait(false);
        var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = rows.ConfigureAwait(false);
        var all = new List<T>();
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            all.Add(read(rows));
        }

        return all;
    }

    private NpgsqlCommand CreateCommand(string sql, NpgsqlParameter[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values);
        return command;
    }
}
