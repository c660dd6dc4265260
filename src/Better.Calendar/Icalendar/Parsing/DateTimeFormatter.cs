using System.Globalization;
using NodaTime;

namespace Better.Calendar.Icalendar.Parsing;

/// <summary>Moments as DATE-TIME values (RFC 5545, 3.3.5).</summary>
/// <remarks>By .NET's own formats: NodaTime's patterns would have to be built first, which a short-lived program feels.</remarks>
internal static class DateTimeFormatter
{
    /// <summary>By the clocks of a TZID: <c>20200616T103000</c>.</summary>
    public static string FormatLocal(LocalDateTime time) => time.ToDateTimeUnspecified().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    /// <summary>In UTC: <c>20200616T083000Z</c>.</summary>
    public static string FormatUtc(Instant at) => FormatLocal(at.InUtc().LocalDateTime) + "Z";
}
