using Better.Calendar.Model;
using NodaTime;

namespace Better.Calendar.Publishing;

/// <summary>Finds the time zone of an option.</summary>
internal static class TimeZoneLookup
{
    /// <summary>Returns the time zone of an id.</summary>
    /// <exception cref="ArgumentException">The id is not known; the message suggests similar ids.</exception>
    public static DateTimeZone GetZone(string id, IDateTimeZoneProvider zones, string paramName) =>
        zones.GetZoneOrNull(id) ?? throw new ArgumentException(SeriesValidator.ZoneProblem(id, zones), paramName);
}
