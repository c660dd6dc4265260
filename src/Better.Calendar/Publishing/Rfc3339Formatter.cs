using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Publishing;

/// <summary>A moment as machines read it on a web page: <c>2020-06-16T10:30:00+02:00</c>.</summary>
internal static class Rfc3339Formatter
{
    // RFC 3339, 5.6: offsets have hours and minutes. Liberia's of 1970 had seconds; such a moment is told in UTC.
    public static string Format(ZonedDateTime time) => OffsetDateTimePattern.Rfc3339.Format(
        time.Offset.Seconds % 60 == 0 ? time.ToOffsetDateTime() : time.ToInstant().WithOffset(Offset.Zero));
}
