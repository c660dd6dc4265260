using System.Net.Sockets;
using System.Text.RegularExpressions;
using Npgsql;

namespace Better.Calendar.Delivery.PostgreSql;

/// <summary>The database of a ledger: each script is one transaction on a connection of the pool.</summary>
internal sealed partial class PostgresScripts : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly string schema;
    private readonly string place;

    public PostgresScripts(string connection, string schema)
    {
        this.schema = Name().IsMatch(schema) ? schema : throw new ArgumentException($"\"{schema}\" cannot name a schema: write a letter, then letters, digits and _, 63 at most.", nameof(schema));
        var builder = new NpgsqlConnectionStringBuilder(connection) { SearchPath = schema };
        place = $"{builder.Host}:{builder.Port}/{builder.Database}";
        if (builder.MaxAutoPrepare == 0)
        {
            builder.MaxAutoPrepare = 30;
        }

        source = NpgsqlDataSource.Create(builder);
    }

    public Task CreateAsync(CancellationToken cancellation) =>
        RunAsync(script => script.RunAsync(PostgresSchema.Create.Replace("{schema}", schema, StringComparison.Ordinal)), cancellation);

    public async Task<T> RunAsync<T>(Func<PostgresScript, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            try
            {
                return await OnceAsync(work, cancellation).ConfigureAwait(false);
            }
            catch (NpgsqlException problem) when (problem.InnerException is IOException)
            {
                // A connection of the pool from before the database was away. Whatever is done here may be done again.
                source.Clear();
                return await OnceAsync(work, cancellation).ConfigureAwait(false);
            }
        }
        catch (PostgresException problem)
        {
            throw Told(problem);
        }
        catch (Exception problem) when (problem is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            // It never says what was in the connection string.
            throw new LedgerException($"The ledger at {place} cannot be reached ({problem.Message.Split('\n')[0]}); it goes on when the database is back.", isPassing: true, problem);
        }
    }

    private async Task<T> OnceAsync<T>(Func<PostgresScript, Task<T>> work, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var result = await work(new PostgresScript(connection, cancellation)).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return result;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private LedgerException Told(PostgresException problem) => problem.SqlState[..2] switch
    {
        "28" => new($"The ledger at {place} does not let us in ({problem.SqlState} {problem.MessageText}). Look at user and password.", isPassing: false, problem),
        "53" => new($"The database of the ledger at {place} has no room left ({problem.SqlState} {problem.MessageText}); it goes on when it has.", isPassing: true, problem),

        // Shut down, starting, lost connections, and transactions that stood in each other's way.
        "57" or "08" or "40" or "55" => new($"The ledger at {place} is not to be had at the moment ({problem.SqlState} {problem.MessageText}).", isPassing: true, problem),
        _ => new($"The ledger at {place} cannot be used ({problem.SqlState} {problem.MessageText}).", isPassing: false, problem),
    };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,62}$")]
    private static partial Regex Name();
}

/// <summary>Statements within one transaction.</summary>
internal sealed class PostgresScript(NpgsqlConnection connection, CancellationToken cancellation)
{
    /// <summary>Runs a statement; how many rows it changed.</summary>
    public async Task<int> RunAsync(string sql, params NpgsqlParameter[] values)
    {
        var command = Command(sql, values);
        await using var disposing = command.ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs a statement; its rows.</summary>
    public async Task<IReadOnlyList<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params NpgsqlParameter[] values)
    {
        var command = Command(sql, values);
        await using var disposing = command.ConfigureAwait(false);
        var rows = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await using var closing = rows.ConfigureAwait(false);
        var all = new List<T>();
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
        {
            all.Add(read(rows));
        }

        return all;
    }

    private NpgsqlCommand Command(string sql, NpgsqlParameter[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values);
        return command;
    }
}
