using Ical.Net.CalendarComponents;
using Ical.Net.Serialization;
using IcalCalendar = Ical.Net.Calendar;

namespace Better.Calendar.Icalendar.Writing;

/// <summary>The last mile from Ical.Net's objects to bytes: lines in an order of our own, ours added, folded right.</summary>
internal static class IcsWriter
{
    /// <summary>Who wrote the file (RFC 5545, 3.7.3). No version: the same input gives the same bytes after an update as well.</summary>
    private const string ProductId = "-//Better.Calendar//Better.Calendar//EN";

    // VERSION, PRODID and METHOD before all components: Gmail does not read a METHOD behind them.
    private static readonly string[] CalendarPropertyOrder =
        ["VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC", "URL", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"];

    private static readonly string[] EventPropertyOrder =
        ["UID", "DTSTAMP", "SEQUENCE", "LAST-MODIFIED", "DTSTART", "DTEND", "RECURRENCE-ID", "RRULE", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CONFERENCE", "STATUS", "TRANSP", "ORGANIZER", "ATTENDEE"];

    /// <summary>The file's last line.</summary>
    public const string EndLine = "END:VCALENDAR";

    /// <summary>The lines of a file as a whole.</summary>
    /// <param name="method">Its METHOD.</param>
    /// <param name="times">The zones of its times.</param>
    /// <param name="events">The events in their order, each with the lines that Ical.Net does not write.</param>
    public static CalendarLines Lines(IcsMethod method, CalendarTimeZones times, IEnumerable<(CalendarEvent Event, IEnumerable<ContentLineWriter> Lines)> events) => new(
        method, [.. CreateHeaderLines(method, times, []).Select(Whole), .. events.SelectMany(made => ComponentLines(made.Event, made.Lines)), Whole(EndLine)], times.Encodings);

    /// <summary>What stands in a file before its events.</summary>
    /// <param name="method">Its METHOD.</param>
    /// <param name="timeZones">The zones of its times.</param>
    /// <param name="calendarLines">Further properties of the calendar.</param>
    public static IEnumerable<string> CreateHeaderLines(IcsMethod method, CalendarTimeZones timeZones, IEnumerable<ContentLineWriter> calendarLines)
    {
        var calendar = new IcalCalendar { ProductId = ProductId, Method = IcsFile.GetMethodName(method) };
        var head = SplitProperties(new CalendarSerializer().SerializeToString(calendar)!).Concat(calendarLines);
        return ["BEGIN:VCALENDAR", .. SortLines(head, CalendarPropertyOrder).Select(static line => line.ToString()), .. timeZones.Lines];
    }

    /// <summary>An event's lines.</summary>
    public static IEnumerable<string> CreateEventLines(CalendarEvent calendarEvent, IEnumerable<ContentLineWriter> lines) =>
        ComponentLines(calendarEvent, lines).Select(static line => line.ToString());

    private static IEnumerable<ContentLineWriter> ComponentLines(CalendarEvent made, IEnumerable<ContentLineWriter> lines)
    {
        // A line of ours stands for the one of the same name that Ical.Net writes.
        var ours = lines.ToList();
        var theirs = SplitProperties(new EventSerializer().SerializeToString(made)!)
            .Where(line => !ours.Exists(own => own.Placeholder == LinePlaceholder.Description && own.Name == line.Name));
        return [Whole("BEGIN:VEVENT"), .. SortLines(theirs.Concat(ours), EventPropertyOrder), Whole("END:VEVENT")];
    }

    private static ContentLineWriter Whole(string line) => new("", line);

    private static IEnumerable<ContentLineWriter> SplitProperties(string component) =>
        LineFolder.Unfold(component).Select(ContentLineWriter.Parse).Where(line => line.Name is not "BEGIN" and not "END");

    // Ical.Net sorts by the machine's culture; we by these lists, what is in none of them by its name. OrderBy is stable.
    private static IEnumerable<ContentLineWriter> SortLines(IEnumerable<ContentLineWriter> lines, string[] order) =>
        lines
            .OrderBy(line => Array.IndexOf(order, line.Name) is >= 0 and var place ? place : order.Length)
            .ThenBy(line => Array.IndexOf(order, line.Name) >= 0 ? "" : line.Name, StringComparer.Ordinal);
}

/// <summary>The lines of a file before they are folded: bytes are made of them once, or a template that fills in what is a reader's own.</summary>
/// <param name="Method">The file's METHOD.</param>
/// <param name="Lines">All lines, unfolded.</param>
/// <param name="Zones">How its zones are written.</param>
internal sealed record CalendarLines(IcsMethod Method, IReadOnlyList<ContentLineWriter> Lines, ValueList<ZoneEncoding> Zones)
{
    public IcsFile ToFile() => new(Method, LineFolder.Fold(Lines.Select(static line => line.ToString())), Zones);
}
