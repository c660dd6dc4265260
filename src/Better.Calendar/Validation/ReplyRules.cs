using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for responses, and for whether an invitation allows counterproposals.</summary>
internal static class ReplyRules
{
    public static readonly ValidationRule OrganizerNamed =
        new("REP-01", Severity.Suggestion, CalendarClients.None, ClientBehavior.WorksAsIntended)
        {
            Requirement = "A response contains the ORGANIZER.",
            Rationale = "Exchange omits it; programs that read responses must not require it.",
            Fix = "Find the event by UID and ATTENDEE.",
            Reference = "RFC 5546, 3.2.3; observed with Exchange",
        };

    public static readonly ValidationRule SingleAttendee = new("REP-02", Severity.Error, CalendarClients.None, ClientBehavior.NotShown)
    {
        Requirement = "A response has exactly one ATTENDEE, with PARTSTAT ACCEPTED, DECLINED, TENTATIVE or DELEGATED.",
        Rationale = "Otherwise it is unclear who responds and how.",
        Fix = "Write ATTENDEE;PARTSTAT=ACCEPTED:mailto:address, once.",
        Reference = "RFC 5546, 3.2.3",
    };

    public static readonly ValidationRule SenderIsAttendee = new("REP-03", Severity.Error, CalendarClients.None, ClientBehavior.NotShown)
    {
        Requirement = "A response comes from the address of its ATTENDEE, and mail authentication did not fail.",
        Rationale = "Anybody can write a response in another person's name.",
        Fix = "Keep it for manual review, unless it contains a token that only the invited person has.",
        Reference = "RFC 6047, 3; RFC 8601, 2.7",
    };

    public static readonly ValidationRule DisallowCounter =
        new("REP-05", Severity.Suggestion, CalendarClients.Outlook | CalendarClients.Thunderbird, ClientBehavior.WorksAsIntended)
        {
            Requirement = "An invitation with a fixed time has X-MICROSOFT-DISALLOW-COUNTER:TRUE.",
            Rationale = "Otherwise Outlook and Thunderbird offer to propose another time, and somebody must respond to the proposal.",
            Fix = "Write X-MICROSOFT-DISALLOW-COUNTER:TRUE, unless proposals are welcome.",
            Reference = "[MS-OXCICAL] 2.1.3.1.1.20.23",
        };

    public static readonly RuleFamily Family = new(OrganizerNamed, SingleAttendee, SenderIsAttendee, DisallowCounter) { Event = Check };

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        if (calendar.IsRequest && vevent.Component["X-MICROSOFT-DISALLOW-COUNTER"]?.ValueEquals("TRUE") != true)
        {
            findings.Add(
                DisallowCounter,
                calendar.GetLocation(vevent.Component.BeginLine),
                "X-MICROSOFT-DISALLOW-COUNTER is missing or is not TRUE.");
        }

        if (calendar.Method is not ("REPLY" or "COUNTER"))
        {
            return;
        }

        if (vevent.Organizer is null)
        {
            findings.Add(OrganizerNamed, calendar.GetLocation(vevent.Component.BeginLine), "ORGANIZER is missing.");
        }

        if (vevent.Attendees.Count != 1)
        {
            findings.Add(
                SingleAttendee,
                calendar.GetLocation(vevent.Attendees.Count == 0 ? vevent.Component.BeginLine : vevent.Attendees[1]),
                $"The response has {vevent.Attendees.Count} ATTENDEE lines; it must have one.");
            return;
        }

        CheckPartStat(calendar, vevent.Attendees[0], findings);
    }

    private static void CheckPartStat(ValidatedCalendar calendar, ContentLine attendee, FindingCollector findings)
    {
        var response = attendee["PARTSTAT"]?.ToUpperInvariant();
        if (response is not ("ACCEPTED" or "DECLINED" or "TENTATIVE" or "DELEGATED"))
        {
            findings.Add(
                SingleAttendee,
                calendar.GetLocation(attendee),
                $"PARTSTAT is {Quoted.Format(response)}, which is not a response.");
        }

        if (calendar.Email is not { } email || CalendarAddress.FromLine(attendee) is not { } address)
        {
            return;
        }

        if (email.From.Count == 0 || email.From[0] != address)
        {
            findings.Add(
                SenderIsAttendee,
                new("From"),
                $"From is {Quoted.Format(email.From.Count == 0 ? "" : email.From[0])}, but ATTENDEE is {Quoted.Format(address)}.");
        }
        else if (email["Authentication-Results"] is { } results
            && (ContainsIgnoreCase(results, "dmarc=fail")
                || (ContainsIgnoreCase(results, "spf=fail") && ContainsIgnoreCase(results, "dkim=fail"))))
        {
            findings.Add(SenderIsAttendee, new("Authentication-Results"), $"Mail authentication failed: {Quoted.Format(results.Trim())}.");
        }
    }

    private static bool ContainsIgnoreCase(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
