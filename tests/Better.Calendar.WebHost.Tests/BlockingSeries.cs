using Better.Calendar.AspNetCore;
using NodaTime;

namespace Better.Calendar.WebHost.Tests;

/// <summary>The series of a host, for tests that look at it between two requests: its operations without await.</summary>
internal sealed class BlockingSeries(HostedSeries hosted)
{
    public PublishedSeries GetCurrent() => hosted.GetCurrentAsync().AsTask().GetAwaiter().GetResult();

    public (Attendance Attendance, long Version) ReadAttendance() => hosted.ReadAttendanceAsync().AsTask().GetAwaiter().GetResult();

    public void Initialize(Func<WorkshopSeries> series) => hosted.InitializeAsync(series).GetAwaiter().GetResult();

    public SeriesRevision? Revise(long version, WorkshopSeries edited) => hosted.ReviseAsync(version, edited).GetAwaiter().GetResult();

    public void ChangeAttendance(Func<Attendance, Instant, Attendance> change) =>
        hosted.ChangeAttendanceAsync(change).GetAwaiter().GetResult();
}
