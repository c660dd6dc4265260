using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>Rules for the recurrence rule of an event, whatever client reads it (RFC 5545, 3.3.10).</summary>
internal static class RecurrenceValueRules
{
    public static readonly ValidationRule RecurrenceFormat =
        new("MULTI-10", Severity.Error, CalendarClients.All, ClientBehavior.FileOnly)
        {
            Requirement = "RRULE has FREQ and otherwise only parts that exist, each once, with values in range, in allowed combinations.",
            Rationale = "Outlook refuses the event (\"not supported calendar message\"), and other clients drop it or its recurrence.",
            Fix = "Write a rule such as FREQ=WEEKLY;BYDAY=WE;COUNT=10.",
            Reference = "RFC 5545, 3.3.10; the parsers of ical.js, libical and Proton; observed with Exchange-compatible servers",
        };

    public static readonly ValidationRule UntilType = new("MULTI-11", Severity.Error, CalendarClients.All, ClientBehavior.WrongTime)
    {
        Requirement =
            "UNTIL is a date if DTSTART is a date, a local time if DTSTART has no zone, and else a UTC time; BYHOUR, BYMINUTE and BYSECOND "
                + "appear only if DTSTART has a time.",
        Rationale = "Clients compare UNTIL with the occurrences: with another type, the last one is lost or one more is shown.",
        Fix = "Write UNTIL in UTC, such as UNTIL=20270512T070000Z.",
        Reference = "RFC 5545, 3.3.10",
    };

    public static readonly ValidationRule StartMatchesRule =
        new("MULTI-12", Severity.Error, CalendarClients.Outlook | CalendarClients.Proton, ClientBehavior.WrongTime)
        {
            Requirement = "DTSTART is the first occurrence of its RRULE.",
            Rationale = "Otherwise the dates are undefined: Proton refuses the invitation, and Outlook does not show the day of DTSTART.",
            Fix = "Move DTSTART to the first day that the rule gives.",
            Reference = "RFC 5545, 3.8.5.3; Proton's parser; observed with Exchange-compatible servers",
        };

    public static readonly ValidationRule HasOccurrences = new("MULTI-19", Severity.Error, CalendarClients.All, ClientBehavior.NotShown)
    {
        Requirement = "A recurrence rule has at least one occurrence.",
        Rationale = "Without one there is nothing to show: Outlook and Proton refuse the event.",
        Fix = "Write a rule that takes place, or remove RRULE.",
        Reference = "RFC 5545, 3.8.5.2; Proton's parser; observed with Exchange-compatible servers",
    };

    public static readonly RuleFamily Family = new(RecurrenceFormat, UntilType, StartMatchesRule, HasOccurrences) { Event = Check };

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        if (vevent.Recurrence is not { } rule)
        {
            return;
        }

        var location = calendar.GetLocation(vevent.RRule!);
        foreach (var fault in vevent.RecurrenceFaults)
        {
            findings.Add(
                RecurrenceFormat,
                location,
                $"RRULE {Quoted.Format(vevent.RRule!.Value)} is not valid: {fault.Problem}.",
                fix: fault.Fix);
        }

        if (vevent.Start is not { } start)
        {
            return;
        }

        CheckUntil(calendar, vevent, rule, start, findings);
        if (start.IsDate && rule.Hours.Length + rule.Minutes.Length + rule.Seconds.Length > 0)
        {
            findings.Add(
                UntilType,
                location,
                $"RRULE {Quoted.Format(vevent.RRule!.Value)} names times of day, but DTSTART {start.Line.Value} is a date.",
                fix: "Remove BYHOUR, BYMINUTE and BYSECOND, or give DTSTART a time.");
        }

        if (vevent.HasValidRecurrence)
        {
            CheckOccurrences(calendar, vevent, rule, start, findings);
        }
    }

    private static void CheckUntil(
        ValidatedCalendar calendar,
        ValidatedEvent vevent,
        RecurrenceRule rule,
        DateTimeValue start,
        FindingCollector findings)
    {
        if (rule.Until is not { } text || !DateTimeValue.Parse(text, out var until, out var isDate, out var isUtc))
        {
            return;
        }

        var location = calendar.GetLocation(vevent.RRule!);
        var line = Quoted.Format(start.Line.ToString());
        if (start.IsDate != isDate)
        {
            // Midnight of an all-day event is unambiguous: some clients write it.
            var isMidnight = start.IsDate && until.TimeOfDay == LocalTime.Midnight;
            findings.Add(
                UntilType,
                location,
                $"UNTIL={text} is a {(isDate ? "date" : "time")}, but {line} is a {(isDate ? "time" : "date")}.",
                isMidnight ? Severity.Warning : Severity.Error,
                fix: start.IsDate
                    ? $"Write UNTIL={text.Substring(0, 8)}."
                    : GetUtcFix(calendar, start, until.Date + start.LocalDateTime.TimeOfDay));
        }
        else if (!isDate && start.IsFloating && isUtc)
        {
            findings.Add(
                UntilType,
                location,
                $"UNTIL={text} is in UTC, but {line} has no zone.",
                fix: $"Write UNTIL={text.Substring(0, 15)}, or give DTSTART a zone.");
        }
        else if (!isDate && !start.IsFloating && !isUtc)
        {
            findings.Add(
                UntilType,
                location,
                $"UNTIL={text} is a local time, but {line} has a zone, so UNTIL must be in UTC.",
                fix: GetUtcFix(calendar, start, until));
        }
    }

    private static bool IsUntilBefore(ValidatedCalendar calendar, RecurrenceRule rule, DateTimeValue start)
    {
        if (!DateTimeValue.Parse(rule.Until ?? "", out var until, out var isDate, out var isUtc))
        {
            return false;
        }

        return isUtc && !start.IsDate
            ? start.ToInstant(calendar.FindNamedZone(start.ZoneId)) is { } from && until.InUtc().ToInstant() < from
            : isDate || start.IsDate ? until.Date < start.LocalDateTime.Date : until < start.LocalDateTime;
    }

    private static string? GetUtcFix(ValidatedCalendar calendar, DateTimeValue start, LocalDateTime until)
    {
        var instant = (start with { LocalDateTime = until }).ToInstant(calendar.FindNamedZone(start.ZoneId));
        return instant is { } utc ? $"Write UNTIL={DateTimeFormatter.FormatUtc(utc)}." : null;
    }

    private static void CheckOccurrences(
        ValidatedCalendar calendar,
        ValidatedEvent vevent,
        RecurrenceRule rule,
        DateTimeValue start,
        FindingCollector findings)
    {
        if (start.LocalDateTime.Year > 9900 || calendar.OccurrenceBudget < 0)
        {
            return;
        }

        var occurrences = new RecurrenceOccurrences(rule, start.LocalDateTime);
        var budget = calendar.OccurrenceBudget;
        var includesStart = occurrences.IncludesStart(ref budget);
        var location = calendar.GetLocation(vevent.RRule!);
        if (IsUntilBefore(calendar, rule, start))
        {
            findings.Add(
                HasOccurrences,
                location,
                $"UNTIL={rule.Until} is before DTSTART {start.Line.Value}.",
                fix: "Write the date of the last occurrence into UNTIL.");
        }
        else if (!includesStart && rule.Frequency <= RecurrenceFrequency.Daily)
        {
            var first = occurrences.FindDays(1, ref budget);
            if (first.Count > 0)
            {
                var date = DateTimeFormatter.FormatLocal(first[0].AtMidnight()).Substring(0, 8);
                findings.Add(
                    StartMatchesRule,
                    calendar.GetLocation(start.Line),
                    $"DTSTART {start.Line.Value} is not an occurrence of its RRULE "
                        + $"{Quoted.Format(vevent.RRule!.Value)}.",
                    calendar.IsMessage ? Severity.Error : Severity.Warning,
                    fix: first[0] == start.LocalDateTime.Date
                        ? "Give DTSTART the time of day that the rule names."
                        : $"Move DTSTART to {date}, the first day that the rule gives.");
            }
            else if (budget >= 0)
            {
                findings.Add(HasOccurrences, location, $"The RRULE {Quoted.Format(vevent.RRule!.Value)} never takes place.");
            }
        }

        calendar.OccurrenceBudget = budget;
    }
}
