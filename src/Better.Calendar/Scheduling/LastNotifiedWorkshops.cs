using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Scheduling;

/// <summary>The workshops as participants know them, each with its zone, so that they can be compared within the edited series.</summary>
internal sealed class LastNotifiedWorkshops
{
    private const string Utc = "UTC";

    private readonly WorkshopSeries stored;
    private readonly IDateTimeZoneProvider zones;
    private readonly Dictionary<string, Workshop> lastNotified = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The workshops that participants of a series know.</summary>
    /// <param name="stored">The series, as it was when the last emails went out.</param>
    /// <param name="zones">The zone rules of today.</param>
    public LastNotifiedWorkshops(WorkshopSeries stored, IDateTimeZoneProvider zones)
    {
        (this.stored, this.zones) = (stored, zones);
        foreach (var workshop in stored.State?.LastNotified ?? [])
        {
            lastNotified[workshop.Id] = workshop;
        }
    }

    /// <summary>As the last emails about it said.</summary>
    public Workshop GetLastNotified(Workshop workshop) =>
        lastNotified.TryGetValue(workshop.Id, out var other) ? WithExplicitZone(other, null) : WithExplicitZone(workshop, GetPublishedStart(workshop));

    /// <summary>As it is stored.</summary>
    public Workshop GetStored(Workshop workshop) => WithExplicitZone(workshop, null);

    // Null where nothing was promised about it, or about an earlier plan of it.
    private Instant? GetPublishedStart(Workshop workshop) =>
        stored.Published is { } promises && promises.Matches(workshop, workshop.Zone ?? stored.Zone) ? promises.FindTime(workshop.Id)?.Start : null;

    // An edit may give the whole series another zone. And a start that the rules of its day told may be none by today's, or
    // another instant: then UTC says what was meant.
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
