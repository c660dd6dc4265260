using Better.Calendar.IcsLines;
using Better.Calendar.Zones;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Replies;

/// <summary>Moments as strangers write them.</summary>
internal static class ReplyTime
{
    private static readonly LocalDateTimePattern DateTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>The day and the time of a DATE or DATE-TIME (RFC 5545, 3.3.4 and 3.3.5); null when it is none, or of no year that anybody plans.</summary>
    public static LocalDateTime? Local(Line? line, out bool isUtc)
    {
        var text = line?.Value.Trim() ?? "";
        isUtc = text.EndsWith("Z", StringComparison.OrdinalIgnoreCase);
        text = isUtc ? text.Substring(0, text.Length - 1) : text;
        LocalDateTime? local = text.Length switch
        {
            8 when Date.Parse(text) is { Success: true } day => day.Value.AtMidnight(),
            15 when DateTime.Parse(text.ToUpperInvariant()) is { Success: true } time => time.Value,
            _ => null,
        };
        return local is { Year: >= 1970 and <= 2999 } ? local : null;
    }

    /// <summary>A moment in UTC; without Z it is taken for UTC all the same, as DTSTAMP has to be.</summary>
    public static Instant? Utc(Line? line) => Local(line, out _)?.InUtc().ToInstant();

    /// <summary>The moment of a line, by the zone that it names.</summary>
    /// <param name="line">The line.</param>
    /// <param name="calendar">Where the zone may be told.</param>
    /// <param name="zones">Who knows zones.</param>
    /// <param name="fallback">The zone of a time that names none.</param>
    public static Instant? Instant(Line? line, ReplyCalendar calendar, IDateTimeZoneProvider zones, DateTimeZone fallback)
    {
        if (line is null || Local(line, out var isUtc) is not { } local)
        {
            return null;
        }

        if (isUtc)
        {
            return local.InUtc().ToInstant();
        }

        var id = line["TZID"]?.Trim().Trim('"');
        if (id is not { Length: > 0 and <= 200 })
        {
            return local.InZoneLeniently(fallback).ToInstant();
        }

        // Citadel, old Lightning: "/citadel.org/20210210_1/Europe/Budapest", "/mozilla.org/20050126_1/Europe/Budapest".
        var parts = id.Split('/');
        var name = parts.Length > 3 && parts[0].Length == 0 ? string.Join("/", parts.Skip(3)) : id.TrimStart('/');
        return ZoneIds.Read(name, zones) is { } reading ? local.InZoneLeniently(zones[reading.Id]).ToInstant() : Told(local, id, calendar);
    }

    /// <summary>How long from the start (DURATION, RFC 5545, 3.3.6); null when it does not tell, or nothing sensible.</summary>
    public static Duration? Length(Line? line)
    {
        var text = line?.Value.Trim();
        if (text is not { Length: > 0 and <= 20 } || PeriodPattern.Roundtrip.Parse(text) is not { Success: true, Value: { Years: 0, Months: 0, Weeks: <= 100, Days: <= 1000, Hours: <= 10_000, Minutes: <= 1_000_000, Seconds: <= 100_000_000 } period })
        {
            return null;
        }

        var length = period.ToDuration();
        return length > Duration.Zero ? length : null;
    }

    /// <summary>By the VTIMEZONE of the file: Outlook's "Customized Time Zone" has no other meaning.</summary>
    private static Instant? Told(LocalDateTime local, string id, ReplyCalendar calendar)
    {
        var zone = calendar.Components.SelectMany(static component => component.Components).FirstOrDefault(component => component.Name == "VTIMEZONE" && component["TZID"]?.Value.Trim() == id);
        if (zone is null || zone.Components.Count > 20)
        {
            return null;
        }

        var lines = new List<string> { "BEGIN:VTIMEZONE", $"TZID:{id}" };
        foreach (var observance in zone.Components.Where(static component => component.Name is "STANDARD" or "DAYLIGHT"))
        {
            lines.Add($"BEGIN:{observance.Name}");
            lines.AddRange(observance.Lines.Where(static line => line.Name is "DTSTART" or "TZOFFSETFROM" or "TZOFFSETTO" or "RRULE").Select(static line => $"{line.Name}:{line.Value.Trim()}"));
            lines.Add($"END:{observance.Name}");
        }

        lines.Add("END:VTIMEZONE");
        try
        {
            return WrittenZone.Parse(lines).OffsetAt(local) is { } offset ? local.WithOffset(offset).ToInstant() : null;
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }
}
