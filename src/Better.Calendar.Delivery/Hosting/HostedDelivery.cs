using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery.Hosting;

/// <summary>Runs the worker of a host. If a person must correct something, the host stops with exit code 1.</summary>
internal sealed partial class HostedDelivery(
    DeliveryWorker worker,
    DeliveryMonitor monitor,
    Duration? stopAfter,
    IHostApplicationLifetime lifetime,
    ILogger<HostedDelivery> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (stopAfter is { } maxWait)
            {
                await worker.DrainAsync(maxWait, stoppingToken).ConfigureAwait(false);
                lifetime.StopApplication();
            }
            else
            {
                await worker.RunAsync(stoppingToken).ConfigureAwait(false);
            }

            monitor.Stopped = "The worker has ended.";
        }
        catch (DeliveryStoppedException problem)
        {
            monitor.Stopped = problem.Message;
            DeliveryFailed(logger, problem.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(201, LogLevel.Critical, "{Problem} The host stops, and no email is lost")]
    private static partial void DeliveryFailed(ILogger logger, string problem);
}
