
namespace Better.Calendar;

/// <summary>The UID of a workshop's event: the same in every email, file and feed, for life (RFC 5545, 3.8.4.7).</summary>
/// <remarks>At most 200 bytes of ASCII; lower case, because some clients compare UIDs without regard to case and some with.</remarks>
public static class WorkshopUid
{
    /// <summary>The UID of a workshop: <c>series.workshop@domain</c>.</summary>
    public static string Create(WorkshopSeries series, Workshop workshop)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(workshop);
        return $"{series.Id}.{workshop.Id}@{series.Domain}".ToLowerInvariant();
    }

    /// <summary>The UID of a series that is sent as one recurring event: <c>series@domain</c>.</summary>
    public static string Create(WorkshopSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return $"{series.Id}@{series.Domain}".ToLowerInvariant();
    }
}
