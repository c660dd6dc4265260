using Better.Calendar.Workshops;
using Better.Calendar.Zones;
using Ical.Net.DataTypes;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Ics;

/// <summary>The zones of one file: one proved VTIMEZONE for each zone in it, and every time written by them.</summary>
internal sealed class ZoneMapping
{
    private static readonly LocalDateTimePattern Stamps = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    /// <summary>By the name that is written.</summary>
    private readonly SortedDictionary<string, ZoneComponent> components = new(StringComparer.Ordinal);

    private readonly ZoneNames names;

    public ZoneMapping(WorkshopSeries series, IEnumerable<Workshop> workshops, ZoneShape shape, IDateTimeZoneProvider zones, ZoneNames names)
    {
        this.names = names;
        var byZone = workshops
            .Select(workshop => (Start: series.StartOf(workshop, zones), End: series.EndOf(workshop, zones)))
            .GroupBy(times => ZoneIds.ForClients(times.Start.Zone.Id, names), StringComparer.Ordinal);
        foreach (var times in byZone)
        {
            // Kyiv and Kiev are one zone with one name in the file.
            var instants = times.SelectMany(time => new[] { time.Start.ToInstant(), time.End.ToInstant() }).ToList();
            var zone = times.First().Start.Zone;
            var component = ZoneComponent.For(zone, instants, shape, names);
            if (component.Form != ZoneForm.Utc)
            {
                // The last word before a file is written: what a reader makes of these very lines, for every time in the file.
                ZoneProof.Demand(component.Lines, zone, instants);
            }

            components[times.Key] = component;
        }
    }

    /// <summary>How each zone is told in the file.</summary>
    public ValueList<ZoneTold> Told => components.Select(zone => new ZoneTold(zone.Key, zone.Value.Form, zone.Value.Note)).ToValueList();

    /// <summary>The VTIMEZONE components' lines, in the order of their names.</summary>
    public IEnumerable<string> Lines => components.Values.SelectMany(component => component.Lines);

    /// <summary>A time as DTSTART or DTEND: local with its TZID, or UTC where no VTIMEZONE tells the truth.</summary>
    public CalDateTime Time(ZonedDateTime time)
    {
        var component = components[ZoneIds.ForClients(time.Zone.Id, names)];
        var written = component.Form == ZoneForm.Utc ? time.ToInstant().InUtc() : time;
        return new(written.Year, written.Month, written.Day, written.Hour, written.Minute, written.Second, component.Form == ZoneForm.Utc ? CalDateTime.UtcTzId : component.TzId);
    }

    /// <summary>Which occurrence of a recurring event is meant, in the form of its DTSTART (RFC 5545, 3.8.4.4).</summary>
    public ContentLine RecurrenceId(ZonedDateTime start)
    {
        var component = components[ZoneIds.ForClients(start.Zone.Id, names)];
        return component.Form == ZoneForm.Utc
            ? ContentLine.Plain("RECURRENCE-ID", Stamps.Format(start.ToInstant().InUtc().LocalDateTime) + "Z")
            : ContentLine.Plain("RECURRENCE-ID", Stamps.Format(start.LocalDateTime), ("TZID", component.TzId));
    }

    /// <summary>An instant as DTSTAMP: UTC (RFC 5545, 3.8.7.2).</summary>
    public static CalDateTime Stamp(Instant at)
    {
        var utc = at.InUtc();
        return new(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, utc.Second, CalDateTime.UtcTzId);
    }
}
