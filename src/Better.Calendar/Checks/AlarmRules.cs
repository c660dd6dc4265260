using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>Reminders.</summary>
internal static class AlarmRules
{
    public static readonly CheckRule Unwanted = new("ALM-01", Severity.Warning, Clients.Proton | Clients.Gmail | Clients.Outlook, Outcome.Flawed)
    {
        Demand = "An invitation, a cancellation and an answer have no VALARM.",
        Why = "When to be reminded is the reader's affair: Google and Proton put their own in place, Outlook takes yours.",
        Mend = "Leave VALARM out.",
        Source = "RFC 5546, 3.2.2; seen with Proton, Google and Outlook",
    };

    public static readonly CheckRule Shape = new("ALM-02", Severity.Error, Clients.Outlook, Outcome.Flawed)
    {
        Demand = "An event has at most one VALARM, with a TRIGGER before the start, ACTION:DISPLAY and a DESCRIPTION.",
        Why = "Outlook ignores an alarm without TRIGGER and reminds before the start where after it is written; strict readers refuse the event.",
        Mend = "Write ACTION:DISPLAY, DESCRIPTION and TRIGGER:-PT15M.",
        Source = "RFC 5545, 3.6.6; [MS-OXCICAL] 2.1.3.1.1.20.62",
    };

    public static readonly RuleFamily Family = new(Unwanted, Shape) { Event = Check };

    private static void Check(CalendarReading calendar, EventReading made, Findings found)
    {
        var count = 0;
        foreach (var alarm in made.Component.Components)
        {
            if (alarm.Name != "VALARM")
            {
                continue;
            }

            if (calendar.IsMessage && count == 0)
            {
                // Who opens a file by itself chose to; a letter comes unasked.
                found.Add(Unwanted, calendar.At(alarm.Begin), $"METHOD:{calendar.Method} holds a VALARM.", calendar.Letter is null ? Severity.Advice : Severity.Warning);
            }

            if (count == 1)
            {
                found.Add(Shape, calendar.At(alarm.Begin), "The event has a second VALARM; Outlook takes the first.", Severity.Warning);
            }

            count++;
            CheckShape(calendar, alarm, found);
        }
    }

    private static void CheckShape(CalendarReading calendar, LineComponent alarm, Findings found)
    {
        var action = alarm["ACTION"];
        if (alarm["TRIGGER"] is not { } trigger)
        {
            found.Add(Shape, calendar.At(alarm.Begin), "VALARM has no TRIGGER.");
        }
        else if (trigger["VALUE"]?.ToUpperInvariant() == "DATE-TIME"
            ? TimeValue.Read(trigger) is not { IsUtc: true }
            : DurationValue.Read(trigger.Value.Trim()) is null)
        {
            found.Add(Shape, calendar.At(trigger), $"TRIGGER is {Shown.Of(trigger.Value)}.");
        }
        else if (trigger["VALUE"]?.ToUpperInvariant() != "DATE-TIME" && DurationValue.Read(trigger.Value.Trim()) is { IsNegative: false, Seconds: > 0 })
        {
            found.Add(Shape, calendar.At(trigger), $"TRIGGER {Shown.Of(trigger.Value)} lies behind the start; Outlook reminds as long before it.");
        }

        if (action is null)
        {
            found.Add(Shape, calendar.At(alarm.Begin), "VALARM has no ACTION.");
        }
        else if (!action.Is("DISPLAY"))
        {
            found.Add(Shape, calendar.At(action), $"ACTION is {Shown.Of(action.Value)}; Outlook shows a reminder whatever it is.", Severity.Warning);
        }
        else if (alarm["DESCRIPTION"] is null)
        {
            found.Add(Shape, calendar.At(alarm.Begin), "A DISPLAY alarm has no DESCRIPTION.");
        }
    }
}
