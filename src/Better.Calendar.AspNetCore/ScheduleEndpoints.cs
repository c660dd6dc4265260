using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Better.Calendar.AspNetCore;

/// <summary>The public endpoints: feeds, downloads, schedules, JSON-LD. None of them contains a participant.</summary>
internal static class ScheduleEndpoints
{
    public static void MapFeed(IEndpointRouteBuilder endpoints) =>
        Describe(
            endpoints.MapMethods(EndpointPatterns.Feed, EndpointPatterns.ReadMethods, GetFeed),
            "The calendar feed of all workshops in a language, to subscribe to",
            IcsFile.MediaType);

    public static void MapDownloads(IEndpointRouteBuilder endpoints) =>
        Describe(
            endpoints.MapMethods(EndpointPatterns.Download, EndpointPatterns.ReadMethods, GetWorkshopFile),
            "The calendar file of one workshop, to download",
            IcsFile.MediaType);

    public static void MapSchedule(IEndpointRouteBuilder endpoints)
    {
        Describe(
            endpoints.MapMethods(EndpointPatterns.ScheduleJson, EndpointPatterns.ReadMethods, GetScheduleJson),
            "What a schedule page shows, in a language and a time zone, with links that add each workshop to a calendar",
            "application/json",
            typeof(ScheduleDocument));
        Describe(
            endpoints.MapMethods(EndpointPatterns.ScheduleText, EndpointPatterns.ReadMethods, GetScheduleText),
            "The schedule as a text for an announcement",
            "text/plain");
        Describe(
            endpoints.MapMethods(EndpointPatterns.ScheduleMarkdown, EndpointPatterns.ReadMethods, GetScheduleMarkdown),
            "The schedule as Markdown for an announcement",
            "text/markdown");
    }

    public static void MapJsonLd(IEndpointRouteBuilder endpoints) =>
        Describe(
            endpoints.MapMethods(EndpointPatterns.JsonLd, EndpointPatterns.ReadMethods, GetJsonLd),
            "The series for search engines (schema.org)",
            "application/ld+json");

    // In the OpenAPI description of the host.
    private static void Describe(RouteHandlerBuilder endpoint, string summary, string mediaType, Type? content = null) =>
        endpoint.WithSummary(summary)
            .Produces(StatusCodes.Status200OK, content ?? typeof(string), mediaType)
            .Produces(StatusCodes.Status304NotModified);

    public static void MapAssets(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(EndpointPatterns.Style, EndpointPatterns.ReadMethods, GetStyle).ExcludeFromDescription();
        endpoints.MapMethods(EndpointPatterns.Theme, EndpointPatterns.ReadMethods, GetTheme).ExcludeFromDescription();
        endpoints.MapMethods(EndpointPatterns.Icon, EndpointPatterns.ReadMethods, GetIcon).ExcludeFromDescription();
    }

    private static FileContentHttpResult GetStyle(HttpContext context) => PageAsset.Style.ToResult(context);

    private static FileContentHttpResult GetTheme(HttpContext context, [FromServices] PageTheme theme) => theme.Style.ToResult(context);

    private static FileContentHttpResult GetIcon(HttpContext context) => PageAsset.Icon.ToResult(context);

    private static async Task<Results<FileContentHttpResult, NotFound>> GetFeed(
        HttpContext context,
        [FromServices] HostedSeries hosted,
        [FromServices] IOptions<BetterCalendarOptions> options,
        string language)
    {
        if (!IsKnown(language))
        {
            return TypedResults.NotFound();
        }

        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        return CreateResult(
            context,
            published.GetFeed(language),
            options.Value,
            language,
            $"inline; filename=\"{published.Series.Id}.ics\"");
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> GetWorkshopFile(
        HttpContext context,
        [FromServices] HostedSeries hosted,
        [FromServices] IOptions<BetterCalendarOptions> options,
        string language,
        string workshop)
    {
        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        return IsKnown(language) && published.Series.Workshops.FirstOrDefault(one => one.Id == workshop) is { } found
            ? CreateResult(
                context,
                published.GetWorkshopFile(found, language),
                options.Value,
                language,
                $"attachment; filename=\"{published.Series.Id}-{found.Id}.ics\"")
            : TypedResults.NotFound();
    }

    private static Task<Results<FileContentHttpResult, NotFound>> GetScheduleJson(
        HttpContext context,
        [FromServices] HostedSeries hosted,
        [FromServices] IOptions<BetterCalendarOptions> options,
        string language,
        string? zone) =>
        CreateScheduleAsync(
            context,
            hosted,
            options.Value,
            language,
            zone,
            (published, shown) => published.CreateText(
                ScheduleDocument.Write(
                    published,
                    options.Value.InvitationOptions.Texts(language),
                    shown,
                    EndpointAddress.GetUrl(context, options.Value)),
                "application/json"));

    private static Task<Results<FileContentHttpResult, NotFound>> GetScheduleText(
        HttpContext context,
        [FromServices] HostedSeries hosted,
        [FromServices] IOptions<BetterCalendarOptions> options,
        string language,
        string? zone) =>
        CreateScheduleAsync(
            context,
            hosted,
            options.Value,
            language,
            zone,
            (published, _) => published.GetSchedule(language, zone, asMarkdown: false));

    private static Task<Results<FileContentHttpResult, NotFound>> GetScheduleMarkdown(
        HttpContext context,
        [FromServices] HostedSeries hosted,
        [FromServices] IOptions<BetterCalendarOptions> options,
        string language,
        string? zone) =>
        CreateScheduleAsync(
            context,
            hosted,
            options.Value,
            language,
            zone,
            (published, _) => published.GetSchedule(language, zone, asMarkdown: true));

    private static async Task<Results<FileContentHttpResult, NotFound>> GetJsonLd(
        HttpContext context,
        [FromServices] HostedSeries hosted,
        [FromServices] IOptions<BetterCalendarOptions> options,
        string language)
    {
        if (!IsKnown(language))
        {
            return TypedResults.NotFound();
        }

        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        return CreateResult(
            context,
            published.CreateText(SeriesJsonLd.Write(published.Series, language), "application/ld+json"),
            options.Value,
            language);
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> CreateScheduleAsync(
        HttpContext context,
        HostedSeries hosted,
        BetterCalendarOptions options,
        string language,
        string? zone,
        Func<PublishedSeries, DateTimeZone, Representation> create)
    {
        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        return IsKnown(language)
            && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone ?? published.Series.Zone) is { } shown
                ? CreateResult(context, create(published, shown), options, language)
                : TypedResults.NotFound();
    }

    private static FileContentHttpResult CreateResult(
        HttpContext context,
        Representation content,
        BetterCalendarOptions options,
        string language,
        string? disposition = null)
    {
        ResponseHeaders.AddCacheHeaders(
            context,
            string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)options.CacheDuration.TotalSeconds}"));
        context.Response.Headers.ContentDisposition = disposition;
        context.Response.Headers.ContentLanguage = language;
        return content.ToResult(context);
    }

    private static bool IsKnown(string language) => InvitationTexts.Languages.Contains(language);
}
