using MimeKit;

namespace Better.Calendar.Checks;

/// <summary>The headers of a letter.</summary>
internal static class HeaderRules
{
    public static readonly CheckRule Automatic = new("MAIL-01", Severity.Warning, Clients.All, Outcome.Works)
    {
        Demand = "A letter that a program sends says Auto-Submitted: auto-generated.",
        Why = "Otherwise vacation programs answer it.",
        Mend = "Add Auto-Submitted: auto-generated.",
        Source = "RFC 3834, 5",
    };

    public static readonly CheckRule Suppress = new("MAIL-02", Severity.Warning, Clients.Outlook, Outcome.Works)
    {
        Demand = "X-Auto-Response-Suppress holds none of All, NDR and DR.",
        Why = "Exchange then sends no bounce, and nobody learns that the letter did not arrive.",
        Mend = "Write X-Auto-Response-Suppress: OOF, AutoReply.",
        Source = "[MS-OXCMAIL] 2.2.3.2.14",
    };

    public static readonly CheckRule Thread = new("MAIL-04", Severity.Warning, Clients.Gmail, Outcome.Works)
    {
        Demand = "Every letter has a Message-ID of its own; an update or cancellation refers to the first invitation by References or In-Reply-To.",
        Why = "Otherwise mail programs show it as a new conversation, or drop it as one they have.",
        Mend = "Write a new Message-ID, and References with the first one's.",
        Source = "RFC 5322, 3.6.4",
    };

    public static readonly CheckRule Injected = new("MAIL-05", Severity.Error, Clients.All, Outcome.Flawed)
    {
        Demand = "No line break or control character came from an event's text into a header, and no header stands there twice that may stand once.",
        Why = "Whoever writes a title could add recipients or a body.",
        Mend = "Remove CR, LF and control characters from texts before they become headers.",
        Source = "RFC 5322, 2.2 and 3.6",
    };

    public static readonly CheckRule Unsubscribe = new("MAIL-07", Severity.Warning, Clients.Gmail, Outcome.Works)
    {
        Demand = "List-Unsubscribe-Post comes only with an https List-Unsubscribe, both signed by DKIM.",
        Why = "Gmail and Yahoo ignore it otherwise.",
        Mend = "Add List-Unsubscribe with an https link, and sign both headers; invitations need neither.",
        Source = "RFC 8058, 3.1 and 4",
    };

    public static readonly RuleFamily Family = new(Automatic, Suppress, Thread, Injected, Unsubscribe) { Mail = Check };

    private static readonly string[] Single = ["From", "To", "Cc", "Bcc", "Reply-To", "Sender", "Subject", "Date", "Message-ID", "In-Reply-To", "References"];

    private static void Check(LetterReading letter, CalendarReading? calendar, Findings found)
    {
        CheckInjection(letter, found);
        if (calendar?.Profile != CheckProfile.Letter)
        {
            return;
        }

        if (!string.Equals(letter["Auto-Submitted"]?.Trim().Split(';')[0], "auto-generated", StringComparison.OrdinalIgnoreCase))
        {
            found.Add(Automatic, new("Auto-Submitted"), $"Auto-Submitted is {(letter["Auto-Submitted"] is { } value ? Shown.Of(value) : "missing")}.");
        }

        foreach (var word in (letter["X-Auto-Response-Suppress"] ?? "").Split(','))
        {
            if (word.Trim().ToUpperInvariant() is "ALL" or "NDR" or "DR")
            {
                found.Add(Suppress, new("X-Auto-Response-Suppress"), $"X-Auto-Response-Suppress holds {word.Trim()}.");
            }
        }

        CheckThread(letter, calendar, found);
        CheckUnsubscribe(letter, found);
    }

    private static void CheckInjection(LetterReading letter, Findings found)
    {
        foreach (var header in letter.Message.Headers)
        {
            if (HeaderOctets.Control(header.RawValue) is { } octet)
            {
                found.Add(Injected, new(header.Field, Octet: Offset(header)), $"{header.Field} holds the control character U+{octet:X4}: {Shown.Of(header.Value)}.");
            }
        }

        foreach (var name in Single)
        {
            if (letter.HeaderCounts.TryGetValue(name, out var count) && count > 1)
            {
                found.Add(Injected, new(name), $"{name} stands there {count} times.");
            }
        }
    }

    private static int? Offset(Header header) => header.Offset is { } offset and >= 0 and <= int.MaxValue ? (int)offset : null;

    private static void CheckThread(LetterReading letter, CalendarReading calendar, Findings found)
    {
        if (string.IsNullOrWhiteSpace(letter["Message-ID"]))
        {
            found.Add(Thread, new("Message-ID"), "Message-ID is missing.");
        }

        var isLater = calendar.IsCancel || (calendar.IsRequest && calendar.Events.Count > 0 && calendar.Events[0].Revision > 0);
        if (isLater && letter["References"] is null && letter["In-Reply-To"] is null)
        {
            found.Add(Thread, new("References"), $"METHOD:{calendar.Method}{(calendar.IsCancel ? "" : $" with SEQUENCE:{calendar.Events[0].Revision}")} refers to no earlier letter.");
        }
    }

    private static void CheckUnsubscribe(LetterReading letter, Findings found)
    {
        if (letter["List-Unsubscribe-Post"] is null)
        {
            return;
        }

        if (letter["List-Unsubscribe"]?.IndexOf("<https://", StringComparison.OrdinalIgnoreCase) is not >= 0)
        {
            found.Add(Unsubscribe, new("List-Unsubscribe"), $"List-Unsubscribe is {Shown.Of(letter["List-Unsubscribe"])}, without an https link.");
        }
        else if (Signature.Of(letter) is { } signature && !(signature.Covers("list-unsubscribe") && signature.Covers("list-unsubscribe-post")))
        {
            found.Add(Unsubscribe, new("DKIM-Signature"), "The DKIM signature does not cover List-Unsubscribe and List-Unsubscribe-Post.");
        }
    }
}
