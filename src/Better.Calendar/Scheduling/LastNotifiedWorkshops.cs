using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>
/// The workshops as the last emails described them, each with its own time zone, so that they can be compared with those of the edited
/// series.
/// </summary>
internal sealed class LastNotifiedWorkshops
{
    private const string Utc = "UTC";

    private readonly WorkshopSeries stored;
    private readonly IDateTimeZoneProvider zones;
    private readonly Dictionary<string, Workshop> lastNotified = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the workshops as participants know them.</summary>
    /// <param name="stored">The series as it was stored after the last emails.</param>
    /// <param name="zones">The current time zone rules.</param>
    public LastNotifiedWorkshops(WorkshopSeries stored, IDateTimeZoneProvider zones)
    {
        (this.stored, this.zones) = (stored, zones);
        foreach (var workshop in stored.State?.LastNotified ?? [])
        {
            lastNotified[workshop.Id] = workshop;
        }
    }

    /// <summary>The workshop as the last emails described it.</summary>
    public Workshop GetLastNotified(Workshop workshop) =>
        lastNotified.TryGetValue(workshop.Id, out var notified)
            ? WithExplicitZone(notified, null)
            : WithExplicitZone(workshop, GetPublishedStart(workshop));

    /// <summary>The workshop as it is stored.</summary>
    public Workshop GetStored(Workshop workshop) => WithExplicitZone(workshop, null);

    // Null if no email has named a start yet, or if the workshop was moved since.
    private Instant? GetPublishedStart(Workshop workshop) =>
        stored.Published is { } published && published.Matches(workshop, workshop.Zone ?? stored.Zone)
            ? published.FindTime(workshop.Id)?.Start
            : null;

    // An edit may change the time zone of the whole series. And by the current rules a start may be another instant than when it was
    // published, or not exist: then the workshop is described in UTC.
    private Workshop WithExplicitZone(Workshop workshop, Instant? publishedStart)
    {
        var zoneId = workshop.Zone ?? stored.Zone;
        var local = LocalTimeResolution.Resolve(workshop.Start, zones[zoneId], workshop.AmbiguousTime);
        var start = publishedStart ?? local.ResolvedTime?.ToInstant() ?? local.Earlier.ToInstant();
        return local.ResolvedTime?.ToInstant() == start
            ? workshop with { Zone = zoneId }
            : workshop with { Start = start.InUtc().LocalDateTime, Zone = Utc, AmbiguousTime = null };
    }
}
