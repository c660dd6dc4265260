using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Better.Calendar.Delivery.Hosting;

/// <summary>
/// Runs the worker of a host. If a person must correct something, the host stops with exit code 1, or the worker tries again after a pause.
/// </summary>
internal sealed partial class HostedDelivery(
    DeliveryWorker worker,
    DeliveryMonitor monitor,
    Duration? stopAfter,
    Duration? pause,
    IHostApplicationLifetime lifetime,
    ILogger<HostedDelivery> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryRunAsync(stoppingToken).ConfigureAwait(false) && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(pause!.Value.ToTimeSpan(), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs the worker until it ends; false if it tries again after a pause.</summary>
    private async Task<bool> TryRunAsync(CancellationToken stoppingToken)
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
                monitor.Stopped = null;
                await worker.RunAsync(stoppingToken).ConfigureAwait(false);
            }

            monitor.Stopped = "The worker has ended.";
            return true;
        }
        catch (DeliveryStoppedException problem)
        {
            monitor.Stopped = problem.Message;
            if (pause is { } wait)
            {
                DeliveryPaused(logger, problem.Message, wait.TotalSeconds);
                return false;
            }

            DeliveryFailed(logger, problem.Message);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
            return true;
        }
    }

    [LoggerMessage(201, LogLevel.Critical, "{Problem} The host stops, and no email is lost")]
    private static partial void DeliveryFailed(ILogger logger, string problem);

    [LoggerMessage(202, LogLevel.Error, "{Problem} The worker tries again in {Seconds} seconds, and no email is lost")]
    private static partial void DeliveryPaused(ILogger logger, string problem, double seconds);
}
