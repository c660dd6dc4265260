using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>Answers: what whoever reads them can use.</summary>
internal static class ReplyRules
{
    public static readonly CheckRule Organizer = new("REP-01", Severity.Advice, Clients.None, Outcome.Works)
    {
        Demand = "An answer names the ORGANIZER.",
        Why = "Exchange leaves it out; a reader of answers must not insist on it.",
        Mend = "Find the event by UID and ATTENDEE.",
        Source = "RFC 5546, 3.2.3; seen with Exchange",
    };

    public static readonly CheckRule Attendee = new("REP-02", Severity.Error, Clients.None, Outcome.Nothing)
    {
        Demand = "An answer has one ATTENDEE with PARTSTAT ACCEPTED, DECLINED, TENTATIVE or DELEGATED.",
        Why = "Otherwise nobody can tell who answers what.",
        Mend = "Write ATTENDEE;PARTSTAT=ACCEPTED:mailto:address, once.",
        Source = "RFC 5546, 3.2.3",
    };

    public static readonly CheckRule Sender = new("REP-03", Severity.Error, Clients.None, Outcome.Nothing)
    {
        Demand = "An answer comes from the address of its ATTENDEE, and mail authentication did not fail.",
        Why = "Anybody can write an answer in another's name.",
        Mend = "Hold it for a person to look at, unless it carries a token that only the invited one has.",
        Source = "RFC 6047, 3; RFC 8601, 2.7",
    };

    public static readonly CheckRule Counter = new("REP-05", Severity.Advice, Clients.Outlook | Clients.Thunderbird, Outcome.Works)
    {
        Demand = "An invitation whose time is fixed says X-MICROSOFT-DISALLOW-COUNTER:TRUE.",
        Why = "Outlook and Thunderbird otherwise offer to propose another time, which somebody must answer.",
        Mend = "Write X-MICROSOFT-DISALLOW-COUNTER:TRUE, unless proposals are welcome.",
        Source = "[MS-OXCICAL] 2.1.3.1.1.20.23",
    };

    public static readonly RuleFamily Family = new(Organizer, Attendee, Sender, Counter) { Event = Check };

    private static void Check(CalendarReading calendar, EventReading made, Findings found)
    {
        if (calendar.IsRequest && made.Component["X-MICROSOFT-DISALLOW-COUNTER"]?.Is("TRUE") != true)
        {
            found.Add(Counter, calendar.At(made.Component.Begin), "X-MICROSOFT-DISALLOW-COUNTER is missing or not TRUE.");
        }

        if (calendar.Method is not ("REPLY" or "COUNTER"))
        {
            return;
        }

        if (made.Organizer is null)
        {
            found.Add(Organizer, calendar.At(made.Component.Begin), "ORGANIZER is missing.");
        }

        if (made.Attendees.Count != 1)
        {
            found.Add(Attendee, calendar.At(made.Attendees.Count == 0 ? made.Component.Begin : made.Attendees[1]), $"There are {made.Attendees.Count} ATTENDEE lines.");
            return;
        }

        CheckAnswer(calendar, made.Attendees[0], found);
    }

    private static void CheckAnswer(CalendarReading calendar, Line attendee, Findings found)
    {
        var answer = attendee["PARTSTAT"]?.ToUpperInvariant();
        if (answer is not ("ACCEPTED" or "DECLINED" or "TENTATIVE" or "DELEGATED"))
        {
            found.Add(Attendee, calendar.At(attendee), $"PARTSTAT is {Shown.Of(answer)}.");
        }

        if (calendar.Letter is not { } letter || CalendarAddress.Of(attendee) is not { } address)
        {
            return;
        }

        if (letter.From.Count == 0 || letter.From[0] != address)
        {
            found.Add(Sender, new("From"), $"From is {Shown.Of(letter.From.Count == 0 ? "" : letter.From[0])}, ATTENDEE {Shown.Of(address)}.");
        }
        else if (letter["Authentication-Results"] is { } results && (Has(results, "dmarc=fail") || (Has(results, "spf=fail") && Has(results, "dkim=fail"))))
        {
            found.Add(Sender, new("Authentication-Results"), $"Authentication failed: {Shown.Of(results.Trim())}.");
        }
    }

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
