using System.Security.Cryptography;
using System.Text;
using Better.Calendar;
using Better.Calendar.AspNetCore;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace WebHost;

/// <summary>
/// Endpoints for the organizer's own programs: read and replace the series; read the attendance, the RSVP links and the emails of
/// participants.
/// </summary>
/// <remarks>
/// They exist only if a key is configured. If two clients edit the same version, the second gets 412 and nothing of its edit is stored (RFC
/// 9110, 13.1.1).
/// </remarks>
internal static class OrganizerEndpoints
{
    public static void MapOrganizer(this WebApplication app, WebHostOptions options)
    {
        if (options.OrganizerKey is not { } key)
        {
            return;
        }

        var expected = SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {key}"));
        var organizer = app.MapGroup("/organizer").AddEndpointFilter(async (call, next) =>
        {
            ResponseHeaders.AddPrivateHeaders(call.HttpContext);
            var given = SHA256.HashData(Encoding.UTF8.GetBytes(call.HttpContext.Request.Headers.Authorization.ToString()));
            return CryptographicOperations.FixedTimeEquals(given, expected) ? await next(call) : TypedResults.Unauthorized();
        });
        organizer.MapGet("/series", ReadSeries);
        organizer.MapPut("/series", ReplaceSeries).WithSeriesValidation();
        organizer.MapGet("/attendance", ReadAttendance);
        organizer.MapGet("/links", ReadLinks);
        organizer.MapGet("/emails/{workshop}/{email}", ReadEmail);
        organizer.MapGet("/course-emails/{email}", ReadCourseEmail);
    }

    private static async Task<ContentHttpResult> ReadSeries(HttpContext context, HostedSeries hosted)
    {
        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        context.Response.Headers.ETag = ToETag(published.Version);
        return TypedResults.Text(published.Json, "application/json", Encoding.UTF8);
    }

    private static async Task<IResult> ReplaceSeries(HttpContext context, HostedSeries hosted)
    {
        var match = context.Request.Headers.IfMatch.ToString();
        if (match.Length == 0)
        {
            return TypedResults.Problem(
                "The request does not name the version that was edited. Send If-Match with the ETag that you read.",
                statusCode: StatusCodes.Status428PreconditionRequired);
        }

        var edited = await SeriesDocument.ReadAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var version = (await hosted.GetCurrentAsync(context.RequestAborted)).Version;
        if (match != ToETag(version) || await hosted.ReviseAsync(version, edited, context.RequestAborted) is not { } revision)
        {
            return TypedResults.Problem(
                "The series was changed since you read it. Read it again and make your change there.",
                statusCode: StatusCodes.Status412PreconditionFailed);
        }

        context.Response.Headers.ETag = ToETag(version + 1);
        return TypedResults.Ok(revision.Emails.Select(static email => new
        {
            Kind = email.Kind.ToString(),
            Recipient = email.Recipient.Email.Value,
            WorkshopId = email.Workshop?.Id,
            email.Explanation,
            email.Key,
        }));
    }

    private static async Task<ContentHttpResult> ReadAttendance(HttpContext context, HostedSeries hosted)
    {
        var (attendance, version) = await hosted.ReadAttendanceAsync(context.RequestAborted);
        context.Response.Headers.ETag = ToETag(version);
        return TypedResults.Text(AttendanceDocument.Write(attendance), "application/json", Encoding.UTF8);
    }

    private static async Task<Ok<IEnumerable<RsvpLink>>> ReadLinks(HttpContext context, HostedSeries hosted) =>
        TypedResults.Ok(RsvpLink.GetAll(await hosted.GetCurrentAsync(context.RequestAborted), context.GetCalendarUrl()));

    private static async Task<Results<FileContentHttpResult, NotFound>> ReadEmail(
        HttpContext context,
        HostedSeries hosted,
        string workshop,
        string email)
    {
        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        return published.Series.Participants.FirstOrDefault(one => one.Email.Value == email) is { } participant
            && published.Series.WorkshopsOf(participant).FirstOrDefault(one => one.Id == workshop) is { } invited
            && invited.Status != WorkshopStatus.Cancelled
            && published.Series.EndOf(invited, DateTimeZoneProviders.Tzdb).ToInstant() > published.Changed
                ? TypedResults.Bytes(
                    published.ComposeInvitation(invited, participant, context.GetCalendarUrl()).Bytes.ToArray(),
                    "message/rfc822",
                    $"{workshop}-{participant.Email.LocalPart}.eml")
                : TypedResults.NotFound();
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ReadCourseEmail(
        HttpContext context, HostedSeries hosted, string email)
    {
        var published = await hosted.GetCurrentAsync(context.RequestAborted);
        return published.Series.Participants.FirstOrDefault(one => one.Email.Value == email) is { } participant
            && published.Series.WorkshopsOf(participant).Any(one => one.Status != WorkshopStatus.Cancelled
                && published.Series.EndOf(one, DateTimeZoneProviders.Tzdb).ToInstant() > published.Changed)
                ? TypedResults.Bytes(
                    published.ComposeCourseEmail(participant, context.GetCalendarUrl()).Bytes.ToArray(),
                    "message/rfc822",
                    $"course-{participant.Email.LocalPart}.eml")
                : TypedResults.NotFound();
    }

    private static string ToETag(long version) => $"\"{version}\"";
}
