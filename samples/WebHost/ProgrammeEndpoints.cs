using System.Text;
using Better.Calendar.Wordings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using NodaTime;
using WebHost.Pages;

namespace WebHost;

/// <summary>What everybody may see: the programme, the calendars, the files of the pages.</summary>
internal static class ProgrammeEndpoints
{
    private static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    public static void MapProgramme(this WebApplication app)
    {
        app.MapMethods("/", Reads, Page);
        app.MapMethods("/calendar/{language}.ics", Reads, Feed);
        app.MapMethods("/calendar/{language}/{workshop}.ics", Reads, Download);
        app.MapMethods("/programme/{language}.{form:regex(^(txt|md)$)}", Reads, Text);
        foreach (var asset in Asset.All)
        {
            app.MapMethods($"/assets/{asset.Name}", Reads, (HttpContext context) =>
            {
                HostHeaders.Cache(context, context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache");
                return asset.Content.Answer(context);
            });
        }

        app.MapFallback(NotFound);
    }

    private static async Task<IResult> Page(HttpContext context, SeriesStore store, HostOptions options, PageWriter pages)
    {
        var edition = store.Current();
        var visitor = Visitor.Of(context, edition.Series);
        var view = new ProgrammeView(edition, visitor, HostHeaders.Address(context.Request, options));
        var html = await pages.Write<ProgrammePage>((nameof(ProgrammePage.View), view));

        // It may be kept by her browser only, which asks each time whether it is still the same.
        HostHeaders.Cache(context, "private, no-cache", HeaderNames.AcceptLanguage, HeaderNames.Cookie);
        context.Response.Headers.ContentLanguage = visitor.Language;
        return new Representation(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8", modified: null).Answer(context);
    }

    private static Results<FileContentHttpResult, NotFound> Feed(HttpContext context, SeriesStore store, string language)
    {
        if (!InvitationWording.Languages.Contains(language))
        {
            return TypedResults.NotFound();
        }

        var edition = store.Current();
        return Calendar(context, edition.Feed(language), "inline", edition.Series.Id, language);
    }

    private static Results<FileContentHttpResult, NotFound> Download(HttpContext context, SeriesStore store, string language, string workshop)
    {
        var edition = store.Current();
        return InvitationWording.Languages.Contains(language) && edition.Series.Workshops.FirstOrDefault(one => one.Id == workshop) is { } found
            ? Calendar(context, edition.Download(found, language), "attachment", $"{edition.Series.Id}-{found.Id}", language)
            : TypedResults.NotFound();
    }

    private static FileContentHttpResult Calendar(HttpContext context, Representation calendar, string disposition, string name, string language)
    {
        HostHeaders.Cache(context, "public, max-age=300");
        context.Response.Headers.ContentDisposition = $"{disposition}; filename=\"{name}.ics\"";
        context.Response.Headers.ContentLanguage = language;
        return calendar.Answer(context);
    }

    private static Results<FileContentHttpResult, NotFound> Text(HttpContext context, SeriesStore store, string language, string form, string? zone)
    {
        if (!InvitationWording.Languages.Contains(language) || (zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null))
        {
            return TypedResults.NotFound();
        }

        HostHeaders.Cache(context, "public, max-age=300");
        context.Response.Headers.ContentLanguage = language;
        return store.Current().Programme(language, zone, form == "md").Answer(context);
    }

    private static async Task<IResult> NotFound(HttpContext context, SeriesStore store, PageWriter pages)
    {
        var edition = store.Current();
        var wording = Visitor.Of(context, edition.Series).Wording;
        return TypedResults.Content(
            await pages.Write<MessagePage>((nameof(MessagePage.Wording), wording), (nameof(MessagePage.Title), PageText.Of(edition.Series.Title, edition.Series, wording).Text), (nameof(MessagePage.Sentence), Words.In(wording.Language).NotFound)),
            "text/html; charset=utf-8",
            statusCode: StatusCodes.Status404NotFound);
    }
}
