using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Better.Calendar.AspNetCore;

/// <summary>Stores the first series before the host accepts requests.</summary>
internal sealed class HostedSeriesStart(HostedSeries hosted, IOptions<BetterCalendarOptions> options, IServiceProvider services)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        return settings.InitialSeries is { } create ? hosted.InitializeAsync(() => create(services), cancellationToken)
            : settings.SeriesFile is { } file ? hosted.InitializeAsync(() => Read(file), cancellationToken)
            : Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static WorkshopSeries Read(string file)
    {
        using var document = File.Exists(file)
            ? File.OpenRead(file)
            : throw new InvalidOperationException(
                $"{nameof(BetterCalendarOptions.SeriesFile)} names {Path.GetFullPath(file)}, and there is no such file. Name a series "
                    + "document.");
        return SeriesDocument.Read(document);
    }
}
