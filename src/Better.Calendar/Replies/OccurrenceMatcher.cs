using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>Finds the workshop that a reply to one occurrence of a recurring event is about.</summary>
internal static class OccurrenceMatcher
{
    /// <summary>
    /// Finds the workshop that a RECURRENCE-ID means: by the rule of the series, or else the one that starts at that instant, or the first
    /// one on that day. When nothing defines its zone, the day is the one that it names. Null if there is none.
    /// </summary>
    public static Workshop? Find(WorkshopSeries series, ContentLine recurrenceId, ReplyTimeParser times, IDateTimeZoneProvider zones) =>
        ReplyTimeParser.Read(recurrenceId) is not { } time ? null
        : FindByRule(series, time, times, zones) ?? FindByStart(series, time, times, zones);

    /// <summary>
    /// The workshop whose occurrence the rule makes on that day, wherever it has moved since; null if there is none. The day is enough:
    /// the rule makes one occurrence a day, and some clients change the time of RECURRENCE-ID.
    /// </summary>
    private static Workshop? FindByRule(WorkshopSeries series, DateTimeValue time, ReplyTimeParser times, IDateTimeZoneProvider zones)
    {
        if (series.Recurrence is not { } recurrence || zones.GetZoneOrNull(recurrence.Zone) is not { } zone)
        {
            return null;
        }

        var day = !time.IsDate && times.ToInstant(time, zone) is { } instant ? instant.InZone(zone).Date : time.LocalDateTime.Date;
        return recurrence.Occurrences.Where(occurrence => recurrence.GetStart(occurrence.Number).Date == day)
            .Select(occurrence => series.Workshops.FirstOrDefault(
                workshop => string.Equals(workshop.Id, occurrence.WorkshopId, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault();
    }

    /// <summary>
    /// The workshop that starts at the time, or else the first one on that day, because it may have moved within the day.
    /// </summary>
    private static Workshop? FindByStart(WorkshopSeries series, DateTimeValue time, ReplyTimeParser times, IDateTimeZoneProvider zones)
    {
        Workshop? sameDay = null;
        var instants = new Dictionary<string, Instant?>(StringComparer.Ordinal);
        foreach (var workshop in series.Workshops)
        {
            var id = workshop.Zone ?? series.Zone;
            var zone = zones.GetZoneOrNull(id) ?? DateTimeZone.Utc;
            if (!instants.TryGetValue(id, out var instant))
            {
                instant = instants[id] = times.ToInstant(time, zone);
            }

            if (instant == workshop.Start.InZoneLeniently(zone).ToInstant())
            {
                return workshop;
            }

            var day = time.IsDate || instant is null ? time.LocalDateTime.Date : instant.Value.InZone(zone).Date;
            sameDay ??= day == workshop.Start.Date ? workshop : null;
        }

        return sameDay;
    }
}
