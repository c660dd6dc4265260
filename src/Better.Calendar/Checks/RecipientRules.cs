using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>The people in the calendar against the people on the envelope.</summary>
internal static class RecipientRules
{
    public static readonly CheckRule Listed = new("ADDR-03", Severity.Error, Clients.Gmail | Clients.Thunderbird | Clients.Proton, Outcome.NoButtons)
    {
        Demand = "Whoever gets the letter is listed as ATTENDEE.",
        Why = "Gmail offers \"Add to calendar\" only, Thunderbird and Proton ask whether the reader is invited at all.",
        Mend = "List the recipient's address as ATTENDEE.",
        Source = "RFC 5546, 3.2.2; seen with Gmail, Thunderbird and Proton",
    };

    public static readonly CheckRule NotOrganizer = new("ADDR-04", Severity.Error, Clients.Outlook | Clients.Gmail, Outcome.NoButtons)
    {
        Demand = "The recipient is not the organiser.",
        Why = "Outlook and Google take it for the reader's own meeting.",
        Mend = "Let an address of the series be the organiser, and experts be attendees.",
        Source = "CalConnect's advice on iMIP; seen with Outlook and Google",
    };

    public static readonly CheckRule Asked = new("ADDR-05", Severity.Warning, Clients.Nextcloud | Clients.Apple, Outcome.NoButtons)
    {
        Demand = "The one who is asked has PARTSTAT=NEEDS-ACTION and RSVP=TRUE.",
        Why = "Nextcloud shows no buttons without RSVP; an answer already given is not asked for.",
        Mend = "Write ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE.",
        Source = "RFC 5546, 3.2.2; seen with Nextcloud and Apple",
    };

    public static readonly CheckRule One = new("ADDR-06", Severity.Warning, Clients.Gmail, Outcome.NoButtons)
    {
        Demand = "The letter has one recipient, in To; nobody in Cc or Bcc.",
        Why = "Gmail was seen not to load the event for readers in Cc, and each reader sees all the others.",
        Mend = "Send each participant a letter of her own.",
        Source = "CalConnect's advice on iMIP; seen with Gmail",
    };

    public static readonly CheckRule Sender = new("ADDR-07", Severity.Warning, Clients.Gmail | Clients.Nextcloud, Outcome.NoUpdates)
    {
        Demand = "From is the ORGANIZER's address, and Reply-To, if there, too.",
        Why = "Google and Nextcloud distrust changes and cancellations that come from somebody else, and answers go astray.",
        Mend = "Send from the organiser's address.",
        Source = "RFC 6047, 2.2; seen with Google and Nextcloud",
    };

    public static readonly CheckRule Google = new("ADDR-08", Severity.Warning, Clients.Gmail, Outcome.NoUpdates)
    {
        Demand = "The organiser's mailbox is not with Google.",
        Why = "From Gmail no answer comes back: Google looks for the meeting among the organiser's own.",
        Mend = "Use an organiser's address on a domain of your own, or collect answers by a web page.",
        Source = "seen with Gmail by many libraries",
    };

    public static readonly CheckRule Private = new("ADDR-09", Severity.Warning, Clients.None, Outcome.Works)
    {
        Demand = "An invitation lists its recipient and nobody else.",
        Why = "Every reader sees the names and addresses of all others.",
        Mend = "List the recipient only, or silence this rule where people know each other.",
        Source = "CalConnect's advice on iMIP; GDPR, article 5(1)(c)",
    };

    public static readonly RuleFamily Family = new(Listed, NotOrganizer, Asked, One, Sender, Google, Private) { Event = Check, Mail = CheckEnvelope };

    private static void Check(CalendarReading calendar, EventReading made, Findings found)
    {
        if (calendar.Profile != CheckProfile.Letter)
        {
            return;
        }

        CheckOrganizer(calendar, made, found);
        if (calendar.IsRequest && made.Attendees.Count > 0)
        {
            CheckAsked(calendar, made, found);
        }

        if (calendar.Letter is { } letter && (calendar.IsRequest || calendar.IsCancel))
        {
            CheckRecipient(calendar, letter, made, found);
        }
    }

    /// <summary>What is on the envelope, once for the letter.</summary>
    private static void CheckEnvelope(LetterReading letter, CalendarReading? calendar, Findings found)
    {
        if (calendar?.Profile != CheckProfile.Letter)
        {
            return;
        }

        if (letter.To.Count != 1)
        {
            found.Add(One, new("To"), letter.To.Count == 0 ? "Nobody stands in To." : $"{letter.To.Count} recipients stand in To.");
        }
        else if (letter.Copies.Count > 0)
        {
            found.Add(One, new("Cc"), $"{letter.Copies.Count} more stand in Cc or Bcc: {Shown.Of(letter.Copies[0])}.");
        }
    }

    private static void CheckOrganizer(CalendarReading calendar, EventReading made, Findings found)
    {
        if (made.Organizer is not { } line || CalendarAddress.Of(line) is not { } organizer)
        {
            return;
        }

        if (calendar.Options.OrganizerIsGoogleHosted || CalendarAddress.Domain(organizer) is "gmail.com" or "googlemail.com")
        {
            found.Add(Google, calendar.At(line), $"The organiser {Shown.Of(organizer)} has a mailbox with Google.");
        }

        if (calendar.Letter is not { } letter)
        {
            return;
        }

        if (letter.From.Count == 0 || (letter.From[0] != organizer && letter.From[0] != CalendarAddress.Read(line["SENT-BY"])))
        {
            found.Add(Sender, new("From"), $"From is {Shown.Of(letter.From.Count == 0 ? "" : letter.From[0])}, ORGANIZER {Shown.Of(organizer)}.");
        }
        else if (letter.ReplyTo.Count > 0 && letter.ReplyTo[0] != organizer)
        {
            found.Add(Sender, new("Reply-To"), $"Reply-To is {Shown.Of(letter.ReplyTo[0])}, ORGANIZER {Shown.Of(organizer)}.");
        }
    }

    private static void CheckRecipient(CalendarReading calendar, LetterReading letter, EventReading made, Findings found)
    {
        if (letter.To.Count == 0)
        {
            return;
        }

        var to = letter.To[0];
        var organizer = CalendarAddress.Of(made.Organizer);
        if (organizer == to)
        {
            found.Add(NotOrganizer, calendar.At(made.Organizer!), $"The recipient {Shown.Of(to)} is the organiser.");
        }

        var isListed = false;
        var others = 0;
        Line? other = null;
        var unread = false;
        foreach (var attendee in made.Attendees)
        {
            var address = CalendarAddress.Of(attendee);
            unread |= address is null;
            isListed |= address == to;
            if (address is not null && address != to && address != organizer && !letter.IsRecipient(address))
            {
                others++;
                other ??= attendee;
            }
        }

        // Where ATTENDEE is missing or cannot be read, CAL-08 and ADDR-02 say so.
        if (!isListed && !unread && made.Attendees.Count > 0 && organizer != to)
        {
            found.Add(Listed, calendar.At(made.Attendees[0]), $"The recipient {Shown.Of(to)} is not listed as ATTENDEE.");
        }
        else if (others > 0 && calendar.IsRequest && organizer != to)
        {
            found.Add(Private, calendar.At(other!), $"{others} more {(others == 1 ? "person is" : "persons are")} listed: {Shown.Of(CalendarAddress.Of(other))}.");
        }
    }

    private static void CheckAsked(CalendarReading calendar, EventReading made, Findings found)
    {
        Line? first = null;
        foreach (var attendee in made.Attendees)
        {
            if (calendar.Letter is { To.Count: > 0 } letter && CalendarAddress.Of(attendee) != letter.To[0])
            {
                continue;
            }

            first ??= attendee;
            if (string.Equals(attendee["RSVP"], "TRUE", StringComparison.OrdinalIgnoreCase) && string.Equals(attendee["PARTSTAT"], "NEEDS-ACTION", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        if (first is not null)
        {
            found.Add(Asked, calendar.At(first), $"ATTENDEE {Shown.Of(CalendarAddress.Of(first))} has PARTSTAT {Shown.Of(first["PARTSTAT"])} and RSVP {Shown.Of(first["RSVP"])}.");
        }
    }
}
