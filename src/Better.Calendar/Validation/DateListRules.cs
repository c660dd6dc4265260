using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for the dates that EXDATE excludes from a recurrence, and that RDATE adds.</summary>
internal static class DateListRules
{
    public static readonly ValidationRule DateListType = new("MULTI-18", Severity.Warning, CalendarClients.All, ClientBehavior.WrongTime)
    {
        Requirement =
            "EXDATE and RDATE have the value type of DTSTART, and a zone if it has one; there is no EXRULE, and no RDATE without RRULE.",
        Rationale = "Clients compare them with the computed start times: a date of another type excludes nothing, and the event is shown.",
        Fix = "Write EXDATE like DTSTART, with the date of the occurrence.",
        Reference = "RFC 5545, 3.8.5.1 and 3.8.5.2; [MS-OXCICAL] 2.1.3.1.1.20.13 and 2.1.3.1.1.20.18",
    };

    public static readonly RuleFamily Family = new(DateListType) { Event = Check };

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        foreach (var line in vevent.Component.Lines)
        {
            if (line.Name == "EXRULE")
            {
                findings.Add(
                    DateListType,
                    calendar.GetLocation(line),
                    $"EXRULE {Quoted.Format(line.Value)} was removed from iCalendar, and clients ignore it.",
                    fix: "List the dates as EXDATE.");
            }
            else if (line.Name is "EXDATE" or "RDATE" && vevent.Start is { } start)
            {
                CheckLine(calendar, vevent, line, start, findings);
            }
        }
    }

    private static void CheckLine(
        ValidatedCalendar calendar,
        ValidatedEvent vevent,
        ContentLine line,
        DateTimeValue start,
        FindingCollector findings)
    {
        if (line.Name == "RDATE" && vevent.RRule is null && !calendar.IsRequest)
        {
            // In a request, MULTI-04 reports every RDATE.
            findings.Add(
                DateListType,
                calendar.GetLocation(line),
                $"RDATE {Quoted.Format(line.Value)} is in an event without RRULE, which Outlook refuses.",
                fix: "Write each date as an event of its own.",
                clients: CalendarClients.Outlook);
        }

        var type = line["VALUE"]?.ToUpperInvariant();
        if (type == "PERIOD")
        {
            findings.Add(
                DateListType,
                calendar.GetLocation(line),
                $"{line.Name} is a list of periods, which Outlook ignores.",
                fix: "Write the start times, and a single event where the length differs.");
            return;
        }

        // One finding for each line; the first date stands for all.
        var hasZone = line["TZID"] is not null;
        foreach (var text in line.Dates)
        {
            if (DateTimeValue.Parse(text.Trim(), out _, out var isDate, out var isUtc)
                && FindDifference(isDate, isFloating: !isDate && !isUtc && !hasZone, start, type) is { } difference)
            {
                findings.Add(
                    DateListType,
                    calendar.GetLocation(line),
                    $"{line.Name} has {Quoted.Format(text.ToString())}, {difference}.",
                    fix: $"Write it like DTSTART: {Quoted.Format(start.Line.ToString())}, with the date of the occurrence.");
                return;
            }
        }
    }

    /// <summary>How a date differs from DTSTART; null if clients find the occurrence.</summary>
    private static string? FindDifference(bool isDate, bool isFloating, DateTimeValue start, string? type)
    {
        if (type is not null && isDate != (type == "DATE"))
        {
            return $"which is not of the type VALUE={type}";
        }

        if (isDate && type is null)
        {
            return "a date without VALUE=DATE";
        }

        if (isDate != start.IsDate)
        {
            return isDate ? "a date, but DTSTART has a time" : "a time, but DTSTART is a date";
        }

        // MULTI-07 compares the times of the same form.
        return isFloating == start.IsFloating ? null
            : isFloating ? "which has no zone, but DTSTART has one"
            : "which has a zone, but DTSTART has none";
    }
}
