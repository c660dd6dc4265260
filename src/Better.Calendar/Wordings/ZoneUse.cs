using NodaTime;

namespace Better.Calendar.Wordings;

/// <summary>A metazone in force from one instant to another; the offsets are given where savings are negative.</summary>
internal sealed record ZoneUse(string Metazone, Instant From, Instant To, Offset? Standard, Offset? Daylight)
{
    /// <summary>Whether the zone shows its daylight time; null where CLDR's offsets know nothing of this one.</summary>
    public bool? IsDaylight(ZonedDateTime moment)
    {
        if (Standard is { } standard && Daylight is { } daylight)
        {
            return moment.Offset == daylight ? true : moment.Offset == standard ? false : null;
        }

        return moment.GetZoneInterval().Savings > Offset.Zero;
    }
}
