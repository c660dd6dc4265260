using NodaTime;

namespace Better.Calendar;

/// <summary>The version of a workshop that somebody has responded to: what it was when they saw it.</summary>
/// <param name="Sequence">Its SEQUENCE (RFC 5545, 3.8.7.4).</param>
/// <param name="Start">When it was to start; null if the reply does not say.</param>
/// <param name="End">When it was to end; null if the reply does not say.</param>
public sealed record WorkshopVersion(int Sequence, Instant? Start, Instant? End)
{
    /// <summary>The version of a workshop as it is now.</summary>
    /// <param name="series">The series.</param>
    /// <param name="workshop">One of its workshops.</param>
    /// <param name="zones">The time zone rules; null means NodaTime's TZDB.</param>
    internal static WorkshopVersion FromWorkshop(WorkshopSeries series, Workshop workshop, IDateTimeZoneProvider? zones = null)
    {
        var start = series.StartOf(workshop, zones ?? DateTimeZoneProviders.Tzdb).ToInstant();
        return new(workshop.Sequence, start, start + workshop.Duration);
    }
}
