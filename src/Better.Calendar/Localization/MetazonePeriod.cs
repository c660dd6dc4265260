using NodaTime;

namespace Better.Calendar.Localization;

/// <summary>A period in which a time zone belongs to a metazone; the offsets are set only for time zones with negative savings.</summary>
internal sealed record MetazonePeriod(string Metazone, Instant Start, Instant End, Offset? StandardOffset, Offset? DaylightOffset)
{
    /// <summary>Whether the time zone has daylight time; null when the offset is neither of the two that CLDR gives.</summary>
    public bool? IsDaylight(ZonedDateTime time)
    {
        if (StandardOffset is { } standard && DaylightOffset is { } daylight)
        {
            return time.Offset == daylight ? true : time.Offset == standard ? false : null;
        }

        return time.GetZoneInterval().Savings > Offset.Zero;
    }
}
