using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>ORGANIZER and ATTENDEE lines, whoever reads them.</summary>
internal static class PeopleRules
{
    public static readonly CheckRule OrganizerName = new("ADDR-01", Severity.Error, Clients.Outlook, Outcome.NoButtons)
    {
        Demand = "ORGANIZER has a name (CN).",
        Why = "Without it Outlook takes the reader for the organiser and shows no buttons.",
        Mend = "Write ORGANIZER;CN=\"Name\":mailto:address; the address will do for a name.",
        Source = "[MS-OXCICAL] 2.1.3.1.1.20.16; seen with Outlook",
    };

    public static readonly CheckRule MailTo = new("ADDR-02", Severity.Error, Clients.Gmail | Clients.Outlook, Outcome.NoButtons)
    {
        Demand = "ORGANIZER and ATTENDEE are mailto: and one bare address.",
        Why = "Gmail shows no buttons, Exchange skips the person.",
        Mend = "Write mailto:name@domain, without name, brackets or blanks.",
        Source = "RFC 5545, 3.3.3; RFC 6068, 2; seen with Gmail",
    };

    public static readonly CheckRule Spelling = new("ADDR-10", Severity.Warning, Clients.Nextcloud, Outcome.NoUpdates)
    {
        Demand = "Addresses and mailto: are in lower case, and spelled the same in every revision.",
        Why = "Servers built on sabre compare them letter by letter, and take a second spelling for a second person.",
        Mend = "Write the address in lower case, always.",
        Source = "RFC 5545, 3.8.4.1; sabre's comparison",
    };

    public static readonly CheckRule Ascii = new("ADDR-11", Severity.Warning, Clients.All, Outcome.NoUpdates)
    {
        Demand = "Domains are in ASCII (xn--…), local parts too.",
        Why = "Mail headers carry the ASCII form, so clients do not see that both are one person; local parts beyond ASCII get lost on the way.",
        Mend = "Write the domain as A-labels.",
        Source = "RFC 5890, 2.3.2.1; RFC 6532",
    };

    public static readonly CheckRule SentBy = new("ADDR-13", Severity.Advice, Clients.Outlook, Outcome.Works)
    {
        Demand = "There is no SENT-BY and no X-MS-OLK-SENDER.",
        Why = "Outlook ignores them, and nobody says who gets the answers.",
        Mend = "Let the organiser be the address that sends.",
        Source = "RFC 5545, 3.2.18; CalConnect's advice on iMIP",
    };

    public static readonly CheckRule Twice = new("ADDR-14", Severity.Warning, Clients.All, Outcome.Flawed)
    {
        Demand = "Nobody is listed twice as ATTENDEE, and every ATTENDEE has a name (CN).",
        Why = "Two lines carry two answers, and without a name clients show the bare address.",
        Mend = "List each address once, with CN.",
        Source = "RFC 5545, 3.8.4.1 and 3.2.2",
    };

    public static readonly RuleFamily Family = new(OrganizerName, MailTo, Spelling, Ascii, SentBy, Twice) { Event = Check };

    private static void Check(CalendarReading calendar, EventReading made, Findings found)
    {
        if (made.Organizer is { } organizer)
        {
            CheckAddress(calendar, organizer, found);
            if (calendar.Profile == CheckProfile.Letter && string.IsNullOrWhiteSpace(organizer["CN"]))
            {
                found.Add(OrganizerName, calendar.At(organizer), $"ORGANIZER {Shown.Of(organizer.Value)} has no CN.");
            }
        }

        if (made.Component["X-MS-OLK-SENDER"] is { } sender)
        {
            found.Add(SentBy, calendar.At(sender), $"X-MS-OLK-SENDER is {Shown.Of(sender.Value)}.");
        }

        HashSet<string>? seen = made.Attendees.Count > 1 ? new(StringComparer.Ordinal) : null;
        foreach (var attendee in made.Attendees)
        {
            CheckAddress(calendar, attendee, found);
            if (CalendarAddress.Of(attendee) is { } address && seen?.Add(address) == false)
            {
                found.Add(Twice, calendar.At(attendee), $"{Shown.Of(address)} is listed twice as ATTENDEE.");
            }

            if (calendar.Profile == CheckProfile.Letter && string.IsNullOrWhiteSpace(attendee["CN"]))
            {
                found.Add(Twice, calendar.At(attendee), $"ATTENDEE {Shown.Of(attendee.Value)} has no CN.");
            }
        }
    }

    private static void CheckAddress(CalendarReading calendar, Line line, Findings found)
    {
        if (line["SENT-BY"] is { } sentBy)
        {
            found.Add(SentBy, calendar.At(line), $"{line.Name} has SENT-BY {Shown.Of(sentBy)}.");
        }

        var value = line.Value.Trim();
        var isMailTo = CalendarAddress.IsMailTo(value);
        var bare = isMailTo ? CalendarAddress.Bare(value) : "";
        if (!isMailTo || !CalendarAddress.IsAddress(bare) || value.IndexOf('?') >= 0)
        {
            // A colon in an unquoted name cuts the line too early.
            var inside = isMailTo ? -1 : value.IndexOf("mailto:", StringComparison.OrdinalIgnoreCase);
            if (inside > 0)
            {
                found.Add(LineRules.Parameters, calendar.At(line), $"A parameter of {line.Name} holds a colon and no quotes, so its value begins with {Shown.Of(value)}.");
                return;
            }

            found.Add(MailTo, calendar.At(line), $"{line.Name} is {Shown.Of(value)}{(isMailTo ? ", which is not one bare address" : ", without mailto:")}.");
            return;
        }

        // Answers come as clients write them; only what we send must be in one spelling.
        if (calendar.Profile != CheckProfile.Reply && HasCapital(value))
        {
            found.Add(Spelling, calendar.At(line), $"{line.Name} {Shown.Of(value)} has capital letters.");
        }

        if (!CalendarAddress.IsAscii(bare, 0))
        {
            found.Add(Ascii, calendar.At(line), $"{line.Name} {Shown.Of(bare)} has letters beyond ASCII.");
        }
    }

    /// <summary>Hex digits of percent escapes do not count.</summary>
    private static bool HasCapital(string value)
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
