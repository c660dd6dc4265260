using System.Globalization;
using Better.Calendar;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using WebHost.Pages;

namespace WebHost;

/// <summary>The RSVP page, whose address cannot be guessed: GET and HEAD show it, POST stores a response.</summary>
/// <remarks>
/// Link scanners follow every link of an email, so a GET must change nothing. The link authenticates: whoever has it has received the
/// email. No cookie is needed, and a form that another site's page sends is refused.
/// </remarks>
internal static class RsvpEndpoints
{
    // A button and a number: more than enough.
    private const int MaxBytes = 4096;

    public static void MapRsvp(this WebApplication app)
    {
        app.MapMethods("/rsvp/{token}", [HttpMethods.Get, HttpMethods.Head], ShowPage);
        app.MapPost("/rsvp/{token}", SubmitResponse).WithMetadata(new RequestSizeLimitAttribute(MaxBytes)).DisableAntiforgery();
    }

    private static async Task<IResult> ShowPage(
        HttpContext context,
        SeriesStore store,
        PageRenderer pages,
        TimeProvider timeProvider,
        string token)
    {
        ResponseHeaders.AddPrivateHeaders(context);
        var published = store.GetCurrent();
        if (published.FindOwner(token) is not { } owner)
        {
            // Emails can have one address for all their pages, to which the token is added.
            return published.FindCourseOwner(token) is null
                ? await RenderUnknownLink(context, published, pages)
                : TypedResults.LocalRedirect($"/course/{token}");
        }

        var view = CreateView(published, owner, store, timeProvider);
        return await RenderPage(pages, view, view.State == RsvpState.Past ? StatusCodes.Status410Gone : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SubmitResponse(
        HttpContext context,
        SeriesStore store,
        PageRenderer pages,
        WebHostOptions options,
        TimeProvider timeProvider,
        string token)
    {
        ResponseHeaders.AddPrivateHeaders(context);
        var published = store.GetCurrent();
        if (published.FindOwner(token) is not { } owner)
        {
            return await RenderUnknownLink(context, published, pages);
        }

        var view = CreateView(published, owner, store, timeProvider);
        var siteTexts = SiteTexts.ForLanguage(view.Text.Language);
        if (view.State != RsvpState.Open)
        {
            return await RenderPage(pages, view, view.State == RsvpState.Past ? StatusCodes.Status410Gone : StatusCodes.Status409Conflict);
        }

        if (!ResponseHeaders.IsSameOrigin(context.Request, ResponseHeaders.GetBaseUrl(context.Request, options)))
        {
            return await RenderPage(
                pages,
                CreateView(published, owner, store, timeProvider, siteTexts.NotFromThisPage),
                StatusCodes.Status403Forbidden);
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : null;
        if (RsvpView.ParseStatus(form?["response"]) is not { } response
            || !int.TryParse(form?["sequence"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
        {
            return await RenderPage(pages, view, StatusCodes.Status400BadRequest);
        }

        if (seen != view.Sequence)
        {
            // The workshop was changed after the page was opened: the participant has not seen the new time, so this is no response to it.
            return await RenderPage(
                pages,
                CreateView(published, owner, store, timeProvider, view.Texts[TextKey.PleaseRespondAgain]),
                StatusCodes.Status409Conflict);
        }

        try
        {
            store.ChangeAttendance(
                (attendance, now) => attendance.WithRsvpPageResponse(published.Series, owner.Workshop, owner.Participant, response, now));
        }
        catch (SaveConflictException)
        {
            context.Response.Headers.RetryAfter = "5";
            return await RenderPage(
                pages,
                CreateView(published, owner, null, timeProvider, siteTexts.NotSaved),
                StatusCodes.Status503ServiceUnavailable);
        }

        // 303, so that reloading or going back does not send the form again.
        context.Response.Headers.Location = context.Request.Path.Value;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    // Without a store, earlier responses are not read.
    private static RsvpView CreateView(
        PublishedSeries published,
        (Participant Participant, Workshop Workshop) owner,
        SeriesStore? store,
        TimeProvider timeProvider,
        string? alert = null) =>
        new(
        published,
        owner.Participant,
        owner.Workshop,
        store?.ReadAttendance().Attendance.Find(owner.Participant.Email, owner.Workshop.Id),
        Instant.FromDateTimeOffset(timeProvider.GetUtcNow()))
        {
            Alert = alert,
        };

    private static async Task<IResult> RenderPage(PageRenderer pages, RsvpView view, int status) =>
        TypedResults.Content(
            await pages.RenderAsync<RsvpPage>((nameof(RsvpPage.View), view)),
            "text/html; charset=utf-8",
            statusCode: status);

    // The response does not reveal whether the link never existed or has expired.
    public static async Task<IResult> RenderUnknownLink(HttpContext context, PublishedSeries published, PageRenderer pages)
    {
        var texts = Visitor.FromRequest(context, published.Series).Texts;
        return TypedResults.Content(
            await pages.RenderAsync<MessagePage>(
                (nameof(MessagePage.Texts), texts),
                (nameof(MessagePage.Title), PageText.Create(published.Series.Title, published.Series, texts).Text),
                (nameof(MessagePage.Sentence), RsvpPageText.GetInvalidLinkText(texts.Language))),
            "text/html; charset=utf-8",
            statusCode: StatusCodes.Status404NotFound);
    }
}
