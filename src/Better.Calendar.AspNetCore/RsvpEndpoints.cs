using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Better.Calendar.AspNetCore;

/// <summary>
/// The RSVP page, whose address cannot be guessed: GET and HEAD show it, POST stores a response. The personal feed has such an address too.
/// </summary>
/// <remarks>
/// Link scanners follow every link of an email, so a GET must change nothing. The link authenticates: whoever has it has received the
/// email. No cookie is needed, and a form that another site's page sends is refused.
/// </remarks>
internal static class RsvpEndpoints
{
    // A button and a number: more than enough.
    private const int MaxBytes = 4096;

    private const string MediaType = "text/html; charset=utf-8";

    public static void MapPages(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(EndpointPatterns.Rsvp, EndpointPatterns.ReadMethods, ShowPage)
            .WithSummary("The RSVP page of a participant for a workshop")
            .Produces(StatusCodes.Status200OK, typeof(string), "text/html")
            .Produces(StatusCodes.Status404NotFound, typeof(string), "text/html")
            .Produces(StatusCodes.Status410Gone, typeof(string), "text/html");
        endpoints.MapPost(EndpointPatterns.Rsvp, SubmitResponse)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .DisableAntiforgery() // there is no cookie that a forged form could use; IsSameOrigin refuses the forms of other sites
            .WithSummary("Stores the response of a participant: the form fields response (accepted, tentative, declined) and sequence")
            .Produces(StatusCodes.Status303SeeOther)
            .Produces(StatusCodes.Status400BadRequest, typeof(string), "text/html")
            .Produces(StatusCodes.Status403Forbidden, typeof(string), "text/html")
            .Produces(StatusCodes.Status404NotFound, typeof(string), "text/html")
            .Produces(StatusCodes.Status409Conflict, typeof(string), "text/html")
            .Produces(StatusCodes.Status410Gone, typeof(string), "text/html")
            .Produces(StatusCodes.Status503ServiceUnavailable, typeof(string), "text/html");
    }

    public static void MapFeeds(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(EndpointPatterns.PersonalFeed, EndpointPatterns.ReadMethods, GetPersonalFeed)
            .WithSummary("The feed of the workshops that a participant is invited to, in their language")
            .Produces(StatusCodes.Status200OK, typeof(string), IcsFile.MediaType)
            .Produces(StatusCodes.Status304NotModified);

    private static async Task<Results<FileContentHttpResult, NotFound>> GetPersonalFeed(
        HttpContext context,
        [FromServices] HostedSeries hosted,
        [FromServices] IOptions<BetterCalendarOptions> options,
        string token)
    {
        ResponseHeaders.AddPrivateHeaders(context);
        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        if (published.FindSubscriber(token) is not { } participant)
        {
            return TypedResults.NotFound();
        }

        // Only the participant's own calendar may store it; calendars ask again with the ETag.
        ResponseHeaders.AddCacheHeaders(
            context,
            string.Create(CultureInfo.InvariantCulture, $"private, max-age={(long)options.Value.CacheDuration.TotalSeconds}"));
        context.Response.Headers.ContentDisposition = $"inline; filename=\"{published.Series.Id}.ics\"";
        context.Response.Headers.ContentLanguage = published.Series.LanguageOf(participant);
        return published.GetPersonalFeed(participant).ToResult(context);
    }

    private static async Task<IResult> ShowPage(
        HttpContext context,
        [FromServices] HostedSeries hosted,
        [FromServices] IOptions<BetterCalendarOptions> options,
        [FromServices] PageTheme theme,
        [FromServices] TimeProvider timeProvider,
        string token)
    {
        ResponseHeaders.AddPrivateHeaders(context);
        var page = new RsvpPageWriter(context, options.Value, theme);
        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        if (published.FindInvitation(token) is not { } invitation)
        {
            // Emails can have one address for all their pages, to which the token is added.
            return options.Value.CoursePage is { } course && published.FindParticipant(token) is not null
                ? TypedResults.Redirect(course(token).OriginalString)
                : RenderUnknownLink(context, page, published.Series);
        }

        var view = await CreateViewAsync(context, published.Series, invitation, options.Value, timeProvider, hosted);
        return Render(page, view, view.State == RsvpState.Past ? StatusCodes.Status410Gone : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SubmitResponse(
        HttpContext context,
        [FromServices] HostedSeries hosted,
        [FromServices] IOptions<BetterCalendarOptions> options,
        [FromServices] PageTheme theme,
        [FromServices] TimeProvider timeProvider,
        string token)
    {
        ResponseHeaders.AddPrivateHeaders(context);
        var page = new RsvpPageWriter(context, options.Value, theme);
        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        if (published.FindInvitation(token) is not { } invitation)
        {
            return RenderUnknownLink(context, page, published.Series);
        }

        Task<RsvpView> CreateAsync(HostedSeries? responses, string? alert = null) =>
            CreateViewAsync(context, published.Series, invitation, options.Value, timeProvider, responses, alert);

        var view = await CreateAsync(hosted);
        var texts = RsvpErrorTexts.ForLanguage(view.Text.Language);
        if (view.State != RsvpState.Open)
        {
            return Render(page, view, view.State == RsvpState.Past ? StatusCodes.Status410Gone : StatusCodes.Status409Conflict);
        }

        if (!ResponseHeaders.IsSameOrigin(context.Request, EndpointAddress.GetUrl(context, options.Value)))
        {
            return Render(page, await CreateAsync(hosted, texts.NotFromThisPage), StatusCodes.Status403Forbidden);
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        if (RsvpChoice.Parse(form?[RsvpChoice.QueryName]) is not { } response
            || !int.TryParse(form?["sequence"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
        {
            return Render(page, view, StatusCodes.Status400BadRequest);
        }

        if (seen != view.Sequence)
        {
            // The workshop was changed after the page was opened: the participant has not seen the new time, so this is no response to it.
            return Render(page, await CreateAsync(hosted, view.Texts[TextKey.PleaseRespondAgain]), StatusCodes.Status409Conflict);
        }

        try
        {
            await hosted.ChangeAttendanceAsync(
                (attendance, now) => attendance.WithRsvpPageResponse(
                    published.Series,
                    invitation.Workshop,
                    invitation.Participant,
                    response,
                    now),
                context.RequestAborted);
        }
        catch (SeriesStoreException problem) when (problem.IsTransient)
        {
            // Earlier responses are not read: the store may be locked for that, too.
            context.Response.Headers.RetryAfter = "5";
            return Render(page, await CreateAsync(null, texts.NotSaved), StatusCodes.Status503ServiceUnavailable);
        }

        // 303, so that reloading or going back does not send the form again.
        context.Response.Headers.Location = $"{context.Request.PathBase}{context.Request.Path}";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<RsvpView> CreateViewAsync(
        HttpContext context,
        WorkshopSeries series,
        (Participant Participant, Workshop Workshop) invitation,
        BetterCalendarOptions options,
        TimeProvider timeProvider,
        HostedSeries? responses,
        string? alert = null)
    {
        var attendance = responses is null ? null : (await responses.ReadAttendanceAsync(context.RequestAborted)).Attendance;
        return new(
            series,
            invitation.Participant,
            invitation.Workshop,
            attendance?.Find(invitation.Participant.Email, invitation.Workshop.Id),
            options.InvitationOptions,
            Instant.FromDateTimeOffset(timeProvider.GetUtcNow()))
        {
            Alert = alert,
            Preselected = RsvpChoice.Parse(context.Request.Query[RsvpChoice.QueryName]),
        };
    }

    private static ContentHttpResult Render(RsvpPageWriter page, RsvpView view, int status) =>
        TypedResults.Content(page.Write(view), MediaType, statusCode: status);

    // The response does not reveal whether the link never existed or has expired.
    private static ContentHttpResult RenderUnknownLink(HttpContext context, RsvpPageWriter page, WorkshopSeries series) =>
        TypedResults.Content(
            page.WriteUnknownLink(series, VisitorLanguage.FindPreferred(context.Request) ?? series.Language),
            MediaType,
            statusCode: StatusCodes.Status404NotFound);
}
