using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace WebHost;

/// <summary>Exports traces and metrics by the OpenTelemetry protocol (OTLP).</summary>
internal static class Telemetry
{
    /// <summary>
    /// Collects the traces and metrics of requests, and exports them if OTEL_EXPORTER_OTLP_ENDPOINT is set, as Aspire does. The other
    /// variables of OpenTelemetry count as well, such as OTEL_SERVICE_NAME.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithTracing(static tracing => tracing.AddAspNetCoreInstrumentation(static options =>
                options.EnrichWithHttpResponse = static (activity, _) => RemoveAddress(activity)))
            .WithMetrics(static metrics => metrics.AddAspNetCoreInstrumentation());
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }
    }

    // The address of an RSVP page is a secret; the route that is in http.route says enough.
    private static void RemoveAddress(Activity activity) => activity.SetTag("url.path", null).SetTag("url.query", null);
}
