using System.Globalization;
using System.Text;
using Better.Calendar.Delivery.Sqlite;
using Microsoft.Data.Sqlite;

namespace Better.Calendar.Delivery.Tests.Stores;

public sealed class SqliteErasureTests : ErasureContract
{
    private string StoreFile => Path.Combine(Folder.FullName, "outbox.db");

    private protected override Task<IOutboxStore> OpenStoreAsync() => Task.FromResult<IOutboxStore>(new SqliteOutboxStore(StoreFile));

    private protected override async Task<string> DumpAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={StoreFile};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var dump = new StringBuilder();
        foreach (var table in await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"))
        {
            dump.AppendLine(table).AppendJoin('\n', await ReadAsync(connection, $"SELECT * FROM \"{table}\""));
        }

        return dump.ToString();
    }

    private protected override Task<IReadOnlyList<FileInfo>> ReadFilesAsync()
    {
        var files = Folder.GetFiles();
        Assert.That(files, Has.Length.GreaterThanOrEqualTo(3), "database, log, index; after sending also marks");
        return Task.FromResult<IReadOnlyList<FileInfo>>(files);
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<string>();
        while (await rows.ReadAsync())
        {
            all.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(column => rows.GetValue(column) is byte[] bytes
                ? Encoding.UTF8.GetString(bytes)
                : Convert.ToString(rows.GetValue(column), CultureInfo.InvariantCulture))));
        }

        return all;
    }
}
