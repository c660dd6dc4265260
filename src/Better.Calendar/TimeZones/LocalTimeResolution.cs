using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>A local time as the organizer wrote it, put on the time line; or why that is not possible, with both readings.</summary>
/// <param name="Kind">How it went.</param>
/// <param name="Earlier">The reading that comes first: for a time that comes twice its first occurrence, for one that never comes the
/// time as much before the clock change as was asked for behind it.</param>
/// <param name="Later">The other reading; the same as <paramref name="Earlier"/> where there is one only.</param>
/// <param name="ResolvedTime">What is meant; null where the organizer must say more.</param>
internal readonly record struct LocalTimeResolution(LocalTimeResolutionKind Kind, ZonedDateTime Earlier, ZonedDateTime Later, ZonedDateTime? ResolvedTime)
{
    /// <summary>Reads a local time in a zone.</summary>
    /// <param name="local">The time on the zone's clocks.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="ambiguousTime">Which one is meant if the time comes twice; it does no harm elsewhere and does not fix a gap.</param>
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
                // 02:30 where the clocks go from 02:00 to 03:00: 01:30 and 03:30, the same moments that the old and the new clock mean.
                return new(
                    LocalTimeResolutionKind.Gap,
                    local.WithOffset(mapping.LateInterval.WallOffset).ToInstant().InZone(zone),
                    local.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant().InZone(zone),
                    null);
        }
    }
}
