using Better.Calendar.Checks;

namespace Better.Calendar.Tests.Checks;

/// <content>What stands around the calendar, who is in it, and what came before.</content>
internal static partial class RuleBreaches
{
    private static IEnumerable<RuleBreach> Parts =>
    [
        Letter("MIME-01", "another method", letter => letter with { CalendarType = letter.CalendarType.Replace("REQUEST", "PUBLISH", StringComparison.Ordinal) }),
        Letter("MIME-01", "no method", letter => letter with { CalendarType = "Content-Type: text/calendar; charset=utf-8" }),
        Letter("MIME-02", "PUBLISH inline", letter => Published(letter, "PUBLISH")),
        Letter("MIME-02", "ADD inline", letter => Published(letter, "ADD")),
        Letter("MIME-03", "marked as an attachment", letter => letter with { CalendarMarks = "Content-Disposition: attachment\r\n" }),
        Letter("MIME-04", "marked inline", letter => letter with { CalendarMarks = "Content-Disposition: inline\r\n" }),
        Letter("MIME-04", "with a Content-ID", letter => letter with { CalendarMarks = "Content-ID: <0>\r\n" }),
        Letter("MIME-04", "with a name", letter => letter with { CalendarType = letter.CalendarType + "; name=meeting.ics" }),
        Letter("MIME-05", "related parts", letter => letter with { Alternative = "Content-Type: multipart/related; boundary=ALTERNATIVE" }),
        Letter("MIME-05", "HTML before text", letter => letter with { Bodies = [letter.Bodies[1], letter.Bodies[0]] }),
        new("MIME-05", "calendar first", () => InvitationCheck.Mail(CalendarFirst())),
        new("MIME-05", "no calendar", () => InvitationCheck.Mail(Bytes(Invitation.Headers + "Content-Type: text/plain\r\n\r\nHello\r\n"), new() { Profile = CheckProfile.Letter })),
        Letter("MIME-06", "no copy", letter => letter with { HasCopy = false }),
        Letter("MIME-06", "another copy", letter => letter with { Copy = letter.With("TRANSP:OPAQUE", "TRANSP:TRANSPARENT").Calendar }),
        Letter("MIME-06", "copy as text/calendar", letter => letter with { CopyType = letter.CopyType.Replace("application/ics", "text/calendar; charset=utf-8; method=REQUEST", StringComparison.Ordinal) }),
        Letter("MIME-06", "copy with another name", letter => letter with { CopyType = letter.CopyType.Replace("invite.ics", "invite.txt", StringComparison.Ordinal) }),
        Letter("MIME-07", "another event attached", letter => letter with { More = [$"Content-Type: application/ics\r\nContent-Disposition: attachment; filename=b.ics\r\n{PlainLetter.Base64(letter.With("UID:", "UID:b").Calendar)}"] }),
        Letter("MIME-08", "another charset", letter => letter with { CalendarType = letter.CalendarType.Replace("utf-8", "iso-8859-2", StringComparison.Ordinal) }),
        Letter("MIME-08", "no charset", letter => letter with { CalendarType = letter.CalendarType.Replace(" charset=utf-8;", "", StringComparison.Ordinal) }),
        Letter("MIME-08", "8bit as 7bit", letter => letter with { CalendarEncoding = "7bit" }),
        Letter("MIME-09", "no HTML", letter => letter with { Bodies = [letter.Bodies[0]] }),
        Letter("MIME-09", "an empty text", letter => letter with { Bodies = [PlainLetter.Body("plain", "it", " \r\n"), letter.Bodies[1]] }),
        Letter("MIME-10", "a name beyond ASCII", letter => letter with { CopyType = letter.CopyType.Replace("filename=invite.ics", "filename*=utf-8''megh%C3%ADv%C3%B3.ics", StringComparison.Ordinal) }),
        Letter("MIME-11", "winmail.dat", letter => letter with { More = [$"Content-Type: application/ms-tnef; name=winmail.dat\r\n{PlainLetter.Base64([1, 2, 3])}"] }),
        new("MIME-11", "S/MIME around all", () => InvitationCheck.Mail(Bytes($"{Invitation.Headers}Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n{PlainLetter.Base64([1, 2, 3])}"))),
        Header("MIME-12", "through Exchange Online", "X-MS-Has-Attach: yes"),
    ];

    private static IEnumerable<RuleBreach> People =>
    [
        Property("ADDR-01", "ORGANIZER", "ORGANIZER:mailto:meetings@better.example"),
        Property("ADDR-01", "ORGANIZER", "ORGANIZER;CN=\"\":mailto:meetings@better.example"),
        Replaced("ADDR-02", "ATTENDEE", "mailto:", ""),
        Replaced("ADDR-02", "ATTENDEE", "mailto:", "mailto:Giulia <"),
        Property("ADDR-02", "ORGANIZER", "ORGANIZER;CN=BETTER:meetings@better.example"),
        Replaced("ADDR-03", "ATTENDEE", Recipient, "somebody.else"),
        Header("ADDR-04", "to the organiser", null, ("To:", "To: meetings@better.example")),
        Replaced("ADDR-05", "ATTENDEE", ";RSVP=TRUE", ""),
        Replaced("ADDR-05", "ATTENDEE", "NEEDS-ACTION", "ACCEPTED"),
        Header("ADDR-06", "to two", null, ("To:", $"To: {Address}, else@guest.example")),
        Header("ADDR-06", "with a copy", "Cc: else@guest.example"),
        Header("ADDR-07", "from somebody else", null, ("From:", "From: noreply@better.example")),
        Header("ADDR-07", "answers to somebody else", null, ("Reply-To:", "Reply-To: noreply@better.example")),
        new("ADDR-08", "at Google, as the host knows", () => InvitationCheck.Mail(Invitation.Octets(), new() { OrganizerIsGoogleHosted = true })),
        new("ADDR-08", "at gmail.com", () => InvitationCheck.Mail(AtGmail())),
        Letter("ADDR-09", "others listed", letter => letter.With(letter.Lines.SelectMany(line => line.StartsWith("ATTENDEE", StringComparison.Ordinal) ? [line, "ATTENDEE;CN=Else:mailto:else@guest.example"] : new[] { line }))),
        Replaced("ADDR-10", "ATTENDEE", "mailto:g", "mailto:G"),
        Replaced("ADDR-10", "ATTENDEE", "mailto:", "MAILTO:"),
        new("ADDR-10", "another spelling than before", () => InvitationCheck.Revision(Invitation.With(Invitation.Lines.Select(line => line.Replace("mailto:giulia", "mailto:GIULIA", StringComparison.Ordinal))).Calendar, Update().Calendar)),
        Letter("ADDR-11", "a domain in letters", letter => Idn(letter)),
        Replaced("ADDR-12", "ATTENDEE", "CN=Giulia Rossi", "CN=Giulia \"Ju\" Rossi"),
        Replaced("ADDR-12", "ATTENDEE", "CN=Giulia Rossi", "CN=Rossi, Giulia"),
        Replaced("ADDR-12", "ATTENDEE", "CN=Giulia Rossi", "CN=Giulia R\u00F6ssi"),
        Replaced("ADDR-13", "ATTENDEE", ";RSVP", ";SENT-BY=\"mailto:office@guest.example\";RSVP"),
        Line("ADDR-13", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "X-MS-OLK-SENDER:mailto:office@better.example"),
        Letter("ADDR-14", "listed twice", letter => letter.With(letter.Lines.SelectMany(line => line.StartsWith("ATTENDEE", StringComparison.Ordinal) ? [line, line] : new[] { line }))),
        Replaced("ADDR-14", "ATTENDEE", ";CN=Giulia Rossi", ""),
    ];

    private static IEnumerable<RuleBreach> Sequences =>
    [
        Property("REV-01", "UID", $"UID:{new string('u', 201)}"),
        Property("REV-01", "UID", "UID:m\u0171hely@better.example"),
        Property("REV-01", "UID", "UID:040000008200E00074C5B7101A82E0080000"),
        Revision("REV-02", "another UID", letter => letter.With("UID:", "UID:b")),
        Line("REV-03", "SEQUENCE:0", "SEQUENCE:-1"),
        Line("REV-03", "SEQUENCE:0", "SEQUENCE:1590000000000"),
        Revision("REV-03", "a moved event of the same SEQUENCE", letter => letter.With("SEQUENCE:1", "SEQUENCE:0")),
        new("REV-03", "a lower SEQUENCE", () => InvitationCheck.Revision(Update().With("SEQUENCE:1", "SEQUENCE:2").Calendar, Update(later: 2).Calendar)),
        Line("REV-04", "DTSTAMP:20200520T080000Z", "DTSTAMP:20200520T080000"),
        Line("REV-04", "DTSTAMP:20200520T080000Z", "DTSTAMP:20200520T081000Z"),
        Revision("REV-04", "the DTSTAMP of before", letter => letter.With("DTSTAMP:20200521", "DTSTAMP:20200520")),
        Line("REV-05", "SEQUENCE:0", "SEQUENCE:0", "X-MICROSOFT-CDO-APPT-SEQUENCE:3"),
        Line("REV-06", "STATUS:CONFIRMED", "STATUS:CANCELLED"),
        new("REV-06", "a CANCEL that is confirmed", () => InvitationCheck.Mail(Cancellation.With("STATUS:CANCELLED", "STATUS:CONFIRMED").Octets())),
        new("REV-06", "a CANCEL without STATUS", () => InvitationCheck.Mail(Cancellation.With("STATUS:CANCELLED\r\n", "").Octets())),
        Cancel("REV-07", "cancelled by somebody else", letter => letter.With(letter.Lines.Select(line => line.Replace("mailto:meetings@", "mailto:events@", StringComparison.Ordinal)))),
        Cancel("REV-07", "who was not invited", letter => letter.With(letter.Lines.Select(line => line.Replace("mailto:giulia.rossi@", "mailto:else@", StringComparison.Ordinal)))),
        new("REV-07", "what was published only", () => InvitationCheck.Revision(Invitation.With("METHOD:REQUEST", "METHOD:PUBLISH").Calendar, Called().Calendar)),
        Revision("REV-08", "nothing changed", _ => Update(moved: false)),
    ];

    private static IEnumerable<RuleBreach> Answers =>
    [
        Answer("REP-01", "ORGANIZER:mailto:meetings@better.example\r\n", ""),
        Answer("REP-02", "PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION"),
        Answer("REP-02", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:giulia.rossi@guest.example\r\n", ""),
        Answer("REP-02", "END:VEVENT", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:else@guest.example\r\nEND:VEVENT"),
        Answer("REP-03", "From: \"Giulia Rossi\" <giulia.rossi@", "From: \"Giulia Rossi\" <someone@"),
        Answer("REP-03", "MIME-Version", "Authentication-Results: mx.better.example; dmarc=fail\r\nMIME-Version"),
        new("REP-04", "a higher SEQUENCE than the invitation's", () => InvitationCheck.Revision(Invitation.Calendar, Bytes(Reply.Replace("SEQUENCE:0", "SEQUENCE:4", StringComparison.Ordinal)))),
        new("REP-04", "older than the last", () => InvitationCheck.Revision(Bytes(Reply.Replace("20200521T08", "20200521T09", StringComparison.Ordinal)), Bytes(Reply))),
        Without("REP-05", "X-MICROSOFT-DISALLOW-COUNTER"),
    ];

    private static IEnumerable<RuleBreach> Headers =>
    [
        Header("MAIL-01", "not automatic", null, ("Auto-Submitted:", null)),
        Header("MAIL-02", "no bounces", null, ("X-Auto-Response-Suppress:", "X-Auto-Response-Suppress: All")),
        Header("MAIL-03", "signed by another domain", Signed("other.example", "from:to:subject:date:message-id:content-type")),
        Header("MAIL-03", "signed in part", Signed("better.example", "from:subject")),
        Header("MAIL-04", "no Message-ID", null, ("Message-Id:", null)),
        new("MAIL-04", "a cancellation of no thread", () => InvitationCheck.Mail((Cancellation with { Headers = Headed(Cancellation.Headers, ("References:", null), ("In-Reply-To:", null)) }).Octets())),
        new("MAIL-04", "the Message-ID of before", () => InvitationCheck.Revision(Invitation.Octets(), (Update() with { Headers = Headed(Invitation.Headers, ("Date:", "Date: Thu, 21 May 2020 08:00:00 +0000"), ("MIME-Version:", "References: <0@better.example>\r\nMIME-Version: 1.0")) }).Octets())),
        Header("MAIL-05", "a line break in the subject", null, ("Subject:", "Subject: =?utf-8?Q?Hello=0D=0ABcc:_all=40evil.example?=")),
        Header("MAIL-05", "two subjects", "Subject: Second"),
        Letter("MAIL-06", "no language", letter => letter with { Bodies = [letter.Bodies[0], PlainLetter.Body("html", "it", "<html><body>Ciao</body></html>")] }),
        Letter("MAIL-06", "another language", letter => letter with { Bodies = [letter.Bodies[0], PlainLetter.Body("html", "it", "<html lang=\"en\"><body>Hello</body></html>")] }),
        Letter("MAIL-06", "the wrong direction", letter => letter with { Bodies = [letter.Bodies[0], PlainLetter.Body("html", "ar", "<html lang=\"ar\"><body>مرحبا</body></html>")] }),
        Header("MAIL-07", "no https link", "List-Unsubscribe: <mailto:off@better.example>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click"),
        Header("MAIL-07", "not signed", $"List-Unsubscribe: <https://better.example/off>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n{Signed("better.example", "from:to:subject:date:message-id:content-type")}"),
        Header("MAIL-08", "sent too late", null, ("Date:", "Date: Tue, 16 Jun 2020 12:00:00 +0000")),
        new("MAIL-08", "checked too late", () => InvitationCheck.Ics(Invitation.Calendar, new() { At = NodaTime.Instant.FromUtc(2020, 7, 1, 0, 0) })),
    ];

    private static IEnumerable<RuleBreach> Links =>
    [
        Link("LINK-01", "https://calendar.google.com/calendar/render?action=TEMPLATE&text=a&dates=20200616T083000Z"),
        Link("LINK-01", "https://calendar.google.com/calendar/render?action=TEMPLATE&text=a&dates=20200616T103000/20200616T120000"),
        Link("LINK-01", "https://calendar.google.com/calendar/render?action=TEMPLATE&text=a&dates=20200616T103000/20200616T120000&ctz=CEST"),
        Link("LINK-02", "https://outlook.live.com/calendar/0/action/compose?rru=addevent&subject=a+b&startdt=2020-06-16T08:30:00Z"),
        Link("LINK-02", "https://outlook.office.com/calendar/0/action/compose?rru=addevent&subject=a&startdt=2020-06-16T10:30:00"),
        Link("LINK-03", "https://calendar.yahoo.com/?v=60&TITLE=a&DESC=Password%3A%20123"),
        Link("LINK-03", "https://calendar.yahoo.com/?v=60&TITLE=a&DESC=" + new string('x', 2000)),
    ];
}
