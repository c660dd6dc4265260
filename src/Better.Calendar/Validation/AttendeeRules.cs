using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for ORGANIZER and ATTENDEE that hold for every recipient.</summary>
internal static class AttendeeRules
{
    public static readonly ValidationRule OrganizerName = new("ADDR-01", Severity.Error, CalendarClients.Outlook, ClientBehavior.NoButtons)
    {
        Requirement = "ORGANIZER has a name (CN).",
        Rationale = "Without it Outlook treats the recipient as the organizer and shows no buttons.",
        Fix = "Write ORGANIZER;CN=\"Name\":mailto:address; the address itself can serve as the name.",
        Reference = "[MS-OXCICAL] 2.1.3.1.1.20.16; observed with Outlook",
    };

    public static readonly ValidationRule MailToUri =
        new("ADDR-02", Severity.Error, CalendarClients.Gmail | CalendarClients.Outlook, ClientBehavior.NoButtons)
        {
            Requirement = "ORGANIZER and ATTENDEE are mailto: and one plain address.",
            Rationale = "Gmail shows no buttons, and Exchange ignores the person.",
            Fix = "Write mailto:name@domain, without a name, angle brackets or spaces.",
            Reference = "RFC 5545, 3.3.3; RFC 6068, 2; observed with Gmail",
        };

    public static readonly ValidationRule AddressSpelling =
        new("ADDR-10", Severity.Warning, CalendarClients.Nextcloud, ClientBehavior.NoUpdates)
        {
            Requirement = "Addresses and mailto: are in lower case, and spelled the same in every revision.",
            Rationale = "Servers built on sabre compare them character by character, and treat a second spelling as a second person.",
            Fix = "Always write the address in lower case.",
            Reference = "RFC 5545, 3.8.4.1; sabre's comparison",
        };

    public static readonly ValidationRule AsciiAddress = new("ADDR-11", Severity.Warning, CalendarClients.All, ClientBehavior.NoUpdates)
    {
        Requirement = "Domains are in ASCII (xn--…), and so are local parts.",
        Rationale =
            "Mail headers contain the ASCII form, so clients do not recognize both forms as one person; non-ASCII local parts get lost "
                + "in transit.",
        Fix = "Write the domain as A-labels.",
        Reference = "RFC 5890, 2.3.2.1; RFC 6532",
    };

    public static readonly ValidationRule SentBy =
        new("ADDR-13", Severity.Suggestion, CalendarClients.Outlook, ClientBehavior.WorksAsIntended)
        {
            Requirement = "There is no SENT-BY and no X-MS-OLK-SENDER.",
            Rationale = "Outlook ignores them, and it is unclear who receives the responses.",
            Fix = "Make the sending address the organizer.",
            Reference = "RFC 5545, 3.2.18; CalConnect's advice on iMIP",
        };

    public static readonly ValidationRule AttendeeName =
        new("ADDR-14", Severity.Warning, CalendarClients.All, ClientBehavior.LosesDetails)
        {
            Requirement = "Every ATTENDEE has a name (CN).",
            Rationale = "Without a name clients show only the address.",
            Fix = "Write ATTENDEE;CN=\"Name\":mailto:address.",
            Reference = "RFC 5545, 3.2.2; observed with Outlook",
        };

    public static readonly ValidationRule AttendeeList =
        new("ADDR-15", Severity.Error, CalendarClients.Proton, ClientBehavior.NoButtons)
        {
            Requirement = "Nobody is listed twice as ATTENDEE, and there are at most 100.",
            Rationale = "Proton refuses such an invitation; elsewhere two lines of one person can hold two responses.",
            Fix = "List each address once.",
            Reference = "RFC 5545, 3.8.4.1; Proton's parser (icsSurgery/vevent.ts)",
        };

    public static readonly RuleFamily Family =
        new(OrganizerName, MailToUri, AddressSpelling, AsciiAddress, SentBy, AttendeeName, AttendeeList) { Event = Check };

    private const int MaxAttendees = 100;

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        if (vevent.Organizer is { } organizer)
        {
            CheckAddress(calendar, organizer, findings);
            if (calendar.Profile == ValidationProfile.Email && string.IsNullOrWhiteSpace(organizer["CN"]))
            {
                findings.Add(OrganizerName, calendar.GetLocation(organizer), $"ORGANIZER {Quoted.Format(organizer.Value)} has no CN.");
            }
        }

        if (vevent.Component["X-MS-OLK-SENDER"] is { } sender)
        {
            findings.Add(SentBy, calendar.GetLocation(sender), $"X-MS-OLK-SENDER is {Quoted.Format(sender.Value)}.");
        }

        if (vevent.Attendees.Count > MaxAttendees && calendar.Profile == ValidationProfile.Email)
        {
            findings.Add(
                AttendeeList,
                calendar.GetLocation(vevent.Attendees[MaxAttendees]),
                $"The event has {vevent.AttendeeCount} ATTENDEE lines; Proton supports at most {MaxAttendees}.",
                fix: "Send each participant an email that lists only them.");
        }

        HashSet<string>? seen = vevent.Attendees.Count > 1 ? new(StringComparer.Ordinal) : null;
        foreach (var attendee in vevent.Attendees)
        {
            CheckAddress(calendar, attendee, findings);
            if (CalendarAddress.FromLine(attendee) is { } address && seen?.Add(address) == false)
            {
                findings.Add(
                    AttendeeList,
                    calendar.GetLocation(attendee),
                    $"{Quoted.Format(address)} is listed twice as ATTENDEE.",
                    calendar.Profile == ValidationProfile.Email ? Severity.Error : Severity.Warning,
                    fix: $"Remove the ATTENDEE in line {attendee.LineNumber}.");
            }

            if (calendar.Profile == ValidationProfile.Email && string.IsNullOrWhiteSpace(attendee["CN"]))
            {
                findings.Add(AttendeeName, calendar.GetLocation(attendee), $"ATTENDEE {Quoted.Format(attendee.Value)} has no CN.");
            }
        }
    }

    private static void CheckAddress(ValidatedCalendar calendar, ContentLine line, FindingCollector findings)
    {
        if (line["SENT-BY"] is { } sentBy)
        {
            findings.Add(SentBy, calendar.GetLocation(line), $"{line.Name} has SENT-BY {Quoted.Format(sentBy)}.");
        }

        var value = line.Value.Trim();
        var isMailTo = CalendarAddress.IsMailTo(value);
        var address = isMailTo ? CalendarAddress.StripMailTo(value) : "";
        if (!isMailTo || !CalendarAddress.IsAddress(address) || value.IndexOf('?') >= 0)
        {
            // A colon in an unquoted name ends the parameters too early.
            var mailToIndex = isMailTo ? -1 : value.IndexOf("mailto:", StringComparison.OrdinalIgnoreCase);
            if (mailToIndex > 0)
            {
                findings.Add(
                    ContentLineRules.ParameterQuoting,
                    calendar.GetLocation(line),
                    $"A parameter of {line.Name} contains a colon without quotes, so the value begins with {Quoted.Format(value)}.");
                return;
            }

            findings.Add(
                MailToUri,
                calendar.GetLocation(line),
                $"{line.Name} is {Quoted.Format(value)}{(isMailTo ? ", which is not one plain address" : ", without mailto:")}.");
            return;
        }

        // Responses come as clients write them; only sent invitations must use one spelling.
        if (calendar.Profile != ValidationProfile.Reply && HasUpperCase(value))
        {
            findings.Add(AddressSpelling, calendar.GetLocation(line), $"{line.Name} {Quoted.Format(value)} has capital letters.");
        }

        if (!CalendarAddress.IsAscii(address, 0))
        {
            findings.Add(AsciiAddress, calendar.GetLocation(line), $"{line.Name} {Quoted.Format(address)} has non-ASCII characters.");
        }
    }

    /// <summary>Whether a text has a capital letter; the hex digits of percent escapes do not count.</summary>
    private static bool HasUpperCase(string value)
    {
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '%')
            {
                at += 2;
            }
            else if (char.IsUpper(value[at]))
            {
                return true;
            }
        }

        return false;
    }
}
