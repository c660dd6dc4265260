using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for what a calendar contains: an event, whose properties come before its alarms.</summary>
internal static class ComponentRules
{
    public static readonly ValidationRule EventPresent = new("CAL-12", Severity.Error, CalendarClients.All, ClientBehavior.NotShown)
    {
        Requirement = "A calendar has at least one component besides time zones, and an event if it has a METHOD.",
        Rationale = "Without an event there is nothing to show, to add or to respond to.",
        Fix = "Write the event between BEGIN:VEVENT and END:VEVENT.",
        Reference = "RFC 5545, 3.6; RFC 5546, 3.2",
    };

    public static readonly ValidationRule PropertyOrder =
        new("CAL-13", Severity.Error, CalendarClients.Outlook | CalendarClients.Others, ClientBehavior.FileOnly)
        {
            Requirement = "The properties of a component come before the components inside it.",
            Rationale = "Outlook shows \"not supported calendar message\" if a property follows a VALARM.",
            Fix = "Move BEGIN:VALARM to END:VALARM behind the last property.",
            Reference = "RFC 5545, 3.6 and 3.6.1 (eventprop *alarmc); observed with Outlook",
        };

    public static readonly RuleFamily Family = new(EventPresent, PropertyOrder) { Calendar = Check };

    private static void Check(ValidatedCalendar calendar, FindingCollector findings)
    {
        var root = calendar.Root!;
        if (calendar.Events.Count == 0)
        {
            CheckPresence(calendar, root, findings);
        }

        foreach (var vevent in calendar.Events)
        {
            CheckOrder(calendar, vevent.Component, findings);
        }
    }

    private static void CheckPresence(ValidatedCalendar calendar, Component root, FindingCollector findings)
    {
        Component? other = null;
        foreach (var component in root.Components)
        {
            other ??= component.Name == "VTIMEZONE" ? null : component;
        }

        var method = calendar.Method is { } name ? $" with METHOD:{name}" : "";
        if (other is not null)
        {
            // A list of tasks is a valid file, but no client shows it as an invitation.
            findings.Add(
                EventPresent,
                calendar.GetLocation(other.BeginLine),
                $"The calendar{method} has {Quoted.Format(other.Name)}, but no VEVENT.",
                calendar.IsMessage || other.Name is not ("VTODO" or "VJOURNAL" or "VFREEBUSY" or "VAVAILABILITY")
                    ? Severity.Error
                    : Severity.Warning);
        }
        else
        {
            findings.Add(
                EventPresent,
                calendar.GetLocation(root.BeginLine),
                $"The calendar{method} has {(root.Components.Count == 0 ? "no component at all" : "time zones only")}.",
                fix: root.EndLine is null ? null : "Add the event before END:VCALENDAR.");
        }
    }

    private static void CheckOrder(ValidatedCalendar calendar, Component component, FindingCollector findings)
    {
        if (component.Components.Count == 0)
        {
            return;
        }

        var inner = component.Components[0];
        foreach (var line in component.Lines)
        {
            // Lines that are no content lines are reported as such.
            if (line.ByteOffset > inner.BeginLine.ByteOffset && !line.IsMalformed)
            {
                // In a file clients read them in any order; Exchange refuses a message.
                findings.Add(
                    PropertyOrder,
                    calendar.GetLocation(line),
                    $"{line.Name} of the {component.Name} comes after the {inner.Name} in it.",
                    calendar.IsMessage ? Severity.Error : Severity.Warning,
                    fix: $"Move the {inner.Name} behind the last property of the {component.Name}.");
                return;
            }
        }
    }
}
