using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Better.Calendar.WebHost.Tests;

public sealed class TelemetryTests
{
    [Test]
    public async Task Spans_and_metrics_name_the_route_and_never_the_address_of_an_RSVP_page()
    {
        var (spans, metrics) = (new List<Activity>(), new List<Metric>());
        string path;
        await using (var host = await RunningHost.Start(configure: Export))
        {
            path = host.ResponsePath();
            Assert.That((await host.Respond(path, "accepted")).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
            Assert.That((await host.Get($"{path}?response=declined")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await host.Get($"{path}/nowhere")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
            host.GetService<MeterProvider>().ForceFlush();
        }

        var token = path.Split('/')[^1];
        var texts = spans.SelectMany(span => span.TagObjects
            .Select(tag => $"{tag.Key}={tag.Value}")
            .Concat([span.DisplayName, .. span.Events.SelectMany(one => one.Tags.Select(tag => $"{tag.Value}"))])).ToList();
        foreach (var metric in metrics)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                foreach (var tag in point.Tags)
                {
                    texts.Add($"{tag.Key}={tag.Value}");
                }
            }
        }

        Assert.That(texts, Has.Some.Contains("http.route=/rsvp/"));
        Assert.That(metrics.Select(metric => metric.Name), Has.Member("http.server.request.duration"));
        Assert.That(texts.Where(text => text.Contains(token, StringComparison.Ordinal)), Is.Empty);

        void Export(WebApplicationBuilder builder) => builder.Services
            .ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddInMemoryExporter(spans))
            .ConfigureOpenTelemetryMeterProvider(meters => meters.AddInMemoryExporter(metrics));
    }
}
