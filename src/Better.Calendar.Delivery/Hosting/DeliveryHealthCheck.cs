using Better.Calendar.Delivery.Hosting;
using Better.Calendar.Delivery.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>
/// Whether emails go out: the store can be reached, the worker of this host is alive, and no email has been due for a quarter of an hour.
/// </summary>
/// <remarks>The data of the result are the counts of the outbox, without addresses.</remarks>
/// <param name="services">The services of a host that called <c>AddBetterCalendarDelivery</c>.</param>
public sealed class DeliveryHealthCheck(IServiceProvider services) : IHealthCheck
{
    private static readonly Duration MaxSilence = Duration.FromMinutes(1);
    private static readonly Duration MaxDelay = Duration.FromMinutes(15);

    private readonly IServiceProvider services = services ?? throw new ArgumentNullException(nameof(services));

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var monitor = services.GetRequiredService<DeliveryMonitor>();
        var store = services.GetRequiredService<IOutboxStore>();
        var now = services.GetRequiredService<DeliveryOptions>().TimeProvider.GetCurrentInstant();
        try
        {
            var counts = await store.CountAsync(cancellationToken).ConfigureAwait(false);
            var data = new Dictionary<string, object>
            {
                ["remaining"] = counts.Remaining,
                ["sent"] = counts.Sent,
                ["rejected"] = counts.Rejected,
                ["uncertain"] = counts.LeftUncertain,
            };
            if (monitor.Stopped is { } reason)
            {
                return HealthCheckResult.Unhealthy(reason, data: data);
            }

            var (progress, age) = monitor.Last;
            if (age > MaxSilence)
            {
                return HealthCheckResult.Unhealthy("The worker has reported nothing for a minute.", data: data);
            }

            if (progress?.Problem is { } problem)
            {
                return HealthCheckResult.Degraded(problem, data: data);
            }

            return await store.GetNextDueAsync(cancellationToken).ConfigureAwait(false) is { } due && now - due > MaxDelay
                ? HealthCheckResult.Degraded("An email has been due for more than a quarter of an hour.", data: data)
                : HealthCheckResult.Healthy(data: data);
        }
        catch (OutboxStoreException problem)
        {
            return HealthCheckResult.Unhealthy(problem.Message, problem);
        }
    }
}
