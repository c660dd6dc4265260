using NodaTime;

namespace Better.Calendar.Localization;

/// <summary>A metazone in force from one instant to another; the offsets are given where savings are negative.</summary>
internal sealed record MetazonePeriod(string Metazone, Instant Start, Instant End, Offset? StandardOffset, Offset? DaylightOffset)
{
    /// <summary>Whether the zone shows its daylight time; null where CLDR's offsets know nothing of this one.</summary>
    public bool? IsDaylight(ZonedDateTime moment)
    {
        if (StandardOffset is { } standard && DaylightOffset is { } daylight)
        {
            return moment.Offset == daylight ? true : moment.Offset == standard ? false : null;
        }

        return moment.GetZoneInterval().Savings > Offset.Zero;
    }
}
