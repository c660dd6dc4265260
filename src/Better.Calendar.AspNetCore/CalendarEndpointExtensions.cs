using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Better.Calendar.AspNetCore;

/// <summary>Maps the endpoints of a workshop series.</summary>
public static class CalendarEndpointExtensions
{
    private const string Tag = "Better.Calendar";

    /// <summary>
    /// Maps the endpoints of the series: at the root, or in a group, such as <c>app.MapGroup("/spring").MapBetterCalendar()</c>.
    /// </summary>
    /// <remarks>
    /// Responses have strong ETags, gzip on request, and headers that restrict what a browser may do with them. The addresses of RSVP pages
    /// and personal feeds are secrets: do not log them.
    /// </remarks>
    /// <param name="endpoints">The application, or a group.</param>
    /// <param name="parts">What to map. Default: everything.</param>
    /// <returns>The group of the endpoints, to add conventions such as rate limits.</returns>
    /// <exception cref="InvalidOperationException"><c>AddBetterCalendar</c> was not called, no store or no key was chosen, or an option is
    /// wrong.</exception>
    public static RouteGroupBuilder MapBetterCalendar(
        this IEndpointRouteBuilder endpoints,
        CalendarEndpoints parts = CalendarEndpoints.All)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        Require(endpoints.ServiceProvider, parts);
        var group = endpoints.MapGroup("").WithTags(Tag);
        ((IEndpointConventionBuilder)group).Add(static endpoint =>
        {
            var pattern = ((RouteEndpointBuilder)endpoint).RoutePattern.RawText ?? "";
            endpoint.Metadata.Add(new EndpointAddress(EndpointPatterns.GetPrefix(pattern)));
        });
        group.AddEndpointFilter(AddHeadersAsync);
        MapPublic(group, parts);
        if (parts.HasFlag(CalendarEndpoints.PersonalFeeds))
        {
            RsvpEndpoints.MapFeeds(group);
        }

        if (parts.HasFlag(CalendarEndpoints.RsvpPages))
        {
            RsvpEndpoints.MapPages(group);
            ScheduleEndpoints.MapAssets(group);
        }

        return group;
    }

    /// <summary>
    /// Answers a series that is not valid with all errors, as a validation problem (status 400, RFC 9457): one in the body of the request,
    /// and one that the endpoint refuses with an <see cref="InvalidSeriesException"/>.
    /// </summary>
    /// <param name="builder">The endpoint, or a group of endpoints.</param>
    public static TBuilder WithSeriesValidation<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(static endpoint =>
        {
            if (endpoint.RequestDelegate is { } next)
            {
                endpoint.RequestDelegate = context => SeriesErrorCollector.RunAsync(context, next);
                endpoint.Metadata.Add(
                    new ProducesResponseTypeMetadata(
                        StatusCodes.Status400BadRequest,
                        typeof(HttpValidationProblemDetails),
                        ["application/problem+json"]));
            }
        });
        return builder;
    }

    /// <summary>
    /// The public address under which the endpoints are mapped, for links on the pages of the host; it ends with a slash. It is
    /// <see cref="BetterCalendarOptions.PublicUrl"/>, otherwise the address that the request names.
    /// </summary>
    /// <param name="context">The request.</param>
    public static Uri GetCalendarUrl(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return EndpointAddress.GetUrl(
            context,
            context.RequestServices.GetRequiredService<IOptions<BetterCalendarOptions>>().Value);
    }

    private static void MapPublic(RouteGroupBuilder group, CalendarEndpoints parts)
    {
        if (parts.HasFlag(CalendarEndpoints.Feed))
        {
            ScheduleEndpoints.MapFeed(group);
        }

        if (parts.HasFlag(CalendarEndpoints.Downloads))
        {
            ScheduleEndpoints.MapDownloads(group);
        }

        if (parts.HasFlag(CalendarEndpoints.Schedule))
        {
            ScheduleEndpoints.MapSchedule(group);
        }

        if (parts.HasFlag(CalendarEndpoints.JsonLd))
        {
            ScheduleEndpoints.MapJsonLd(group);
        }
    }

    private static void Require(IServiceProvider services, CalendarEndpoints parts)
    {
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(HostedSeries)) == false)
        {
            throw new InvalidOperationException("MapBetterCalendar needs services.AddBetterCalendar(). Call it before the host is built.");
        }

        if (services.GetService<ISeriesStore>() is null)
        {
            throw new InvalidOperationException(
                "AddBetterCalendar needs a store: services.AddSqliteSeriesStore(file) of the package Better.Calendar.AspNetCore.Sqlite, "
                    + "services.AddInMemorySeriesStore() to try it out, or an ISeriesStore of your own.");
        }

        if ((parts & (CalendarEndpoints.RsvpPages | CalendarEndpoints.PersonalFeeds)) != 0)
        {
            // Throws if there is no key.
            RsvpKey.CreateTokens(services.GetRequiredService<IOptions<BetterCalendarOptions>>().Value);
        }
    }

    // What somebody sends wrongly, such as a form over the limit, is their error and no event for the log.
    private static async ValueTask<object?> AddHeadersAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        ResponseHeaders.AddPublicHeaders(call.HttpContext, call.HttpContext.RequestServices.GetRequiredService<PageTheme>());
        try
        {
            return await next(call);
        }
        catch (Exception problem) when (problem is BadHttpRequestException or InvalidDataException && !call.HttpContext.Response.HasStarted)
        {
            return TypedResults.StatusCode((problem as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest);
        }
    }
}
