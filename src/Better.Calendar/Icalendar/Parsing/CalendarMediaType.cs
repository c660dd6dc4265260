namespace Better.Calendar.Icalendar.Parsing;

/// <summary>Determines whether a part of an email is a calendar, by its media type or its file name.</summary>
internal static class CalendarMediaType
{
    // The first is registered (RFC 5545, 8.1); real emails also use the others.
    private static readonly string[] Types =
    [
        "text/calendar", "application/ics", "application/calendar", "text/x-vcalendar", "text/ics", "application/x-ics",
        "text/vcalendar", "application/vcalendar", "application/x-vcalendar",
    ];

    /// <summary>Whether a media type, given without parameters, is that of a calendar.</summary>
    public static bool IsCalendar(string mediaType) => Types.Contains(mediaType, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a file with this name is a calendar, whatever its media type: some mail programs send calendars as application/octet-stream.
    /// </summary>
    public static bool IsCalendarFile(string? fileName) =>
        fileName is not null
        && (fileName.EndsWith(".ics", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".vcs", StringComparison.OrdinalIgnoreCase));
}
