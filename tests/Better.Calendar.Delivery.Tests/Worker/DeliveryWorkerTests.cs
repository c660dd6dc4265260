using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Tests.Peers;

namespace Better.Calendar.Delivery.Tests.Worker;

[Category(PeerRig.Category)]
[NonParallelizable]
public sealed class DeliveryWorkerTests : StoreFixture
{
    [Test]
    public async Task Each_email_is_sent_once_over_a_few_connections_and_after_its_predecessors()
    {
        using var server = FaultServer.Start("--log-only");
        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(30)));
        var reports = new ConcurrentQueue<DeliveryProgress>();

        var counts =
            await new DeliveryWorker(
                Store,
                null,
                new SmtpTransport(server.Options),
                FastRetries with { Connections = 3 },
                new ProgressRecorder(reports)).DrainAsync(
                MaxWait);

        Assert.That((counts.Sent, counts.Total, counts.PossibleDuplicates), Is.EqualTo((90, 90, 0)));
        Assert.That(server.Log.Count(static entry => entry.Ev == "connect"), Is.LessThanOrEqualTo(3));
        await ServerRecord.AssertAsync(Store, server, 90);
        Assert.That(reports.Last().Counts, Is.EqualTo(counts));
    }

    [Test]
    public async Task A_stopped_worker_finishes_the_emails_that_it_is_sending_and_releases_the_others()
    {
        using var server = FaultServer.Start("--log-only");
        await TestSeries.EnqueueAsync(Store, CreateSlowRevision(40));
        using var stop = new CancellationTokenSource();

        var running = new DeliveryWorker(Store, null, new SmtpTransport(server.Options), FastRetries).RunAsync(stop.Token);
        while (server.Mails.Count < 6)
        {
            await Task.Delay(10);
        }

        await stop.CancelAsync();
        await running;

        var counts = await Store.CountAsync(default);
        Assert.That(
            (counts.Sent, counts.Sending, counts.PossibleDuplicates, counts.Waiting),
            Is.EqualTo(((long)server.Mails.Count, 0, 0, 40L - server.Mails.Count)));
    }

    [Test]
    public async Task An_email_that_never_gets_a_response_is_left_uncertain_after_a_few_attempts_and_its_successor_is_sent()
    {
        using var server = FaultServer.Start("--log-only");
        await TestSeries.EnqueueAsync(
            Store,
            TestSeries.ThreeRevisions(
                TestSeries.Create(
                    1) with
                { Participants = [new() { Name = "Dropped", Email = EmailAddress.Parse("drop@example.test") }] }));

        var counts =
            await new DeliveryWorker(
                Store,
                null,
                new SmtpTransport(server.Options),
                FastRetries with { MaxUncertainSends = 2 }).DrainAsync(
                MaxWait);

        Assert.That((counts.LeftUncertain, server.Mails.Count), Is.EqualTo((3, 6)));
        Assert.That(server.Mails.GroupBy(static mail => mail.MessageId)
            .Select(static mail => mail.Count()), Is.EqualTo([2, 2, 2]), "the same Message-ID each time");
    }

    [Test]
    public async Task Traces_and_metrics_use_the_names_of_the_conventions_and_contain_no_addresses()
    {
        using var server = FaultServer.Start("--log-only");
        var recorded = new ConcurrentQueue<string>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == DeliveryTelemetry.Name,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => recorded.Enqueue($"{activity.OperationName} {string.Join(' ', activity.Tags)}"),
        };
        ActivitySource.AddActivityListener(activities);
        using var meters =
            new MeterListener
            {
                InstrumentPublished =
                static (
                    instrument,
                    listener) =>
                {
                    if (instrument.Meter.Name == DeliveryTelemetry.Name)
                    {
                        listener.EnableMeasurementEvents(
                        instrument);
                    }
                }
            };
        meters.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => recorded.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray())}"));
        meters.SetMeasurementEventCallback<double>(
            (instrument, _, tags, _) => recorded.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
        meters.Start();
        await TestSeries.EnqueueAsync(Store, CreateRevision("attendee@example.test", "reject@example.test"));

        await new DeliveryWorker(Store, null, new SmtpTransport(server.Options), FastRetries).DrainAsync(MaxWait);

        Assert.That(
            recorded,
            Has.Some.Contains(
                "messaging.client.sent.messages 1").And.Some.Contains(
                "messaging.client.operation.duration").And.Some.Match(
                @"^send 127\.0\.0\.1:\d+ \[messaging\.system, smtp\]"));
        Assert.That(recorded, Has.Some.Contains("[error.type, rejected]"));
        Assert.That(recorded, Has.None.Contains("attendee").And.None.Contains("example.test"));
    }

    private static IReadOnlyList<SeriesRevision> CreateSlowRevision(int participants) =>
        [SeriesRevision.First(
            TestSeries.Create(
                participants) with { Participants =
                    [.. Enumerable.Range(0, participants)
                        .Select(
                            static number => new Participant { Name = "Slow",
                                Email = EmailAddress.Parse($"slow+{100 + number}@example.test") })] },
            TestSeries.At)];

    private static SeriesRevision CreateRevision(params string[] addresses) =>
        SeriesRevision.First(
            TestSeries.Create(
                1) with
            {
                Participants =
                    [.. addresses.Select(static address => new Participant { Name = "Somebody", Email = EmailAddress.Parse(address) })]
            },
            TestSeries.At);

    private sealed class ProgressRecorder(ConcurrentQueue<DeliveryProgress> reports) : IProgress<DeliveryProgress>
    {
        public void Report(DeliveryProgress value) => reports.Enqueue(value);
    }
}
