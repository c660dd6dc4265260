using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.TimeZones;
using Ical.Net.DataTypes;
using NodaTime;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>The time zones of one file: a verified VTIMEZONE for each, and the formatting of all times in them.</summary>
internal sealed class CalendarTimeZones
{
    /// <summary>By the TZID that is written.</summary>
    private readonly Dictionary<string, VTimeZoneComponent> components = new(StringComparer.Ordinal);

    private readonly ZoneOptions options;

    public CalendarTimeZones(
        WorkshopSeries series,
        IEnumerable<Workshop> workshops,
        VTimeZoneProfile profile,
        IDateTimeZoneProvider zones,
        ZoneOptions options)
        : this(
            workshops.Select(workshop => (Start: series.StartOf(workshop, zones), workshop.Duration))
                .SelectMany(static time => new[] { time.Start, time.Start + time.Duration }),
            profile,
            options)
    {
    }

    public CalendarTimeZones(IEnumerable<ZonedDateTime> writtenTimes, VTimeZoneProfile profile, ZoneOptions options)
    {
        this.options = options;

        // Europe/Kyiv and Europe/Kiev are one time zone with one TZID in the file.
        var byZone = new Dictionary<string, ZoneInstants>(StringComparer.Ordinal);
        foreach (var time in writtenTimes)
        {
            var name = TimeZoneIds.ToFileId(time.Zone.Id, options.RenamedZoneIds);
            if (!byZone.TryGetValue(name, out var times))
            {
                byZone[name] = times = new(time.Zone, []);
            }

            times.Instants.Add(time.ToInstant());
        }

        foreach (var times in byZone)
        {
            var (zone, instants) = times.Value;
            var component = VTimeZoneComponent.Create(zone, instants, profile, options);
            if (component.Encoding != VTimeZoneEncoding.Utc)
            {
                // The final check before a file is written: these lines must give the right instant for every time in the file.
                VTimeZoneVerifier.Verify(component.Lines, zone, instants);
            }

            components[times.Key] = component;
        }
    }

    /// <summary>How each time zone is written in the file.</summary>
    public ValueList<ZoneEncoding> Encodings =>
        SortedTzIds.Select(name => new ZoneEncoding(name, components[name].Encoding, components[name].Reason)).ToValueList();

    /// <summary>The lines of the VTIMEZONE components, in the order of their TZIDs.</summary>
    public IEnumerable<string> Lines => SortedTzIds.SelectMany(name => components[name].Lines);

    private IEnumerable<string> SortedTzIds => components.Keys.OrderBy(static name => name, StringComparer.Ordinal);

    /// <summary>A time for DTSTART or DTEND: local time with TZID, or UTC when no VTIMEZONE is correct.</summary>
    public CalDateTime ToCalDateTime(ZonedDateTime time)
    {
        var (written, tzId) = GetWrittenTime(time);
        return new(written.Year, written.Month, written.Day, written.Hour, written.Minute, written.Second, tzId ?? CalDateTime.UtcTzId);
    }

    /// <summary>The same time as the value of a property, without the TZID.</summary>
    public string FormatValue(ZonedDateTime time)
    {
        var (written, tzId) = GetWrittenTime(time);
        return DateTimeFormatter.FormatLocal(written) + (tzId is null ? "Z" : "");
    }

    /// <summary>RECURRENCE-ID or EXDATE of an occurrence, in the same form as the master's DTSTART (RFC 5545, 3.8.4.4).</summary>
    public ContentLineWriter CreateOccurrenceLine(string name, ZonedDateTime start) => GetWrittenTime(start).TzId is { } tzId
        ? ContentLineWriter.Create(name, FormatValue(start), ("TZID", tzId))
        : ContentLineWriter.Create(name, FormatValue(start));

    /// <summary>An instant for DTSTAMP, in UTC (RFC 5545, 3.8.7.2).</summary>
    public static CalDateTime ToDtStamp(Instant at)
    {
        var utc = at.InUtc();
        return new(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, utc.Second, CalDateTime.UtcTzId);
    }

    /// <summary>A local time with its TZID; UTC and null when the time zone is written in UTC.</summary>
    private (LocalDateTime Time, string? TzId) GetWrittenTime(ZonedDateTime time)
    {
        var component = components[TimeZoneIds.ToFileId(time.Zone.Id, options.RenamedZoneIds)];
        return component.Encoding == VTimeZoneEncoding.Utc
            ? (time.ToInstant().InUtc().LocalDateTime, null)
            : (time.LocalDateTime, component.TzId);
    }

    private sealed record ZoneInstants(DateTimeZone Zone, List<Instant> Instants);
}
