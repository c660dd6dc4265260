using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Better.Calendar.AspNetCore;

/// <summary>Whether the series can be published: the store can be read, and contains a series.</summary>
/// <param name="hosted">The series of the host.</param>
public sealed class SeriesHealthCheck(HostedSeries hosted) : IHealthCheck
{
    private readonly HostedSeries hosted = hosted ?? throw new ArgumentNullException(nameof(hosted));

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var published = await hosted.GetCurrentAsync(cancellationToken);
            await hosted.ReadAttendanceAsync(cancellationToken);
            return HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["version"] = published.Version });
        }
        catch (Exception problem) when (problem is SeriesStoreException or InvalidOperationException or InvalidSeriesException)
        {
            return HealthCheckResult.Unhealthy(problem.Message, problem);
        }
    }
}
