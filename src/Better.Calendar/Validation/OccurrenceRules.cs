using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>The rule for overrides of a recurring event: the recurrence rule must make the occurrence that they are about.</summary>
internal static class OccurrenceRules
{
    // A rule of a thousand occurrences is longer than any that is answered by hand; later ones are not judged.
    private const int MaxOccurrences = 1000;

    public static readonly ValidationRule KnownOccurrence =
        new("MULTI-07", Severity.Error, CalendarClients.Outlook
            | CalendarClients.Gmail
            | CalendarClients.Apple
            | CalendarClients.Thunderbird, ClientBehavior.WrongTime)
        {
            Requirement = "Each RECURRENCE-ID and each EXDATE is a time that the RRULE of the master event makes.",
            Rationale = "The occurrence appears twice, or at the wrong time: clients show the override beside the one that they compute.",
            Fix = "Write RECURRENCE-ID and EXDATE as the rule makes them: with the TZID of DTSTART, in local time, when the clocks change.",
            Reference = "RFC 5545, 3.8.4.4 and 3.8.5.1",
        };

    public static readonly RuleFamily Family = new(KnownOccurrence) { Calendar = Check };

    private static void Check(ValidatedCalendar calendar, FindingCollector findings)
    {
        // Of several masters with one UID, which another rule reports, the first is the one that the overrides are about.
        var judged = new HashSet<string>(StringComparer.Ordinal);
        foreach (var master in calendar.Events)
        {
            // RDATE adds occurrences that no rule makes.
            if (master is { RecurrenceId: null, HasValidRecurrence: true, Start: { } start, Uid: { } uid }
                && master.Recurrence!.Frequency <= RecurrenceFrequency.Daily
                && start.LocalDateTime.Year < 9900
                && calendar.OccurrenceBudget >= 0
                && master.Component["RDATE"] is null)
            {
                var lines = master.Component.Lines.FindAll(static line => line.Name == "EXDATE");
                if (judged.Add(uid.Value))
                {
                    calendar.FindOverrides(master).ForEach(instance => lines.Add(instance.RecurrenceId!));
                }

                CheckOccurrences(calendar, lines, start, master, findings);
            }
        }
    }

    private static void CheckOccurrences(
        ValidatedCalendar calendar,
        List<ContentLine> lines,
        DateTimeValue start,
        ValidatedEvent master,
        FindingCollector findings)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var rule = master.Recurrence!;
        var budget = calendar.OccurrenceBudget;
        var made = new RecurrenceOccurrences(rule, start.LocalDateTime).FindTimes(MaxOccurrences, ref budget);
        calendar.OccurrenceBudget = budget;
        var times = new HashSet<LocalDateTime>(made);
        var isComplete = rule.Count == made.Count || (rule.Until is not null && made.Count < MaxOccurrences && budget >= 0);
        var end = isComplete ? LocalDateTime.MaxIsoValue : made[made.Count - 1];
        foreach (var line in lines)
        {
            // Another rule reports a form that differs (MULTI-03).
            if (!string.Equals(line["TZID"], start.ZoneId, StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var text in line.Dates)
            {
                if (DateTimeValue.Parse(text.Trim(), out var time, out var isDate, out var isUtc)
                    && isDate == start.IsDate
                    && isUtc == start.IsUtc
                    && time <= end
                    && !times.Contains(time))
                {
                    findings.Add(
                        KnownOccurrence,
                        calendar.GetLocation(line),
                        $"{line.Name} is {Quoted.Format(text.Trim().ToString())}, but the rule {Quoted.Format(master.RRule!.Value)} of the "
                            + $"master event makes no occurrence at that time.");
                }
            }
        }
    }
}
