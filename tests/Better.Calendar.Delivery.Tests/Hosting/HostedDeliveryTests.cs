using System.Collections.Concurrent;
using System.Diagnostics;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Delivery.Tests.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using static DeliveryWorkerSample.Telemetry;

namespace Better.Calendar.Delivery.Tests.Hosting;

public sealed class HostedDeliveryTests : StoreFixture
{
    [Test]
    public async Task A_host_posts_and_sends_and_is_healthy()
    {
        var mail = Path.Combine(Folder.FullName, "mail");
        using var host = CreateHost(delivery => delivery.UseSqlite(StoreFile).UseMaildir(mail).Configure(_ => FastRetries));
        await host.StartAsync();

        await PostAndSendAsync(host, 4);

        Assert.That(Directory.GetFiles(Path.Combine(mail, "new")), Has.Length.EqualTo(4));
        var health = await CheckAsync(host);
        Assert.That((health.Status, health.Data["sent"]), Is.EqualTo((HealthStatus.Healthy, 4L)), health.Description);
        await host.StopAsync();
    }

    [Test]
    public async Task The_sample_worker_exports_a_span_and_metrics_of_each_email()
    {
        var mail = Path.Combine(Folder.FullName, "mail");
        var (spans, metrics) = (new List<Activity>(), new List<Metric>());
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddBetterCalendarDelivery(
            delivery => delivery.UseSqlite(StoreFile).UseMaildir(mail).Configure(_ => FastRetries));
        builder.AddTelemetry()
            .WithTracing(tracing => tracing.AddInMemoryExporter(spans))
            .WithMetrics(meters => meters.AddInMemoryExporter(metrics));
        using (var host = builder.Build())
        {
            await host.StartAsync();
            await PostAndSendAsync(host, 3);
            await host.StopAsync();
            host.Services.GetRequiredService<MeterProvider>().ForceFlush();
        }

        Assert.That(
            spans.Where(span => Equals(span.GetTagItem("messaging.destination.name"), mail)).ToList(),
            Has.Count.EqualTo(3));
        Assert.That(metrics.Select(metric => metric.Name), Has.Member("messaging.client.sent.messages"));
    }

    [Test]
    public async Task A_worker_that_needs_a_person_makes_the_host_unhealthy_and_stops_it()
    {
        var file = Path.Combine(Folder.FullName, "file");
        await File.WriteAllTextAsync(file, "no folder");
        using var host = CreateHost(delivery => delivery.UseSqlite(StoreFile).UseMaildir(file).Configure(_ => FastRetries));
        await host.Services.GetRequiredService<Outbox>().EnqueueAsync(TestSeries.ThreeRevisions(TestSeries.Create(1))[0]);
        var before = Environment.ExitCode;
        try
        {
            await host.StartAsync();
            await host.WaitForShutdownAsync().WaitAsync(TimeSpan.FromMinutes(1));

            var health = await CheckAsync(host);
            Assert.That((health.Status, Environment.ExitCode), Is.EqualTo((HealthStatus.Unhealthy, 1)));
            Assert.That(health.Description, Does.Contain("Maildir"));
        }
        finally
        {
            Environment.ExitCode = before;
        }
    }

    [Test]
    public async Task The_sending_continues_the_trace_of_the_request_that_posted_the_email()
    {
        var sent = new ConcurrentQueue<(ActivityTraceId Trace, ActivitySpanId Parent)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == DeliveryTelemetry.Name,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => sent.Enqueue((activity.TraceId, activity.ParentSpanId)),
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new Activity("POST /series");
        request.SetIdFormat(ActivityIdFormat.W3C).Start();
        await new Outbox(Store).EnqueueAsync(TestSeries.ThreeRevisions(TestSeries.Create(1))[0]);
        request.Stop();

        await new DeliveryWorker(Store, null, new MaildirTransport(Path.Combine(Folder.FullName, "mail")), FastRetries).DrainAsync(MaxWait);

        Assert.That(sent, Has.Member((request.TraceId, request.SpanId)));
    }

    [Test]
    public async Task A_worker_with_other_options_than_the_emails_were_posted_with_says_what_differs()
    {
        await new Outbox(Store, null, new() { Privacy = AttendeePrivacy.Names, AllowsProposals = true })
            .EnqueueAsync(TestSeries.ThreeRevisions(TestSeries.Create(1))[0]);
        var transport = new MaildirTransport(Path.Combine(Folder.FullName, "mail"));

        Assert.That(
            () => new DeliveryWorker(Store, null, transport, FastRetries with { InvitationOptions = new() { AllowsProposals = true } })
                .DrainAsync(MaxWait),
            Throws.TypeOf<DeliveryStoppedException>().With.Message.Contains("Privacy was Names, and is the default")
                .And.Message.Not.Contains("AllowsProposals was"));

        var same = FastRetries with { InvitationOptions = new() { Privacy = AttendeePrivacy.Names, AllowsProposals = true } };
        Assert.That((await new DeliveryWorker(Store, null, transport, same).DrainAsync(MaxWait)).Sent, Is.EqualTo(1));
    }

    [TestCase("Connections", "many", "Delivery:Connections must be a whole number")]
    [TestCase("Connections", "5000", "Connections must be from 1 to 1000")]
    [TestCase("Smtp", "http://mail.example", "Delivery:Smtp is wrong")]
    [TestCase("SmtpSecurity", "some", "Delivery:SmtpSecurity must be StartTls, Tls, None")]
    [TestCase("Revocation", "7", "Delivery:Revocation must be Soft, Strict, Off")]
    [TestCase("RetrySchedule:MaxDelay", "soon", "Delivery:RetrySchedule:MaxDelay must be a number of seconds")]
    [TestCase("Drain", "yes", "Delivery:Drain must be true or false")]
    public void A_wrong_setting_is_named_before_the_host_starts(string name, string value, string problem) =>
        Assert.That(
            () => CreateHost(delivery => delivery.UseSqlite(StoreFile).Bind(CreateSection((name, value)))),
            Throws.InstanceOf<Exception>().With.Message.Contains(problem));

    [Test]
    public void A_host_without_a_store_or_a_transport_is_refused()
    {
        Assert.That(
            () => CreateHost(delivery => delivery.UseMaildir("mail")),
            Throws.InvalidOperationException.With.Message.Contains("UseSqlite"));
        Assert.That(
            () => CreateHost(delivery => delivery.UseSqlite(StoreFile)),
            Throws.InvalidOperationException.With.Message.Contains("UseSmtp"));
    }

    private static IConfigurationSection CreateSection((string Name, string Value) setting)
    {
        var settings = new Dictionary<string, string?> { ["Delivery:Smtp"] = "smtp://mail.example" };
        settings[$"Delivery:{setting.Name}"] = setting.Value;
        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Delivery");
    }

    private static async Task PostAndSendAsync(IHost host, int emails)
    {
        var outbox = host.Services.GetRequiredService<Outbox>();
        await outbox.EnqueueAsync(TestSeries.ThreeRevisions(TestSeries.Create(emails))[0]);
        for (var waited = 0; (await outbox.CountAsync()).Sent < emails && waited < 600; waited++)
        {
            await Task.Delay(50);
        }
    }

    private static IHost CreateHost(Action<DeliveryBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddBetterCalendarDelivery(configure);
        return builder.Build();
    }

    private static Task<HealthCheckResult> CheckAsync(IHost host) =>
        host.Services.GetRequiredService<DeliveryHealthCheck>().CheckHealthAsync(new());
}
