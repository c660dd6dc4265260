using Better.Calendar.Delivery;
using Better.Calendar.Delivery.RabbitMq;
using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace DeliveryWorker;

/// <summary>Posts a series, if it is told to, and carries letters until it is stopped, or until all are out.</summary>
internal sealed class CourierWorker(DeliverySettings settings, ILoggerFactory logs, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WorkAsync(stoppingToken);
        }
        catch (Exception problem) when (problem is DeliveryStoppedException or LedgerException or IOException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            Environment.ExitCode = 1;
        }
        catch (InvalidSeriesException problem)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', problem.Faults.Select(fault => $"{fault.Place}: {fault.Problem}")));
            Environment.ExitCode = 2;
        }
        catch (Exception) when (!stoppingToken.IsCancellationRequested)
        {
            // A mistake of the program: the host logs it and stops.
            Environment.ExitCode = 1;
            throw;
        }

        lifetime.StopApplication();
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        await using var ledger = settings.Ledger();
        if (settings.Post is { } file)
        {
            using var document = File.OpenRead(file);
            var revision = SeriesRevision.First(SeriesDocument.Read(document), settings.PostAt ?? SystemClock.Instance.GetCurrentInstant());
            var posted = await new Outbox(ledger).PostAsync(revision, stop);
            Console.WriteLine($"{posted} letters posted, {revision.Messages.Count - posted} were there already.");
        }

        await using var queue = settings.Rabbit is { } rabbit ? new RabbitQueue(ledger, rabbit, logs.CreateLogger<RabbitQueue>()) : null;
        var courier = new Courier(ledger, queue, settings.Sink, settings.Courier, log: logs.CreateLogger<Courier>());
        if (!settings.Drain)
        {
            await courier.RunAsync(stop);
            return;
        }

        var counts = await courier.DrainAsync(settings.Patience, stop);
        Console.WriteLine($"{counts.Sent} sent, {counts.Refused} refused, {counts.LeftUnknown} unknown, {counts.Open} open; {counts.Doubtful} may have arrived twice.");
    }
}
