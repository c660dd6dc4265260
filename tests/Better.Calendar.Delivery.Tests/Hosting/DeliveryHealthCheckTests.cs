using Better.Calendar.Delivery.Hosting;
using Better.Calendar.Delivery.PostgreSql;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Delivery.Tests.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace Better.Calendar.Delivery.Tests.Hosting;

/// <summary>The three facts of the health check: the store can be reached, the worker is alive, and no email is stuck.</summary>
public sealed class DeliveryHealthCheckTests : StoreFixture
{
    private FakeTimeProvider clock = null!;

    [SetUp]
    public void StartClock() => clock = new(new(2100, 1, 11, 12, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task A_store_that_cannot_be_reached_is_unhealthy()
    {
        await using var away = new PostgresOutboxStore("Host=127.0.0.1;Port=1;Username=nobody");

        var health = await CheckAsync(away);

        Assert.That(health.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(health.Description, Does.Contain("127.0.0.1:1"));
    }

    [Test]
    public async Task A_worker_that_reports_nothing_for_a_minute_is_unhealthy()
    {
        Assert.That((await CheckAsync(Store)).Status, Is.EqualTo(HealthStatus.Healthy));

        var silent = await CheckAsync(Store, static (clock, _) => clock.Advance(TimeSpan.FromSeconds(61)));

        Assert.That(silent.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(silent.Description, Is.EqualTo("The worker has reported nothing for a minute."));
        var alive = await CheckAsync(Store, static (clock, monitor) =>
        {
            clock.Advance(TimeSpan.FromSeconds(61));
            monitor.Report(CreateProgress(null));
        });
        Assert.That(alive.Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task An_email_that_has_been_due_for_a_quarter_of_an_hour_is_stuck()
    {
        await new Outbox(Store, clock).EnqueueAsync(TestSeries.ThreeRevisions(TestSeries.Create(1))[0]);
        clock.Advance(TimeSpan.FromMinutes(14));
        Assert.That((await CheckAsync(Store)).Status, Is.EqualTo(HealthStatus.Healthy));
        clock.Advance(TimeSpan.FromMinutes(2));

        var health = await CheckAsync(Store);

        Assert.That((health.Status, health.Data["remaining"]), Is.EqualTo((HealthStatus.Degraded, 1L)));
        Assert.That(health.Description, Does.Contain("quarter of an hour"));
    }

    [Test]
    public async Task A_server_that_cannot_be_reached_is_told()
    {
        var health = await CheckAsync(Store, static (_, monitor) => monitor.Report(CreateProgress("mail.example:587 cannot be reached.")));

        Assert.That(
            (health.Status, health.Description),
            Is.EqualTo((HealthStatus.Degraded, "mail.example:587 cannot be reached.")));
    }

    private static DeliveryProgress CreateProgress(string? problem) => new(new(0, 0, 0, 0, 0, 0, 0, 0, 0), 0, null, problem);

    private async Task<HealthCheckResult> CheckAsync(IOutboxStore store, Action<FakeTimeProvider, DeliveryMonitor>? before = null)
    {
        var options = FastRetries with { TimeProvider = clock };
        var monitor = new DeliveryMonitor(options);
        await using var services =
            new ServiceCollection().AddSingleton(store).AddSingleton(options).AddSingleton(monitor).BuildServiceProvider();
        before?.Invoke(clock, monitor);
        return await new DeliveryHealthCheck(services).CheckHealthAsync(new());
    }
}
