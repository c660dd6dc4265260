
namespace Better.Calendar;

/// <summary>Creates the UID of events (RFC 5545, 3.8.4.7): the same in every email, file and feed, for ever.</summary>
/// <remarks>At most 200 bytes of ASCII, in lower case, because some clients compare UIDs case-sensitively and some do not.</remarks>
public static class WorkshopUid
{
    /// <summary>Returns the UID of a workshop: <c>series.workshop@domain</c>.</summary>
    public static string Create(WorkshopSeries series, Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        return $"{series.Id}.{workshop.Id}@{series.Domain}".ToLowerInvariant();
    }

    /// <summary>Returns the UID of a series that is sent as one recurring event: <c>series@domain</c>.</summary>
    public static string Create(WorkshopSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return $"{series.Id}@{series.Domain}".ToLowerInvariant();
    }
}
