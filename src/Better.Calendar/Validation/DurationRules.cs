using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>The rule for how long an event takes.</summary>
internal static class DurationRules
{
    public static readonly ValidationRule EventEnd =
        new("MULTI-06", Severity.Error, CalendarClients.Outlook | CalendarClients.Proton | CalendarClients.Others, ClientBehavior.NoButtons)
        {
            Requirement = "An event has DTEND or DURATION, not both; DTEND is after DTSTART, and both or none of them have a zone.",
            Rationale = "Clients refuse an event that ends before it begins, and guess the length of one that does not say it.",
            Fix = "Write DTEND with the same value type and zone as DTSTART.",
            Reference = "RFC 5545, 3.6.1 and 3.8.2.2; Proton's parser; observed with Exchange-compatible servers",
        };

    public static readonly RuleFamily Family = new(EventEnd) { Event = Check };

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        if (vevent.Duration is { } duration)
        {
            if (vevent.DtEnd is not null)
            {
                findings.Add(
                    EventEnd,
                    calendar.GetLocation(duration),
                    $"The event has both DTEND and DURATION {Quoted.Format(duration.Value)}.",
                    fix: "Remove DURATION.");
            }
        }
        else if (calendar.IsRequest && vevent is { DtEnd: null, Start: { IsDate: false } })
        {
            // RFC 5546, 3.2.2 allows it: the event takes no time.
            findings.Add(
                EventEnd,
                calendar.GetLocation(vevent.DtStart!),
                "The event has neither DTEND nor DURATION, so it takes no time.",
                Severity.Suggestion,
                fix: "Add DTEND after DTSTART.");
        }

        if (vevent.Start is not { IsDate: false } start || vevent.End is not { IsDate: false } end)
        {
            return;
        }

        if (start.IsFloating != end.IsFloating)
        {
            findings.Add(
                EventEnd,
                calendar.GetLocation(end.Line),
                $"DTSTART is {Quoted.Format(start.Line.ToString())} and DTEND {Quoted.Format(end.Line.ToString())}: only one has a zone.");
        }
        else if (Compare(calendar, start, end) is { } order and <= 0)
        {
            // Clients show an event that takes no time; one that ends before it begins they refuse.
            findings.Add(
                EventEnd,
                calendar.GetLocation(end.Line),
                $"DTEND {Quoted.Format(end.Line.Value)} is {(order == 0 ? "the same as" : "before")} "
                    + $"DTSTART {Quoted.Format(start.Line.Value)}.",
                order == 0 ? Severity.Warning : Severity.Error,
                fix: order == 0 ? "Write a later DTEND." : "Write a DTEND that is later than DTSTART.",
                behavior: order == 0 ? ClientBehavior.WorksAsIntended : null);
        }
    }

    /// <summary>Positive if the end is after the start, 0 if they are the same; null if that cannot be determined.</summary>
    private static int? Compare(ValidatedCalendar calendar, DateTimeValue start, DateTimeValue end)
    {
        if (string.Equals(start.ZoneId, end.ZoneId, StringComparison.Ordinal) && start.IsUtc == end.IsUtc)
        {
            return end.LocalDateTime.CompareTo(start.LocalDateTime);
        }

        return start.ToInstant(calendar.FindNamedZone(start.ZoneId)) is { } from
            && end.ToInstant(calendar.FindNamedZone(end.ZoneId)) is { } to
            ? to.CompareTo(from)
            : null;
    }
}
