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
    public async Task Emails_go_out_once_each_over_a_few_connections_and_later_ones_behind_earlier_ones()
    {
        using var server = FaultServer.Start("--log-only");
        await TestSeries.PostAsync(Store, TestSeries.ThreeRevisions(TestSeries.Of(30)));
        var reports = new ConcurrentQueue<DeliveryProgress>();

        var counts = await new DeliveryWorker(Store, null, new SmtpTransport(server.Open), Quick with { Connections = 3 }, new Reports(reports)).DrainAsync(Patience);

        Assert.That((counts.Sent, counts.Total, counts.PossibleDuplicates), Is.EqualTo((90, 90, 0)));
        Assert.That(server.Log.Count(static entry => entry.Ev == "connect"), Is.LessThanOrEqualTo(3));
        await ServerRecord.AssertAsync(Store, server, 90);
        Assert.That(reports.Last().Counts, Is.EqualTo(counts));
    }

    [Test]
    public async Task A_stop_finishes_what_is_on_the_line_and_gives_the_rest_back()
    {
        using var server = FaultServer.Start("--log-only");
        await TestSeries.PostAsync(Store, SlowRevision(40));
        using var stop = new CancellationTokenSource();

        var working = new DeliveryWorker(Store, null, new SmtpTransport(server.Open), Quick).RunAsync(stop.Token);
        while (server.Mails.Count < 6)
        {
            await Task.Delay(10);
        }

        await stop.CancelAsync();
        await working;

        var counts = await Store.CountAsync(default);
        Assert.That((counts.Sent, counts.Sending, counts.PossibleDuplicates, counts.Waiting), Is.EqualTo(((long)server.Mails.Count, 0, 0, 40L - server.Mails.Count)));
    }

    [Test]
    public async Task An_email_that_is_never_answered_is_left_unknown_after_a_few_tries_and_the_next_of_its_lane_goes()
    {
        using var server = FaultServer.Start("--log-only");
        await TestSeries.PostAsync(Store, TestSeries.ThreeRevisions(TestSeries.Of(1) with { Participants = [new() { Name = "Dropped", Email = Better.Calendar.EmailAddress.Parse("drop@example.test") }] }));

        var counts = await new DeliveryWorker(Store, null, new SmtpTransport(server.Open), Quick with { MaxUncertainSends = 2 }).DrainAsync(Patience);

        Assert.That((counts.LeftUncertain, server.Mails.Count), Is.EqualTo((3, 6)));
        Assert.That(server.Mails.GroupBy(static mail => mail.MessageId).Select(static mail => mail.Count()), Is.EqualTo([2, 2, 2]), "the same Message-ID each time");
    }

    [Test]
    public async Task Tracing_and_metrics_have_the_names_of_the_conventions_and_no_people_in_them()
    {
        using var server = FaultServer.Start("--log-only");
        var seen = new ConcurrentQueue<string>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == DeliveryTelemetry.Name,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => seen.Enqueue($"{activity.OperationName} {string.Join(' ', activity.Tags)}"),
        };
        ActivitySource.AddActivityListener(activities);
        using var meters = new MeterListener { InstrumentPublished = static (instrument, listener) => { if (instrument.Meter.Name == DeliveryTelemetry.Name) { listener.EnableMeasurementEvents(instrument); } } };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray())}"));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}"));
        meters.Start();
        await TestSeries.PostAsync(Store, SeriesOf("attendee@example.test", "reject@example.test"));

        await new DeliveryWorker(Store, null, new SmtpTransport(server.Open), Quick).DrainAsync(Patience);

        Assert.That(seen, Has.Some.Contains("messaging.client.sent.messages 1").And.Some.Contains("messaging.client.operation.duration").And.Some.Match(@"^send 127\.0\.0\.1:\d+ \[messaging\.system, smtp\]"));
        Assert.That(seen, Has.Some.Contains("[error.type, refused]"));
        Assert.That(seen, Has.None.Contains("attendee").And.None.Contains("example.test"));
    }

    private static IReadOnlyList<Better.Calendar.SeriesRevision> SlowRevision(int people) =>
        [Better.Calendar.SeriesRevision.First(TestSeries.Of(people) with { Participants = [.. Enumerable.Range(0, people).Select(static number => new Better.Calendar.Participant { Name = "Slow", Email = Better.Calendar.EmailAddress.Parse($"slow+{100 + number}@example.test") })] }, TestSeries.At)];

    private static Better.Calendar.SeriesRevision SeriesOf(params string[] addresses) =>
        Better.Calendar.SeriesRevision.First(TestSeries.Of(1) with { Participants = [.. addresses.Select(static address => new Better.Calendar.Participant { Name = "Somebody", Email = Better.Calendar.EmailAddress.Parse(address) })] }, TestSeries.At);

    private sealed class Reports(ConcurrentQueue<DeliveryProgress> reports) : IProgress<DeliveryProgress>
    {
        public void Report(DeliveryProgress value) => reports.Enqueue(value);
    }
}
