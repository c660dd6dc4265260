using Better.Calendar.Workshops;
using Better.Calendar.Zones;
using NodaTime;

namespace Better.Calendar.Revisions;

/// <summary>The workshops as participants know them, each with its zone, so that they can be compared within the edited series.</summary>
internal sealed class KnownWorkshops
{
    private const string Utc = "UTC";

    private readonly WorkshopSeries stored;
    private readonly IDateTimeZoneProvider zones;
    private readonly Dictionary<string, Workshop> told = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The workshops that participants of a series know.</summary>
    /// <param name="stored">The series, as it was when the last letters went out.</param>
    /// <param name="zones">The zone rules of today.</param>
    public KnownWorkshops(WorkshopSeries stored, IDateTimeZoneProvider zones)
    {
        (this.stored, this.zones) = (stored, zones);
        foreach (var workshop in stored.Memory?.Told ?? [])
        {
            told[workshop.Id] = workshop;
        }
    }

    /// <summary>As the last letters about it said.</summary>
    public Workshop Told(Workshop workshop) =>
        told.TryGetValue(workshop.Id, out var other) ? Pinned(other, null) : Pinned(workshop, Promised(workshop));

    /// <summary>As it is stored.</summary>
    public Workshop Stored(Workshop workshop) => Pinned(workshop, null);

    // Null where nothing was promised about it, or about an earlier plan of it.
    private Instant? Promised(Workshop workshop) =>
        stored.Promised is { } promises && promises.IsMeantBy(workshop, workshop.Zone ?? stored.Zone) ? promises.InstantOf(workshop.Id)?.Start : null;

    // An edit may give the whole series another zone. And a start that the rules of its day told may be none by today's, or
    // another instant: then UTC says what was meant.
    private Workshop Pinned(Workshop workshop, Instant? promise)
    {
        var zoneId = workshop.Zone ?? stored.Zone;
        var local = LocalStart.Of(workshop.Start, zones[zoneId], workshop.Fold);
        var start = promise ?? local.Start?.ToInstant() ?? local.Earlier.ToInstant();
        return local.Start?.ToInstant() == start
            ? workshop with { Zone = zoneId }
            : workshop with { Start = start.InUtc().LocalDateTime, Zone = Utc, Fold = null };
    }
}
