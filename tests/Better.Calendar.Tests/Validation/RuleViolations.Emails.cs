namespace Better.Calendar.Tests.Validation;

/// <content>Violations in the email around the calendar, in its people, and compared with the previous message.</content>
internal static partial class RuleViolations
{
    private static IEnumerable<RuleViolation> Parts =>
    [
        Email(
            "MIME-01",
            "another method",
            email => email with { CalendarType = email.CalendarType.Replace("REQUEST", "PUBLISH", StringComparison.Ordinal) }),
        Email("MIME-01", "no method", email => email with { CalendarType = "Content-Type: text/calendar; charset=utf-8" }),
        Email("MIME-02", "PUBLISH inline", email => WithMethod(email, "PUBLISH")),
        Email("MIME-02", "ADD inline", email => WithMethod(email, "ADD")),
        Email("MIME-03", "marked as an attachment", email => email with { CalendarHeaders = "Content-Disposition: attachment\r\n" }),
        Email("MIME-04", "marked inline", email => email with { CalendarHeaders = "Content-Disposition: inline\r\n" }),
        Email("MIME-04", "with a Content-ID", email => email with { CalendarHeaders = "Content-ID: <0>\r\n" }),
        Email("MIME-04", "with a name", email => email with { CalendarType = email.CalendarType + "; name=meeting.ics" }),
        Email("MIME-05", "related parts", email => email with { Alternative = "Content-Type: multipart/related; boundary=ALTERNATIVE" }),
        Email("MIME-05", "HTML before text", email => email with { Bodies = [email.Bodies[1], email.Bodies[0]] }),
        new("MIME-05", "calendar first", () => InvitationValidator.ValidateEmail(CalendarFirst())),
        new(
            "MIME-05",
            "no calendar",
            () => InvitationValidator.ValidateEmail(
                Bytes(Invitation.Headers + "Content-Type: text/plain\r\n\r\nHello\r\n"),
                new() { Profile = ValidationProfile.Email })),
        Email("MIME-06", "no copy", email => email with { HasCopy = false }),
        Email("MIME-06", "another copy", email => email with { Copy = email.With("STATUS:CONFIRMED", "STATUS:TENTATIVE").Calendar }),
        Email(
            "MIME-06",
            "copy as text/calendar",
            email =>
                email with { CopyType =
                    email.CopyType.Replace("application/ics", "text/calendar; charset=utf-8; method=REQUEST", StringComparison.Ordinal) }),
        Email(
            "MIME-06",
            "copy with another name",
            email => email with { CopyType = email.CopyType.Replace("invite.ics", "invite.txt", StringComparison.Ordinal) }),
        Email(
            "MIME-07",
            "another event attached",
            email =>
                email with { MoreParts =
                    ["Content-Type: application/ics\r\nContent-Disposition: attachment; "
                        + $"filename=b.ics\r\n{EditableEmail.Base64(email.With("UID:", "UID:b").Calendar)}"] }),
        Email(
            "MIME-08",
            "another charset",
            email => email with { CalendarType = email.CalendarType.Replace("utf-8", "iso-8859-2", StringComparison.Ordinal) }),
        Email(
            "MIME-08",
            "no charset",
            email => email with { CalendarType = email.CalendarType.Replace(" charset=utf-8;", "", StringComparison.Ordinal) }),
        Email("MIME-08", "8bit as 7bit", email => email with { CalendarEncoding = "7bit" }),
        Email("MIME-09", "no HTML", email => email with { Bodies = [email.Bodies[0]] }),
        Email("MIME-09", "an empty text", email => email with { Bodies = [EditableEmail.Body("plain", "it", " \r\n"), email.Bodies[1]] }),
        Email(
            "MIME-10",
            "a non-ASCII name",
            email =>
                email with { CopyType =
                    email.CopyType.Replace("filename=invite.ics", "filename*=utf-8''megh%C3%ADv%C3%B3.ics", StringComparison.Ordinal) }),
        Email(
            "MIME-11",
            "winmail.dat",
            email =>
                email with { MoreParts = [$"Content-Type: application/ms-tnef; name=winmail.dat\r\n{EditableEmail.Base64([1, 2, 3])}"] }),
        new(
            "MIME-11",
            "wrapped in S/MIME",
            () => InvitationValidator.ValidateEmail(
                Bytes($"{Invitation.Headers}Content-Type: application/pkcs7-mime; smime-type=signed-data; "
                    + $"name=smime.p7m\r\n{EditableEmail.Base64([1, 2, 3])}"))),
        Header("MIME-12", "through Exchange Online", "X-MS-Has-Attach: yes"),
        Email("MIME-13", "a base64 multipart", email => email with { Mixed = email.Mixed + "\r\nContent-Transfer-Encoding: base64" }),
        Email(
            "MIME-14",
            "attendees in a PUBLISH",
            email => email.With(email.Lines.Select(line => line == "METHOD:REQUEST" ? "METHOD:PUBLISH" : line)) with
            {
                CalendarType = "Content-Type: text/calendar; charset=utf-8; method=PUBLISH",
            },
            "MIME-02",
            "FEED-02"),
    ];

    private static IEnumerable<RuleViolation> People =>
    [
        Property("ADDR-01", "ORGANIZER", "ORGANIZER:mailto:meetings@better.example"),
        Property("ADDR-01", "ORGANIZER", "ORGANIZER;CN=\"\":mailto:meetings@better.example"),
        Replaced("ADDR-02", "ATTENDEE", "mailto:", ""),
        Replaced("ADDR-02", "ATTENDEE", "mailto:", "mailto:Giulia <"),
        Property("ADDR-02", "ORGANIZER", "ORGANIZER;CN=BETTER:meetings@better.example"),
        Replaced("ADDR-03", "ATTENDEE", Recipient, "somebody.else"),
        Header("ADDR-04", "to the organizer", null, ("To:", "To: meetings@better.example")),
        Replaced("ADDR-05", "ATTENDEE", ";RSVP=TRUE", ""),
        Replaced("ADDR-05", "ATTENDEE", "NEEDS-ACTION", "ACCEPTED"),
        Header("ADDR-06", "to two", null, ("To:", $"To: {Address}, else@guest.example")),
        Header("ADDR-06", "with a copy", "Cc: else@guest.example"),
        Header("ADDR-07", "from somebody else", null, ("From:", "From: noreply@better.example")),
        Header("ADDR-07", "responses to somebody else", null, ("Reply-To:", "Reply-To: noreply@better.example")),
        new(
            "ADDR-08",
            "at Google, according to the options",
            () => InvitationValidator.ValidateEmail(Invitation.Bytes(), new() { IsOrganizerHostedByGoogle = true })),
        new("ADDR-08", "at gmail.com", () => InvitationValidator.ValidateEmail(AtGmail())),
        Email(
            "ADDR-09",
            "others listed",
            email =>
                email.With(
                    email.Lines.SelectMany(line => line.StartsWith("ATTENDEE", StringComparison.Ordinal)
                        ? [line, "ATTENDEE;CN=Else:mailto:else@guest.example"]
                        : new[] { line }))),
        Replaced("ADDR-10", "ATTENDEE", "mailto:g", "mailto:G"),
        Replaced("ADDR-10", "ATTENDEE", "mailto:", "MAILTO:"),
        new(
            "ADDR-10",
            "another spelling than in the previous message",
            () => InvitationValidator.ValidateRevision(
                Invitation.With(
                    Invitation.Lines.Select(line => line.Replace("mailto:giulia", "mailto:GIULIA", StringComparison.Ordinal))).Calendar,
                Update().Calendar)),
        Email("ADDR-11", "a non-ASCII domain", email => WithNonAsciiDomain(email)),
        Replaced("ADDR-12", "ATTENDEE", "CN=Giulia Rossi", "CN=Giulia \"Ju\" Rossi"),
        Replaced("ADDR-12", "ATTENDEE", "CN=Giulia Rossi", "CN=Rossi, Giulia"),
        Replaced("ADDR-12", "ATTENDEE", "CN=Giulia Rossi", "CN=Giulia R\u00F6ssi"),
        Replaced("ADDR-13", "ATTENDEE", ";RSVP", ";SENT-BY=\"mailto:office@guest.example\";RSVP"),
        Line("ADDR-13", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "X-MS-OLK-SENDER:mailto:office@better.example"),
        Email(
            "ADDR-15",
            "listed twice",
            email =>
                email.With(
                    email.Lines.SelectMany(line => line.StartsWith("ATTENDEE", StringComparison.Ordinal) ? [line, line] : new[] { line }))),
        Replaced("ADDR-14", "ATTENDEE", ";CN=Giulia Rossi", ""),
        Email(
            "ADDR-15",
            "more than a hundred",
            email =>
                email.With(
                    email.Lines.SelectMany(line => line.StartsWith("ATTENDEE", StringComparison.Ordinal)
                        ? Enumerable.Range(0, 101).Select(i => $"ATTENDEE;CN=Guest {i}:mailto:guest{i}@guest.example").Prepend(line)
                        : [line])),
            "ADDR-09"),
    ];

    private static IEnumerable<RuleViolation> Sequences =>
    [
        Property("REV-01", "UID", $"UID:{new string('u', 201)}"),
        Property("REV-01", "UID", "UID:m\u0171hely@better.example"),
        Property("REV-01", "UID", "UID:040000008200E00074C5B7101A82E008-workshop"),
        Revision("REV-02", "another UID", email => email.With("UID:", "UID:b")),
        Line("REV-03", "SEQUENCE:0", "SEQUENCE:-1"),
        Line("REV-03", "SEQUENCE:0", "SEQUENCE:1590000000000"),
        Revision("REV-03", "a moved event of the same SEQUENCE", email => email.With("SEQUENCE:1", "SEQUENCE:0")),
        new(
            "REV-03",
            "a lower SEQUENCE",
            () => InvitationValidator.ValidateRevision(Update().With("SEQUENCE:1", "SEQUENCE:2").Calendar, Update(daysLater: 2).Calendar)),
        Line("REV-04", "DTSTAMP:20200520T080000Z", "DTSTAMP:20200520T080000"),
        Line("REV-04", "DTSTAMP:20200520T080000Z", "DTSTAMP:20200520T081000Z"),
        Revision("REV-04", "the DTSTAMP of the previous message", email => email.With("DTSTAMP:20200521", "DTSTAMP:20200520")),
        Line("REV-05", "SEQUENCE:0", "SEQUENCE:0", "X-MICROSOFT-CDO-APPT-SEQUENCE:3"),
        Line("REV-06", "STATUS:CONFIRMED", "STATUS:CANCELLED"),
        new(
            "REV-06",
            "a CANCEL that is confirmed",
            () => InvitationValidator.ValidateEmail(Cancellation.With("STATUS:CANCELLED", "STATUS:CONFIRMED").Bytes())),
        new(
            "REV-06",
            "a CANCEL without STATUS",
            () => InvitationValidator.ValidateEmail(Cancellation.With("STATUS:CANCELLED\r\n", "").Bytes())),
        Cancel(
            "REV-07",
            "cancelled by somebody else",
            email => email.With(email.Lines.Select(line => line.Replace("mailto:meetings@", "mailto:events@", StringComparison.Ordinal)))),
        Cancel(
            "REV-07",
            "who was not invited",
            email =>
                email.With(email.Lines.Select(line => line.Replace("mailto:giulia.rossi@", "mailto:else@", StringComparison.Ordinal)))),
        new(
            "REV-07",
            "what was published only",
            () => InvitationValidator.ValidateRevision(
                Invitation.With("METHOD:REQUEST", "METHOD:PUBLISH").Calendar,
                CancelledInvitation().Calendar)),
        Revision("REV-08", "nothing changed", _ => Update(isMoved: false)),
        new(
            "REV-09",
            "an accepted invitation asked again",
            () => InvitationValidator.ValidateRevision(
                Invitation.With(Invitation.Lines.Select(
                    line => line.Replace("PARTSTAT=NEEDS-ACTION", "PARTSTAT=ACCEPTED", StringComparison.Ordinal))).Calendar,
                Update(isMoved: false).With("SEQUENCE:1", "SEQUENCE:0").Calendar)),
    ];

    private static IEnumerable<RuleViolation> Responses =>
    [
        Response("REP-01", "ORGANIZER:mailto:meetings@better.example\r\n", ""),
        Response("REP-02", "PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION"),
        Response("REP-02", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:giulia.rossi@guest.example\r\n", ""),
        Response("REP-02", "END:VEVENT", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:else@guest.example\r\nEND:VEVENT"),
        Response("REP-03", "From: \"Giulia Rossi\" <giulia.rossi@", "From: \"Giulia Rossi\" <someone@"),
        Response("REP-03", "MIME-Version", "Authentication-Results: mx.better.example; dmarc=fail\r\nMIME-Version"),
        new(
            "REP-04",
            "a higher SEQUENCE than the invitation's",
            () => InvitationValidator.ValidateRevision(
                Invitation.Calendar,
                Bytes(Reply.Replace("SEQUENCE:0", "SEQUENCE:4", StringComparison.Ordinal)))),
        new(
            "REP-04",
            "older than the last",
            () => InvitationValidator.ValidateRevision(
                Bytes(Reply.Replace("20200521T08", "20200521T09", StringComparison.Ordinal)),
                Bytes(Reply))),
        Without("REP-05", "X-MICROSOFT-DISALLOW-COUNTER"),
    ];

    private static IEnumerable<RuleViolation> Headers =>
    [
        Header("MAIL-01", "not automatic", null, ("Auto-Submitted:", null)),
        Header("MAIL-02", "no bounces", null, ("X-Auto-Response-Suppress:", "X-Auto-Response-Suppress: All")),
        Header("MAIL-03", "signed by another domain", Signed("other.example", "from:to:subject:date:message-id:content-type")),
        Header("MAIL-03", "signed in part", Signed("better.example", "from:subject")),
        Header("MAIL-04", "no Message-ID", null, ("Message-Id:", null)),
        new(
            "MAIL-04",
            "a cancellation outside the thread",
            () => InvitationValidator.ValidateEmail(
                (Cancellation with { Headers = ReplaceHeaders(Cancellation.Headers, ("References:", null), ("In-Reply-To:", null)) })
                .Bytes())),
        new(
            "MAIL-04",
            "the Message-ID of the previous message",
            () => InvitationValidator.ValidateRevision(
                Invitation.Bytes(),
                (Update() with { Headers =
                    ReplaceHeaders(
                        Invitation.Headers,
                        ("Date:", "Date: Thu, 21 May 2020 08:00:00 +0000"),
                        ("MIME-Version:", "References: <0@better.example>\r\nMIME-Version: 1.0")) })
                .Bytes())),
        Header("MAIL-05", "a line break in the subject", null, ("Subject:", "Subject: =?utf-8?Q?Hello=0D=0ABcc:_all=40evil.example?=")),
        Header("MAIL-05", "two subjects", "Subject: Second"),
        Email(
            "MAIL-06",
            "no language",
            email => email with { Bodies = [email.Bodies[0], EditableEmail.Body("html", "it", "<html><body>Ciao</body></html>")] }),
        Email(
            "MAIL-06",
            "another language",
            email =>
                email with { Bodies = [email.Bodies[0], EditableEmail.Body("html", "it", "<html lang=\"en\"><body>Hello</body></html>")] }),
        Email(
            "MAIL-06",
            "the wrong direction",
            email =>
                email with { Bodies = [email.Bodies[0], EditableEmail.Body("html", "ar", "<html lang=\"ar\"><body>مرحبا</body></html>")] }),
        Header(
            "MAIL-07",
            "no https link",
            "List-Unsubscribe: <mailto:off@better.example>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click"),
        Header(
            "MAIL-07",
            "not signed",
            "List-Unsubscribe: <https://better.example/off>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
                + Signed("better.example", "from:to:subject:date:message-id:content-type")),
        Header("MAIL-08", "sent too late", null, ("Date:", "Date: Tue, 16 Jun 2020 12:00:00 +0000")),
        new(
            "MAIL-08",
            "checked too late",
            () => InvitationValidator.ValidateCalendar(
                Invitation.Calendar,
                new() { ReferenceTime = NodaTime.Instant.FromUtc(2020, 7, 1, 0, 0) })),
    ];

    private static IEnumerable<RuleViolation> Links =>
    [
        Link("LINK-01", "https://calendar.google.com/calendar/render?action=TEMPLATE&text=a&dates=20200616T083000Z"),
        Link("LINK-01", "https://calendar.google.com/calendar/render?action=TEMPLATE&text=a&dates=20200616T103000/20200616T120000"),
        Link(
            "LINK-01",
            "https://calendar.google.com/calendar/render?action=TEMPLATE&text=a&dates=20200616T103000/20200616T120000&ctz=CEST"),
        Link("LINK-02", "https://outlook.live.com/calendar/0/action/compose?rru=addevent&subject=a+b&startdt=2020-06-16T08:30:00Z"),
        Link("LINK-02", "https://outlook.office.com/calendar/0/action/compose?rru=addevent&subject=a&startdt=2020-06-16T10:30:00"),
        Link("LINK-03", "https://calendar.yahoo.com/?v=60&TITLE=a&DESC=Password%3A%20123"),
        Link("LINK-03", "https://calendar.yahoo.com/?v=60&TITLE=a&DESC=" + new string('x', 2000)),
    ];
}
