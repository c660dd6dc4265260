using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for what single clients can store of a valid recurrence rule.</summary>
internal static class ClientRecurrenceRules
{
    public static readonly ValidationRule OutlookTemplate =
        new("MULTI-13", Severity.Error, CalendarClients.Outlook, ClientBehavior.FileOnly)
        {
            Requirement =
                "A recurrence rule fits a template of Outlook: daily; weekly by days; monthly or yearly by one day of the month or by one "
                    + "numbered weekday.",
            Rationale = "Outlook refuses other rules and shows \"not supported calendar message\"; a subscription loses the event.",
            Fix = "Write an equivalent rule that fits, or single events.",
            Reference = "[MS-OXCICAL] 2.1.3.2.2; Microsoft's KB 2643084; observed with Exchange-compatible servers",
        };

    public static readonly ValidationRule OutlookDates =
        new("MULTI-14", Severity.Warning, CalendarClients.Outlook, ClientBehavior.WrongTime)
        {
            Requirement = "Outlook stores the same dates as the recurrence rule gives.",
            Rationale = "Outlook accepts the rule but reads it in its own way, so its users see other dates.",
            Fix = "Write a rule that all clients read alike, or single events.",
            Reference = "[MS-OXCICAL] 2.1.3.2.2; Exchange Web Services, DayOfMonth; observed with Exchange-compatible servers",
        };

    public static readonly ValidationRule ProtonLimits =
        new("MULTI-15", Severity.Error, CalendarClients.Proton, ClientBehavior.NoButtons)
        {
            Requirement =
                "A recurrence is daily or longer, has at most 499 occurrences, ends before 2038, and has an INTERVAL of at most 999 days "
                    + "or months, 4999 weeks or 99 years.",
            Rationale = "Proton does not support an invitation beyond its limits, and shows no buttons.",
            Fix = "Shorten the recurrence.",
            Reference = "Proton's parser (recurrence/rrule.ts)",
        };

    public static readonly ValidationRule NoTimeParts =
        new("MULTI-16", Severity.Error, CalendarClients.Gmail | CalendarClients.Apple, ClientBehavior.WrongTime)
        {
            Requirement = "An event recurs daily or less often, at one time of day.",
            Rationale = "The recurrences of Google Calendar and of Apple's EventKit have no hours, minutes or seconds.",
            Fix = "Write one daily series for each time of day, each with its own UID.",
            Reference = "Google Apps Script, EventRecurrence; Apple EventKit, EKRecurrenceRule",
        };

    public static readonly ValidationRule SeparateOccurrences =
        new("MULTI-17", Severity.Error, CalendarClients.Outlook, ClientBehavior.FileOnly)
        {
            Requirement = "An occurrence ends before the next one begins.",
            Rationale =
                "Outlook stores no overlapping occurrences: it asks for a duration shorter than how often the event occurs.",
            Fix = "Shorten the event, or let it recur less often.",
            Reference = "[MS-OXOCAL] PidLidAppointmentRecur; observed with Outlook for Mac",
        };

    public static readonly RuleFamily Family =
        new(OutlookTemplate, OutlookDates, ProtonLimits, NoTimeParts, SeparateOccurrences) { Event = Check };

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        // The other clients' limits are only about rules that are valid.
        if (!vevent.HasValidRecurrence || vevent.Start is not { } start || vevent.Recurrence is not { } rule)
        {
            return;
        }

        var location = calendar.GetLocation(vevent.RRule!);
        var text = vevent.RRule!.Value;
        if (OutlookRecurrence.Find(rule, start.LocalDateTime) is { } outlook)
        {
            findings.Add(
                outlook.IsRefused ? OutlookTemplate : OutlookDates,
                location,
                $"RRULE {Quoted.Format(text)}: {outlook.Problem}.",
                fix: outlook.Fix);
        }

        if (FindProtonProblem(rule) is { } proton)
        {
            findings.Add(
                ProtonLimits,
                location,
                $"RRULE {Quoted.Format(text)} {proton}.",
                calendar.IsMessage ? Severity.Error : Severity.Warning);
        }

        var isWithinDay = rule.Frequency > RecurrenceFrequency.Daily;
        if (isWithinDay || Adds(rule.Hours, start.LocalDateTime.Hour) || Adds(rule.Minutes, start.LocalDateTime.Minute)
            || Adds(rule.Seconds, start.LocalDateTime.Second))
        {
            findings.Add(
                NoTimeParts,
                location,
                $"RRULE {Quoted.Format(text)} {(isWithinDay ? "recurs within a day" : "names times of day besides that of DTSTART")}.",
                fix: rule is { Frequency: RecurrenceFrequency.Hourly, Interval: var hours } && hours % 24 == 0
                    ? $"Write FREQ=DAILY;INTERVAL={hours / 24}."
                    : null);
        }

        CheckOverlap(calendar, vevent, rule, start, findings);
    }

    private static bool Adds(int[] times, int ofStart) => times.Length > 0 && !(times.Length == 1 && times[0] == ofStart);

    /// <summary>What Proton does not support in invitations; null if nothing.</summary>
    private static string? FindProtonProblem(RecurrenceRule rule)
    {
        var maxInterval = rule.Frequency switch
        {
            RecurrenceFrequency.Yearly => 99,
            RecurrenceFrequency.Weekly => 4_999,
            _ => 999,
        };
        return rule.Frequency > RecurrenceFrequency.Daily ? "recurs within a day, which Proton does not support"
            : rule.Interval > maxInterval ? $"has INTERVAL={rule.Interval}; Proton supports at most {maxInterval}"
            : rule.Count > 499 ? $"has COUNT={rule.Count}; Proton supports at most 499"
            : rule.Until is { } until && string.CompareOrdinal(until, "2038") >= 0 ? $"has UNTIL={until}; Proton supports dates before 2038"
            : rule is { Frequency: RecurrenceFrequency.Yearly, MonthDays.Length: > 0, Months.Length: 0 }
                ? "has BYMONTHDAY without BYMONTH, which Proton does not support in a yearly rule"
            : null;
    }

    private static void CheckOverlap(
        ValidatedCalendar calendar,
        ValidatedEvent vevent,
        RecurrenceRule rule,
        DateTimeValue start,
        FindingCollector findings)
    {
        // Most events last minutes, and most recurrences are a day apart or more: then nothing needs to be computed.
        if (vevent.GetSeconds() is not (> 0 and { } seconds)
            || (seconds <= 86_400
                && rule is { Frequency: <= RecurrenceFrequency.Daily, Hours.Length: < 2, Minutes.Length: < 2, Seconds.Length: < 2 })
            || start.LocalDateTime.Year > 9900
            || calendar.OccurrenceBudget < 0)
        {
            return;
        }

        var budget = calendar.OccurrenceBudget;
        var gap = new RecurrenceOccurrences(rule, start.LocalDateTime).FindShortestGap(ref budget);
        calendar.OccurrenceBudget = budget;
        if (seconds > gap)
        {
            findings.Add(
                SeparateOccurrences,
                calendar.GetLocation(vevent.RRule!),
                $"The event lasts {Format(seconds)}, but RRULE {Quoted.Format(vevent.RRule!.Value)} repeats it after {Format(gap.Value)}.");
        }
    }

    private static string Format(long seconds)
    {
        var (count, unit) = seconds % 86_400 == 0 ? (seconds / 86_400, "day")
            : seconds % 3_600 == 0 ? (seconds / 3_600, "hour")
            : seconds % 60 == 0 ? (seconds / 60, "minute")
            : (seconds, "second");
        return $"{count} {unit}{(count == 1 ? "" : "s")}";
    }
}
