using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Publishing;

/// <summary>Formats a time for machines (RFC 3339): <c>2020-06-16T10:30:00+02:00</c>.</summary>
internal static class Rfc3339Formatter
{
    // RFC 3339, 5.6: offsets have hours and minutes. The offset of Liberia in 1970 had seconds; such a time is written in UTC.
    public static string Format(ZonedDateTime time) => OffsetDateTimePattern.Rfc3339.Format(
        time.Offset.Seconds % 60 == 0 ? time.ToOffsetDateTime() : time.ToInstant().WithOffset(Offset.Zero));
}
