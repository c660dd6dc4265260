using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules that compare ORGANIZER and ATTENDEE with the sender and recipient of the email.</summary>
internal static class RecipientRules
{
    public static readonly ValidationRule RecipientIsAttendee =
        new("ADDR-03", Severity.Error, CalendarClients.Gmail
            | CalendarClients.Thunderbird
            | CalendarClients.Proton, ClientBehavior.NoButtons)
        {
            Requirement = "The recipient of the email is listed as ATTENDEE.",
            Rationale =
            "Otherwise Gmail offers only \"Add to calendar\", and Thunderbird and Proton ask whether the recipient is invited at all.",
            Fix = "List the recipient's address as ATTENDEE.",
            Reference = "RFC 5546, 3.2.2; observed with Gmail, Thunderbird and Proton",
        };

    public static readonly ValidationRule RecipientIsNotOrganizer =
        new("ADDR-04", Severity.Error, CalendarClients.Outlook | CalendarClients.Gmail, ClientBehavior.NoButtons)
        {
            Requirement = "The recipient is not the organizer.",
            Rationale = "Outlook and Google treat the event as the recipient's own meeting.",
            Fix = "Use an address of the series as the organizer, and list experts as attendees.",
            Reference = "CalConnect's advice on iMIP; observed with Outlook and Google",
        };

    public static readonly ValidationRule ResponseRequested =
        new("ADDR-05", Severity.Warning, CalendarClients.Nextcloud | CalendarClients.Apple, ClientBehavior.NoButtons)
        {
            Requirement = "The attendee is asked for a response (PARTSTAT=NEEDS-ACTION and RSVP=TRUE), or has given one "
                + "(PARTSTAT=ACCEPTED, TENTATIVE or DECLINED without RSVP).",
            Rationale = "Nextcloud shows no buttons without RSVP, and clients do not ask for a response that is already given.",
            Fix = "Write ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE, or the known response without RSVP.",
            Reference = "RFC 5546, 3.2.2; observed with Nextcloud and Apple",
        };

    public static readonly ValidationRule SingleRecipient =
        new("ADDR-06", Severity.Warning, CalendarClients.Gmail, ClientBehavior.NoButtons)
        {
            Requirement = "The email has one recipient, in To, and nobody in Cc or Bcc.",
            Rationale = "Gmail has been observed not to load the event for recipients in Cc, and each recipient sees all the others.",
            Fix = "Send each participant a separate email.",
            Reference = "CalConnect's advice on iMIP; observed with Gmail",
        };

    public static readonly ValidationRule SenderIsOrganizer =
        new("ADDR-07", Severity.Warning, CalendarClients.Gmail | CalendarClients.Nextcloud, ClientBehavior.NoUpdates)
        {
            Requirement = "From is the ORGANIZER's address; so is Reply-To, if present.",
            Rationale =
                "Google and Nextcloud distrust changes and cancellations from another sender, and responses go to the wrong address.",
            Fix = "Send from the organizer's address.",
            Reference = "RFC 6047, 2.2; observed with Google and Nextcloud",
        };

    public static readonly ValidationRule GoogleHostedOrganizer =
        new("ADDR-08", Severity.Warning, CalendarClients.Gmail, ClientBehavior.NoUpdates)
        {
            Requirement = "The organizer's mailbox is not hosted by Google.",
            Rationale = "Responses from Gmail do not arrive: Google looks for the meeting in the organizer's own calendar.",
            Fix = "Use an organizer address on your own domain, or collect responses on a web page.",
            Reference = "observed with Gmail by many libraries",
        };

    public static readonly ValidationRule NoOtherAttendees =
        new("ADDR-09", Severity.Warning, CalendarClients.None, ClientBehavior.WorksAsIntended)
        {
            Requirement = "An invitation lists its recipient as the only attendee.",
            Rationale = "Otherwise every recipient sees the names and addresses of all others.",
            Fix = "List only the recipient, or turn this rule off if the participants know each other.",
            Reference = "CalConnect's advice on iMIP; GDPR, article 5(1)(c)",
        };

    public static readonly RuleFamily Family =
        new(
            RecipientIsAttendee,
            RecipientIsNotOrganizer,
            ResponseRequested,
            SingleRecipient,
            SenderIsOrganizer,
            GoogleHostedOrganizer,
            NoOtherAttendees)
        {
            Event = Check,
            Mail = CheckAddressHeaders
        };

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        if (calendar.Profile != ValidationProfile.Email)
        {
            return;
        }

        CheckOrganizer(calendar, vevent, findings);
        if (calendar.IsRequest && vevent.Attendees.Count > 0)
        {
            CheckResponseRequested(calendar, vevent, findings);
        }

        if (calendar.Email is { } email && (calendar.IsRequest || calendar.IsCancel))
        {
            CheckRecipient(calendar, email, vevent, findings);
        }
    }

    /// <summary>Checks To, Cc and Bcc, once for the email.</summary>
    private static void CheckAddressHeaders(ValidatedMail email, ValidatedCalendar? calendar, FindingCollector findings)
    {
        if (calendar?.Profile != ValidationProfile.Email)
        {
            return;
        }

        if (email.To.Count != 1)
        {
            findings.Add(SingleRecipient, new("To"), email.To.Count == 0
                ? "To is missing or empty."
                : $"To has {email.To.Count} recipients; it must have one.");
        }
        else if (email.CcAndBcc.Count > 0)
        {
            findings.Add(
                SingleRecipient,
                new("Cc"),
                $"Cc and Bcc have {email.CcAndBcc.Count} more {(email.CcAndBcc.Count == 1 ? "recipient" : "recipients")}, the first "
                    + $"is {Quoted.Format(email.CcAndBcc[0])}.");
        }
    }

    private static void CheckOrganizer(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        if (vevent.Organizer is not { } line || CalendarAddress.FromLine(line) is not { } organizer)
        {
            return;
        }

        if (calendar.Options.IsOrganizerHostedByGoogle || CalendarAddress.GetDomain(organizer) is "gmail.com" or "googlemail.com")
        {
            findings.Add(
                GoogleHostedOrganizer,
                calendar.GetLocation(line),
                $"The organizer {Quoted.Format(organizer)} has a mailbox that Google hosts.");
        }

        if (calendar.Email is not { } email)
        {
            return;
        }

        if (email.From.Count == 0 || (email.From[0] != organizer && email.From[0] != CalendarAddress.Read(line["SENT-BY"])))
        {
            findings.Add(
                SenderIsOrganizer,
                new("From"),
                $"From is {Quoted.Format(email.From.Count == 0 ? "" : email.From[0])}, but ORGANIZER is {Quoted.Format(organizer)}.");
        }
        else if (email.ReplyTo.Count > 0 && email.ReplyTo[0] != organizer)
        {
            findings.Add(
                SenderIsOrganizer,
                new("Reply-To"),
                $"Reply-To is {Quoted.Format(email.ReplyTo[0])}, but ORGANIZER is {Quoted.Format(organizer)}.");
        }
    }

    private static void CheckRecipient(ValidatedCalendar calendar, ValidatedMail email, ValidatedEvent vevent, FindingCollector findings)
    {
        if (email.To.Count == 0)
        {
            return;
        }

        var to = email.To[0];
        var organizer = CalendarAddress.FromLine(vevent.Organizer);
        if (organizer == to)
        {
            findings.Add(
                RecipientIsNotOrganizer,
                calendar.GetLocation(vevent.Organizer!),
                $"The recipient {Quoted.Format(to)} is the organizer.");
        }

        var isListed = false;
        var others = 0;
        ContentLine? other = null;
        var hasUnreadable = false;
        foreach (var attendee in vevent.Attendees)
        {
            var address = CalendarAddress.FromLine(attendee);
            hasUnreadable |= address is null;
            isListed |= address == to;
            if (address is not null && address != to && address != organizer && !email.IsRecipient(address))
            {
                others++;
                other ??= attendee;
            }
        }

        // If ATTENDEE is missing or cannot be read, CAL-08 and ADDR-02 report it.
        if (!isListed && !hasUnreadable && vevent.Attendees.Count > 0 && organizer != to)
        {
            findings.Add(
                RecipientIsAttendee,
                calendar.GetLocation(vevent.Attendees[0]),
                $"The recipient {Quoted.Format(to)} is not listed as ATTENDEE.");
        }
        else if (others > 0 && calendar.IsRequest && organizer != to)
        {
            findings.Add(
                NoOtherAttendees,
                calendar.GetLocation(other!),
                $"{others} more {(others == 1 ? "attendee is" : "attendees are")} listed, the first "
                    + $"is {Quoted.Format(CalendarAddress.FromLine(other))}.");
        }
    }

    private static void CheckResponseRequested(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        ContentLine? first = null;
        foreach (var attendee in vevent.Attendees)
        {
            if (calendar.Email is { To.Count: > 0 } email && CalendarAddress.FromLine(attendee) != email.To[0])
            {
                continue;
            }

            first ??= attendee;
            var isAsked = string.Equals(attendee["RSVP"], "TRUE", StringComparison.OrdinalIgnoreCase);
            if (attendee["PARTSTAT"]?.ToUpperInvariant() is { } status
                && (isAsked ? status == "NEEDS-ACTION" : status is "ACCEPTED" or "TENTATIVE" or "DECLINED"))
            {
                return;
            }
        }

        if (first is not null)
        {
            findings.Add(
                ResponseRequested,
                calendar.GetLocation(first),
                $"ATTENDEE {Quoted.Format(CalendarAddress.FromLine(first))} has PARTSTAT {Quoted.Format(first["PARTSTAT"])} and "
                    + $"RSVP {Quoted.Format(first["RSVP"])}.");
        }
    }
}
