using Better.Calendar;
using Better.Calendar.AspNetCore;
using NodaTime;

namespace WebHost.Organizer;

/// <summary>The series that this host serves: its workshops, who responded what, and what the organizer can do next.</summary>
internal static class OverviewEndpoints
{
    public static void MapOverview(this RouteGroupBuilder pages) => pages.MapGet("/", Show);

    private static async Task<IResult> Show(OrganizerRequest request, HostedSeries hosted)
    {
        var (attendance, _) = await hosted.ReadAttendanceAsync(request.Context.RequestAborted);
        return await request.RenderAsync<OverviewPage>(new OverviewView(request, attendance));
    }
}

/// <summary>What the overview shows.</summary>
public sealed class OverviewView(OrganizerRequest request, Attendance attendance)
{
    /// <summary>The workshops, in the order of the schedule.</summary>
    public IReadOnlyList<OverviewRow> Rows { get; } =
    [
        .. request.Series.Workshops.Select(workshop => new OverviewRow(
            workshop,
            request.Series.EndOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant() <= request.Now,
            attendance.Summarize(request.Series, workshop))),
    ];
}

/// <summary>A workshop on the overview.</summary>
/// <param name="Workshop">The workshop.</param>
/// <param name="IsOver">Whether it has ended.</param>
/// <param name="Responses">Who responded what.</param>
public sealed record OverviewRow(Workshop Workshop, bool IsOver, AttendanceSummary Responses);
