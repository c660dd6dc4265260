using NodaTime;

namespace Better.Calendar.Zones;

/// <summary>A local time as the organiser wrote it, put on the time line; or why that is not possible, with both readings.</summary>
/// <param name="Kind">How it went.</param>
/// <param name="Earlier">The reading that comes first: for a time that comes twice its first occurrence, for one that never comes the
/// time as much before the clock change as was asked for behind it.</param>
/// <param name="Later">The other reading; the same as <paramref name="Earlier"/> where there is one only.</param>
/// <param name="Start">What is meant; null where the organiser must say more.</param>
internal readonly record struct LocalStart(LocalStartKind Kind, ZonedDateTime Earlier, ZonedDateTime Later, ZonedDateTime? Start)
{
    /// <summary>Reads a local time in a zone.</summary>
    /// <param name="local">The time on the zone's clocks.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="fold">Which one is meant if the time comes twice; it does no harm elsewhere and does not mend a gap.</param>
    public static LocalStart Of(LocalDateTime local, DateTimeZone zone, Fold? fold = null)
    {
        var mapping = zone.MapLocal(local);
        switch (mapping.Count)
        {
            case 1:
                var only = mapping.Single();
                return new(LocalStartKind.Plain, only, only, only);
            case 2:
                var (first, second) = (mapping.First(), mapping.Last());
                return fold is null
                    ? new(LocalStartKind.Ambiguous, first, second, null)
                    : new(LocalStartKind.Chosen, first, second, fold == Fold.Earlier ? first : second);
            default:
                // 02:30 where the clocks go from 02:00 to 03:00: 01:30 and 03:30, the same moments that the old and the new clock mean.
                return new(
                    LocalStartKind.Gap,
                    local.WithOffset(mapping.LateInterval.WallOffset).ToInstant().InZone(zone),
                    local.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant().InZone(zone),
                    null);
        }
    }
}
