using Better.Calendar.Delivery.Tests.Rig;
using Microsoft.Extensions.Time.Testing;

namespace Better.Calendar.Delivery.Tests.Couriers;

/// <summary>A courier as a service.</summary>
public sealed class LongCourierTests : LedgerFixture
{
    [Test]
    public async Task A_courier_that_has_run_for_months_still_takes_letters_out()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var stop = new CancellationTokenSource();
        var working = new Courier(Ledger, null, new MaildirSink(Path.Combine(Folder.FullName, "mail")), Quick with { Clock = clock }).RunAsync(stop.Token);
        for (var day = 0; day < 100; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            await Task.Delay(5);
        }

        await TestSeries.PostAsync(Ledger, TestSeries.ThreeRevisions(TestSeries.Of(4))[0]);
        for (var look = 0; look < 1_000 && !working.IsCompleted && (await Ledger.CountAsync(default)).Sent < 4; look++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(10);
        }

        Assert.That(working.IsCompleted, Is.False);
        Assert.That((await Ledger.CountAsync(default)).Sent, Is.EqualTo(4));
        await stop.CancelAsync();
        await working;
    }
}
