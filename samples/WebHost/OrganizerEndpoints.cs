using System.Security.Cryptography;
using System.Text;
using Better.Calendar.Replies;
using Better.Calendar.Workshops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace WebHost;

/// <summary>What the organiser's own programs do: read and replace the series, read who comes, where each participant answers, and her letter.</summary>
/// <remarks>Open only where a key is configured. Two who edit at once: the second gets 412, and nothing is stored of hers (RFC 9110, 13.1.1).</remarks>
internal static class OrganizerEndpoints
{
    private const int LeastKey = 16;

    public static void MapOrganizer(this WebApplication app, HostOptions options)
    {
        if (options.OrganizerKey is not { } key)
        {
            return;
        }

        if (key.Length < LeastKey)
        {
            throw new InvalidOperationException($"WebHost:OrganizerKey has {key.Length} characters; it needs {LeastKey} or more.");
        }

        var expected = SHA256.HashData(Encoding.UTF8.GetBytes($"Bearer {key}"));
        var organizer = app.MapGroup("/organizer").AddEndpointFilter(async (call, next) =>
        {
            HostHeaders.Secret(call.HttpContext);
            var given = SHA256.HashData(Encoding.UTF8.GetBytes(call.HttpContext.Request.Headers.Authorization.ToString()));
            return CryptographicOperations.FixedTimeEquals(given, expected) ? await next(call) : TypedResults.Unauthorized();
        });
        organizer.MapGet("/series", ReadSeries);
        organizer.MapPut("/series", ReplaceSeries).DisableAntiforgery();
        organizer.MapGet("/attendance", ReadAttendance);
        organizer.MapGet("/links", Links);
        organizer.MapGet("/letters/{workshop}/{email}", Letter);
    }

    private static ContentHttpResult ReadSeries(HttpContext context, SeriesStore store)
    {
        var edition = store.Current();
        context.Response.Headers.ETag = Tag(edition.Version);
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
            var version = store.Current().Version;
            if (match != Tag(version) || store.Revise(version, edited) is not { } revision)
            {
                return TypedResults.Problem("Somebody else has changed the series since. Read it again and make your change there.", statusCode: StatusCodes.Status412PreconditionFailed);
            }

            context.Response.Headers.ETag = Tag(store.Current().Version);
            return TypedResults.Ok(revision.Messages.Select(static message => new
            {
                Kind = message.Kind.ToString(),
                Recipient = message.Recipient.Email.Value,
                WorkshopId = message.Workshop?.Id,
                message.Because,
                message.Key,
            }));
        }
        catch (InvalidSeriesException problem)
        {
            return TypedResults.ValidationProblem(problem.Faults.GroupBy(static fault => fault.Place).ToDictionary(static group => group.Key, static group => group.Select(static fault => fault.Problem).ToArray()));
        }
    }

    private static ContentHttpResult ReadAttendance(HttpContext context, SeriesStore store)
    {
        var (attendance, version) = store.Attendance();
        context.Response.Headers.ETag = Tag(version);
        return TypedResults.Text(AttendanceDocument.Write(attendance), "application/json", Encoding.UTF8);
    }

    private static Ok<IEnumerable<AnswerLink>> Links(HttpContext context, SeriesStore store, HostOptions options) =>
        TypedResults.Ok(AnswerLink.All(store.Current(), HostHeaders.Address(context.Request, options)));

    private static Results<FileContentHttpResult, NotFound> Letter(HttpContext context, SeriesStore store, HostOptions options, string workshop, string email)
    {
        var edition = store.Current();
        var host = HostHeaders.Address(context.Request, options);
        return edition.Series.Participants.FirstOrDefault(one => one.Email.Value == email) is { } participant
            && edition.Series.WorkshopsOf(participant).FirstOrDefault(one => one.Id == workshop) is { } invited
                ? TypedResults.Bytes(edition.Invitation(invited, participant, host).Octets.ToArray(), "message/rfc822", $"{workshop}-{participant.Email.LocalPart}.eml")
                : TypedResults.NotFound();
    }

    private static string Tag(long version) => $"\"{version}\"";
}
