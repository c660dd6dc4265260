using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Links;

/// <summary>A moment as machines read it on a web page: <c>2020-06-16T10:30:00+02:00</c>.</summary>
internal static class WrittenTime
{
    // RFC 3339, 5.6: offsets have hours and minutes. Liberia's of 1970 had seconds; such a moment is told in UTC.
    public static string Of(ZonedDateTime moment) => OffsetDateTimePattern.Rfc3339.Format(
        moment.Offset.Seconds % 60 == 0 ? moment.ToOffsetDateTime() : moment.ToInstant().WithOffset(Offset.Zero));
}
