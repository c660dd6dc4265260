using Better.Calendar.Delivery.Tests.Rig;
using Microsoft.Extensions.Time.Testing;

namespace Better.Calendar.Delivery.Tests.Worker;

/// <summary>A worker as a service.</summary>
public sealed class LongWorkerTests : StoreFixture
{
    [Test]
    public async Task A_worker_that_has_run_for_months_still_takes_emails_out()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var stop = new CancellationTokenSource();
        var working = new DeliveryWorker(Store, null, new MaildirTransport(Path.Combine(Folder.FullName, "mail")), Quick with { TimeProvider = clock }).RunAsync(stop.Token);
        for (var day = 0; day < 100; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            await Task.Delay(5);
        }

        await TestSeries.PostAsync(Store, TestSeries.ThreeRevisions(TestSeries.Of(4))[0]);
        for (var look = 0; look < 1_000 && !working.IsCompleted && (await Store.CountAsync(default)).Sent < 4; look++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(10);
        }

        Assert.That(working.IsCompleted, Is.False);
        Assert.That((await Store.CountAsync(default)).Sent, Is.EqualTo(4));
        await stop.CancelAsync();
        await working;
    }
}
