using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.TimeZones;
using Ical.Net.DataTypes;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>The zones of one file: one proved VTIMEZONE for each zone in it, and every time written by them.</summary>
internal sealed class CalendarTimeZones
{
    /// <summary>By the name that is written.</summary>
    private readonly Dictionary<string, VTimeZoneComponent> components = new(StringComparer.Ordinal);

    private readonly RenamedZoneIds renamedZoneIds;

    public CalendarTimeZones(WorkshopSeries series, IEnumerable<Workshop> workshops, VTimeZoneProfile profile, IDateTimeZoneProvider zones, RenamedZoneIds renamedZoneIds)
    {
        this.renamedZoneIds = renamedZoneIds;

        // Kyiv and Kiev are one zone with one name in the file.
        var byZone = new Dictionary<string, ZoneInstants>(StringComparer.Ordinal);
        foreach (var workshop in workshops)
        {
            var start = series.StartOf(workshop, zones);
            var name = TimeZoneIds.ToFileId(start.Zone.Id, renamedZoneIds);
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
            var component = VTimeZoneComponent.Create(zone, instants, profile, renamedZoneIds);
            if (component.Encoding != VTimeZoneEncoding.Utc)
            {
                // The last word before a file is written: what a reader makes of these very lines, for every time in the file.
                VTimeZoneVerifier.Verify(component.Lines, zone, instants);
            }

            components[times.Key] = component;
        }
    }

    /// <summary>How each zone is told in the file.</summary>
    public ValueList<ZoneEncoding> Encodings => SortedTzIds.Select(name => new ZoneEncoding(name, components[name].Encoding, components[name].Reason)).ToValueList();

    /// <summary>The VTIMEZONE components' lines, in the order of their names.</summary>
    public IEnumerable<string> Lines => SortedTzIds.SelectMany(name => components[name].Lines);

    private IEnumerable<string> SortedTzIds => components.Keys.OrderBy(static name => name, StringComparer.Ordinal);

    /// <summary>A time as DTSTART or DTEND: local with its TZID, or UTC where no VTIMEZONE tells the truth.</summary>
    public CalDateTime ToCalDateTime(ZonedDateTime time)
    {
        var (written, tzId) = GetWrittenTime(time);
        return new(written.Year, written.Month, written.Day, written.Hour, written.Minute, written.Second, tzId ?? CalDateTime.UtcTzId);
    }

    /// <summary>The same time as it stands in its line, behind the TZID.</summary>
    public string FormatValue(ZonedDateTime time)
    {
        var (written, tzId) = GetWrittenTime(time);
        return DateTimeFormatter.FormatLocal(written) + (tzId is null ? "Z" : "");
    }

    /// <summary>Which occurrence of a recurring event is meant, in the form of its DTSTART (RFC 5545, 3.8.4.4).</summary>
    public ContentLineWriter CreateRecurrenceIdLine(ZonedDateTime start) => GetWrittenTime(start).TzId is { } tzId
        ? ContentLineWriter.Create("RECURRENCE-ID", FormatValue(start), ("TZID", tzId))
        : ContentLineWriter.Create("RECURRENCE-ID", FormatValue(start));

    /// <summary>An instant as DTSTAMP: UTC (RFC 5545, 3.8.7.2).</summary>
    public static CalDateTime ToDtStamp(Instant at)
    {
        var utc = at.InUtc();
        return new(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, utc.Second, CalDateTime.UtcTzId);
    }

    /// <summary>A time by the clocks of its TZID; by UTC's where there is none.</summary>
    private (LocalDateTime Time, string? TzId) GetWrittenTime(ZonedDateTime time)
    {
        var component = components[TimeZoneIds.ToFileId(time.Zone.Id, renamedZoneIds)];
        return component.Encoding == VTimeZoneEncoding.Utc ? (time.ToInstant().InUtc().LocalDateTime, null) : (time.LocalDateTime, component.TzId);
    }

    private sealed record ZoneInstants(DateTimeZone Zone, List<Instant> Instants);
}
