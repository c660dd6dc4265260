using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Better.Calendar.AspNetCore;

/// <summary>
/// Collects what is wrong with a series in the body of a request. The binding of minimal APIs answers with status 400 and keeps the reasons
/// for itself.
/// </summary>
internal sealed class SeriesErrorCollector
{
    private static readonly AsyncLocal<SeriesErrorCollector?> Current = new();

    private InvalidSeriesException? errors;

    /// <summary>Runs an endpoint; if the body is not valid, the response lists all errors.</summary>
    public static async Task RunAsync(HttpContext context, RequestDelegate endpoint)
    {
        var collector = new SeriesErrorCollector();
        Current.Value = collector;
        try
        {
            await endpoint(context);
        }
        catch (InvalidSeriesException problem) when (!context.Response.HasStarted)
        {
            collector.errors = problem;
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
        catch (BadHttpRequestException) when (collector.errors is not null && !context.Response.HasStarted)
        {
            // In development the binding throws.
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        if (collector.errors is { } found
            && context.Response is { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest })
        {
            await TypedResults.ValidationProblem(found.ToDictionary()).ExecuteAsync(context);
        }
    }

    /// <summary>Keeps the errors for the endpoint that is running.</summary>
    public static void Report(InvalidSeriesException problem)
    {
        if (Current.Value is { } collector)
        {
            collector.errors = problem;
        }
    }
}

/// <summary>A converter that reports what is wrong before it throws.</summary>
internal sealed class ErrorCollectorConverter<T>(JsonConverter<T> inner) : JsonConverter<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return inner.Read(ref reader, typeToConvert, options);
        }
        catch (JsonException problem) when (problem.InnerException is InvalidSeriesException errors)
        {
            SeriesErrorCollector.Report(errors);
            throw;
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => inner.Write(writer, value, options);
}

/// <summary>The types that endpoints of a host read and write, without reflection.</summary>
[JsonSerializable(typeof(WorkshopSeries))]
[JsonSerializable(typeof(Workshop))]
[JsonSerializable(typeof(Participant))]
[JsonSerializable(typeof(LocalizedText))]
[JsonSerializable(typeof(EmailAddress))]
[JsonSerializable(typeof(Attendance))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class EndpointJsonContext : JsonSerializerContext;
