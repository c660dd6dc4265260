using System.Globalization;
using Better.Calendar;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using WebHost.Pages;

namespace WebHost;

/// <summary>
/// The RSVP page of a participant for all their workshops, whose address cannot be guessed: GET and HEAD show it, POST stores all responses
/// of a form at once. The rules are those of <see cref="RsvpEndpoints"/>.
/// </summary>
internal static class CourseEndpoints
{
    // A choice and a number for each workshop, and a comment of 2,000 characters.
    private const int MaxBytes = 65_536;

    public static void MapCourse(this WebApplication app)
    {
        app.MapMethods("/course/{token}", [HttpMethods.Get, HttpMethods.Head], ShowPage);
        app.MapPost("/course/{token}", SubmitResponses).WithMetadata(new RequestSizeLimitAttribute(MaxBytes)).DisableAntiforgery();
    }

    private static async Task<IResult> ShowPage(
        HttpContext context, SeriesStore store, PageRenderer pages, TimeProvider timeProvider, string token)
    {
        ResponseHeaders.AddPrivateHeaders(context);
        var published = store.GetCurrent();
        return published.FindCourseOwner(token) is { } owner
            ? await RenderPage(pages, CreateView(published, owner, store, timeProvider), StatusCodes.Status200OK)
            : await RsvpEndpoints.RenderUnknownLink(context, published, pages);
    }

    private static async Task<IResult> SubmitResponses(
        HttpContext context, SeriesStore store, PageRenderer pages, WebHostOptions options, TimeProvider timeProvider, string token)
    {
        ResponseHeaders.AddPrivateHeaders(context);
        var published = store.GetCurrent();
        if (published.FindCourseOwner(token) is not { } owner)
        {
            return await RsvpEndpoints.RenderUnknownLink(context, published, pages);
        }

        var view = CreateView(published, owner, store, timeProvider);
        if (!ResponseHeaders.IsSameOrigin(context.Request, ResponseHeaders.GetBaseUrl(context.Request, options)))
        {
            return await RenderPage(
                pages,
                CreateView(published, owner, store, timeProvider, view.SiteTexts.NotFromThisPage),
                StatusCodes.Status403Forbidden);
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        var (responses, isOutdated) = ReadResponses(form, view);
        if (responses.Count == 0 && !isOutdated)
        {
            return await RenderPage(pages, view, view.IsOpen ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
        }

        try
        {
            store.ChangeAttendance((attendance, now) =>
                attendance.WithRsvpPageResponses(published.Series, owner, responses, form["comment"], now));
        }
        catch (SaveConflictException)
        {
            context.Response.Headers.RetryAfter = "5";
            return await RenderPage(
                pages,
                CreateView(published, owner, null, timeProvider, view.SiteTexts.NotSaved),
                StatusCodes.Status503ServiceUnavailable);
        }

        if (isOutdated)
        {
            // A workshop was changed, or has begun, after the page was opened: the response to it is no response to what it is now.
            return await RenderPage(
                pages,
                CreateView(published, owner, store, timeProvider, view.Texts[TextKey.PleaseRespondAgain]),
                StatusCodes.Status409Conflict);
        }

        // 303, so that reloading or going back does not send the form again.
        context.Response.Headers.Location = context.Request.Path.Value;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>The responses to the workshops as they are now, and whether there are others.</summary>
    private static (Dictionary<string, ParticipationStatus> Responses, bool IsOutdated) ReadResponses(IFormCollection form, CourseView view)
    {
        var responses = new Dictionary<string, ParticipationStatus>();
        var isOutdated = false;
        foreach (var row in view.Rows)
        {
            if ((RsvpView.ParseStatus(form["all"]) ?? RsvpView.ParseStatus(form[row.ResponseField])) is not { } response
                || !int.TryParse(form[row.SequenceField], NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
            {
                continue;
            }

            if (seen == row.View.Sequence && row.View.State == RsvpState.Open)
            {
                responses[row.Id] = response;
            }
            else
            {
                isOutdated = true;
            }
        }

        return (responses, isOutdated);
    }

    // Without a store, earlier responses are not read.
    private static CourseView CreateView(
        PublishedSeries published, Participant owner, SeriesStore? store, TimeProvider timeProvider, string? alert = null) =>
        new(
            published,
            owner,
            store?.ReadAttendance().Attendance ?? Attendance.Empty,
            Instant.FromDateTimeOffset(timeProvider.GetUtcNow()))
        {
            Alert = alert,
        };

    private static async Task<IResult> RenderPage(PageRenderer pages, CourseView view, int status) =>
        TypedResults.Content(
            await pages.RenderAsync<CoursePage>((nameof(CoursePage.View), view)), "text/html; charset=utf-8", statusCode: status);
}
