using Better.Calendar.Workshops;

namespace Better.Calendar.Ics;

/// <summary>The UID of a workshop's event: the same in every letter, file and feed, for life (RFC 5545, 3.8.4.7).</summary>
/// <remarks>At most 200 octets of ASCII; lower case, because some clients compare UIDs without regard to case and some with.</remarks>
public static class WorkshopUid
{
    /// <summary>The UID of a workshop: <c>series.workshop@domain</c>.</summary>
    public static string Of(WorkshopSeries series, Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        return $"{series.Id}.{workshop.Id}@{series.Domain}".ToLowerInvariant();
    }

    /// <summary>The UID of a series that is sent as one recurring event: <c>series@domain</c>.</summary>
    public static string Of(WorkshopSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return $"{series.Id}@{series.Domain}".ToLowerInvariant();
    }
}
