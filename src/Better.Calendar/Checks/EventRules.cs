namespace Better.Calendar.Checks;

/// <summary>What an event must hold, and the odds and ends that make Outlook treat it differently.</summary>
internal static class EventRules
{
    public static readonly CheckRule Required = new("CAL-08", Severity.Error, Clients.Proton | Clients.Gmail | Clients.Outlook, Outcome.NoButtons)
    {
        Demand = "An invitation has UID, DTSTAMP, DTSTART, DTEND, SUMMARY, ORGANIZER and an ATTENDEE; any other event what its METHOD asks for.",
        Why = "Without one of them Gmail and Proton show no invitation.",
        Mend = "Write the missing line.",
        Source = "RFC 5545, 3.6.1; RFC 5546, 3.2; Proton's and Google's readers",
    };

    public static readonly CheckRule Sensitivity = new("MISC-01", Severity.Advice, Clients.Outlook, Outcome.Works)
    {
        Demand = "CLASS is PUBLIC or missing, and PRIORITY is missing, unless a private or urgent event is meant.",
        Why = "Outlook hides private events from delegates and marks urgent ones.",
        Mend = "Leave the line out.",
        Source = "[MS-OXCICAL] 2.1.3.1.1.20.4 and 2.1.3.1.1.20.17",
    };

    public static readonly CheckRule Busy = new("MISC-02", Severity.Advice, Clients.Outlook, Outcome.Works)
    {
        Demand = "An event that takes place is STATUS:CONFIRMED and TRANSP:OPAQUE, and X-MICROSOFT-CDO-BUSYSTATUS, if there, agrees.",
        Why = "Outlook takes the busy state from the X- property first, then from TRANSP, then from STATUS.",
        Mend = "Write STATUS:CONFIRMED and TRANSP:OPAQUE, and leave the X- property out.",
        Source = "[MS-OXCICAL] 2.1.3.1.1.20.31",
    };

    public static readonly CheckRule Attachments = new("MISC-03", Severity.Warning, Clients.All, Outcome.Flawed)
    {
        Demand = "No file is packed into the calendar (ATTACH;ENCODING=BASE64).",
        Why = "It makes the letter large, and most clients drop it.",
        Mend = "Link to the file, or attach it to the letter.",
        Source = "RFC 5545, 3.8.1.1; seen with Google and Apple",
    };

    public static readonly CheckRule AllDay = new("MISC-04", Severity.Error, Clients.Outlook, Outcome.WrongTime)
    {
        Demand = "An all-day event has DTSTART and DTEND as VALUE=DATE, DTEND being the day after its last.",
        Why = "Otherwise it is a day short, or lies from midnight to midnight of another zone.",
        Mend = "Write both as VALUE=DATE, DTEND one day later.",
        Source = "RFC 5545, 3.6.1; [MS-OXCICAL] 2.1.3.1.1.20.8",
    };

    public static readonly RuleFamily Family = new(Required, Sensitivity, Busy, Attachments, AllDay) { Event = Check };

    private static readonly string[] ForRequest = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "ORGANIZER", "ATTENDEE"];
    private static readonly string[] ForCancel = ["UID", "DTSTAMP", "DTSTART", "ORGANIZER", "ATTENDEE"];
    private static readonly string[] ForOthers = ["DTSTAMP", "DTSTART"];
    private static readonly string[] ForReply = ["UID", "DTSTAMP"];

    private static void Check(CalendarReading calendar, EventReading made, Findings found)
    {
        CheckRequired(calendar, made, found);
        CheckAllDay(calendar, made, found);
        foreach (var line in made.Component.Lines)
        {
            switch (line.Name)
            {
                case "CLASS" when !line.Is("PUBLIC"):
                    found.Add(Sensitivity, calendar.At(line), $"CLASS is {Shown.Of(line.Value)}.");
                    break;
                case "PRIORITY" when !line.Is("0") && !line.Is("5"):
                    found.Add(Sensitivity, calendar.At(line), $"PRIORITY is {Shown.Of(line.Value)}.");
                    break;
                case "TRANSP" when calendar.IsRequest && !line.Is("OPAQUE"):
                    found.Add(Busy, calendar.At(line), $"TRANSP is {Shown.Of(line.Value)}: the time stays free.");
                    break;
                case "X-MICROSOFT-CDO-BUSYSTATUS" or "X-MICROSOFT-CDO-INTENDEDSTATUS" when calendar.IsRequest && !line.Is("BUSY"):
                    found.Add(Busy, calendar.At(line), $"{line.Name} is {Shown.Of(line.Value)}.");
                    break;
                case "STATUS" when calendar.IsRequest && line.Is("TENTATIVE"):
                    found.Add(Busy, calendar.At(line), "STATUS is TENTATIVE: Outlook shows the time as tentative.");
                    break;
                case "ATTACH" when line["ENCODING"] is not null || line["VALUE"] is "BINARY":
                    found.Add(Attachments, calendar.At(line), $"ATTACH holds {line.Value.Length} characters of a file.");
                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckRequired(CalendarReading calendar, EventReading made, Findings found)
    {
        var required = calendar.Method switch
        {
            "REQUEST" => ForRequest,
            "CANCEL" => ForCancel,
            "REPLY" or "REFRESH" => ForReply,
            _ => ForOthers,
        };
        foreach (var name in required)
        {
            // DURATION in place of DTEND is another rule's.
            if (made.Component[name] is null && !(name == "DTEND" && made.Duration is not null))
            {
                found.Add(Required, calendar.At(made.Component.Begin), $"{name} is missing{(calendar.Method is { } method ? $", which METHOD:{method} needs" : "")}.");
            }
        }

        if (calendar.IsRequest && made.Summary is { } summary && string.IsNullOrWhiteSpace(summary.Value))
        {
            found.Add(Required, calendar.At(summary), "SUMMARY is blank.");
        }
    }

    private static void CheckAllDay(CalendarReading calendar, EventReading made, Findings found)
    {
        if (made.Start is not { } start)
        {
            return;
        }

        if (start.IsDate && start.Line["VALUE"]?.ToUpperInvariant() != "DATE")
        {
            found.Add(AllDay, calendar.At(start.Line), $"DTSTART is the date {start.Line.Value} without VALUE=DATE.");
        }

        if (made.End is not { } end)
        {
            return;
        }

        if (start.IsDate && end.IsDate && end.Local <= start.Local)
        {
            found.Add(AllDay, calendar.At(end.Line), $"DTEND {end.Line.Value} is not behind DTSTART {start.Line.Value}; it is the day after the last.");
        }
        else if (start.IsDate != end.IsDate)
        {
            found.Add(AllDay, calendar.At(end.Line), $"DTSTART is {start.Line.Value} and DTEND {end.Line.Value}: one is a date, the other a time.");
        }
    }
}
