using System.Globalization;
using Better.Calendar;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using WebHost.Pages;

namespace WebHost;

/// <summary>The RSVP page behind its unguessable link: GET and HEAD show, POST answers.</summary>
/// <remarks>
/// Link scanners follow every link of an email, so what follows a link must change nothing. The link is the key: whoever has it is
/// who had the email. No cookie is needed, and a form that comes from a page of somebody else's is refused.
/// </remarks>
internal static class RsvpEndpoints
{
    // A button and a number: nobody needs more.
    private const int MaxBytes = 4096;

    public static void MapRsvp(this WebApplication app)
    {
        app.MapMethods("/rsvp/{token}", [HttpMethods.Get, HttpMethods.Head], ShowPage);
        app.MapPost("/rsvp/{token}", SubmitResponse).WithMetadata(new RequestSizeLimitAttribute(MaxBytes)).DisableAntiforgery();
    }

    private static async Task<IResult> ShowPage(HttpContext context, SeriesStore store, PageRenderer pages, TimeProvider timeProvider, string token)
    {
        ResponseHeaders.AddPrivateHeaders(context);
        var edition = store.GetCurrent();
        if (edition.FindOwner(token) is not { } owner)
        {
            return await RenderUnknownLink(context, edition, pages);
        }

        var view = CreateView(edition, owner, store, timeProvider);
        return await RenderPage(pages, view, view.State == RsvpState.Past ? StatusCodes.Status410Gone : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SubmitResponse(HttpContext context, SeriesStore store, PageRenderer pages, WebHostOptions options, TimeProvider timeProvider, string token)
    {
        ResponseHeaders.AddPrivateHeaders(context);
        var edition = store.GetCurrent();
        if (edition.FindOwner(token) is not { } owner)
        {
            return await RenderUnknownLink(context, edition, pages);
        }

        var view = CreateView(edition, owner, store, timeProvider);
        var words = SiteTexts.ForLanguage(view.Text.Language);
        if (view.State != RsvpState.Open)
        {
            return await RenderPage(pages, view, view.State == RsvpState.Past ? StatusCodes.Status410Gone : StatusCodes.Status409Conflict);
        }

        if (!ResponseHeaders.IsSameOrigin(context.Request, ResponseHeaders.GetBaseUrl(context.Request, options)))
        {
            return await RenderPage(pages, CreateView(edition, owner, store, timeProvider, words.NotFromThisPage), StatusCodes.Status403Forbidden);
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null;
        if (RsvpView.ParseStatus(form?["response"]) is not { } response || !int.TryParse(form?["sequence"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
        {
            return await RenderPage(pages, view, StatusCodes.Status400BadRequest);
        }

        if (seen != view.Sequence)
        {
            // The workshop moved while she looked at the page: she has not agreed to what she has not seen.
            return await RenderPage(pages, CreateView(edition, owner, store, timeProvider, view.Texts[Better.Calendar.TextKey.PleaseRespondAgain]), StatusCodes.Status409Conflict);
        }

        try
        {
            store.ChangeAttendance((attendance, now) => attendance.WithRsvpPageResponse(edition.Series, owner.Workshop, owner.Participant, response, now));
        }
        catch (SaveConflictException)
        {
            context.Response.Headers.RetryAfter = "5";
            return await RenderPage(pages, CreateView(edition, owner, null, timeProvider, words.NotSaved), StatusCodes.Status503ServiceUnavailable);
        }

        // 303, so that going back or loading again sends nothing twice.
        context.Response.Headers.Location = context.Request.Path.Value;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    // Without a store, what she has said before is not read.
    private static RsvpView CreateView(PublishedSeries edition, (Participant Participant, Workshop Workshop) owner, SeriesStore? store, TimeProvider timeProvider, string? alert = null) => new(
        edition,
        owner.Participant,
        owner.Workshop,
        store?.ReadAttendance().Attendance.Find(owner.Participant.Email, owner.Workshop.Id),
        Instant.FromDateTimeOffset(timeProvider.GetUtcNow()))
    {
        Alert = alert,
    };

    private static async Task<IResult> RenderPage(PageRenderer pages, RsvpView view, int status) =>
        TypedResults.Content(await pages.RenderAsync<RsvpPage>((nameof(RsvpPage.View), view)), "text/html; charset=utf-8", statusCode: status);

    // Whether there never was such a link or is no longer, is told to nobody.
    private static async Task<IResult> RenderUnknownLink(HttpContext context, PublishedSeries edition, PageRenderer pages)
    {
        var texts = Visitor.FromRequest(context, edition.Series).Texts;
        return TypedResults.Content(
            await pages.RenderAsync<MessagePage>(
                (nameof(MessagePage.Texts), texts),
                (nameof(MessagePage.Title), PageText.Create(edition.Series.Title, edition.Series, texts).Text),
                (nameof(MessagePage.Sentence), RsvpPageText.GetInvalidLinkText(texts.Language))),
            "text/html; charset=utf-8",
            statusCode: StatusCodes.Status404NotFound);
    }
}
