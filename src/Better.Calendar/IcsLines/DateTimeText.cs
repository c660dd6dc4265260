using System.Globalization;
using NodaTime;

namespace Better.Calendar.IcsLines;

/// <summary>Moments as DATE-TIME values (RFC 5545, 3.3.5).</summary>
/// <remarks>By .NET's own formats: NodaTime's patterns would have to be built first, which a short-lived program feels.</remarks>
internal static class DateTimeText
{
    /// <summary>By the clocks of a TZID: <c>20200616T103000</c>.</summary>
    public static string Local(LocalDateTime time) => time.ToDateTimeUnspecified().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    /// <summary>In UTC: <c>20200616T083000Z</c>.</summary>
    public static string Utc(Instant at) => Local(at.InUtc().LocalDateTime) + "Z";
}
