using Better.Calendar.Icalendar.Writing;

namespace Better.Calendar.Tests.Validation;

/// <content>Violations in recurrence rules, and in values that are a closed list or have a fixed form.</content>
internal static partial class RuleViolations
{
    private static IEnumerable<RuleViolation> Recurrences =>
    [
        // The workshop is on Tuesday, 16 June 2020, the third of the month, at 10:30.
        Recurring("MULTI-10", "FREQ=FORTNIGHTLY"),
        Recurring("MULTI-10", "FREQ=DAILY;COUNT=3;UNTIL=20200618T083000Z"),
        Recurring("MULTI-10", "FREQ=DAILY;COUNT=3;"),
        Recurring("MULTI-10", "FREQ=WEEKLY;BYDAY=1TU"),
        Recurring("MULTI-11", "FREQ=DAILY;UNTIL=20200618T103000"),
        Recurring("MULTI-11", "FREQ=DAILY;UNTIL=20200618"),
        Recurring("MULTI-12", "FREQ=WEEKLY;BYDAY=WE;COUNT=3"),
        Recurring("MULTI-12", "FREQ=MONTHLY;BYDAY=1TU;COUNT=3"),
        Recurring("MULTI-13", "FREQ=MONTHLY;BYDAY=3TU,4TU;COUNT=3"),
        Recurring("MULTI-13", "FREQ=MONTHLY;BYMONTHDAY=15,16,17,18,19,20,21;BYDAY=TU;COUNT=3"),
        Recurring("MULTI-13", "FREQ=YEARLY;BYYEARDAY=168;COUNT=3"),
        Recurring("MULTI-13", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=3"),
        Recurring("MULTI-14", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=4"),
        Recurring("MULTI-15", "FREQ=DAILY;COUNT=500"),
        Recurring("MULTI-15", "FREQ=DAILY;UNTIL=20400101T000000Z"),
        Recurring("MULTI-16", "FREQ=HOURLY;INTERVAL=3;COUNT=3", "MULTI-13", "MULTI-15"),
        Recurring("MULTI-16", "FREQ=DAILY;BYHOUR=10,14;COUNT=4", "MULTI-13"),
        Email(
            "MULTI-17",
            "longer than a day, every day",
            email => WithRRule(email).With("DTEND;TZID=Europe/Budapest:20200616", "DTEND;TZID=Europe/Budapest:20200618")),
        Email("MULTI-18", "EXDATE as a date", email => Add(WithRRule(email), "EXDATE;VALUE=DATE:20200617")),
        Email("MULTI-18", "EXDATE without a zone", email => Add(WithRRule(email), "EXDATE:20200617T103000")),
        Email("MULTI-18", "EXRULE", email => Add(WithRRule(email), "EXRULE:FREQ=WEEKLY;BYDAY=WE")),
        Recurring("MULTI-19", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        Recurring("MULTI-19", "FREQ=DAILY;UNTIL=20200101T000000Z"),
    ];

    private static IEnumerable<RuleViolation> Values =>
    [
        new(
            "CAL-12",
            "no component",
            () => InvitationValidator.ValidateCalendar(Bytes("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//EN\r\nEND:VCALENDAR\r\n"))),
        new(
            "CAL-12",
            "only a task",
            () => InvitationValidator.ValidateCalendar(
                Bytes(
                    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//EN\r\nBEGIN:VTODO\r\nUID:a\r\nDTSTAMP:20200520T080000Z\r\n"
                        + "SUMMARY:Read\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"))),
        new(
            "CAL-13",
            "a reminder before the properties",
            () => InvitationValidator.ValidateCalendar(
                LineFolder.Fold(Feed.SelectMany(line => line == "BEGIN:VEVENT"
                    ? [line, "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Soon", "TRIGGER:-PT15M", "END:VALARM"]
                    : new[] { line })))),
        Line("CAL-14", "STATUS:CONFIRMED", "STATUS: CONFIRMED"),
        Property("CAL-14", "DTSTART;TZID", "DTSTART;TZID=Europe/Budapest: 20200616T103000"),
        Line("CAL-16", "STATUS:CONFIRMED", "STATUS:FOO"),
        Line("CAL-16", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "GEO:47.4979,19.0402"),
        Line("CAL-16", "VERSION:2.0", "VERSION:2.0", "CALSCALE:JULIAN"),
        Replaced("CAL-16", "ATTENDEE", "ROLE=REQ-PARTICIPANT", "ROLE=GUEST"),
        Line("CAL-09", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "X-PUBLISHED-TTL:-PT1H"),
        Property("CONF-04", "CONFERENCE", "CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https:///maps", "CONF-01", "TXT-05"),
        Line("CONF-04", "STATUS:CONFIRMED", "STATUS:CONFIRMED", "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://localhost/maps"),
    ];

    private static RuleViolation Recurring(string rule, string text, params string[] suppressed) =>
        Email(rule, text, email => Add(email, $"RRULE:{text}"), suppressed);

    private static EditableEmail Add(EditableEmail email, string line) =>
        email.With(email.Lines.SelectMany(one => one.StartsWith("UID:", StringComparison.Ordinal) ? [one, line] : new[] { one }));
}
