using Better.Calendar.IcsLines;
using Better.Calendar.Workshops;
using Better.Calendar.Zones;
using Ical.Net.DataTypes;
using NodaTime;

namespace Better.Calendar.Ics;

/// <summary>The zones of one file: one proved VTIMEZONE for each zone in it, and every time written by them.</summary>
internal sealed class ZoneMapping
{
    /// <summary>By the name that is written.</summary>
    private readonly Dictionary<string, ZoneComponent> components = new(StringComparer.Ordinal);

    private readonly ZoneNames names;

    public ZoneMapping(WorkshopSeries series, IEnumerable<Workshop> workshops, ZoneShape shape, IDateTimeZoneProvider zones, ZoneNames names)
    {
        this.names = names;

        // Kyiv and Kiev are one zone with one name in the file.
        var byZone = new Dictionary<string, ZoneTimes>(StringComparer.Ordinal);
        foreach (var workshop in workshops)
        {
            var start = series.StartOf(workshop, zones);
            var name = ZoneIds.ForClients(start.Zone.Id, names);
            if (!byZone.TryGetValue(name, out var times))
            {
                byZone[name] = times = new(start.Zone, []);
            }

            times.Instants.Add(start.ToInstant());
            times.Instants.Add((start + workshop.Duration).ToInstant());
        }

        foreach (var times in byZone)
        {
            var (zone, instants) = times.Value;
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
    public ValueList<ZoneTold> Told => Names.Select(name => new ZoneTold(name, components[name].Form, components[name].Note)).ToValueList();

    /// <summary>The VTIMEZONE components' lines, in the order of their names.</summary>
    public IEnumerable<string> Lines => Names.SelectMany(name => components[name].Lines);

    private IEnumerable<string> Names => components.Keys.OrderBy(static name => name, StringComparer.Ordinal);

    /// <summary>A time as DTSTART or DTEND: local with its TZID, or UTC where no VTIMEZONE tells the truth.</summary>
    public CalDateTime Time(ZonedDateTime time)
    {
        var (written, tzId) = Written(time);
        return new(written.Year, written.Month, written.Day, written.Hour, written.Minute, written.Second, tzId ?? CalDateTime.UtcTzId);
    }

    /// <summary>The same time as it stands in its line, behind the TZID.</summary>
    public string Text(ZonedDateTime time)
    {
        var (written, tzId) = Written(time);
        return DateTimeText.Local(written) + (tzId is null ? "Z" : "");
    }

    /// <summary>Which occurrence of a recurring event is meant, in the form of its DTSTART (RFC 5545, 3.8.4.4).</summary>
    public ContentLine RecurrenceId(ZonedDateTime start) => Written(start).TzId is { } tzId
        ? ContentLine.Plain("RECURRENCE-ID", Text(start), ("TZID", tzId))
        : ContentLine.Plain("RECURRENCE-ID", Text(start));

    /// <summary>An instant as DTSTAMP: UTC (RFC 5545, 3.8.7.2).</summary>
    public static CalDateTime Stamp(Instant at)
    {
        var utc = at.InUtc();
        return new(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, utc.Second, CalDateTime.UtcTzId);
    }

    /// <summary>A time by the clocks of its TZID; by UTC's where there is none.</summary>
    private (LocalDateTime Time, string? TzId) Written(ZonedDateTime time)
    {
        var component = components[ZoneIds.ForClients(time.Zone.Id, names)];
        return component.Form == ZoneForm.Utc ? (time.ToInstant().InUtc().LocalDateTime, null) : (time.LocalDateTime, component.TzId);
    }

    private sealed record ZoneTimes(DateTimeZone Zone, List<Instant> Instants);
}
