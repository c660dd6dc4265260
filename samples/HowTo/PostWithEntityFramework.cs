using System.ComponentModel.DataAnnotations;
using Better.Calendar;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace HowTo;

#region model
/// <summary>The database of the host.</summary>
public sealed class HostDatabase(DbContextOptions<HostDatabase> options) : DbContext(options)
{
    public DbSet<StoredSeries> Series => Set<StoredSeries>();
}

/// <summary>A series as the host stores it.</summary>
public sealed class StoredSeries
{
    public required string Id { get; init; }

    [ConcurrencyCheck] // of two people who edit the series at the same time, the second one is told
    public required string Document { get; set; }
}
#endregion

public static class PostWithEntityFramework
{
    #region post
    /// <summary>Saves an edited series and posts its emails: both, or neither.</summary>
    public static async Task SaveAsync(
        HostDatabase database,
        Outbox outbox,
        WorkshopSeries edited,
        Instant at,
        CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var stored = await database.Series.SingleAsync(one => one.Id == edited.Id, cancellationToken);
        var revision = SeriesRevision.Between(SeriesDocument.Read(stored.Document), edited, at);

        stored.Document = SeriesDocument.Write(revision.Series);
        await database.SaveChangesAsync(cancellationToken);
        await outbox.EnqueueAsync(transaction.GetDbTransaction(), revision, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
    #endregion

    #region start
    /// <summary>When the host starts: first its own tables, then those of the outbox.</summary>
    public static async Task StartAsync(HostDatabase database, Outbox outbox)
    {
        await database.Database.EnsureCreatedAsync(); // or MigrateAsync
        await outbox.OpenAsync();
    }
    #endregion

    public static void AddPostgreSql(IServiceCollection services, IConfiguration configuration, string connectionString)
    {
        #region postgresql
        services.AddDbContext<HostDatabase>(options => options.UseNpgsql(connectionString));
        services.AddBetterCalendarDelivery(delivery => delivery
            .UsePostgreSql(connectionString)
            .Bind(configuration.GetSection("Delivery")));
        #endregion
    }

    public static void AddSqlite(IServiceCollection services, IConfiguration configuration)
    {
        #region sqlite
        services.AddDbContext<HostDatabase>(options => options.UseSqlite("Data Source=host.db"));
        services.AddBetterCalendarDelivery(delivery => delivery
            .UseSqlite("host.db", isInHostDatabase: true)
            .Bind(configuration.GetSection("Delivery")));
        #endregion
    }
}
