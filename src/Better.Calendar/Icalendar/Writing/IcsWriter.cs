using Ical.Net.CalendarComponents;
using Ical.Net.Serialization;
using IcalCalendar = Ical.Net.Calendar;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>Writes Ical.Net objects as lines: in a fixed order and with the lines that Ical.Net does not write.</summary>
internal static class IcsWriter
{
    /// <summary>
    /// PRODID (RFC 5545, 3.7.3). Without a version, so that the same input gives the same bytes after an update of the library.
    /// </summary>
    private const string ProductId = "-//Better.Calendar//Better.Calendar//EN";

    // VERSION, PRODID and METHOD before all components: Gmail does not read a METHOD after them.
    private static readonly string[] CalendarPropertyOrder =
        ["VERSION",
            "PRODID",
            "CALSCALE",
            "METHOD",
            "NAME",
            "X-WR-CALNAME",
            "DESCRIPTION",
            "X-WR-CALDESC",
            "URL",
            "REFRESH-INTERVAL",
            "X-PUBLISHED-TTL"];

    private static readonly string[] EventPropertyOrder =
        ["UID",
            "DTSTAMP",
            "SEQUENCE",
            "LAST-MODIFIED",
            "DTSTART",
            "DTEND",
            "RECURRENCE-ID",
            "RRULE",
            "EXDATE",
            "SUMMARY",
            "DESCRIPTION",
            "COMMENT",
            "LOCATION",
            "GEO",
            "URL",
            "CONFERENCE",
            "IMAGE",
            "ATTACH",
            "CATEGORIES",
            "CLASS",
            "COLOR",
            "STATUS",
            "TRANSP",
            "ORGANIZER",
            "ATTENDEE"];

    /// <summary>The last line of a file.</summary>
    public static ContentLineWriter EndLine { get; } = CreateVerbatimLine("END:VCALENDAR");

    /// <summary>Creates all lines of a file.</summary>
    /// <param name="method">The METHOD of the file.</param>
    /// <param name="times">The time zones of the file.</param>
    /// <param name="events">The events in order, each with the lines that Ical.Net does not write.</param>
    public static CalendarLines Lines(
        IcsMethod method,
        CalendarTimeZones times,
        IEnumerable<(CalendarEvent Event, IEnumerable<ContentLineWriter> Lines)> events) =>
        new(
        method,
            [.. CreateHeaderLines(method, times, []),
                .. events.SelectMany(static item => CreateEventLines(item.Event, item.Lines)),
                EndLine],
            times.Encodings);

    /// <summary>Creates the lines of a file before its events.</summary>
    /// <param name="method">The METHOD of the file.</param>
    /// <param name="timeZones">The time zones of the file.</param>
    /// <param name="calendarLines">Other properties of the calendar.</param>
    public static IEnumerable<ContentLineWriter> CreateHeaderLines(
        IcsMethod method,
        CalendarTimeZones timeZones,
        IEnumerable<ContentLineWriter> calendarLines)
    {
        var calendar = new IcalCalendar { ProductId = ProductId, Method = IcsFile.GetMethodName(method) };
        var head = SplitProperties(new CalendarSerializer().SerializeToString(calendar)!).Concat(calendarLines);
        return [CreateVerbatimLine("BEGIN:VCALENDAR"),
            .. SortLines(head, CalendarPropertyOrder),
            .. timeZones.Lines.Select(CreateVerbatimLine)];
    }

    /// <summary>Creates the lines of an event.</summary>
    public static IEnumerable<ContentLineWriter> CreateEventLines(CalendarEvent calendarEvent, IEnumerable<ContentLineWriter> lines)
    {
        // A line for a template replaces the one that Ical.Net writes.
        var ownLines = lines.ToList();
        var icalNetLines = SplitProperties(new EventSerializer().SerializeToString(calendarEvent)!)
            .Where(line => !ownLines.Exists(own => own.Name == line.Name));
        return [CreateVerbatimLine("BEGIN:VEVENT"),
            .. SortLines(icalNetLines.Concat(ownLines), EventPropertyOrder),
            CreateVerbatimLine("END:VEVENT")];
    }

    /// <summary>Adds a component, such as VALARM, behind the last property of an event.</summary>
    /// <param name="eventLines">The lines of the event.</param>
    /// <param name="component">The lines of the component; empty for none.</param>
    public static IEnumerable<ContentLineWriter> AddComponent(
        IEnumerable<ContentLineWriter> eventLines, IEnumerable<ContentLineWriter> component)
    {
        var lines = eventLines.ToList();
        lines.InsertRange(lines.Count - 1, component);
        return lines;
    }

    private static ContentLineWriter CreateVerbatimLine(string line) => new("", line);

    private static IEnumerable<ContentLineWriter> SplitProperties(string component) =>
        LineFolder.Unfold(component).Select(ContentLineWriter.Parse).Where(line => line.Name is not "BEGIN" and not "END");

    // Ical.Net sorts by the current culture. This sorts by these lists, and other properties by name. OrderBy is stable.
    private static IEnumerable<ContentLineWriter> SortLines(IEnumerable<ContentLineWriter> lines, string[] order) =>
        lines
            .OrderBy(line => Array.IndexOf(order, line.Name) is >= 0 and var position ? position : order.Length)
            .ThenBy(line => Array.IndexOf(order, line.Name) >= 0 ? "" : line.Name, StringComparer.Ordinal);
}

/// <summary>The unfolded lines of a file: they become the bytes of a file, or a template for many recipients.</summary>
/// <param name="Method">The METHOD of the file.</param>
/// <param name="Lines">All lines, unfolded.</param>
/// <param name="Zones">How the time zones are written.</param>
internal sealed record CalendarLines(IcsMethod Method, IReadOnlyList<ContentLineWriter> Lines, ValueList<ZoneEncoding> Zones)
{
    public IcsFile ToFile() => new(Method, LineFolder.Fold(Lines), Zones);
}
