namespace Better.Calendar.Validation;

/// <summary>Rules for the MIME parts of an email: what makes a client recognize an invitation.</summary>
internal static class MimePartRules
{
    public static readonly ValidationRule MethodParameter =
        new("MIME-01", Severity.Error, CalendarClients.Outlook | CalendarClients.Gmail, ClientBehavior.FileOnly)
        {
            Requirement = "The calendar part has the parameter method, with the same value as METHOD in the calendar.",
            Rationale = "Exchange rejects the part if the two differ; Gmail treats a part without the parameter as a file.",
            Fix = "Write Content-Type: text/calendar; charset=utf-8; method=REQUEST, with the same value as METHOD.",
            Reference = "RFC 6047, 2.4; observed with Exchange",
        };

    public static readonly ValidationRule InlinePublish = new("MIME-02", Severity.Error, CalendarClients.Outlook, ClientBehavior.NotShown)
    {
        Requirement = "A calendar with METHOD PUBLISH or ADD is not sent as a text/calendar part.",
        Rationale = "Outlook shows its content lines as text in the body.",
        Fix = "Invite with METHOD:REQUEST, and send PUBLISH as an attached .ics file.",
        Reference = "[MS-STANOICAL] V0233",
    };

    public static readonly ValidationRule AttachmentDisposition =
        new("MIME-03", Severity.Error, CalendarClients.Gmail
            | CalendarClients.Outlook
            | CalendarClients.Apple
            | CalendarClients.Others, ClientBehavior.FileOnly)
        {
            Requirement = "The calendar part that carries the invitation is not marked as an attachment.",
            Rationale = "Otherwise Gmail, Exchange, Apple Mail and Evolution show a file without buttons.",
            Fix = "Remove Content-Disposition from that part, and attach a second copy as application/ics.",
            Reference = "RFC 2183, 2.2; Zimbra bug 58971; observed with Gmail, Exchange and Apple Mail",
        };

    public static readonly ValidationRule ContentIdAndFileName =
        new("MIME-04", Severity.Warning, CalendarClients.Thunderbird, ClientBehavior.FileOnly)
        {
            Requirement = "The calendar part that carries the invitation has no Content-ID, no Content-Disposition and no file name.",
            Rationale =
            "With a Content-ID and a Content-Disposition, Thunderbird has been observed to hide the invitation; webmail clients list "
                + "the part twice.",
            Fix = "Remove Content-ID, Content-Disposition and name from that part.",
            Reference = "observed with Thunderbird and webmails",
        };

    public static readonly ValidationRule PartPlacement = new("MIME-05", Severity.Error, CalendarClients.All, ClientBehavior.FileOnly)
    {
        Requirement = "The calendar part is the last child of multipart/alternative, after text/plain and text/html in this order.",
        Rationale = "Clients look for an invitation there, and they show the last alternative that they support.",
        Fix = "Build multipart/mixed( multipart/alternative( text/plain, text/html, text/calendar ), application/ics ).",
        Reference = "RFC 2046, 5.1.4; CalConnect's advice on iMIP; observed with Outlook (nodemailer)",
    };

    public static readonly ValidationRule TextBodies = new("MIME-09", Severity.Warning, CalendarClients.All, ClientBehavior.LosesDetails)
    {
        Requirement = "The email has a text/plain part and a text/html part, and neither is empty.",
        Rationale =
            "Outlook displays text-only meeting emails badly, and clients without HTML support show nothing if text/plain is missing.",
        Fix = "Put all important information into both parts.",
        Reference = "RFC 2046, 5.1.4; observed with Outlook",
    };

    public static readonly RuleFamily Family =
        new(
            MethodParameter,
            InlinePublish,
            AttachmentDisposition,
            ContentIdAndFileName,
            PartPlacement,
            TextBodies)
        { Mail = Check };

    /// <summary>Checks the MIME parts around the calendar; other rules check the calendar itself.</summary>
    private static void Check(ValidatedMail email, ValidatedCalendar? calendar, FindingCollector findings)
    {
        if (email.IsTooDeep)
        {
            findings.Add(
                CalendarRules.SizeLimits,
                new("email"),
                $"Parts are nested more deeply than {ValidatedMail.MaxDepth} levels; those were not read.");
        }

        if (email.InvitationPart is not { } part || calendar is null)
        {
            if (!findings.Contains(WrapperRules.Wrapped))
            {
                // Not every email is an invitation, but some mail services remove the calendar part of those that are.
                findings.Add(
                    PartPlacement,
                    new("email"),
                    "The email has no calendar part, so no client shows an invitation.",
                    email.Options.Profile is null
                    ? Severity.Suggestion
                    : Severity.Error);
            }

            return;
        }

        CheckMethod(part, calendar, findings);
        if (calendar.Profile is ValidationProfile.Email or ValidationProfile.Reply)
        {
            CheckPlacement(email, part, calendar, findings);
        }

        if (calendar.Profile == ValidationProfile.Email)
        {
            CheckBodies(email, findings);
        }
    }

    private static void CheckMethod(ValidatedPart part, ValidatedCalendar calendar, FindingCollector findings)
    {
        var parameter = part.Entity.ContentType.Parameters["method"];
        if (calendar.MethodProperty is not null
            && part.MediaType == "text/calendar"
            && !string.Equals(parameter?.Trim(), calendar.Method, StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(
                MethodParameter,
                part.Location,
                $"The parameter method is {(parameter is null ? "missing" : Quoted.Format(parameter))}, but METHOD "
                    + $"is {Quoted.Format(calendar.Method)}.",
                fix: $"Write method={calendar.Method} into the Content-Type of the part.");
        }

        if (calendar.Method is "PUBLISH" or "ADD" && part.MediaType == "text/calendar" && !part.IsAttachment)
        {
            findings.Add(
                InlinePublish,
                part.Location,
                $"The text/calendar part has METHOD:{calendar.Method}.",
                fix: calendar.Method == "PUBLISH" ? "PUBLISH asks nobody: METHOD:REQUEST makes the buttons." : null);
        }
    }

    private static void CheckPlacement(ValidatedMail email, ValidatedPart part, ValidatedCalendar calendar, FindingCollector findings)
    {
        if (part.MediaType != "text/calendar")
        {
            findings.Add(
                PartPlacement,
                part.Location,
                $"The calendar is in a part of type {part.MediaType}; clients look for text/calendar.");
            return;
        }

        if (part.IsAttachment)
        {
            findings.Add(AttachmentDisposition, part.Location, "The calendar part is marked Content-Disposition: attachment.");
        }

        if (!part.IsAlternative)
        {
            // Programs find responses in any part.
            if (calendar.Profile == ValidationProfile.Email)
            {
                // Apple's and older servers send it so, and clients show the buttons; only ordinary attachments beside it hid them.
                findings.Add(
                    PartPlacement,
                    part.Location,
                    part.Parent is null
                        ? "The calendar part is the whole email, not an alternative."
                        : $"The calendar part is in {part.Parent.ContentType.MimeType}, not in multipart/alternative.",
                    Severity.Warning,
                    behavior: ClientBehavior.LosesDetails);
            }
        }
        else if (!part.IsLast)
        {
            findings.Add(
                PartPlacement,
                part.Location,
                $"The calendar part is not the last alternative: {part.Parent![part.Parent.Count - 1].ContentType.MimeType} is.",
                Severity.Warning,
                fix: "Move the calendar part to the end of multipart/alternative.");
        }
        else if (email.FindBody("text/plain") is { } plain
            && email.FindBody("text/html") is { } html
            && plain.Parent == part.Parent
            && html.Parent == part.Parent
            && plain.IndexInParent > html.IndexInParent)
        {
            findings.Add(
                PartPlacement,
                html.Location,
                "text/html comes before text/plain; clients show the last alternative that they support.",
                Severity.Warning,
                fix: "Move text/plain before text/html.");
        }

        if (calendar.Profile == ValidationProfile.Email)
        {
            CheckContentIdAndFileName(part, findings);
        }
    }

    private static void CheckContentIdAndFileName(ValidatedPart part, FindingCollector findings)
    {
        if (part.Entity.ContentId is { } id)
        {
            findings.Add(ContentIdAndFileName, part.Location, $"The calendar part has Content-ID {Quoted.Format(id)}.");
        }
        else if (part.Entity.ContentDisposition is { IsAttachment: false } disposition)
        {
            findings.Add(ContentIdAndFileName, part.Location, $"The calendar part has Content-Disposition: {disposition.Disposition}.");
        }
        else if (!part.IsAttachment && part.Entity.ContentType.Name is { } name)
        {
            findings.Add(ContentIdAndFileName, part.Location, $"The calendar part has the name {Quoted.Format(name)}.");
        }
    }

    private static void CheckBodies(ValidatedMail email, FindingCollector findings)
    {
        foreach (var type in (ReadOnlySpan<string>)["text/plain", "text/html"])
        {
            var body = email.FindBody(type);
            if (body is null || IsBlank(body.Bytes))
            {
                findings.Add(TextBodies, new(type), $"The {type} part is {(body is null ? "missing" : "empty")}.");
            }
        }
    }

    private static bool IsBlank(byte[] bytes)
    {
        foreach (var @byte in bytes)
        {
            if (@byte > ' ')
            {
                return false;
            }
        }

        return true;
    }
}
