using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Better.Calendar.Testing;

/// <summary>Reads times of iCalendar (RFC 5545, 3.3.4 and 3.3.5). A time zone is looked up by its name, as most clients do.</summary>
internal static class IcsTime
{
    private static readonly LocalDateTimePattern DateTimePattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDatePattern DatePattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <summary>The time in a property; null if it cannot be read, or its time zone is unknown.</summary>
    public static ZonedDateTime? Parse(string line) => Parse(IcsText.GetValue(line), IcsText.GetParameter(line, "TZID"));

    /// <summary>The times in a property that may list several (EXDATE, RDATE), without those that cannot be read.</summary>
    public static IEnumerable<Instant> ParseList(string line) =>
        IcsText.GetValue(line)
            .Split(',')
            .Select(value => Parse(value, IcsText.GetParameter(line, "TZID")))
            .OfType<ZonedDateTime>()
            .Select(static time => time.ToInstant());

    /// <summary>A value with the time zone that it is in.</summary>
    /// <param name="value">A date, a local time, or a time in UTC.</param>
    /// <param name="zoneId">The TZID; null for none.</param>
    public static ZonedDateTime? Parse(string value, string? zoneId)
    {
        var isUtc = value.EndsWith("Z", StringComparison.Ordinal);
        var text = isUtc ? value.Substring(0, value.Length - 1) : value;
        LocalDateTime? local = DateTimePattern.Parse(text) is { Success: true } time ? time.Value
            : DatePattern.Parse(text) is { Success: true } date ? date.Value.AtMidnight()
            : null;
        return local is { } known && (isUtc || zoneId is null ? DateTimeZone.Utc : FindZone(zoneId)) is { } zone
            ? known.InZoneLeniently(zone)
            : null;
    }

    private static DateTimeZone? FindZone(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)
        ?? (TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(id, out var iana)
            ? DateTimeZoneProviders.Tzdb[iana]
            : null);
}
