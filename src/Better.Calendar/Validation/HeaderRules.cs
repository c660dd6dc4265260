using MimeKit;

namespace Better.Calendar.Validation;

/// <summary>Rules for the headers of an email.</summary>
internal static class HeaderRules
{
    public static readonly ValidationRule AutoSubmitted =
        new("MAIL-01", Severity.Warning, CalendarClients.All, ClientBehavior.WorksAsIntended)
        {
            Requirement = "An email that a program sends has Auto-Submitted: auto-generated.",
            Rationale = "Otherwise vacation responders reply to it.",
            Fix = "Add Auto-Submitted: auto-generated.",
            Reference = "RFC 3834, 5",
        };

    public static readonly ValidationRule AutoResponseSuppress =
        new("MAIL-02", Severity.Warning, CalendarClients.Outlook, ClientBehavior.WorksAsIntended)
        {
            Requirement = "X-Auto-Response-Suppress contains none of All, NDR and DR.",
            Rationale = "Otherwise Exchange sends no bounce, and nobody learns that the email did not arrive.",
            Fix = "Write X-Auto-Response-Suppress: OOF, AutoReply.",
            Reference = "[MS-OXCMAIL] 2.2.3.2.14",
        };

    public static readonly ValidationRule MessageThreading =
        new("MAIL-04", Severity.Warning, CalendarClients.Gmail, ClientBehavior.WorksAsIntended)
        {
            Requirement =
            "Every email has its own Message-ID; an update or cancellation refers to the first invitation with References or In-Reply-To.",
            Rationale = "Otherwise mail clients show it as a new conversation, or drop it as a duplicate.",
            Fix = "Write a new Message-ID, and the first invitation's Message-ID in References.",
            Reference = "RFC 5322, 3.6.4",
        };

    public static readonly ValidationRule HeaderInjection = new("MAIL-05", Severity.Error, CalendarClients.All, ClientBehavior.LosesDetails)
    {
        Requirement =
            "No header contains a line break or control character from an event's text, and no header that may appear once appears twice.",
        Rationale = "Otherwise whoever writes a title could add recipients or a body.",
        Fix = "Remove CR, LF and control characters from texts before they go into headers.",
        Reference = "RFC 5322, 2.2 and 3.6",
    };

    public static readonly ValidationRule ListUnsubscribe =
        new("MAIL-07", Severity.Warning, CalendarClients.Gmail, ClientBehavior.WorksAsIntended)
        {
            Requirement = "List-Unsubscribe-Post appears only with an https List-Unsubscribe, and DKIM signs both.",
            Rationale = "Otherwise Gmail and Yahoo ignore it.",
            Fix = "Add List-Unsubscribe with an https link, and sign both headers; invitations need neither.",
            Reference = "RFC 8058, 3.1 and 4",
        };

    public static readonly RuleFamily Family =
        new(AutoSubmitted, AutoResponseSuppress, MessageThreading, HeaderInjection, ListUnsubscribe)
        {
            Mail = Check,
            Revision = CheckPrevious,
        };

    private static readonly string[] SingleHeaders =
        ["From", "To", "Cc", "Bcc", "Reply-To", "Sender", "Subject", "Date", "Message-ID", "In-Reply-To", "References"];

    private static void Check(ValidatedMail email, ValidatedCalendar? calendar, FindingCollector findings)
    {
        CheckInjection(email, findings);
        if (calendar?.Profile != ValidationProfile.Email)
        {
            return;
        }

        if (!string.Equals(email["Auto-Submitted"]?.Trim().Split(';')[0], "auto-generated", StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(
                AutoSubmitted,
                new("Auto-Submitted"),
                $"Auto-Submitted is {(email["Auto-Submitted"] is { } value ? $"{Quoted.Format(value)}, not auto-generated" : "missing")}.");
        }

        foreach (var word in (email["X-Auto-Response-Suppress"] ?? "").Split(','))
        {
            if (word.Trim().ToUpperInvariant() is "ALL" or "NDR" or "DR")
            {
                findings.Add(AutoResponseSuppress, new("X-Auto-Response-Suppress"), $"X-Auto-Response-Suppress contains {word.Trim()}.");
            }
        }

        CheckThread(email, calendar, findings);
        CheckUnsubscribe(email, findings);
    }

    private static void CheckInjection(ValidatedMail email, FindingCollector findings)
    {
        foreach (var header in email.Message.Headers)
        {
            if (HeaderControlScanner.FindControlCharacter(header.RawValue) is { } @byte)
            {
                findings.Add(
                    HeaderInjection,
                    new(header.Field, ByteOffset: GetOffset(header)),
                    $"The header {header.Field} contains the control character U+{@byte:X4}: {Quoted.Format(header.Value)}.");
            }
        }

        foreach (var name in SingleHeaders)
        {
            if (email.HeaderCounts.TryGetValue(name, out var count) && count > 1)
            {
                findings.Add(HeaderInjection, new(name), $"The header {name} appears {count} times; it may appear only once.");
            }
        }
    }

    private static int? GetOffset(Header header) => header.Offset is { } offset and >= 0 and <= int.MaxValue ? (int)offset : null;

    private static void CheckThread(ValidatedMail email, ValidatedCalendar calendar, FindingCollector findings)
    {
        if (string.IsNullOrWhiteSpace(email["Message-ID"]))
        {
            findings.Add(MessageThreading, new("Message-ID"), "Message-ID is missing.");
        }

        var isFollowUp = calendar.IsCancel || (calendar.IsRequest && calendar.Events.Count > 0 && calendar.Events[0].SequenceNumber > 0);
        if (isFollowUp && email["References"] is null && email["In-Reply-To"] is null)
        {
            findings.Add(
                MessageThreading,
                new("References"),
                $"METHOD:{calendar.Method}{(calendar.IsCancel ? "" : $" with SEQUENCE:{calendar.Events[0].SequenceNumber}")} does not "
                    + $"refer to an earlier email.");
        }
    }

    /// <summary>Compares an email with the previous one about the same event.</summary>
    private static void CheckPrevious(ValidatedCalendar previous, ValidatedCalendar current, FindingCollector findings)
    {
        if (!current.IsMessage
            || current.Method is "REPLY" or "COUNTER"
            || previous.Email?["Message-ID"]?.Trim() is not { Length: > 0 } old
            || current.Email is not { } email)
        {
            return;
        }

        if (email["Message-ID"]?.Trim() == old)
        {
            findings.Add(
                MessageThreading,
                new("Message-ID"),
                $"Message-ID {Quoted.Format(old)} is the same as in the previous email.");
            return;
        }

        // References must contain the first invitation, or at least an email of the same thread.
        var thread = $"{email["References"]} {email["In-Reply-To"]}";
        var first = previous.Email["References"]?.Trim().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        if (thread.Trim().Length > 0
            && thread.IndexOf(old, StringComparison.Ordinal) < 0
            && (first is null || thread.IndexOf(first, StringComparison.Ordinal) < 0))
        {
            findings.Add(
                MessageThreading,
                new("References"),
                $"References is {Quoted.Format(thread.Trim())}, which does not belong to the thread of {Quoted.Format(old)}.");
        }
    }

    private static void CheckUnsubscribe(ValidatedMail email, FindingCollector findings)
    {
        if (email["List-Unsubscribe-Post"] is null)
        {
            return;
        }

        if (email["List-Unsubscribe"]?.IndexOf("<https://", StringComparison.OrdinalIgnoreCase) is not >= 0)
        {
            findings.Add(
                ListUnsubscribe,
                new("List-Unsubscribe"),
                $"List-Unsubscribe is {Quoted.Format(email["List-Unsubscribe"])}, which has no https link.");
        }
        else if (DkimSignatureHeader.FromMail(email) is { } signature
            && !(signature.Covers("list-unsubscribe") && signature.Covers("list-unsubscribe-post")))
        {
            findings.Add(
                ListUnsubscribe,
                new("DKIM-Signature"),
                "The DKIM signature does not cover List-Unsubscribe and List-Unsubscribe-Post.");
        }
    }
}
