using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Replies;

/// <summary>Reads the dates and times of replies, in the many ways in which clients write them.</summary>
internal static class ReplyTimeParser
{
    // About three years, far more than any workshop takes.
    private const long MaxSeconds = 100_000_000;

    /// <summary>The date or time of a property; null when there is none, or when its year is not plausible.</summary>
    public static DateTimeValue? Read(ContentLine? line) =>
        DateTimeValue.FromLine(line) is { LocalDateTime.Year: >= 1970 and <= 2999 } time ? time : null;

    /// <summary>
    /// A time in UTC. A missing Z is ignored, because DTSTAMP is always in UTC (RFC 5545, 3.8.7.2). Null when there is none.
    /// </summary>
    public static Instant? ParseUtc(ContentLine? line) => Read(line)?.LocalDateTime.InUtc().ToInstant();

    /// <summary>
    /// The instant of a property in the time zone that it names; for a date, its midnight. Null when there is none, or when nothing defines
    /// its zone.
    /// </summary>
    /// <param name="line">The property.</param>
    /// <param name="calendar">The calendar, whose VTIMEZONE counts when the zone is not known otherwise.</param>
    /// <param name="zones">The known time zones.</param>
    /// <param name="fallback">The zone of a time that names no zone.</param>
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

    /// <summary>The value of DURATION; null when there is none, or when it is not plausible.</summary>
    public static Duration? ParseDuration(ContentLine? line) =>
        line is not null && DurationValue.Read(line.Value.Trim()) is { IsNegative: false, Seconds: > 0 and <= MaxSeconds } length
            ? Duration.FromSeconds(length.Seconds)
            : null;

    /// <summary>
    /// Resolves a local time by the VTIMEZONE in the calendar, which alone defines zones such as Outlook's "Customized Time Zone"; null
    /// when there is none that can be read.
    /// </summary>
    private static Instant? ResolveByVTimeZone(LocalDateTime local, string id, ReplyCalendar calendar)
    {
        var zone = calendar.Components.SelectMany(static component => component.Components)
            .FirstOrDefault(component => component.Name == "VTIMEZONE" && component["TZID"]?.Value.Trim() == id);
        if (zone is null || zone.Components.Count > 20)
        {
            return null;
        }

        var lines = new List<string> { "BEGIN:VTIMEZONE", $"TZID:{id}" };
        foreach (var observance in zone.Components.Where(static component => component.Name is "STANDARD" or "DAYLIGHT"))
        {
            lines.Add($"BEGIN:{observance.Name}");
            lines.AddRange(observance.Lines.Where(static line => line.Name is "DTSTART" or "TZOFFSETFROM" or "TZOFFSETTO" or "RRULE")
                .Select(static line => $"{line.Name}:{line.Value.Trim()}"));
            lines.Add($"END:{observance.Name}");
        }

        lines.Add("END:VTIMEZONE");
        try
        {
            return VTimeZone.Parse(lines).GetUtcOffset(local) is { } offset ? local.WithOffset(offset).ToInstant() : null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }
}
