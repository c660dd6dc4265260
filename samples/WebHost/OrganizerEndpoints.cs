using System.Security.Cryptography;
using System.Text;
using Better.Calendar;
using Microsoft.AspNetCore.Http.HttpResults;

namespace WebHost;

/// <summary>What the organizer's own programs do: read and replace the series, read who comes, where each participant answers, and her email.</summary>
/// <remarks>Open only where a key is configured. Two who edit at once: the second gets 412, and nothing is stored of hers (RFC 9110, 13.1.1).</remarks>
internal static class OrganizerEndpoints
{
    private const int MinKeyLength = 16;

    public static void MapOrganizer(this WebApplication app, WebHostOptions options)
    {
        if (options.OrganizerKey is not { } key)
        {
            return;
        }

        if (key.Length < MinKeyLength)
        {
            throw new InvalidOperationException($"WebHost:OrganizerKey has {key.Length} characters; it needs {MinKeyLength} or more.");
        }

        var expected = SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {key}"));
        var organizer = app.MapGroup("/organizer").AddEndpointFilter(async (call, next) =>
        {
            ResponseHeaders.AddPrivateHeaders(call.HttpContext);
            var given = SHA256.HashData(Encoding.UTF8.GetBytes(call.HttpContext.Request.Headers.Authorization.ToString()));
            return CryptographicOperations.FixedTimeEquals(given, expected) ? await next(call) : TypedResults.Unauthorized();
        });
        organizer.MapGet("/series", ReadSeries);
        organizer.MapPut("/series", ReplaceSeries).DisableAntiforgery();
        organizer.MapGet("/attendance", ReadAttendance);
        organizer.MapGet("/links", ReadLinks);
        organizer.MapGet("/letters/{workshop}/{email}", ReadEmail);
    }

    private static ContentHttpResult ReadSeries(HttpContext context, SeriesStore store)
    {
        var edition = store.GetCurrent();
        context.Response.Headers.ETag = ToETag(edition.Version);
        return TypedResults.Text(edition.Json, "application/json", Encoding.UTF8);
    }

    private static async Task<IResult> ReplaceSeries(HttpContext context, SeriesStore store)
    {
        var match = context.Request.Headers.IfMatch.ToString();
        if (match.Length == 0)
        {
            return TypedResults.Problem("Say which version you edited: If-Match with the ETag that you read.", statusCode: StatusCodes.Status428PreconditionRequired);
        }

        using var body = new StreamReader(context.Request.Body, Encoding.UTF8);
        try
        {
            var edited = SeriesDocument.Read(await body.ReadToEndAsync());
            var version = store.GetCurrent().Version;
            if (match != ToETag(version) || store.Revise(version, edited) is not { } revision)
            {
                return TypedResults.Problem("Somebody else has changed the series since. Read it again and make your change there.", statusCode: StatusCodes.Status412PreconditionFailed);
            }

            context.Response.Headers.ETag = ToETag(store.GetCurrent().Version);
            return TypedResults.Ok(revision.Emails.Select(static message => new
            {
                Kind = message.Kind.ToString(),
                Recipient = message.Recipient.Email.Value,
                WorkshopId = message.Workshop?.Id,
                message.Explanation,
                message.Key,
            }));
        }
        catch (InvalidSeriesException problem)
        {
            return TypedResults.ValidationProblem(problem.Errors.GroupBy(static fault => fault.Location).ToDictionary(static group => group.Key, static group => group.Select(static fault => fault.Problem).ToArray()));
        }
    }

    private static ContentHttpResult ReadAttendance(HttpContext context, SeriesStore store)
    {
        var (attendance, version) = store.ReadAttendance();
        context.Response.Headers.ETag = ToETag(version);
        return TypedResults.Text(AttendanceDocument.Write(attendance), "application/json", Encoding.UTF8);
    }

    private static Ok<IEnumerable<RsvpLink>> ReadLinks(HttpContext context, SeriesStore store, WebHostOptions options) =>
        TypedResults.Ok(RsvpLink.GetAll(store.GetCurrent(), ResponseHeaders.GetBaseUrl(context.Request, options)));

    private static Results<FileContentHttpResult, NotFound> ReadEmail(HttpContext context, SeriesStore store, WebHostOptions options, string workshop, string email)
    {
        var edition = store.GetCurrent();
        var host = ResponseHeaders.GetBaseUrl(context.Request, options);
        return edition.Series.Participants.FirstOrDefault(one => one.Email.Value == email) is { } participant
            && edition.Series.WorkshopsOf(participant).FirstOrDefault(one => one.Id == workshop) is { } invited
                ? TypedResults.Bytes(edition.ComposeInvitation(invited, participant, host).Bytes.ToArray(), "message/rfc822", $"{workshop}-{participant.Email.LocalPart}.eml")
                : TypedResults.NotFound();
    }

    private static string ToETag(long version) => $"\"{version}\"";
}
