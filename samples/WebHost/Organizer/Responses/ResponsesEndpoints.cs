using Better.Calendar;
using Better.Calendar.AspNetCore;
using Microsoft.AspNetCore.Mvc;

namespace WebHost.Organizer.Responses;

/// <summary>Who comes, who has not responded, whom to confirm, and who cannot be reached.</summary>
internal static class ResponsesEndpoints
{
    private const int MaxBytes = 4096;

    public static void MapResponses(this RouteGroupBuilder pages)
    {
        pages.MapGet("/responses", Show);
        pages.MapPost("/responses/confirm", Confirm).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
    }

    private static async Task<IResult> Show(OrganizerRequest request, HostedSeries hosted)
    {
        var (attendance, _) = await hosted.ReadAttendanceAsync(request.Context.RequestAborted);
        return await request.RenderAsync<ResponsesPage>(new ResponsesView(request, attendance));
    }

    // The page has said what the button does: this response, or this report, counts from now on. A second click changes nothing.
    private static async Task<IResult> Confirm(OrganizerRequest request, HostedSeries hosted)
    {
        var id = (await request.ReadFormAsync())["entry"].ToString();
        await hosted.ChangeAttendanceAsync(
            (attendance, _) => attendance.AwaitingConfirmation.FirstOrDefault(entry => GetId(entry) == id) is { } entry
                ? attendance.Confirm(entry)
                : ResponsesView.GetDoubtful(attendance).FirstOrDefault(bounce => GetId(bounce) == id) is { } bounce
                    ? attendance.Confirm(bounce)
                    : attendance,
            request.Context.RequestAborted);
        return request.Redirect(OrganizerPaths.Responses, OrganizerDone.Entered);
    }

    public static string GetId(AttendanceEntry entry) =>
        PlanDigest.Create([entry.MessageKey, entry.Email.Value, entry.WorkshopId, $"{entry.Status}"]);

    public static string GetId(Bounce bounce) => PlanDigest.Create([bounce.MessageKey, bounce.Email.Value, bounce.Status]);
}
