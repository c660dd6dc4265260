namespace Better.Calendar.Validation;

/// <summary>Rules for the required properties of an event, and for smaller properties that Outlook interprets in its own way.</summary>
internal static class EventRules
{
    public static readonly ValidationRule RequiredProperties =
        new("CAL-08", Severity.Error, CalendarClients.Proton | CalendarClients.Gmail | CalendarClients.Outlook, ClientBehavior.NoButtons)
        {
            Requirement =
            "An invitation has UID, DTSTAMP, DTSTART, SUMMARY, ORGANIZER and an ATTENDEE; any other event has what its METHOD "
                + "requires.",
            Rationale = "If one is missing, Gmail and Proton show no invitation.",
            Fix = "Write the missing line.",
            Reference = "RFC 5545, 3.6.1; RFC 5546, 3.2; Proton's and Google's parsers",
        };

    public static readonly ValidationRule ClassAndPriority =
        new("MISC-01", Severity.Suggestion, CalendarClients.Outlook, ClientBehavior.WorksAsIntended)
        {
            Requirement = "CLASS is PUBLIC or missing, and PRIORITY is missing, unless the event is meant to be private or urgent.",
            Rationale = "Outlook hides private events from delegates and marks urgent ones.",
            Fix = "Remove the line.",
            Reference = "[MS-OXCICAL] 2.1.3.1.1.20.4 and 2.1.3.1.1.20.17",
        };

    public static readonly ValidationRule BusyStatus =
        new("MISC-02", Severity.Suggestion, CalendarClients.Outlook, ClientBehavior.WorksAsIntended)
        {
            Requirement =
            "An event that takes place has STATUS:CONFIRMED and no TRANSP (OPAQUE is the default); X-MICROSOFT-CDO-BUSYSTATUS, if "
                + "present, agrees.",
            Rationale = "Outlook reads the busy status from the X- property first, then from TRANSP, then from STATUS.",
            Fix = "Write STATUS:CONFIRMED, and remove TRANSP and the X- property.",
            Reference = "[MS-OXCICAL] 2.1.3.1.1.20.31",
        };

    public static readonly ValidationRule InlineAttachments =
        new("MISC-03", Severity.Warning, CalendarClients.All, ClientBehavior.LosesDetails)
        {
            Requirement = "No file is embedded in the calendar (ATTACH;ENCODING=BASE64).",
            Rationale = "It makes the email large, and most clients drop it.",
            Fix = "Link to the file, or attach it to the email.",
            Reference = "RFC 5545, 3.8.1.1; observed with Google and Apple",
        };

    public static readonly ValidationRule AllDayDates = new("MISC-04", Severity.Error, CalendarClients.Outlook, ClientBehavior.WrongTime)
    {
        Requirement = "An all-day event has DTSTART and DTEND as VALUE=DATE, and DTEND is the day after its last day.",
        Rationale = "Otherwise it is a day too short, or runs from midnight to midnight in another zone.",
        Fix = "Write both as VALUE=DATE, with DTEND one day after the last day.",
        Reference = "RFC 5545, 3.6.1; [MS-OXCICAL] 2.1.3.1.1.20.8",
    };

    public static readonly RuleFamily Family =
        new(RequiredProperties, ClassAndPriority, BusyStatus, InlineAttachments, AllDayDates) { Event = Check };

    private static readonly string[] RequiredForRequest = ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "ORGANIZER", "ATTENDEE"];
    private static readonly string[] RequiredForCancel = ["UID", "DTSTAMP", "DTSTART", "ORGANIZER", "ATTENDEE"];
    private static readonly string[] RequiredForOthers = ["DTSTAMP", "DTSTART"];
    private static readonly string[] RequiredForReply = ["UID", "DTSTAMP"];

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        CheckRequired(calendar, vevent, findings);
        CheckAllDay(calendar, vevent, findings);
        foreach (var line in vevent.Component.Lines)
        {
            switch (line.Name)
            {
                case "CLASS" when !line.ValueEquals("PUBLIC"):
                    findings.Add(ClassAndPriority, calendar.GetLocation(line), $"CLASS is {Quoted.Format(line.Value)}, not PUBLIC.");
                    break;
                case "PRIORITY" when !line.ValueEquals("0") && !line.ValueEquals("5"):
                    findings.Add(ClassAndPriority, calendar.GetLocation(line), $"PRIORITY is {Quoted.Format(line.Value)}, not normal.");
                    break;
                case "TRANSP" when calendar.IsRequest && !line.ValueEquals("OPAQUE"):
                    findings.Add(BusyStatus, calendar.GetLocation(line), $"TRANSP is {Quoted.Format(line.Value)}, so the time stays free.");
                    break;
                case "X-MICROSOFT-CDO-BUSYSTATUS" or "X-MICROSOFT-CDO-INTENDEDSTATUS" when calendar.IsRequest && !line.ValueEquals("BUSY"):
                    findings.Add(BusyStatus, calendar.GetLocation(line), $"{line.Name} is {Quoted.Format(line.Value)}, not BUSY.");
                    break;
                case "STATUS" when calendar.IsRequest && line.ValueEquals("TENTATIVE"):
                    findings.Add(BusyStatus, calendar.GetLocation(line), "STATUS is TENTATIVE, so Outlook shows the time as tentative.");
                    break;
                case "ATTACH" when line["ENCODING"] is not null || line["VALUE"] is "BINARY":
                    findings.Add(
                        InlineAttachments,
                        calendar.GetLocation(line),
                        $"ATTACH contains {line.Value.Length} characters of a file.");
                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckRequired(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        var required = calendar.Method switch
        {
            "REQUEST" => RequiredForRequest,
            "CANCEL" => RequiredForCancel,
            "REPLY" or "REFRESH" => RequiredForReply,
            _ => RequiredForOthers,
        };
        foreach (var name in required)
        {
            if (vevent.Component[name] is null)
            {
                findings.Add(
                    RequiredProperties,
                    calendar.GetLocation(vevent.Component.BeginLine),
                    $"{name} is missing{(calendar.Method is { } method ? $", which METHOD:{method} requires" : "")}.",
                    fix: findings.IsFull(RequiredProperties) ? null : $"Add {name} after {FindNeighbor(required, name, vevent)}.");
            }
        }

        if (calendar.IsRequest && vevent.Summary is { } summary && string.IsNullOrWhiteSpace(summary.Value))
        {
            findings.Add(RequiredProperties, calendar.GetLocation(summary), "SUMMARY is blank.");
        }
    }

    /// <summary>The line behind which a missing property belongs.</summary>
    private static string FindNeighbor(string[] required, string name, ValidatedEvent vevent) =>
        Array.Find(required, one => one != name && vevent.Component[one] is not null) ?? "BEGIN:VEVENT";

    private static void CheckAllDay(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        if (vevent.Start is not { } start)
        {
            return;
        }

        if (start.IsDate && start.Line["VALUE"]?.ToUpperInvariant() != "DATE")
        {
            findings.Add(AllDayDates, calendar.GetLocation(start.Line), $"DTSTART is the date {start.Line.Value} without VALUE=DATE.");
        }

        if (vevent.End is not { } end)
        {
            return;
        }

        if (start.IsDate && end.IsDate && end.LocalDateTime <= start.LocalDateTime)
        {
            // Clients show the one day if both dates are the same.
            findings.Add(
                AllDayDates,
                calendar.GetLocation(end.Line),
                $"DTEND {end.Line.Value} is not after DTSTART {start.Line.Value}; it must be the day after the last day.",
                end.LocalDateTime == start.LocalDateTime ? Severity.Warning : Severity.Error);
        }
        else if (start.IsDate != end.IsDate)
        {
            findings.Add(
                AllDayDates,
                calendar.GetLocation(end.Line),
                $"DTSTART is {start.Line.Value} and DTEND {end.Line.Value}: one is a date, the other a time.");
        }
    }
}
