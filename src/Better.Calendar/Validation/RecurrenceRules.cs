using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for several events in one calendar, and for recurrence.</summary>
internal static class RecurrenceRules
{
    public static readonly ValidationRule SingleUid =
        new("MULTI-01", Severity.Error, CalendarClients.Outlook
            | CalendarClients.Proton
            | CalendarClients.Thunderbird
            | CalendarClients.Gmail, ClientBehavior.NoButtons)
        {
            Requirement = "All events of a REQUEST, CANCEL or REPLY have the same UID.",
            Rationale = "Exchange rejects the message, Outlook and Gmail show only the first event, and Proton shows none.",
            Fix = "Send one email for each event.",
            Reference = "RFC 5546, 3.2.2; observed with Exchange-compatible servers, Proton and Thunderbird",
        };

    public static readonly ValidationRule SingleMasterEvent =
        new("MULTI-02", Severity.Error, CalendarClients.Gmail | CalendarClients.Outlook, ClientBehavior.LosesDetails)
        {
            Requirement = "At most one event of a UID has no RECURRENCE-ID.",
            Rationale = "Google keeps the last of them, and Exchange rejects all.",
            Fix = "Give each event its own UID, or write RECURRENCE-ID in the instances.",
            Reference = "RFC 5545, 3.8.4.4 and 3.8.4.7; observed with Google and Exchange-compatible servers",
        };

    public static readonly ValidationRule RecurrenceIdMatch =
        new("MULTI-03", Severity.Error, CalendarClients.Proton | CalendarClients.Outlook, ClientBehavior.NoButtons)
        {
            Requirement =
            "An event with RECURRENCE-ID has no RRULE or EXDATE, its master event has RRULE, and RECURRENCE-ID has the value type and "
                + "zone of the master event's DTSTART.",
            Rationale = "Clients compare RECURRENCE-ID with the computed start times, often as text, and find no instance.",
            Fix = "Write RECURRENCE-ID with the TZID of DTSTART, and recurrence rules only in the master event.",
            Reference = "RFC 5545, 3.8.4.4; Proton's and Exchange's parsers",
        };

    public static readonly ValidationRule NoRDate =
        new("MULTI-04", Severity.Warning, CalendarClients.Outlook
            | CalendarClients.Proton
            | CalendarClients.Others, ClientBehavior.WrongTime)
        {
            Requirement = "An invitation has no RDATE.",
            Rationale = "Outlook, Proton and Zimbra do not support lists of dates.",
            Fix = "Send one invitation for each date, or use RRULE.",
            Reference = "[MS-OXOCAL] 2.2.1.44; Proton's parser",
        };

    public static readonly ValidationRule ExDateFormat =
        new("MULTI-05", Severity.Warning, CalendarClients.Apple | CalendarClients.Proton, ClientBehavior.WrongTime)
        {
            Requirement = "EXDATE appears only together with RRULE, with one date on each line.",
            Rationale = "Apple reads only the first date of a list, and Proton rejects EXDATE without RRULE.",
            Fix = "Write one EXDATE line for each date.",
            Reference = "RFC 5545, 3.8.5.1; observed with Apple and Proton",
        };

    public static readonly RuleFamily Family =
        new(SingleUid, SingleMasterEvent, RecurrenceIdMatch, NoRDate, ExDateFormat) { Calendar = Check };

    private static void Check(ValidatedCalendar calendar, FindingCollector findings)
    {
        if (calendar.Events.Count > 1)
        {
            CheckUids(calendar, findings);
        }

        foreach (var vevent in calendar.Events)
        {
            CheckProperties(calendar, vevent, findings);
        }
    }

    private static void CheckUids(ValidatedCalendar calendar, FindingCollector findings)
    {
        var masters = new Dictionary<string, ValidatedEvent>(StringComparer.Ordinal);
        var first = calendar.Events[0].Uid?.Value;
        foreach (var vevent in calendar.Events)
        {
            if (vevent.Uid is not { } uid)
            {
                continue;
            }

            if (uid.Value != first && calendar.IsMessage)
            {
                findings.Add(
                    SingleUid,
                    calendar.GetLocation(uid),
                    $"The calendar with METHOD:{calendar.Method} has the UID {Quoted.Format(uid.Value)} besides {Quoted.Format(first)}.");
            }

            if (vevent.RecurrenceId is not null)
            {
                continue;
            }

            if (masters.TryGetValue(uid.Value, out _))
            {
                var rule = calendar.IsMessage ? SingleMasterEvent : FeedRules.UniqueUids;
                findings.Add(
                    rule,
                    calendar.GetLocation(uid),
                    $"Two events without RECURRENCE-ID have the UID {Quoted.Format(uid.Value)}.");
            }
            else
            {
                masters[uid.Value] = vevent;
            }
        }

        foreach (var vevent in calendar.Events)
        {
            if (vevent is { RecurrenceId: { } id, Uid: { } uid } && masters.TryGetValue(uid.Value, out var master))
            {
                CheckInstance(calendar, id, vevent.RecurrenceTime, master, findings);
            }
        }
    }

    private static void CheckInstance(
        ValidatedCalendar calendar,
        ContentLine recurrenceId,
        DateTimeValue? time,
        ValidatedEvent master,
        FindingCollector findings)
    {
        if (master.RRule is null && master.Component["RDATE"] is null)
        {
            findings.Add(
                RecurrenceIdMatch,
                calendar.GetLocation(recurrenceId),
                $"RECURRENCE-ID {Quoted.Format(recurrenceId.Value)} belongs to an event that has no RRULE.");
        }
        else if (time is { } instance && master.Start is { } start
            && (instance.IsDate != start.IsDate
                || instance.IsUtc != start.IsUtc
                || !string.Equals(instance.ZoneId, start.ZoneId, StringComparison.Ordinal)))
        {
            var isOtherForm = instance.IsDate != start.IsDate || instance.IsFloating != start.IsFloating;

            // The same instant in UTC or another zone is legal (RFC 5545, 3.8.4.4); some clients compare the text.
            findings.Add(
                RecurrenceIdMatch,
                calendar.GetLocation(recurrenceId),
                $"RECURRENCE-ID is {Quoted.Format(recurrenceId.ToString())}, but DTSTART of the master event "
                    + $"is {Quoted.Format(master.DtStart!.ToString())}.",
                isOtherForm ? Severity.Error : Severity.Warning,
                behavior: isOtherForm ? null : ClientBehavior.WrongTime);
        }
    }

    private static void CheckProperties(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        foreach (var line in vevent.Component.Lines)
        {
            switch (line.Name)
            {
                case "RRULE" when vevent.RecurrenceId is not null:
                    findings.Add(RecurrenceIdMatch, calendar.GetLocation(line), "An event with RECURRENCE-ID has RRULE.");
                    break;
                case "EXDATE" when vevent.RecurrenceId is not null:
                    findings.Add(RecurrenceIdMatch, calendar.GetLocation(line), "An event with RECURRENCE-ID has EXDATE.");
                    break;
                case "EXDATE" when vevent.RRule is null:
                    findings.Add(
                        ExDateFormat,
                        calendar.GetLocation(line),
                        $"EXDATE {Quoted.Format(line.Value)} is in an event without RRULE.");
                    break;
                case "EXDATE" when line.Value.IndexOf(',') >= 0:
                    findings.Add(
                        ExDateFormat,
                        calendar.GetLocation(line),
                        $"EXDATE has several dates on one line: {Quoted.Format(line.Value)}.");
                    break;
                case "RDATE" when calendar.IsRequest:
                    findings.Add(NoRDate, calendar.GetLocation(line), $"The invitation has RDATE {Quoted.Format(line.Value)}.");
                    break;
                default:
                    break;
            }
        }
    }
}
