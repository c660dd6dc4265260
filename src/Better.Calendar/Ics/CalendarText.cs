using Ical.Net.CalendarComponents;
using Ical.Net.Serialization;
using IcalCalendar = Ical.Net.Calendar;

namespace Better.Calendar.Ics;

/// <summary>The last mile from Ical.Net's objects to octets: lines in an order of our own, ours added, folded right.</summary>
internal static class CalendarText
{
    /// <summary>Who wrote the file (RFC 5545, 3.7.3). No version: the same input gives the same bytes after an update as well.</summary>
    private const string ProductId = "-//Better.Calendar//Better.Calendar//EN";

    // VERSION, PRODID and METHOD before all components: Gmail does not read a METHOD behind them.
    private static readonly string[] CalendarOrder =
        ["VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "DESCRIPTION", "X-WR-CALDESC", "URL", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"];

    private static readonly string[] EventOrder =
        ["UID", "DTSTAMP", "SEQUENCE", "LAST-MODIFIED", "DTSTART", "DTEND", "RECURRENCE-ID", "RRULE", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "CONFERENCE", "STATUS", "TRANSP", "ORGANIZER", "ATTENDEE"];

    /// <summary>The file's last line.</summary>
    public const string End = "END:VCALENDAR";

    /// <summary>A file as a whole.</summary>
    /// <param name="method">Its METHOD.</param>
    /// <param name="times">The zones of its times.</param>
    /// <param name="events">The events in their order, each with the lines that Ical.Net does not write.</param>
    public static IcsFile File(IcsMethod method, ZoneMapping times, IEnumerable<(CalendarEvent Event, IEnumerable<ContentLine> Lines)> events)
    {
        var lines = Head(method, times, []).Concat(events.SelectMany(made => Component(made.Event, made.Lines))).Append(End);
        return new(method, ContentLines.Fold(lines), times.Told);
    }

    /// <summary>What stands in a file before its events.</summary>
    /// <param name="method">Its METHOD.</param>
    /// <param name="times">The zones of its times.</param>
    /// <param name="calendarLines">Further properties of the calendar.</param>
    public static IEnumerable<string> Head(IcsMethod method, ZoneMapping times, IEnumerable<ContentLine> calendarLines)
    {
        var calendar = new IcalCalendar { ProductId = ProductId, Method = IcsFile.NameOf(method) };
        var head = Properties(new CalendarSerializer().SerializeToString(calendar)!).Concat(calendarLines);
        return ["BEGIN:VCALENDAR", .. Sorted(head, CalendarOrder), .. times.Lines];
    }

    /// <summary>An event's lines.</summary>
    public static IEnumerable<string> Component(CalendarEvent made, IEnumerable<ContentLine> lines) =>
        ["BEGIN:VEVENT", .. Sorted(Properties(new EventSerializer().SerializeToString(made)!).Concat(lines), EventOrder), "END:VEVENT"];

    private static IEnumerable<ContentLine> Properties(string component) =>
        ContentLines.Unfold(component).Select(ContentLine.Split).Where(line => line.Name is not "BEGIN" and not "END");

    // Ical.Net sorts by the machine's culture; we by these lists, what is in none of them by its name. OrderBy is stable.
    private static IEnumerable<string> Sorted(IEnumerable<ContentLine> lines, string[] order) =>
        lines
            .OrderBy(line => Array.IndexOf(order, line.Name) is >= 0 and var place ? place : order.Length)
            .ThenBy(line => Array.IndexOf(order, line.Name) >= 0 ? "" : line.Name, StringComparer.Ordinal)
            .Select(line => line.ToString());
}
