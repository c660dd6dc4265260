using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for reminders (VALARM).</summary>
internal static class AlarmRules
{
    public static readonly ValidationRule NoAlarmInMessage =
        new("ALM-01", Severity.Warning, CalendarClients.Proton
            | CalendarClients.Gmail
            | CalendarClients.Outlook, ClientBehavior.LosesDetails)
        {
            Requirement = "An invitation, a cancellation or a response has no VALARM.",
            Rationale = "Reminders are the recipient's choice: Google and Proton replace yours with their own, and Outlook uses yours.",
            Fix = "Remove VALARM.",
            Reference = "RFC 5546, 3.2.2; observed with Proton, Google and Outlook",
        };

    public static readonly ValidationRule AlarmFormat = new("ALM-02", Severity.Error, CalendarClients.Outlook, ClientBehavior.LosesDetails)
    {
        Requirement = "An event has at most one VALARM, with a TRIGGER before the start, ACTION:DISPLAY and a DESCRIPTION.",
        Rationale =
            "Outlook ignores an alarm without TRIGGER, and reminds before the start even if the trigger is after it; strict parsers "
                + "reject the event.",
        Fix = "Write ACTION:DISPLAY, DESCRIPTION and TRIGGER:-PT15M.",
        Reference = "RFC 5545, 3.6.6; [MS-OXCICAL] 2.1.3.1.1.20.62",
    };

    public static readonly RuleFamily Family = new(NoAlarmInMessage, AlarmFormat) { Event = Check };

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        var count = 0;
        foreach (var alarm in vevent.Component.Components)
        {
            if (alarm.Name != "VALARM")
            {
                continue;
            }

            if (calendar.IsMessage && count == 0)
            {
                // Somebody who opens a file chose to; an email arrives unrequested.
                findings.Add(
                    NoAlarmInMessage,
                    calendar.GetLocation(alarm.BeginLine),
                    $"The calendar has METHOD:{calendar.Method} and a VALARM.",
                    calendar.Email is null
                    ? Severity.Suggestion
                    : Severity.Warning);
            }

            if (count == 1)
            {
                findings.Add(
                    AlarmFormat,
                    calendar.GetLocation(alarm.BeginLine),
                    "The event has a second VALARM; Outlook uses only the first.",
                    Severity.Warning);
            }

            count++;
            CheckShape(calendar, alarm, vevent.Start?.IsDate == true, findings);
        }
    }

    // Nine o'clock on the day of an all-day event is Apple's own default.
    private static void CheckShape(ValidatedCalendar calendar, Component alarm, bool isAllDay, FindingCollector findings)
    {
        var action = alarm["ACTION"];
        if (alarm["TRIGGER"] is not { } trigger)
        {
            findings.Add(AlarmFormat, calendar.GetLocation(alarm.BeginLine), "VALARM has no TRIGGER.");
        }
        else if (trigger["VALUE"]?.ToUpperInvariant() == "DATE-TIME"
            ? DateTimeValue.FromLine(trigger) is not { IsUtc: true }
            : DurationValue.Read(trigger.Value.Trim()) is null)
        {
            findings.Add(
                AlarmFormat,
                calendar.GetLocation(trigger),
                $"TRIGGER is {Quoted.Format(trigger.Value)}, which is neither a duration nor a UTC time.");
        }
        else if (trigger["VALUE"]?.ToUpperInvariant() != "DATE-TIME"
            && DurationValue.Read(trigger.Value.Trim()) is { IsNegative: false, Seconds: > 0 })
        {
            findings.Add(
                AlarmFormat,
                calendar.GetLocation(trigger),
                $"TRIGGER {Quoted.Format(trigger.Value)} is after the start; Outlook reminds the same time before it.",
                isAllDay ? Severity.Suggestion : Severity.Warning,
                fix: "Write a negative TRIGGER, such as -PT15M.");
        }

        if (action is null)
        {
            findings.Add(AlarmFormat, calendar.GetLocation(alarm.BeginLine), "VALARM has no ACTION.");
        }
        else if (!action.ValueEquals("DISPLAY"))
        {
            findings.Add(
                AlarmFormat,
                calendar.GetLocation(action),
                $"ACTION is {Quoted.Format(action.Value)}; Outlook shows a reminder for every ACTION.",
                Severity.Warning);
        }
        else if (alarm["DESCRIPTION"] is null)
        {
            findings.Add(AlarmFormat, calendar.GetLocation(alarm.BeginLine), "A DISPLAY alarm has no DESCRIPTION.");
        }
    }
}
