namespace Better.Calendar.Icalendar.Parsing;

/// <summary>Which part of an email is a calendar: by its media type, or by the name of its file.</summary>
internal static class CalendarMediaType
{
    // The first is the registered one (RFC 5545, 8.1); the others are seen in the field.
    private static readonly string[] Types =
        ["text/calendar", "application/ics", "application/calendar", "text/x-vcalendar", "text/ics", "application/x-ics"];

    /// <summary>Whether a media type, without its parameters, is that of a calendar.</summary>
    public static bool IsCalendar(string mediaType) => Types.Contains(mediaType, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file of this name is a calendar, whatever its media type says: mail programs send some as application/byte-stream.</summary>
    public static bool IsCalendarFile(string? fileName) => fileName?.EndsWith(".ics", StringComparison.OrdinalIgnoreCase) == true;
}
