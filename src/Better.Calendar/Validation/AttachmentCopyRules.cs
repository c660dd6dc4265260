using Better.Calendar.Icalendar.Parsing;
using MimeKit;

namespace Better.Calendar.Validation;

/// <summary>Rules for the calendars that an email contains besides the invitation.</summary>
internal static class AttachmentCopyRules
{
    public static readonly ValidationRule IdenticalCopy = new("MIME-06", Severity.Warning, CalendarClients.Others, ClientBehavior.NotShown)
    {
        Requirement =
            "The email also attaches the same calendar bytes as application/ics, in base64, with a file name that ends with .ics.",
        Rationale = "Clients without invitation support offer that file to open; if it differs, recipients see two versions of the event.",
        Fix = "Attach the calendar's bytes again as application/ics; name=invite.ics.",
        Reference = "CalConnect's advice on iMIP",
    };

    public static readonly ValidationRule SingleInvitation = new("MIME-07", Severity.Error, CalendarClients.All, ClientBehavior.NoButtons)
    {
        Requirement = "An email contains one invitation.",
        Rationale = "Clients show buttons for only one of several, and different clients choose different ones.",
        Fix = "Send one email for each event.",
        Reference = "RFC 6047, 2.4 and 2.6; CalConnect's advice on iMIP",
    };

    public static readonly ValidationRule AsciiFileName =
        new("MIME-10", Severity.Suggestion, CalendarClients.Others, ClientBehavior.WorksAsIntended)
        {
            Requirement = "The attached file's name is ASCII.",
            Rationale = "Old clients cannot decode an encoded name and show none.",
            Fix = "Name it invite.ics.",
            Reference = "RFC 2231, 4; RFC 2183, 2.3",
        };

    public static readonly RuleFamily Family = new(IdenticalCopy, SingleInvitation, AsciiFileName) { Mail = Check };

    /// <summary>Checks the calendars besides the invitation.</summary>
    private static void Check(ValidatedMail email, ValidatedCalendar? calendar, FindingCollector findings)
    {
        if (calendar is not { Profile: ValidationProfile.Email } || email.InvitationPart is not { } invitation)
        {
            return;
        }

        ValidatedPart? copy = null;
        foreach (var part in email.Parts)
        {
            if (part == invitation || !ValidatedMail.IsCalendar(part))
            {
                continue;
            }

            if (part.Bytes.AsSpan().SequenceEqual(invitation.Bytes))
            {
                copy ??= part;
            }
            else if (IsDifferentCalendar(part, calendar))
            {
                findings.Add(SingleInvitation, part.Location, $"A second calendar, {part.MediaType}, has another event or METHOD.");
                copy ??= part;
            }
            else
            {
                findings.Add(IdenticalCopy, part.Location, "The attached calendar does not have the same bytes as the invitation.");
                copy ??= part;
            }
        }

        if (copy is null)
        {
            // If the invitation itself is an attachment, MIME-03 reports it.
            if (!invitation.IsAttachment && invitation.MediaType == "text/calendar")
            {
                findings.Add(IdenticalCopy, new("email"), "No copy of the calendar is attached.");
            }

            return;
        }

        CheckCopy(copy, findings);
    }

    private static void CheckCopy(ValidatedPart copy, FindingCollector findings)
    {
        var name = copy.Entity.FileName;
        if (copy.MediaType != "application/ics" || !copy.IsAttachment)
        {
            findings.Add(
                IdenticalCopy,
                copy.Location,
                $"The copy is {copy.MediaType} and {(copy.IsAttachment ? "attached" : "not attached")}, not an attached application/ics.");
        }
        else if (name is null || !name.EndsWith(".ics", StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(IdenticalCopy, copy.Location, $"The copy has the file name {Quoted.Format(name)}, which does not end with .ics.");
        }
        else if (copy.Entity.ContentTransferEncoding != ContentEncoding.Base64)
        {
            findings.Add(
                IdenticalCopy,
                copy.Location,
                $"The copy has the transfer encoding {copy.Entity.ContentTransferEncoding}, so mail servers may change its line endings.");
        }

        if (name is not null && !CalendarAddress.IsAscii(name, 0))
        {
            findings.Add(AsciiFileName, copy.Location, $"The attached file has the name {Quoted.Format(name)}, which is not ASCII.");
        }
    }

    /// <summary>Whether two calendars have different events or methods.</summary>
    private static bool IsDifferentCalendar(ValidatedPart part, ValidatedCalendar calendar)
    {
        var root = IcsParser.Parse(part.Bytes)["VCALENDAR"];
        return root?["METHOD"]?.Value.Trim().ToUpperInvariant() != calendar.Method || GetUid(root) != GetUid(calendar.Root);
    }

    private static string? GetUid(Component? root)
    {
        foreach (var component in root?.Components ?? [])
        {
            if (component.Name == "VEVENT")
            {
                return component["UID"]?.Value;
            }
        }

        return null;
    }
}
