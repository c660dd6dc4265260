using Better.Calendar.Icalendar.Writing;

namespace Better.Calendar.Tests.Validation;

/// <content>Violations in the calendar.</content>
internal static partial class RuleViolations
{
    private static IEnumerable<RuleViolation> Structure =>
    [
        Without("CAL-01", "VERSION:"),
        Without("CAL-01", "PRODID:"),
        Without("CAL-01", "END:VCALENDAR"),
        Without("CAL-01", "END:VEVENT"),
        Line("CAL-01", "VERSION:2.0", "VERSION:1.0"),
        Line("CAL-01", "VERSION:2.0", "VERSION:2.0", "VERSION:2.0"),
        Line("CAL-01", "END:VCALENDAR", "END:VCALENDAR", "X-AFTER:end"),
        new("CAL-01", "no calendar at all", () => InvitationValidator.ValidateCalendar(Bytes("Hello\r\n"))),
        Without("CAL-02", "METHOD:"),
        Email(
            "CAL-02",
            "METHOD after the events",
            email =>
                email.With(
                    [.. email.Lines.Where(line => line is not "METHOD:REQUEST" and not "END:VCALENDAR"),
                        "METHOD:REQUEST",
                        "END:VCALENDAR"])),
        Email(
            "CAL-02",
            "METHOD in the event",
            email =>
                email.With(email.Lines.Where(line => line != "METHOD:REQUEST")
                    .SelectMany(line => line == "BEGIN:VEVENT" ? [line, "METHOD:REQUEST"] : new[] { line }))),
        Line("CAL-02", "METHOD:REQUEST", "METHOD:REQUEST", "METHOD:REQUEST"),
        Line("CAL-06", "STATUS:CONFIRMED", "STATUS;CHARSET=utf-8:CONFIRMED"),
        Line("CAL-06", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "X-NOTE;ENCODING=QUOTED-PRINTABLE:=C3=A9"),
        Line("CAL-06", "VERSION:2.0", "VERSION:2.0", "Content-Type: text/calendar"),
        .. new[] { "NAME:a",
            "X-WR-CALNAME:a",
            "X-WR-RELCALID:a",
            "X-WR-TIMEZONE:Europe/Rome" }.Select(
            name => Line("CAL-07", "VERSION:2.0", "VERSION:2.0", name)),
        Line("CAL-10", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "STATUS:CONFIRMED"),
        new("CAL-11", "too large", () => InvitationValidator.ValidateEmail(Invitation.Bytes(), new() { MaxBytes = 1000 })),
        new(
            "CAL-11",
            "too deep",
            () => InvitationValidator.ValidateCalendar(
                LineFolder.Fold(
                    [.. Invitation.Lines.Take(4),
                        .. Enumerable.Repeat("BEGIN:X-A", 40),
                        .. Enumerable.Repeat("END:X-A", 40),
                        .. Invitation.Lines.Skip(4)]))),
    ];

    private static IEnumerable<RuleViolation> RawFormats =>
    [
        Email("CAL-03", "a byte order mark", email => email with { Calendar = [0xEF, 0xBB, 0xBF, .. email.Calendar] }),
        Email("CAL-03", "one LF", email => email.With("VERSION:2.0\r\n", "VERSION:2.0\n")),
        Email("CAL-03", "LF everywhere", email => email.With("\r\n", "\n")),
        Email("CAL-03", "one CR", email => email.With("VERSION:2.0\r\n", "VERSION:2.0\r")),
        Email("CAL-03", "an empty line", email => email.With("VERSION:2.0\r\n", "VERSION:2.0\r\n\r\n")),
        Email("CAL-03", "no last line break", email => email.With("END:VCALENDAR\r\n", "END:VCALENDAR")),
        Email("CAL-04", "no folds", email => email.With("\r\n ", "")),
        Email("CAL-04", "76 bytes", email => email.With("STATUS:CONFIRMED\r\n", $"STATUS:CONFIRMED\r\nX-LONG:{new string('x', 69)}\r\n")),
        Email("CAL-04", "a split character", email => email.With("SUMMARY:", "SUMMARY:\u00C5\r\n \u0091")),
        Email("CAL-04", "a lost character", email => email.With("SUMMARY:", "SUMMARY:\u00EF\u00BF\u00BD\r\n ")),
        Email("CAL-04", "Latin-1", email => email.With("SUMMARY:", "SUMMARY:\u00E9\r\n ")),
        Email("CAL-05", "a bell", email => email.With("SEQUENCE:0", "SEQUENCE:0\r\nX-BELL:\u0007")),
    ];

    private static IEnumerable<RuleViolation> Events =>
    [
        .. new[] { "UID:",
            "DTSTAMP:",
            "DTSTART;TZID",
            "SUMMARY:",
            "ORGANIZER;",
            "ATTENDEE;" }.Select(
            line => Without("CAL-08", line)),
        Property("CAL-08", "SUMMARY", "SUMMARY:"),
        Property("CAL-09", "DTSTART;TZID", "DTSTART;TZID=Europe/Budapest:20200631T103000"),
        Property("CAL-09", "DTEND", "DTEND;TZID=Europe/Budapest:20200616T253000"),
        Line("CAL-09", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "CREATED:yesterday"),
        Line("MISC-01", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "CLASS:PRIVATE"),
        Line("MISC-01", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "PRIORITY:1"),
        Line("MISC-02", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "TRANSP:TRANSPARENT"),
        Line("MISC-02", "STATUS:CONFIRMED", "STATUS:TENTATIVE"),
        Line("MISC-02", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
        Line("MISC-03", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA"),
        AllDay("MISC-04", "DTSTART;VALUE=DATE:20200616", "DTEND;VALUE=DATE:20200616"),
        AllDay("MISC-04", "DTSTART:20200616", "DTEND;VALUE=DATE:20200617"),
        AllDay("MISC-04", "DTSTART;VALUE=DATE:20200616", "DTEND:20200617T100000Z"),
        Line(
            "ALM-01",
            "END:VEVENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:Soon",
            "TRIGGER:-PT15M",
            "END:VALARM",
            "END:VEVENT"),
        Alarm("ALM-02", "ACTION:DISPLAY", "DESCRIPTION:Soon"),
        Alarm("ALM-02", "ACTION:DISPLAY", "TRIGGER:-PT15M"),
        Alarm("ALM-02", "ACTION:DISPLAY", "DESCRIPTION:Soon", "TRIGGER:PT15M"),
        Alarm("ALM-02", "ACTION:DISPLAY", "DESCRIPTION:Soon", "TRIGGER:soon"),
        Alarm("ALM-02", "ACTION:EMAIL", "DESCRIPTION:Soon", "TRIGGER:-PT15M"),
        Alarm("ALM-02", "DESCRIPTION:Soon", "TRIGGER:-PT15M"),
        Alarm(
            "ALM-02",
            "ACTION:DISPLAY",
            "DESCRIPTION:Soon",
            "TRIGGER:-PT15M",
            "END:VALARM",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:Soon",
            "TRIGGER:-PT5M"),
    ];

    private static IEnumerable<RuleViolation> MultipleEvents =>
    [
        Email(
            "MULTI-01",
            "two UIDs",
            email => AddEvent(email, line => line.StartsWith("UID:", StringComparison.Ordinal) ? ["UID:second@better.example"] : [line])),
        Email("MULTI-02", "one event twice", email => AddEvent(email, line => [line])),
        Email(
            "MULTI-03",
            "an instance of no series",
            email =>
                AddEvent(email, line => line.StartsWith("UID:", StringComparison.Ordinal)
                    ? [line, "RECURRENCE-ID;TZID=Europe/Budapest:20200616T103000"]
                    : [line])),
        Email(
            "MULTI-03",
            "an instance in UTC",
            email =>
                AddEvent(WithRRule(email), line => line.StartsWith("UID:", StringComparison.Ordinal)
                    ? [line, "RECURRENCE-ID:20200616T083000Z"]
                    : line.StartsWith("RRULE", StringComparison.Ordinal)
                    ? []
                    : [line])),
        Email(
            "MULTI-03",
            "an instance with a rule",
            email =>
                AddEvent(WithRRule(email), line => line.StartsWith("UID:", StringComparison.Ordinal)
                    ? [line, "RECURRENCE-ID;TZID=Europe/Budapest:20200616T103000"]
                    : [line])),
        Line("MULTI-04", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "RDATE;TZID=Europe/Budapest:20200617T103000"),
        Line("MULTI-05", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "EXDATE;TZID=Europe/Budapest:20200617T103000"),
        Line(
            "MULTI-05",
            "STATUS:CONFIRMED",
            "STATUS:CONFIRMED",
            "RRULE:FREQ=DAILY;COUNT=3",
            "EXDATE;TZID=Europe/Budapest:20200617T103000,20200618T103000"),
        Without("MULTI-06", "DTEND;"),
        Line("MULTI-06", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "DURATION:PT1H30M"),
        Property("MULTI-06", "DTEND", "DTEND;TZID=Europe/Budapest:20200616T103000"),
        Property("MULTI-06", "DTEND", "DTEND:20200616T080000Z"),
        Email(
            "MULTI-07",
            "an instance that the rule does not make",
            email =>
                AddEvent(WithRRule(email), line => line.StartsWith("UID:", StringComparison.Ordinal)
                    ? [line, "RECURRENCE-ID;TZID=Europe/Budapest:20200617T113000"]
                    : line.StartsWith("RRULE", StringComparison.Ordinal)
                    ? []
                    : [line])),
        Line(
            "MULTI-07",
            "STATUS:CONFIRMED",
            "STATUS:CONFIRMED",
            "RRULE:FREQ=DAILY;COUNT=3",
            "EXDATE;TZID=Europe/Budapest:20200619T103000"),
    ];

    private static IEnumerable<RuleViolation> TimeZones =>
    [
        Email("TZ-01", "no VTIMEZONE", email => email.With(RemoveVTimeZone(email.Lines))),
        Line("TZ-01", "TZID:Europe/Budapest", "TZID:Europe/Rome"),
        Email(
            "TZ-01",
            "an unused VTIMEZONE",
            email =>
                email.With(
                    email.Lines.Select(
                        line => line.Replace(
                            "DTSTART;TZID=Europe/Budapest:20200616T103000",
                            "DTSTART:20200616T083000Z",
                            StringComparison.Ordinal)
                        .Replace("DTEND;TZID=Europe/Budapest:20200616T120000", "DTEND:20200616T100000Z", StringComparison.Ordinal)))),
        Email(
            "TZ-02",
            "floating",
            email =>
                email.With(RemoveVTimeZone(email.Lines)
                    .Select(line => line.Replace(";TZID=Europe/Budapest", "", StringComparison.Ordinal)))),
        Line(
            "TZ-03",
            "END:VTIMEZONE",
            "BEGIN:DAYLIGHT",
            "DTSTART:20210328T020000",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200",
            "END:DAYLIGHT",
            "END:VTIMEZONE"),
        Line("TZ-04", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=SU;BYMONTHDAY=25,26,27,28,29,30,31"),
        Line("TZ-04", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;COUNT=30"),
        Line("TZ-04", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "RRULE:FREQ=YEARLY;BYMONTH=10"),
        Line("TZ-05", "TZNAME:CET", "TZNAME:CET", "TZOFFSETTO:+010000"),
        Line("TZ-05", "TZOFFSETTO:+0100", "TZOFFSETTO:+010000"),
        Without("TZ-05", "TZOFFSETFROM:+0100"),
        Line("TZ-05", "DTSTART:20191027T030000", "DTSTART:20191027T010000Z"),
        Line("TZ-06", "TZOFFSETTO:+0200", "TZOFFSETTO:+0300"),
        Email(
            "TZ-06",
            "the wrong half of the year",
            email =>
                email.With(
                    email.Lines.Select(line => line.Replace("BYMONTH=3;", "BYMONTH=7;", StringComparison.Ordinal)
                        .Replace("DTSTART:20190331T020000", "DTSTART:20190728T020000", StringComparison.Ordinal)))),
        new(
            "TZ-06",
            "an hour that does not exist",
            () => InvitationValidator.ValidateEmail(AtTime("20200329T023000", "20200329T040000").Bytes())),
        new(
            "TZ-06",
            "an hour that occurs twice",
            () => InvitationValidator.ValidateEmail(AtTime("20191027T023000", "20191027T040000")
                .Bytes(),
                    new() { ReferenceTime = NodaTime.Instant.FromUtc(2019, 10, 1, 0, 0), Suppressions = [new("REV-04", "another year")] })),
        Email(
            "TZ-07",
            "a Windows name",
            email =>
                email.With(
                    email.Lines.Select(line => line.Replace("Europe/Budapest", "Central Europe Standard Time", StringComparison.Ordinal)))),
        Email(
            "TZ-07",
            "in quotes",
            email =>
                email.With(
                    email.Lines.Select(
                        line => line.Replace(";TZID=Europe/Budapest", ";TZID=\"Europe/Budapest\"", StringComparison.Ordinal)))),
        Line("TZ-08", "TZNAME:CEST", "TZNAME:CEST", "RDATE:20180325T020000"),
        new(
            "TZ-08",
            "negative summer time",
            () => InvitationValidator.ValidateCalendar(
                LineFolder.Fold(
                    Invitation.Lines.Select(
                        line => line switch { "BEGIN:STANDARD" =>
                            "BEGIN:DAYLIGHT", "END:STANDARD" =>
                            "END:DAYLIGHT", "BEGIN:DAYLIGHT" =>
                            "BEGIN:STANDARD", "END:DAYLIGHT" =>
                            "END:STANDARD", _ =>
                            line })))),
        Line("TZ-09", "DTSTART:20191027T030000", "DTSTART:20191026T030000"),
        new(
            "TZ-10",
            "a zone whose rules changed",
            () => InvitationValidator.ValidateCalendar(
                Bytes(
                    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//EN\r\n"
                        + "BEGIN:VTIMEZONE\r\nTZID:Europe/Volgograd\r\n"
                        + "BEGIN:STANDARD\r\nDTSTART:20201227T020000\r\nTZOFFSETFROM:+0400\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\n"
                        + "END:VTIMEZONE\r\n"
                        + "BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20210101T000000Z\r\n"
                        + "DTSTART;TZID=Europe/Volgograd:20210303T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))),
        new(
            "TZ-10",
            "a zone that stopped changing",
            () => InvitationValidator.ValidateCalendar(
                Bytes(
                    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//EN\r\n"
                        + "BEGIN:VTIMEZONE\r\nTZID:Africa/Casablanca\r\n"
                        + "BEGIN:STANDARD\r\nDTSTART:20260920T030000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\n"
                        + "END:VTIMEZONE\r\n"
                        + "BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20260901T000000Z\r\n"
                        + "DTSTART;TZID=Africa/Casablanca:20261021T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))),
        new(
            "TZ-10",
            "far away",
            () => InvitationValidator.ValidateCalendar(
                Invitation.Calendar,
                new() { ReferenceTime = NodaTime.Instant.FromUtc(2016, 1, 1, 0, 0), Suppressions = [new("REV-04", "another year")] })),
    ];

    private static IEnumerable<RuleViolation> Texts =>
    [
        Replaced("TXT-01", "SUMMARY", "SUMMARY:", "SUMMARY:First, second: "),
        Replaced("TXT-01", "SUMMARY", "SUMMARY:", "SUMMARY:a\\:b"),
        Replaced("TXT-01", "SUMMARY", "SUMMARY:", "SUMMARY:First\\\\nSecond "),
        Line("TXT-01", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "the rest of a text"),
        Replaced("TXT-02", "DESCRIPTION", "\\n\\n", "\\n<br>\\n"),
        Line("TXT-03", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "X-ALT-DESC;FMTTYPE=text/html:<p>Hello</p>"),
        Replaced("TXT-04", "SUMMARY", "SUMMARY:", $"SUMMARY:{new string('s', 150)} "),
        Replaced("TXT-04", "SUMMARY", "SUMMARY:", "SUMMARY:Two\\nlines "),
        Replaced("TXT-04", "DESCRIPTION", "\\n\\n", $"\\n{new string('d', 3000)}\\n"),
        Replaced("TXT-05", "DESCRIPTION", "https://better.webex.example/j/1616001", "the link in the email"),
        Property("CONF-01", "LOCATION", "LOCATION:Online"),
        Without("CONF-01", "LOCATION:"),
        Replaced("CONF-02", "CONFERENCE", ";VALUE=URI", ""),
        Replaced("CONF-02", "CONFERENCE", "FEATURE=AUDIO,VIDEO", "FEATURE=\"AUDIO,VIDEO\""),
        Line("CONF-03", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "X-GOOGLE-CONFERENCE:https://better.webex.example/j/1616001"),
        Line("CONF-03", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "X-MICROSOFT-SKYPETEAMSMEETINGURL:http://better.webex.example/j/1616001"),
        Property(
            "CONF-03",
            "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
            "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK:http://better.webex.example/j/1616001"),
    ];

    private static IEnumerable<RuleViolation> Feeds =>
    [
        Published(
            "FEED-01",
            "no UID",
            lines => lines.Where(line => !line.StartsWith("UID:better-thematic-event-3.2", StringComparison.Ordinal))),
        Published(
            "FEED-01",
            "one UID twice",
            lines => lines.Select(line => line.Replace("event-3.2@", "event-3.1@", StringComparison.Ordinal))),
        Published(
            "FEED-02",
            "attendees",
            lines =>
                lines.SelectMany(line => line.StartsWith("STATUS", StringComparison.Ordinal)
                    ? [line, "ATTENDEE;CN=Else:mailto:else@guest.example"]
                    : new[] { line })),
        Published(
            "FEED-03",
            "no X-PUBLISHED-TTL",
            lines => lines.Where(line => !line.StartsWith("X-PUBLISHED-TTL", StringComparison.Ordinal))),
        Published(
            "FEED-03",
            "two intervals",
            lines => lines.Select(line => line == "X-PUBLISHED-TTL:PT12H" ? "X-PUBLISHED-TTL:PT1H" : line)),
        Published("FEED-03", "no VALUE", lines => lines.Select(line => line.Replace(";VALUE=DURATION", "", StringComparison.Ordinal))),
        new(
            "FEED-04",
            "moved without a higher SEQUENCE",
            () => InvitationValidator.ValidateRevision(
                LineFolder.Fold(Feed),
                LineFolder.Fold(Feed.Select(line => line.Replace("20200616T1", "20200616T2", StringComparison.Ordinal))))),
    ];
}
