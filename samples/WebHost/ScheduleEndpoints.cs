using System.Text;
using Better.Calendar;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using NodaTime;
using WebHost.Pages;

namespace WebHost;

/// <summary>The public endpoints: the schedule, the calendars, the static files.</summary>
internal static class ScheduleEndpoints
{
    private static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapSchedule(this WebApplication app)
    {
        app.MapMethods("/", ReadMethods, RenderPage);
        app.MapMethods("/calendar/{language}.ics", ReadMethods, GetFeed);
        app.MapMethods("/calendar/{language}/{workshop}.ics", ReadMethods, GetWorkshopFile);
        app.MapMethods("/schedule/{language}.{format:regex(^(txt|md)$)}", ReadMethods, GetText);
        foreach (var asset in Asset.All)
        {
            app.MapMethods($"/assets/{asset.Name}", ReadMethods, (HttpContext context) =>
            {
                ResponseHeaders.AddCacheHeaders(context, context.Request.Query.ContainsKey("v")
                    ? "public, max-age=31536000, immutable"
                    : "no-cache");
                return asset.Content.ToResult(context);
            });
        }

        app.MapFallback(RenderNotFound);
    }

    private static async Task<IResult> RenderPage(HttpContext context, SeriesStore store, WebHostOptions options, PageRenderer pages)
    {
        var published = store.GetCurrent();
        var visitor = Visitor.FromRequest(context, published.Series);
        var view = new ScheduleView(published, visitor, ResponseHeaders.GetBaseUrl(context.Request, options));
        var html = await pages.RenderAsync<SchedulePage>((nameof(SchedulePage.View), view));

        // Only the visitor's browser may store it, and it must revalidate it each time.
        ResponseHeaders.AddCacheHeaders(context, "private, no-cache", HeaderNames.AcceptLanguage, HeaderNames.Cookie);
        context.Response.Headers.ContentLanguage = visitor.Language;
        return new Representation(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", modified: null).ToResult(context);
    }

    private static Results<FileContentHttpResult, NotFound> GetFeed(HttpContext context, SeriesStore store, string language)
    {
        if (!InvitationTexts.Languages.Contains(language))
        {
            return TypedResults.NotFound();
        }

        var published = store.GetCurrent();
        return CalendarResult(context, published.GetFeed(language), "inline", published.Series.Id, language);
    }

    private static Results<FileContentHttpResult, NotFound> GetWorkshopFile(
        HttpContext context,
        SeriesStore store,
        string language,
        string workshop)
    {
        var published = store.GetCurrent();
        return InvitationTexts.Languages.Contains(language)
            && published.Series.Workshops.FirstOrDefault(one => one.Id == workshop) is { } found
            ? CalendarResult(
                context,
                published.GetWorkshopFile(found, language),
                "attachment",
                $"{published.Series.Id}-{found.Id}",
                language)
            : TypedResults.NotFound();
    }

    private static FileContentHttpResult CalendarResult(
        HttpContext context,
        Representation calendar,
        string disposition,
        string name,
        string language)
    {
        ResponseHeaders.AddCacheHeaders(context, "public, max-age=300");
        context.Response.Headers.ContentDisposition = $"{disposition}; filename=\"{name}.ics\"";
        context.Response.Headers.ContentLanguage = language;
        return calendar.ToResult(context);
    }

    private static Results<FileContentHttpResult, NotFound> GetText(
        HttpContext context,
        SeriesStore store,
        string language,
        string format,
        string? zone)
    {
        if (!InvitationTexts.Languages.Contains(language) || (zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null))
        {
            return TypedResults.NotFound();
        }

        ResponseHeaders.AddCacheHeaders(context, "public, max-age=300");
        context.Response.Headers.ContentLanguage = language;
        return store.GetCurrent().GetSchedule(language, zone, format == "md").ToResult(context);
    }

    private static async Task<IResult> RenderNotFound(HttpContext context, SeriesStore store, PageRenderer pages)
    {
        var published = store.GetCurrent();
        var texts = Visitor.FromRequest(context, published.Series).Texts;
        return TypedResults.Content(
            await pages.RenderAsync<MessagePage>(
                (nameof(MessagePage.Texts), texts),
                (nameof(MessagePage.Title), PageText.Create(published.Series.Title, published.Series, texts).Text),
                (nameof(MessagePage.Sentence), SiteTexts.ForLanguage(texts.Language).NotFound)),
            "text/html; charset=utf-8",
            statusCode: StatusCodes.Status404NotFound);
    }
}
