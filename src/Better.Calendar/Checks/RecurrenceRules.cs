using Better.Calendar.IcsLines;
using Better.Calendar.Zones;

namespace Better.Calendar.Checks;

/// <summary>Several events, repeated events, and how long one lasts.</summary>
internal static class RecurrenceRules
{
    public static readonly CheckRule OneUid = new("MULTI-01", Severity.Error, Clients.Outlook | Clients.Proton | Clients.Thunderbird | Clients.Gmail, Outcome.NoButtons)
    {
        Demand = "All events of a REQUEST, CANCEL or REPLY have one UID.",
        Why = "Exchange refuses the message, Outlook and Gmail show the first event only, Proton none.",
        Mend = "Send one letter for each event.",
        Source = "RFC 5546, 3.2.2; seen with Exchange-compatible servers, Proton and Thunderbird",
    };

    public static readonly CheckRule OneMaster = new("MULTI-02", Severity.Error, Clients.Gmail | Clients.Outlook, Outcome.Flawed)
    {
        Demand = "A UID has at most one event without RECURRENCE-ID.",
        Why = "Google keeps the last of them, Exchange refuses them all.",
        Mend = "Give each event a UID of its own, or RECURRENCE-ID to those that are instances.",
        Source = "RFC 5545, 3.8.4.4 and 3.8.4.7; seen with Google and Exchange-compatible servers",
    };

    public static readonly CheckRule Instance = new("MULTI-03", Severity.Error, Clients.Proton | Clients.Outlook, Outcome.NoButtons)
    {
        Demand = "An event with RECURRENCE-ID has no RRULE or EXDATE, the event that it belongs to has RRULE, and RECURRENCE-ID is of the kind and zone of that DTSTART.",
        Why = "Readers compare RECURRENCE-ID with the computed starts, often letter by letter, and find no instance.",
        Mend = "Write RECURRENCE-ID with the TZID of DTSTART, and rules only into the main event.",
        Source = "RFC 5545, 3.8.4.4; Proton's and Exchange's readers",
    };

    public static readonly CheckRule Dates = new("MULTI-04", Severity.Warning, Clients.Outlook | Clients.Proton | Clients.Others, Outcome.WrongTime)
    {
        Demand = "An invitation has no RDATE.",
        Why = "Outlook, Proton and Zimbra know no free lists of dates.",
        Mend = "Send one invitation for each date, or use RRULE.",
        Source = "[MS-OXOCAL] 2.2.1.44; Proton's reader",
    };

    public static readonly CheckRule Exceptions = new("MULTI-05", Severity.Warning, Clients.Apple | Clients.Proton, Outcome.WrongTime)
    {
        Demand = "EXDATE stands only beside RRULE and holds one date in each line.",
        Why = "Apple reads the first date of a list only, Proton refuses EXDATE without RRULE.",
        Mend = "Write one EXDATE line for each date.",
        Source = "RFC 5545, 3.8.5.1; seen with Apple and Proton",
    };

    public static readonly CheckRule End = new("MULTI-06", Severity.Error, Clients.Proton, Outcome.NoButtons)
    {
        Demand = "An event has DTEND, not DURATION; it lies behind DTSTART.",
        Why = "Proton refuses invitations with DURATION, and all clients an event that ends before it begins.",
        Mend = "Write DTEND of the same kind as DTSTART.",
        Source = "RFC 5545, 3.6.1 and 3.8.2.2; Proton's reader",
    };

    public static readonly RuleFamily Family = new(OneUid, OneMaster, Instance, Dates, Exceptions, End) { Calendar = Check };

    private static void Check(CalendarReading calendar, Findings found)
    {
        if (calendar.Events.Count > 1)
        {
            CheckUids(calendar, found);
        }

        foreach (var made in calendar.Events)
        {
            CheckLines(calendar, made, found);
            CheckEnd(calendar, made, found);
        }
    }

    private static void CheckUids(CalendarReading calendar, Findings found)
    {
        var masters = new Dictionary<string, EventReading>(StringComparer.Ordinal);
        var first = calendar.Events[0].Uid?.Value;
        foreach (var made in calendar.Events)
        {
            if (made.Uid is not { } uid)
            {
                continue;
            }

            if (uid.Value != first && calendar.IsMessage)
            {
                found.Add(OneUid, calendar.At(uid), $"METHOD:{calendar.Method} holds the UID {Shown.Of(uid.Value)} beside {Shown.Of(first)}.");
            }

            if (made.RecurrenceId is not null)
            {
                continue;
            }

            if (masters.TryGetValue(uid.Value, out _))
            {
                found.Add(calendar.IsMessage ? OneMaster : FeedRules.Uids, calendar.At(uid), $"UID {Shown.Of(uid.Value)} stands in two events without RECURRENCE-ID.");
            }
            else
            {
                masters[uid.Value] = made;
            }
        }

        foreach (var made in calendar.Events)
        {
            if (made is { RecurrenceId: { } id, Uid: { } uid } && masters.TryGetValue(uid.Value, out var master))
            {
                CheckInstance(calendar, id, master, found);
            }
        }
    }

    private static void CheckInstance(CalendarReading calendar, Line id, EventReading master, Findings found)
    {
        if (master.RRule is null && master.Component["RDATE"] is null)
        {
            found.Add(Instance, calendar.At(id), $"RECURRENCE-ID {Shown.Of(id.Value)} belongs to an event that has no RRULE.");
        }
        else if (TimeValue.Read(id) is { } instance && master.Start is { } start
            && (instance.IsDate != start.IsDate || instance.IsUtc != start.IsUtc || !string.Equals(instance.ZoneId, start.ZoneId, StringComparison.Ordinal)))
        {
            found.Add(Instance, calendar.At(id), $"RECURRENCE-ID is {Shown.Of(id.ToString())}, DTSTART of the main event is {Shown.Of(master.DtStart!.ToString())}.");
        }
    }

    private static void CheckLines(CalendarReading calendar, EventReading made, Findings found)
    {
        foreach (var line in made.Component.Lines)
        {
            switch (line.Name)
            {
                case "RRULE" when made.RecurrenceId is not null:
                    found.Add(Instance, calendar.At(line), "An event with RECURRENCE-ID has RRULE.");
                    break;
                case "EXDATE" when made.RecurrenceId is not null:
                    found.Add(Instance, calendar.At(line), "An event with RECURRENCE-ID has EXDATE.");
                    break;
                case "EXDATE" when made.RRule is null:
                    found.Add(Exceptions, calendar.At(line), $"EXDATE {Shown.Of(line.Value)} stands in an event without RRULE.");
                    break;
                case "EXDATE" when line.Value.IndexOf(',') >= 0:
                    found.Add(Exceptions, calendar.At(line), $"EXDATE holds several dates: {Shown.Of(line.Value)}.");
                    break;
                case "RDATE" when calendar.IsRequest:
                    found.Add(Dates, calendar.At(line), $"RDATE is {Shown.Of(line.Value)}.");
                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckEnd(CalendarReading calendar, EventReading made, Findings found)
    {
        if (made.Duration is { } duration)
        {
            // Beside DTEND it is forbidden; alone it is right, and Proton's trouble with invitations.
            var problem = made.DtEnd is null ? $"DURATION {Shown.Of(duration.Value)} stands in place of DTEND." : $"DURATION {Shown.Of(duration.Value)} stands beside DTEND.";
            found.Add(End, calendar.At(duration), problem, made.DtEnd is null && !calendar.IsRequest ? Severity.Advice : Severity.Error);
        }

        if (made.Start is not { IsDate: false } start || made.End is not { IsDate: false } end)
        {
            return;
        }

        if (start.IsFloating != end.IsFloating)
        {
            found.Add(End, calendar.At(end.Line), $"DTSTART is {Shown.Of(start.Line.ToString())} and DTEND {Shown.Of(end.Line.ToString())}: only one has a zone.");
        }
        else if (IsBehind(calendar, start, end) == false)
        {
            found.Add(End, calendar.At(end.Line), $"DTEND {Shown.Of(end.Line.Value)} is not behind DTSTART {Shown.Of(start.Line.Value)}.");
        }
    }

    /// <summary>Whether the end lies behind the start; null when nobody can say.</summary>
    private static bool? IsBehind(CalendarReading calendar, TimeValue start, TimeValue end)
    {
        if (string.Equals(start.ZoneId, end.ZoneId, StringComparison.Ordinal) && start.IsUtc == end.IsUtc)
        {
            return end.Local > start.Local;
        }

        return start.At(ZoneIds.Find(start.ZoneId, calendar.Options.Zones)) is { } from && end.At(ZoneIds.Find(end.ZoneId, calendar.Options.Zones)) is { } to ? to > from : null;
    }
}
