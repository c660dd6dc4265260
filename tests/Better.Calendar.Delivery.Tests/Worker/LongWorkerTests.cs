using Better.Calendar.Delivery.Tests.Rig;
using Microsoft.Extensions.Time.Testing;

namespace Better.Calendar.Delivery.Tests.Worker;

/// <summary>Tests a worker that runs as a service.</summary>
public sealed class LongWorkerTests : StoreFixture
{
    [Test]
    public async Task A_worker_that_has_run_for_months_still_sends_emails()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var stop = new CancellationTokenSource();
        var running =
            new DeliveryWorker(
                Store,
                null,
                new MaildirTransport(Path.Combine(Folder.FullName, "mail")),
                FastRetries with { TimeProvider = clock }).RunAsync(
                stop.Token);
        for (var day = 0; day < 100; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            await Task.Delay(5);
        }

        await TestSeries.EnqueueAsync(Store, TestSeries.ThreeRevisions(TestSeries.Create(4))[0]);
        for (var poll = 0; poll < 1_000 && !running.IsCompleted && (await Store.CountAsync(default)).Sent < 4; poll++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(10);
        }

        Assert.That(running.IsCompleted, Is.False);
        Assert.That((await Store.CountAsync(default)).Sent, Is.EqualTo(4));
        await stop.CancelAsync();
        await running;
    }
}
