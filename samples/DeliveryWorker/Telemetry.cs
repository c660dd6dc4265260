using Better.Calendar.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace DeliveryWorkerSample;

/// <summary>Exports traces and metrics by the OpenTelemetry protocol (OTLP).</summary>
public static class Telemetry
{
    /// <summary>
    /// Collects the traces and metrics of the worker, and exports them if OTEL_EXPORTER_OTLP_ENDPOINT is set, as Aspire does. The other
    /// variables of OpenTelemetry count as well, such as OTEL_SERVICE_NAME.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    public static IOpenTelemetryBuilder AddTelemetry(this IHostApplicationBuilder builder)
    {
        #region telemetry
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithTracing(static tracing => tracing.AddSource(DeliveryTelemetry.Name))
            .WithMetrics(static metrics => metrics.AddMeter(DeliveryTelemetry.Name));
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }

        #endregion
        return telemetry;
    }
}
