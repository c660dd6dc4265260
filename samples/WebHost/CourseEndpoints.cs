using System.Globalization;
using Better.Calendar;
using Better.Calendar.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using NodaTime;
using WebHost.Pages;

namespace WebHost;

/// <summary>
/// The RSVP page of a participant for all their workshops, whose address cannot be guessed: GET and HEAD show it, POST stores all responses
/// of a form at once. The rules are those of the RSVP page for one workshop.
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
        HttpContext context,
        HostedSeries hosted,
        PageRenderer pages,
        IOptions<BetterCalendarOptions> options,
        TimeProvider timeProvider,
        string token)
    {
        ResponseHeaders.AddPrivateHeaders(context);
        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        return published.FindParticipant(token) is { } owner
            ? await RenderPage(
                pages, await CreateViewAsync(context, published, owner, hosted, options.Value, timeProvider), StatusCodes.Status200OK)
            : await ScheduleEndpoints.RenderUnknownLink(context, published, pages);
    }

    private static async Task<IResult> SubmitResponses(
        HttpContext context,
        HostedSeries hosted,
        PageRenderer pages,
        IOptions<BetterCalendarOptions> options,
        TimeProvider timeProvider,
        string token)
    {
        ResponseHeaders.AddPrivateHeaders(context);
        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        if (published.FindParticipant(token) is not { } owner)
        {
            return await ScheduleEndpoints.RenderUnknownLink(context, published, pages);
        }

        Task<CourseView> CreateAsync(HostedSeries? responses, string? alert = null) =>
            CreateViewAsync(context, published, owner, responses, options.Value, timeProvider, alert);

        var view = await CreateAsync(hosted);
        if (!ResponseHeaders.IsSameOrigin(context.Request, context.GetCalendarUrl()))
        {
            return await RenderPage(pages, await CreateAsync(hosted, view.ErrorTexts.NotFromThisPage), StatusCodes.Status403Forbidden);
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        var (responses, isOutdated) = ReadResponses(form, view);
        var followsFeed = ReadFeedChoice(form, view);
        if (responses.Count == 0 && !isOutdated && followsFeed == view.FollowsFeed)
        {
            return await RenderPage(pages, view, view.IsOpen ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
        }

        try
        {
            await hosted.ChangeAttendanceAsync(
                (attendance, now) => attendance
                    .WithRsvpPageResponses(published.Series, owner, responses, form["comment"], now)
                    .WithFeedChoice(owner, followsFeed, now),
                context.RequestAborted);
        }
        catch (SeriesStoreException problem) when (problem.IsTransient)
        {
            context.Response.Headers.RetryAfter = "5";
            return await RenderPage(pages, await CreateAsync(null, view.ErrorTexts.NotSaved), StatusCodes.Status503ServiceUnavailable);
        }

        if (isOutdated)
        {
            // A workshop was changed, or has begun, after the page was opened: the response to it is no response to what it is now.
            return await RenderPage(
                pages,
                await CreateAsync(hosted, view.Texts[TextKey.PleaseRespondAgain]),
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
            if ((RsvpChoice.Parse(form["all"]) ?? RsvpChoice.Parse(form[row.ResponseField])) is not { } response
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

    /// <summary>Whether the participant follows by their personal feed; a form that does not offer the choice changes nothing.</summary>
    private static bool ReadFeedChoice(IFormCollection form, CourseView view) =>
        view is { IsOpen: true, Subscriptions.Count: > 0 } && form.ContainsKey(CourseView.FeedOfferField)
            ? form.ContainsKey(CourseView.FeedField)
            : view.FollowsFeed;

    // Without the hosted series, earlier responses are not read.
    private static async Task<CourseView> CreateViewAsync(
        HttpContext context,
        PublishedSeries published,
        Participant owner,
        HostedSeries? responses,
        BetterCalendarOptions options,
        TimeProvider timeProvider,
        string? alert = null) =>
        new(
            published.Series,
            owner,
            responses is null ? Attendance.Empty : (await responses.ReadAttendanceAsync()).Attendance,
            options.InvitationOptions,
            Instant.FromDateTimeOffset(timeProvider.GetUtcNow()))
        {
            Alert = alert,
            Subscriptions = responses is not null && published.Series.State is { IsCourse: true }
                ? AddToCalendar.CreateSubscriptionLinks(
                    published.Series,
                    published.GetLinks(context.GetCalendarUrl()).GetFeed(published.Series, owner),
                    published.Series.LanguageOf(owner))
                : [],
        };

    private static async Task<IResult> RenderPage(PageRenderer pages, CourseView view, int status) =>
        TypedResults.Content(
            await pages.RenderAsync<CoursePage>((nameof(CoursePage.View), view)), "text/html; charset=utf-8", statusCode: status);
}
