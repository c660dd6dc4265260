using Better.Calendar;
using Better.Calendar.Delivery;
using Better.Calendar.Delivery.RabbitMq;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace DeliveryWorkerSample;

/// <summary>
/// Enqueues the emails of a series, if one is configured, and sends emails until it is stopped or, with <c>Drain</c>, until all are sent.
/// </summary>
internal sealed class DeliveryHostedService(DeliverySettings settings, ILoggerFactory loggerFactory, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (Exception problem) when (problem is DeliveryStoppedException or OutboxStoreException or IOException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            Environment.ExitCode = 1;
        }
        catch (InvalidSeriesException problem)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', problem.Errors.Select(error => $"{error.Location}: {error.Problem}")));
            Environment.ExitCode = 2;
        }
        catch (Exception) when (!stoppingToken.IsCancellationRequested)
        {
            // A bug: the host logs the exception and stops.
            Environment.ExitCode = 1;
            throw;
        }

        lifetime.StopApplication();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var store = settings.CreateStore();
        if (settings.SeriesFile is { } file)
        {
            using var document = File.OpenRead(file);
            var revision =
                SeriesRevision.First(SeriesDocument.Read(document), settings.EnqueueAt ?? SystemClock.Instance.GetCurrentInstant());
            var added = await new Outbox(store).EnqueueAsync(revision, cancellationToken);
            Console.WriteLine($"{added} emails were added to the outbox; {revision.Emails.Count - added} were in it already.");
        }

        await using var queue = settings.RabbitMq is { } rabbitMq
            ? new RabbitMqDispatchQueue(store, rabbitMq, loggerFactory.CreateLogger<RabbitMqDispatchQueue>())
            : null;
        var worker =
            new DeliveryWorker(
                store,
                queue,
                settings.Transport,
                settings.DeliveryOptions,
                logger: loggerFactory.CreateLogger<DeliveryWorker>());
        if (!settings.Drain)
        {
            await worker.RunAsync(cancellationToken);
            return;
        }

        var counts = await worker.DrainAsync(settings.MaxWait, cancellationToken);
        Console.WriteLine(
            $"{counts.Sent} sent, {counts.Rejected} rejected, {counts.LeftUncertain} uncertain, {counts.Remaining} remaining; "
                + $"{counts.PossibleDuplicates} may have arrived twice.");
    }
}
