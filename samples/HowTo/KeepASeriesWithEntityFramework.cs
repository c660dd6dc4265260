using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Better.Calendar.AspNetCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HowTo;

#region model
/// <summary>The database of the web host.</summary>
public sealed class SiteDatabase(DbContextOptions<SiteDatabase> options) : DbContext(options)
{
    public DbSet<SiteDocument> Documents => Set<SiteDocument>();
}

/// <summary>A series or an attendance.</summary>
public sealed class SiteDocument
{
    [Key]
    public required string Name { get; init; }

    public required long Number { get; set; }

    public required long ChangedInUnixSeconds { get; set; }

    public required string Json { get; set; }
}
#endregion

#region store
/// <summary>Keeps the series and its attendance in the database of the host.</summary>
public sealed class EntityFrameworkSeriesStore(IDbContextFactory<SiteDatabase> databases) : ISeriesStore
{
    public ValueTask<long> GetVersionAsync(string name, CancellationToken cancellationToken = default) => UseAsync(
        database => database.Documents.Where(one => one.Name == name).Select(one => one.Number).SingleOrDefaultAsync(cancellationToken),
        cancellationToken);

    public ValueTask<DocumentVersion?> ReadAsync(string name, CancellationToken cancellationToken = default) => UseAsync(
        async database =>
            await database.Documents.AsNoTracking().SingleOrDefaultAsync(one => one.Name == name, cancellationToken) is { } stored
                ? new DocumentVersion(stored.Number, Instant.FromUnixTimeSeconds(stored.ChangedInUnixSeconds), stored.Json)
                : null,
        cancellationToken);

    public ValueTask<bool> WriteAsync(string name, DocumentVersion version, CancellationToken cancellationToken = default) => UseAsync(
        database => version.Number == 1
            ? InsertAsync(database, name, version, cancellationToken)
            : UpdateAsync(database, name, version, cancellationToken),
        cancellationToken);

    private static async Task<bool> InsertAsync(SiteDatabase database, string name, DocumentVersion version, CancellationToken cancel)
    {
        var seconds = version.Changed.ToUnixTimeSeconds();
        database.Documents.Add(new() { Name = name, Number = 1, ChangedInUnixSeconds = seconds, Json = version.Json });
        try
        {
            return await database.SaveChangesAsync(cancel) == 1;
        }
        catch (DbUpdateException)
        {
            if (!await database.Documents.AnyAsync(one => one.Name == name, cancel))
            {
                throw;
            }

            return false; // somebody else was faster
        }
    }

    // One statement: of two hosts that write the same version, the second finds no row.
    private static async Task<bool> UpdateAsync(SiteDatabase database, string name, DocumentVersion version, CancellationToken cancel)
    {
        var seconds = version.Changed.ToUnixTimeSeconds();
        return await database.Documents
            .Where(one => one.Name == name && one.Number == version.Number - 1)
            .ExecuteUpdateAsync(
                row => row
                    .SetProperty(one => one.Number, version.Number)
                    .SetProperty(one => one.ChangedInUnixSeconds, seconds)
                    .SetProperty(one => one.Json, version.Json),
                cancel) == 1;
    }

    private async ValueTask<T> UseAsync<T>(Func<SiteDatabase, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            return await work(database);
        }
        catch (Exception problem) when ((problem as DbException ?? problem.InnerException as DbException) is { } reason)
        {
            throw new SeriesStoreException("The database cannot be used. Try again later.", reason.IsTransient, problem);
        }
    }
}
#endregion

public static class KeepASeriesWithEntityFramework
{
    public static void Add(IServiceCollection services)
    {
        #region services
        services.AddDbContextFactory<SiteDatabase>(options => options.UseSqlite("Data Source=site.db"));
        services.AddSingleton<ISeriesStore, EntityFrameworkSeriesStore>().AddBetterCalendar();
        #endregion
    }
}
