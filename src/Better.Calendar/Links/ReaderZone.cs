using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Links;

/// <summary>The zone in which somebody reads times.</summary>
internal static class ReaderZone
{
    /// <summary>The zone of an id.</summary>
    /// <exception cref="ArgumentException">There is none; the message says what may have been meant.</exception>
    public static DateTimeZone Of(string id, IDateTimeZoneProvider zones, string parameter) =>
        zones.GetZoneOrNull(id) ?? throw new ArgumentException(SeriesRules.ZoneProblem(id, zones), parameter);
}
