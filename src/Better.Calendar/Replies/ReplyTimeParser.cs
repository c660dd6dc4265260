using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>Moments as strangers write them.</summary>
internal static class ReplyTimeParser
{
    // Some three years; a workshop takes hours.
    private const long MaxSeconds = 100_000_000;

    /// <summary>The date or time of a line; null when it is none, or of no year that anybody plans.</summary>
    public static DateTimeValue? Read(ContentLine? line) => DateTimeValue.FromLine(line) is { LocalDateTime.Year: >= 1970 and <= 2999 } time ? time : null;

    /// <summary>A moment in UTC; without Z it is taken for UTC all the same, as DTSTAMP has to be.</summary>
    public static Instant? ParseUtc(ContentLine? line) => Read(line)?.LocalDateTime.InUtc().ToInstant();

    /// <summary>The moment of a line, by the zone that it names; a date is its midnight.</summary>
    /// <param name="line">The line.</param>
    /// <param name="calendar">Where the zone may be told.</param>
    /// <param name="zones">Who knows zones.</param>
    /// <param name="fallback">The zone of a time that names none.</param>
    public static Instant? ParseInstant(ContentLine? line, ReplyCalendar calendar, IDateTimeZoneProvider zones, DateTimeZone fallback)
    {
        if (Read(line) is not { } time)
        {
            return null;
        }

        if (time.IsUtc)
        {
            return time.LocalDateTime.InUtc().ToInstant();
        }

        if (string.IsNullOrWhiteSpace(time.ZoneId))
        {
            return time.LocalDateTime.InZoneLeniently(fallback).ToInstant();
        }

        return TimeZoneIds.Find(time.ZoneId, zones) is { } zone
            ? time.LocalDateTime.InZoneLeniently(zone).ToInstant()
            : ResolveByVTimeZone(time.LocalDateTime, time.ZoneId!.Trim().Trim('"'), calendar);
    }

    /// <summary>How long from the start (DURATION); null when it does not tell, or nothing sensible.</summary>
    public static Duration? ParseDuration(ContentLine? line) =>
        line is not null && DurationValue.Read(line.Value.Trim()) is { IsNegative: false, Seconds: > 0 and <= MaxSeconds } length
            ? Duration.FromSeconds(length.Seconds)
            : null;

    /// <summary>By the VTIMEZONE of the file: Outlook's "Customized Time Zone" has no other meaning.</summary>
    private static Instant? ResolveByVTimeZone(LocalDateTime local, string id, ReplyCalendar calendar)
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
            return VTimeZone.Parse(lines).GetUtcOffset(local) is { } offset ? local.WithOffset(offset).ToInstant() : null;
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }
}
