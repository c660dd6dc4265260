using Better.Calendar.Model;
using Better.Calendar.Scheduling;
using NodaTime;

namespace Better.Calendar;

/// <summary>Detects whether newer time zone rules have made the times in sent emails wrong.</summary>
/// <remarks>
/// Governments change their clocks, sometimes at a few days' notice. Call <see cref="Record"/> when emails go out
/// (<see cref="SeriesRevision"/> does so itself), and <see cref="Detect"/> whenever the time zone data may be newer, and before you plan a
/// revision.
/// </remarks>
/// <example>
/// <code>
/// var changes = TimeZoneChangeDetector.Detect(stored, DateTimeZoneProviders.Tzdb, SystemClock.Instance.GetCurrentInstant());
/// foreach (var email in changes.Emails)
/// {
///     Console.WriteLine($"{email.Participant.Name}, workshop {email.WorkshopId}: {email.Reason}");
/// }
/// </code>
/// </example>
public static class TimeZoneChangeDetector
{
    /// <summary>
    /// Records in <see cref="WorkshopSeries.Published"/> the times that emails about the series state by these rules. Store the returned
    /// series.
    /// </summary>
    /// <param name="series">The series as participants are notified of it.</param>
    /// <param name="zones">The time zone rules that the emails are written with.</param>
    /// <exception cref="InvalidSeriesException">The series has errors; the exception lists all of them.</exception>
    public static WorkshopSeries Record(WorkshopSeries series, IDateTimeZoneProvider zones)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(zones);
        SeriesValidator.ThrowIfInvalid(series, zones);
        var workshops = series.Workshops.Where(static workshop => workshop.Status != WorkshopStatus.Cancelled).ToList();
        var zonesOfWorkshops = workshops.Select(workshop => (Zone: workshop.Zone ?? series.Zone, Workshop: workshop))
            .Concat(series.Participants.SelectMany(participant => workshops
                .Where(workshop => WorkshopSeries.IsInvited(participant, workshop))
                .Select(workshop => (Zone: participant.Zone ?? series.Zone, Workshop: workshop))));
        return series with
        {
            Published = new()
            {
                TimeZoneVersion = zones.VersionId,
                Times = workshops.Select(workshop => CreatePublishedTime(series, workshop, zones)).ToValueList(),
                Zones = zonesOfWorkshops.GroupBy(static pair => pair.Zone, static pair => pair.Workshop, StringComparer.Ordinal)
                    .Select(zone => new PublishedZone
                    {
                        ZoneId = zone.Key,
                        Offsets = zone.Distinct()
                            .Select(workshop => CreatePublishedOffset(CreatePublishedTime(series, workshop, zones), zones[zone.Key]))
                            .ToValueList(),
                    })
                    .ToValueList(),
            },
        };
    }

    /// <summary>Finds the published times that are wrong by the current rules.</summary>
    /// <param name="series">The series, with the published times.</param>
    /// <param name="zones">The current time zone rules.</param>
    /// <param name="at">The current time, to leave out workshops that have ended; null compares all workshops.</param>
    /// <remarks>
    /// Only the effect of time zone rules is compared. A workshop that is new, or that the organizer has moved since, is listed in
    /// <see cref="TimeZoneChanges.NotCompared"/>; a cancelled one is left out.
    /// </remarks>
    /// <exception cref="NodaTime.TimeZones.DateTimeZoneNotFoundException">The provider does not have a time zone of the series.</exception>
    public static TimeZoneChanges Detect(WorkshopSeries series, IDateTimeZoneProvider zones, Instant? at = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(zones);
        if (series.Published is not { } published)
        {
            return new() { CurrentVersion = zones.VersionId };
        }

        var comparison = new TimeZoneComparison(series, published, zones);
        foreach (var workshop in series.Workshops.Where(static workshop => workshop.Status != WorkshopStatus.Cancelled))
        {
            if (at is null || published.FindTime(workshop.Id) is not { } publishedTime || publishedTime.End > at)
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
        new()
        {
            WorkshopId = publishedTime.WorkshopId,
            Start = zone.GetUtcOffset(publishedTime.Start),
            End = zone.GetUtcOffset(publishedTime.End)
        };
}
