using Better.Calendar.Model;
using Better.Calendar.Scheduling;
using NodaTime;

namespace Better.Calendar;

/// <summary>Watches whether newer zone rules have made untrue what emails said.</summary>
/// <remarks>
/// Governments change their clocks, now and then a few days ahead. <see cref="Record"/> when emails go out;
/// <see cref="Detect"/> whenever the zone data may be newer, and before promising anew.
/// </remarks>
public static class TimeZoneChangeDetector
{
    /// <summary>The series with the memory of what emails about it say by these rules; keep it in the series' document.</summary>
    /// <param name="series">The series as it is told to its participants.</param>
    /// <param name="zones">The zone rules that the emails are written by.</param>
    /// <exception cref="InvalidSeriesException">The series has faults; all are named.</exception>
    public static WorkshopSeries Record(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(zones);
        SeriesValidator.ThrowIfInvalid(series, zones);
        var kept = series.Workshops.Where(static workshop => workshop.Status != WorkshopStatus.Cancelled).ToList();
        var concerned = kept.Select(workshop => (Zone: workshop.Zone ?? series.Zone, Workshop: workshop))
            .Concat(series.Participants.SelectMany(participant => kept
                .Where(workshop => WorkshopSeries.IsInvited(participant, workshop))
                .Select(workshop => (Zone: participant.Zone ?? series.Zone, Workshop: workshop))));
        return series with
        {
            Published = new()
            {
                TimeZoneVersion = zones.VersionId,
                Times = kept.Select(workshop => CreatePublishedTime(series, workshop, zones)).ToValueList(),
                Zones = concerned.GroupBy(static pair => pair.Zone, static pair => pair.Workshop, StringComparer.Ordinal)
                    .Select(zone => new PublishedZone
                    {
                        ZoneId = zone.Key,
                        Offsets = zone.Distinct().Select(workshop => CreatePublishedOffset(CreatePublishedTime(series, workshop, zones), zones[zone.Key])).ToValueList(),
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
    /// Only zone rules are compared. A workshop that is new, or that the organizer has moved since, is named in
    /// <see cref="TimeZoneChanges.NotCompared"/>; a cancelled one is passed over.
    /// </remarks>
    /// <exception cref="NodaTime.TimeZones.DateTimeZoneNotFoundException">The provider does not know a zone of the series.</exception>
    public static TimeZoneChanges Detect(WorkshopSeries series, IDateTimeZoneProvider zones, Instant? at = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(zones);
        if (series.Published is not { } promised)
        {
            return new() { CurrentVersion = zones.VersionId };
        }

        var comparison = new TimeZoneComparison(series, promised, zones);
        foreach (var workshop in series.Workshops.Where(static workshop => workshop.Status != WorkshopStatus.Cancelled))
        {
            if (at is null || promised.FindTime(workshop.Id) is not { } promise || promise.End > at)
            {
                comparison.Compare(workshop);
            }
        }

        return comparison.Result;
    }

    private static PublishedTime CreatePublishedTime(WorkshopSeries series, Workshop workshop, IDateTimeZoneProvider zones)
    {
        var start = series.StartOf(workshop, zones).ToInstant();
        return new() { WorkshopId = workshop.Id, Start = start, End = start + workshop.Duration };
    }

    private static PublishedOffset CreatePublishedOffset(PublishedTime publishedTime, DateTimeZone zone) =>
        new() { WorkshopId = publishedTime.WorkshopId, Start = zone.GetUtcOffset(publishedTime.Start), End = zone.GetUtcOffset(publishedTime.End) };
}
