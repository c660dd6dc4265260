using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Better.Calendar.AspNetCore.Sqlite;

/// <summary>Keeps the series of a host in SQLite.</summary>
public static class SqliteSeriesExtensions
{
    /// <summary>Keeps the series and its attendance in a SQLite file.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="timeoutSeconds">How long to wait for another writer, in seconds. Default: 5.</param>
    /// <exception cref="ArgumentException">The path is empty or blank.</exception>
    public static IServiceCollection AddSqliteSeriesStore(this IServiceCollection services, string path, int timeoutSeconds = 5)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return services.Replace(ServiceDescriptor.Singleton<ISeriesStore>(_ => new SqliteSeriesStore(path, timeoutSeconds)));
    }
}
