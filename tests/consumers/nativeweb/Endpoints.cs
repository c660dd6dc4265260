using Better.Calendar;
using Better.Calendar.AspNetCore;

/// <summary>Endpoints of a host's own, with a series as JSON in both directions.</summary>
internal static class Endpoints
{
    public static void MapSeries(this IEndpointRouteBuilder app)
    {
        app.MapGet("/series", static async (HostedSeries hosted, CancellationToken cancellationToken) =>
            (await hosted.GetCurrentAsync(cancellationToken)).Series);
        app.MapPost("/series", static (WorkshopSeries series) => series).WithSeriesValidation();
    }
}
