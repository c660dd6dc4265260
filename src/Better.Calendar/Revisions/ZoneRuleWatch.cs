using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Revisions;

/// <summary>Watches whether newer zone rules have made untrue what letters said.</summary>
/// <remarks>
/// Governments change their clocks, now and then a few days ahead. <see cref="Promise"/> when letters go out;
/// <see cref="Compare"/> whenever the zone data may be newer, and before promising anew.
/// </remarks>
public static class ZoneRuleWatch
{
    /// <summary>The series with the memory of what letters about it say by these rules; keep it in the series' document.</summary>
    /// <param name="series">The series as it is told to its participants.</param>
    /// <param name="zones">The zone rules that the letters are written by.</param>
    /// <exception cref="InvalidSeriesException">The series has faults; all are named.</exception>
    public static WorkshopSeries Promise(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(zones);
        SeriesRules.Demand(series, zones);
        var kept = series.Workshops.Where(static workshop => workshop.Status != WorkshopStatus.Cancelled).ToList();
        var concerned = kept.Select(workshop => (Zone: workshop.Zone ?? series.Zone, Workshop: workshop))
            .Concat(series.Participants.SelectMany(participant => kept
                .Where(workshop => WorkshopSeries.IsInvited(participant, workshop))
                .Select(workshop => (Zone: participant.Zone ?? series.Zone, Workshop: workshop))));
        return series with
        {
            Promised = new()
            {
                TimeZoneVersion = zones.VersionId,
                Instants = kept.Select(workshop => InstantOf(series, workshop, zones)).ToValueList(),
                Zones = concerned.GroupBy(static pair => pair.Zone, static pair => pair.Workshop, StringComparer.Ordinal)
                    .Select(zone => new PromisedZone
                    {
                        ZoneId = zone.Key,
                        Offsets = zone.Distinct().Select(workshop => Offsets(InstantOf(series, workshop, zones), zones[zone.Key])).ToValueList(),
                    })
                    .ToValueList(),
            },
        };
    }

    /// <summary>What is not true any more of what was promised.</summary>
    /// <param name="series">The series, with its memory.</param>
    /// <param name="zones">The zone rules of today.</param>
    /// <param name="at">Now, if workshops that are over shall be passed over; null: all are compared.</param>
    /// <remarks>
    /// Only zone rules are compared. A workshop that is new, or that the organiser has moved since, is named in
    /// <see cref="ZoneRuleChanges.NotCompared"/>; a cancelled one is passed over.
    /// </remarks>
    /// <exception cref="NodaTime.TimeZones.DateTimeZoneNotFoundException">The provider does not know a zone of the series.</exception>
    public static ZoneRuleChanges Compare(WorkshopSeries series, IDateTimeZoneProvider zones, Instant? at = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(zones);
        if (series.Promised is not { } promised)
        {
            return new() { CurrentVersion = zones.VersionId };
        }

        var comparison = new ZoneRuleComparison(series, promised, zones);
        foreach (var workshop in series.Workshops.Where(static workshop => workshop.Status != WorkshopStatus.Cancelled))
        {
            if (at is null || promised.InstantOf(workshop.Id) is not { } promise || promise.End > at)
            {
                comparison.Compare(workshop);
            }
        }

        return comparison.Result;
    }

    private static PromisedInstant InstantOf(WorkshopSeries series, Workshop workshop, IDateTimeZoneProvider zones)
    {
        var start = series.StartOf(workshop, zones).ToInstant();
        return new() { WorkshopId = workshop.Id, Start = start, End = start + workshop.Duration };
    }

    private static PromisedOffset Offsets(PromisedInstant promise, DateTimeZone zone) =>
        new() { WorkshopId = promise.WorkshopId, Start = zone.GetUtcOffset(promise.Start), End = zone.GetUtcOffset(promise.End) };
}
