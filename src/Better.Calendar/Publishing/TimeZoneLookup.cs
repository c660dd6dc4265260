using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Publishing;

/// <summary>The zone in which somebody reads times.</summary>
internal static class TimeZoneLookup
{
    /// <summary>The zone of an id.</summary>
    /// <exception cref="ArgumentException">There is none; the message says what may have been meant.</exception>
    public static DateTimeZone GetZone(string id, IDateTimeZoneProvider zones, string paramName) =>
        zones.GetZoneOrNull(id) ?? throw new ArgumentException(SeriesValidator.ZoneProblem(id, zones), paramName);
}
