using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.Tests.TimeZones;

/// <summary>All zones that NodaTime knows, and the times at which they are tested.</summary>
internal static class EveryZone
{
    private static readonly LocalTime[] Hours = [new(0, 30), new(10, 30), new(23, 45)];

    public static IEnumerable<DateTimeZone> All => DateTimeZoneProviders.Tzdb.Ids.Select(static id => DateTimeZoneProviders.Tzdb[id]);

    /// <summary>Three times on the 16th of a month, without those that the clocks skip.</summary>
    public static Instant[] Sixteenth(DateTimeZone zone, int year, int month) =>
        [.. Hours.Select(hour => new LocalDate(year, month, 16).At(hour))
            .Select(zone.MapLocal).Where(static mapping => mapping.Count > 0).Select(static mapping => mapping.First().ToInstant())];

    public static bool IsUtc(DateTimeZone zone) => TzdbDateTimeZoneSource.Default.CanonicalIdMap[zone.Id] == "Etc/UTC";
}
