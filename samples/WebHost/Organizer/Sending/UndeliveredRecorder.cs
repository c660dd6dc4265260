using Better.Calendar.AspNetCore;
using Better.Calendar.Delivery;

namespace WebHost.Organizer.Sending;

/// <summary>
/// Tells the series which emails were rejected, given up or withdrawn, so that the next plan invites again whoever never received an
/// invitation.
/// </summary>
internal sealed partial class UndeliveredRecorder(
    Outbox outbox,
    HostedSeries hosted,
    ILogger<UndeliveredRecorder> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly DeliveryStatus[] Failed = [DeliveryStatus.Rejected, DeliveryStatus.Uncertain, DeliveryStatus.Withdrawn];

    /// <summary>Records it now, if something has changed.</summary>
    public async Task RecordAsync(CancellationToken cancellationToken)
    {
        var series = (await hosted.GetCurrentAsync(cancellationToken)).Series;
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var email in outbox.ReadAsync(Failed, cancellationToken))
        {
            if (email.Due is null && string.Equals(email.Message.SeriesId, series.Id, StringComparison.OrdinalIgnoreCase))
            {
                keys.Add(email.Message.Key);
            }
        }

        // Known keys stay: an edit takes note of them, and forgets them.
        if (series.State is { } state && !keys.SetEquals(state.Undelivered))
        {
            await hosted.RecordUndeliveredAsync(keys, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await outbox.OpenAsync(stoppingToken);
        using var timer = new PeriodicTimer(Interval);
        (long Failed, long Version) recorded = default;
        do
        {
            try
            {
                var counts = await outbox.CountAsync(stoppingToken);

                // An edit takes note of what is recorded, and forgets it: the emails that still failed are recorded again.
                var failed = counts.Rejected + counts.LeftUncertain + counts.Withdrawn;
                var version = (await hosted.GetCurrentAsync(stoppingToken)).Version;
                if ((failed > 0 || recorded.Failed > 0) && recorded != (failed, version))
                {
                    await RecordAsync(stoppingToken);
                    recorded = (failed, (await hosted.GetCurrentAsync(stoppingToken)).Version);
                }
            }
            catch (Exception problem) when (problem is OutboxStoreException or SeriesStoreException)
            {
                NotRecorded(logger, problem.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1, LogLevel.Warning, "It is not recorded yet which emails were not delivered: {Problem}")]
    private static partial void NotRecorded(ILogger logger, string problem);
}
