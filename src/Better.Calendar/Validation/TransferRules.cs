using Better.Calendar.Icalendar.Parsing;
using MimeKit;

namespace Better.Calendar.Validation;

/// <summary>Rules for how an email carries its calendar: charset, transfer encodings, and a METHOD that asks for a response.</summary>
internal static class TransferRules
{
    public static readonly ValidationRule CharsetAndEncoding =
        new("MIME-08", Severity.Error, CalendarClients.All, ClientBehavior.LosesDetails)
        {
            Requirement = "The calendar part has charset=utf-8 and a transfer encoding that can carry its bytes.",
            Rationale = "Otherwise names and titles arrive with wrong characters, or not at all.",
            Fix = "Write charset=utf-8 and Content-Transfer-Encoding: base64.",
            Reference = "RFC 6047, 2.4 and 2.5; RFC 2045, 6.2",
        };

    public static readonly ValidationRule EncodedContainer = new("MIME-13", Severity.Error, CalendarClients.All, ClientBehavior.FileOnly)
    {
        Requirement = "A multipart and a message/rfc822 part have the transfer encoding 7bit, 8bit or binary.",
        Rationale = "Clients do not decode them, and find no parts inside.",
        Fix = "Remove Content-Transfer-Encoding from the container; encode the parts inside it.",
        Reference = "RFC 2045, 6.4; RFC 2046, 5.2.1",
    };

    public static readonly ValidationRule InvitingMethod = new("MIME-14", Severity.Error, CalendarClients.All, ClientBehavior.NoButtons)
    {
        Requirement = "An email that asks attendees for a response has METHOD:REQUEST, not PUBLISH.",
        Rationale = "PUBLISH asks nobody: clients offer to add the event, and show no buttons.",
        Fix = "PUBLISH asks nobody: METHOD:REQUEST makes the buttons.",
        Reference = "RFC 5546, 3.2.1 and 3.2.2; observed with Gmail and Outlook",
    };

    public static readonly RuleFamily Family = new(CharsetAndEncoding, EncodedContainer, InvitingMethod) { Mail = Check };

    private static void Check(ValidatedMail email, ValidatedCalendar? calendar, FindingCollector findings)
    {
        if (calendar is not null && email.InvitationPart is { } invitation)
        {
            CheckCharset(invitation, findings);
        }

        foreach (var (type, encoding) in email.EncodedContainers)
        {
            findings.Add(
                EncodedContainer,
                new(type),
                $"The part {type} has the transfer encoding {Quoted.Format(encoding)}.",
                fix: $"Remove Content-Transfer-Encoding from {type}; encode the parts inside it.");
        }

        if (calendar?.Method == "PUBLISH"
            && email.InvitationPart is { IsAttachment: false } part
            && calendar.Events.Exists(static vevent => vevent.Attendees.Count > 0))
        {
            findings.Add(InvitingMethod, part.Location, "The event has ATTENDEE, but METHOD:PUBLISH.");
        }
    }

    private static void CheckCharset(ValidatedPart part, FindingCollector findings)
    {
        var charset = part.Charset;
        var bytes = part.Bytes;
        if (part.MediaType == "text/calendar" && charset is not "utf-8" and not "utf8")
        {
            // If all bytes are ASCII, nothing is lost yet.
            var isAscii = IsAscii(bytes);
            var isUtf8 = !isAscii && TextEncoding.IndexOfInvalidUtf8(bytes, 0, bytes.Length) < 0;
            findings.Add(
                CharsetAndEncoding,
                part.Location,
                $"The charset of the calendar part is {(charset is null ? "missing" : $"{Quoted.Format(charset)}, not utf-8")}"
                    + $"{(isUtf8 ? ", and the bytes are UTF-8" : "")}.",
                charset is "us-ascii"
                or null
                && isAscii
                ? Severity.Warning
                : Severity.Error);
        }

        if (part.Entity.ContentTransferEncoding is ContentEncoding.SevenBit or ContentEncoding.Default && !IsAscii(bytes))
        {
            findings.Add(
                CharsetAndEncoding,
                part.Location,
                "The calendar part has non-ASCII bytes, but its transfer encoding is 7bit.",
                fix: "Write Content-Transfer-Encoding: base64.");
        }
    }

    private static bool IsAscii(byte[] bytes)
    {
        foreach (var @byte in bytes)
        {
            if (@byte > 0x7F)
            {
                return false;
            }
        }

        return true;
    }
}
