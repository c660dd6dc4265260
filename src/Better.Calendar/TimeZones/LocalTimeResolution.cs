using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>Which instant a local time means in a time zone; or why it means none, with the two possible instants.</summary>
/// <param name="Kind">Whether the local time occurs once, twice or never.</param>
/// <param name="Earlier">The earlier instant: of a time that occurs twice, the first occurrence; of a skipped time, the time as
/// far before the gap as the requested time is after its start.</param>
/// <param name="Later">The later instant; the same as <paramref name="Earlier"/> when the time occurs once.</param>
/// <param name="ResolvedTime">The instant that is meant; null when the organizer has to choose.</param>
internal readonly record struct LocalTimeResolution(
    LocalTimeResolutionKind Kind,
    ZonedDateTime Earlier,
    ZonedDateTime Later,
    ZonedDateTime? ResolvedTime)
{
    /// <summary>Resolves a local time in a time zone.</summary>
    /// <param name="local">The time on the clocks of the zone.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="ambiguousTime">Which instant is meant when the time occurs twice; null when it is not known. It is ignored otherwise,
    /// also for a skipped time.</param>
    public static LocalTimeResolution Resolve(LocalDateTime local, DateTimeZone zone, AmbiguousTime? ambiguousTime = null)
    {
        var mapping = zone.MapLocal(local);
        switch (mapping.Count)
        {
            case 1:
                var only = mapping.Single();
                return new(LocalTimeResolutionKind.Unique, only, only, only);
            case 2:
                var (first, second) = (mapping.First(), mapping.Last());
                return ambiguousTime is null
                    ? new(LocalTimeResolutionKind.Ambiguous, first, second, null)
                    : new(LocalTimeResolutionKind.Disambiguated, first, second, ambiguousTime == AmbiguousTime.Earlier ? first : second);
            default:
                // 02:30 when the clocks go from 02:00 to 03:00: 01:30 and 03:30, which 02:30 means by the new and by the old offset.
                return new(
                    LocalTimeResolutionKind.Gap,
                    local.WithOffset(mapping.LateInterval.WallOffset).ToInstant().InZone(zone),
                    local.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant().InZone(zone),
                    null);
        }
    }
}
