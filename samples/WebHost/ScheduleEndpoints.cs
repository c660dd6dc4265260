using System.Text;
using Better.Calendar;
using Better.Calendar.AspNetCore;
using Microsoft.Net.Http.Headers;
using WebHost.Pages;

namespace WebHost;

/// <summary>The schedule page and its static files.</summary>
internal static class ScheduleEndpoints
{
    private static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapSchedule(this WebApplication app)
    {
        app.MapMethods("/", ReadMethods, RenderPage);
        foreach (var asset in SiteAssets.All)
        {
            app.MapMethods($"/assets/{asset.Name}", ReadMethods, asset.ToResult);
        }

        app.MapFallback(RenderNotFound);
    }

    private static async Task<IResult> RenderPage(HttpContext context, HostedSeries hosted, PageRenderer pages)
    {
        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        var visitor = Visitor.FromRequest(context, published.Series);
        var view = new ScheduleView(published, visitor, context.GetCalendarUrl());
        var html = await pages.RenderAsync<SchedulePage>((nameof(SchedulePage.View), view));

        // Only the visitor's browser may store it, and it must revalidate it each time.
        ResponseHeaders.AddCacheHeaders(context, "private, no-cache", HeaderNames.AcceptLanguage, HeaderNames.Cookie);
        context.Response.Headers.ContentLanguage = visitor.Language;
        return new Representation(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", modified: null).ToResult(context);
    }

    /// <summary>Says that a link is not valid, or no longer valid: not which of both.</summary>
    public static Task<IResult> RenderUnknownLink(HttpContext context, PublishedSeries published, PageRenderer pages) =>
        RenderMessage(context, published, pages, static texts => RsvpPageText.GetInvalidLinkText(texts.Language));

    private static async Task<IResult> RenderNotFound(HttpContext context, HostedSeries hosted, PageRenderer pages) =>
        await RenderMessage(
            context,
            await hosted.GetCurrentAsync(context.RequestAborted),
            pages,
            static texts => SiteTexts.ForLanguage(texts.Language).NotFound);

    private static async Task<IResult> RenderMessage(
        HttpContext context,
        PublishedSeries published,
        PageRenderer pages,
        Func<InvitationTexts, string> getSentence)
    {
        var texts = Visitor.FromRequest(context, published.Series).Texts;
        return TypedResults.Content(
            await pages.RenderAsync<MessagePage>(
                (nameof(MessagePage.Texts), texts),
                (nameof(MessagePage.Title), PageText.Create(published.Series.Title, published.Series, texts).Text),
                (nameof(MessagePage.Sentence), getSentence(texts))),
            "text/html; charset=utf-8",
            statusCode: StatusCodes.Status404NotFound);
    }
}
