using System.Globalization;
using NodaTime;

namespace Better.Calendar.Icalendar.Parsing;

/// <summary>Formats times as DATE-TIME values (RFC 5545, 3.3.5).</summary>
/// <remarks>Uses .NET's formats: creating NodaTime's patterns takes time that a short-lived program notices.</remarks>
internal static class DateTimeFormatter
{
    /// <summary>A local time, to use with TZID: <c>20200616T103000</c>.</summary>
    public static string FormatLocal(LocalDateTime time) =>
        time.ToDateTimeUnspecified().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    /// <summary>A time in UTC: <c>20200616T083000Z</c>.</summary>
    public static string FormatUtc(Instant at) => FormatLocal(at.InUtc().LocalDateTime) + "Z";
}
