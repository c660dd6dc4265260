using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>Reads the dates and times of a reply, in the many ways in which clients write them.</summary>
/// <param name="calendar">The calendar of the reply, whose VTIMEZONEs define its zones.</param>
/// <param name="zones">The known time zones, for what no VTIMEZONE defines.</param>
internal sealed class ReplyTimeParser(ReplyCalendar calendar, IDateTimeZoneProvider zones)
{
    // About three years, far more than any workshop takes.
    private const long MaxSeconds = 100_000_000;

    // Zones with their whole history have about 150.
    private const int MaxObservances = 2_000;

    private static readonly NodaTime.Text.OffsetPattern OffsetPattern = NodaTime.Text.OffsetPattern.CreateWithInvariantCulture("+HHmm");

    private readonly Dictionary<string, ReplyZone> known = new(StringComparer.Ordinal);
    private Dictionary<string, Component>? components;

    /// <summary>The date or time of a property; null when there is none, or when its year is not plausible.</summary>
    public static DateTimeValue? Read(ContentLine? line) =>
        DateTimeValue.FromLine(line) is { LocalDateTime.Year: >= 1970 and <= 2999 } time ? time : null;

    /// <summary>
    /// A time in UTC. A missing Z is ignored, because DTSTAMP is always in UTC (RFC 5545, 3.8.7.2). Null when there is none.
    /// </summary>
    public static Instant? ParseUtc(ContentLine? line) => Read(line)?.LocalDateTime.InUtc().ToInstant();

    /// <summary>The value of DURATION; null when there is none, or when it is not plausible.</summary>
    public static Duration? ParseDuration(ContentLine? line) =>
        line is not null && DurationValue.Read(line.Value.Trim()) is { IsNegative: false, Seconds: > 0 and <= MaxSeconds } length
            ? Duration.FromSeconds(length.Seconds)
            : null;

    /// <summary>
    /// The instant of a time in the time zone that it names; for a date, its midnight. Null when nothing defines its zone.
    /// </summary>
    /// <param name="time">The time.</param>
    /// <param name="fallback">The zone of a time that names no zone.</param>
    public Instant? ToInstant(DateTimeValue time, DateTimeZone fallback) =>
        time.IsUtc ? time.LocalDateTime.InUtc().ToInstant()
        : string.IsNullOrWhiteSpace(time.ZoneId) ? time.LocalDateTime.InZoneLeniently(fallback).ToInstant()
        : GetZone(time.ZoneId!.Trim().Trim('"').Trim()).ToInstant(time.LocalDateTime);

    /// <summary>
    /// The zone of a TZID. What the VTIMEZONE of the file says counts first (RFC 5545, 3.2.19): Notes writes London's clock changes under
    /// "GMT". A known name is the fallback, then the name that libical writes beside the TZID.
    /// </summary>
    private ReplyZone GetZone(string id)
    {
        if (known.TryGetValue(id, out var zone))
        {
            return zone;
        }

        var component = FindComponent(id);
        var parsed = component is null ? null : ParseVTimeZone(component, id);
        return known[id] = new(
            parsed,
            () => TimeZoneIds.Find(id, zones) ?? TimeZoneIds.Find(component?["X-LIC-LOCATION"]?.Value.Trim(), zones));
    }

    private Component? FindComponent(string id)
    {
        if (components is null)
        {
            components = new(StringComparer.Ordinal);
            foreach (var component in calendar.Components.SelectMany(static component => component.Components))
            {
                if (component.Name == "VTIMEZONE"
                    && component["TZID"]?.Value.Trim().Trim('"') is { Length: > 0 } name
                    && !components.ContainsKey(name))
                {
                    components.Add(name, component);
                }
            }
        }

        return components.TryGetValue(id, out var found) ? found : null;
    }

    private static VTimeZone? ParseVTimeZone(Component component, string id)
    {
        if (component.Components.Count > MaxObservances)
        {
            return null;
        }

        try
        {
            var observances = new List<VTimeZoneObservance>(2);
            foreach (var observance in component.Components)
            {
                if (observance.Name is "STANDARD" or "DAYLIGHT")
                {
                    observances.Add(ReadObservance(observance));
                }
            }

            return VTimeZone.Create(id, observances);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The observance, with its values as they must be where clients write them otherwise.</summary>
    private static VTimeZoneObservance ReadObservance(Component observance)
    {
        var from = observance["TZOFFSETFROM"]?.Value.Trim().Replace(":", "");
        var dates = observance["RDATE"] is null ? [] : observance.Lines.Where(static line => line.Name == "RDATE")
            .SelectMany(static line => line.Value.Split(','))
            .Select(static date => ReadLocal(date.Split('/')[0]));
        return VTimeZoneObservance.Create(
            observance["DTSTART"] is { } start ? ReadLocal(start.Value) : null,
            from,
            observance["TZOFFSETTO"]?.Value.Trim().Replace(":", ""),
            dates,
            observance["RRULE"] is { } rule ? NormalizeUntil(rule.Value.ToUpperInvariant(), from) : null);
    }

    private static string ReadLocal(string time) => time.Trim().ToUpperInvariant().TrimEnd('Z');

    /// <summary>
    /// A rule whose UNTIL is in UTC, as it must be (RFC 5545, 3.3.10), although Exchange and others write it as a local time.
    /// </summary>
    private static string NormalizeUntil(string rule, string? offsetFrom)
    {
        var clean = rule.Replace(" ", "").Trim(';');
        if (clean.IndexOf("UNTIL=", StringComparison.Ordinal) < 0)
        {
            return clean;
        }

        var parts = clean.Split(';');
        var at = Array.FindIndex(parts, static part => part.StartsWith("UNTIL=", StringComparison.Ordinal));
        if (at < 0
            || !DateTimeValue.Parse(parts[at].Substring("UNTIL=".Length), out var local, out var isDate, out var isUtc)
            || (isUtc && !isDate)
            || local.Year is < 2 or > 9990)
        {
            return clean;
        }

        local = isDate ? local.PlusDays(1).PlusSeconds(-1) : local;
        var utc = offsetFrom is not null && OffsetPattern.Parse(offsetFrom) is { Success: true } offset
            ? local.PlusSeconds(-offset.Value.Seconds)
            : local;
        parts[at] = $"UNTIL={DateTimeFormatter.FormatLocal(utc)}Z";
        return string.Join(";", parts);
    }

    /// <summary>What defines a zone: the VTIMEZONE of the file, or a known name, or nothing.</summary>
    private sealed record ReplyZone(VTimeZone? VTimeZone, Func<DateTimeZone?> FindNamed)
    {
        public Instant? ToInstant(LocalDateTime local) =>
            VTimeZone?.GetUtcOffset(local) is { } offset ? local.WithOffset(offset).ToInstant()
            : FindNamed() is { } named ? local.InZoneLeniently(named).ToInstant()
            : null;
    }
}
