using System.Text;

namespace Better.Calendar.Tests.Validation;

/// <summary>
/// Invitations in the shapes in which Google, Exchange, Outlook, Apple and Thunderbird write them: written by us after the sources that
/// each
/// one names, with people and words of our own.
/// </summary>
internal static class ClientInvitations
{
    private const string Organizer = "kadri@host.example";
    private const string Guest = "anna@guest.example";

    private static readonly string[] Budapest =
    [
        "BEGIN:VTIMEZONE", "TZID:Europe/Budapest", "X-LIC-LOCATION:Europe/Budapest", "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST", "DTSTART:19700329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT", "BEGIN:STANDARD",
        "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19701025T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD", "END:VTIMEZONE",
    ];

    private static readonly string[] CentralEurope =
    [
        "BEGIN:VTIMEZONE", "TZID:Central Europe Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "END:STANDARD", "BEGIN:DAYLIGHT",
        "DTSTART:16010101T020000",
        "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE",
    ];

    /// <summary>A zone without clock changes, which Exchange writes with two equal observances.</summary>
    private static readonly string[] Singapore =
    [
        "BEGIN:VTIMEZONE", "TZID:Singapore Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800",
        "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:16010101T000000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "END:DAYLIGHT",
        "END:VTIMEZONE",
    ];

    private static readonly string[] AppleBudapest =
    [
        "BEGIN:VTIMEZONE", "TZID:Europe/Budapest", "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "DTSTART:19840325T020000", "TZNAME:GMT+2", "TZOFFSETTO:+0200", "END:DAYLIGHT", "BEGIN:STANDARD", "TZOFFSETFROM:+0200",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "DTSTART:19961027T030000", "TZNAME:GMT+1", "TZOFFSETTO:+0100", "END:STANDARD",
        "END:VTIMEZONE",
    ];

    /// <summary>A zone with its history, as libical's files have it: offsets of old times have seconds.</summary>
    private static readonly string[] HistoricBudapest =
    [
        "BEGIN:VTIMEZONE", "TZID:Europe/Budapest", "BEGIN:STANDARD", "DTSTART:18900101T000000", "TZOFFSETFROM:+011620", "TZOFFSETTO:+0100",
        "TZNAME:CET", "END:STANDARD", .. AppleBudapest[2..],
    ];

    private static readonly string[] UtcTimes = ["DTSTART:20270414T070000Z", "DTEND:20270414T083000Z"];

    private static readonly string[] LocalTimes =
        ["DTSTART;TZID=Europe/Budapest:20270414T090000", "DTEND;TZID=Europe/Budapest:20270414T103000"];

    private static readonly string[] WindowsTimes =
        ["DTSTART;TZID=Central Europe Standard Time:20270414T090000", "DTEND;TZID=Central Europe Standard Time:20270414T103000"];

    private static readonly string[] AllDay = ["DTSTART;VALUE=DATE:20270414", "DTEND;VALUE=DATE:20270415"];

    private static readonly string[] ExchangeAlarm =
        ["BEGIN:VALARM", "DESCRIPTION:REMINDER", "TRIGGER;RELATED=START:-PT15M", "ACTION:DISPLAY", "END:VALARM"];

    private static readonly string[] AppleDayAlarm =
    [
        "BEGIN:VALARM", "X-WR-ALARMUID:6F9C0BB1-0001", "UID:6F9C0BB1-0001", "TRIGGER:PT9H", "DESCRIPTION:Reminder", "ACTION:DISPLAY",
        "X-APPLE-DEFAULT-ALARM:TRUE", "END:VALARM",
    ];

    /// <summary>All shapes.</summary>
    public static IReadOnlyList<ClientInvitation> All { get; } =
    [
        .. FromGoogle("nodemailer #1185 and lib/mail-composer: the double structure; Stalwart's tests of Google's invitations"),
        .. FromExchange("[MS-OXCICAL]; nextcloud/server #53948; the example of Microsoft Graph for the contents of an event"),
        .. FromOutlook("[MS-STANOICAL]; OzzyCzech/icalparser #27; Zimbra bug 12008"),
        .. FromApple("apple/ccs-calendarserver imip/outbound.py; the CalDAV tests of openacs for macOS' time zones"),
        .. FromThunderbird("mozilla/releases-comm-central calItipEmailTransport and calItipUtils; Thunderbird's exports"),
    ];

    private static IEnumerable<ClientInvitation> FromGoogle(string source)
    {
        string[] head = ["PRODID:-//Google Inc//Google Calendar 70.9054//EN", "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:REQUEST"];
        string[] people =
        [
            $"ORGANIZER;CN=Kadri Tamm:mailto:{Organizer}", "UID:4v2q9abc0@google.com",
            $"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN={Guest};X-NUM-GUESTS=0:mailto:{Guest}",
        ];
        string[] tail =
        [
            "CREATED:20270301T075900Z", "DESCRIPTION:Bring a map", "LAST-MODIFIED:20270301T080000Z", "LOCATION:Main St 5\\, Town",
            "SEQUENCE:0", "STATUS:CONFIRMED", "SUMMARY:Maps", "TRANSP:OPAQUE",
        ];
        string[] Event(string[] times, params string[] more) =>
            Calendar(head, [], [.. times, "DTSTAMP:20270301T080000Z", .. people, .. more, .. tail]);

        yield return Google("a single event in UTC", source, Event(UtcTimes));
        yield return Google("an all-day event", source, Event(AllDay));
        yield return Google(
            "a weekly event with its zone",
            source,
            WithZone(head, Budapest, [.. LocalTimes, "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=10"], people, tail));
        yield return Google(
            "a monthly event by weekday",
            source,
            WithZone(head, Budapest, [.. LocalTimes, "RRULE:FREQ=MONTHLY;BYDAY=2WE"], people, tail));
        yield return Google(
            "a recurrence until a day",
            source,
            WithZone(head, Budapest, [.. LocalTimes, "RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20270630T215959Z;BYDAY=WE"], people, tail));
        yield return Google("with Google Meet", source, Event(UtcTimes, "X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij"));
        yield return Google("an updated event", source, [.. Event(UtcTimes).Select(line => line == "SEQUENCE:0" ? "SEQUENCE:1" : line)]);
        yield return Google("a line of 76 bytes", source, Event(UtcTimes, "X-NOTE:" + new string('x', 69)));
        yield return Google(
            "without RSVP",
            source,
            [.. Event(UtcTimes).Select(line => line.Replace(";RSVP=TRUE", "", StringComparison.Ordinal))]);
    }

    private static IEnumerable<ClientInvitation> FromExchange(string source)
    {
        string[] head = ["METHOD:REQUEST", "PRODID:Microsoft Exchange Server 2010", "VERSION:2.0"];
        string[] Event(string[] times, params string[] more) =>
        [
            $"ORGANIZER;CN=\"Tamm, Kadri\":mailto:{Organizer}",
            $"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Anna Kiss:mailto:{Guest}",
            "DESCRIPTION;LANGUAGE=en-US:Bring a map\\n",
            "UID:040000008200E00074C5B7101A82E00800000000A04CDB2B9B8CDB01000000000000000010000000F4F1B1E3C3B5494D9C1B8C8C6B0E5D11",
            "SUMMARY;LANGUAGE=en-US:Maps", .. times, "CLASS:PUBLIC", "PRIORITY:5", "DTSTAMP:20270301T080000Z", "TRANSP:OPAQUE",
            "STATUS:CONFIRMED", "SEQUENCE:0", "LOCATION;LANGUAGE=en-US:Room 5", "X-MICROSOFT-CDO-APPT-SEQUENCE:0",
            "X-MICROSOFT-CDO-OWNERAPPTID:2124111111", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY",
            "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE", "X-MICROSOFT-CDO-IMPORTANCE:1", "X-MICROSOFT-CDO-INSTTYPE:0",
            "X-MICROSOFT-DONOTFORWARDMEETING:FALSE", "X-MICROSOFT-DISALLOW-COUNTER:FALSE", .. more, .. ExchangeAlarm,
        ];
        ClientInvitation Mail(string name, string[] zone, string[] lines) =>
            new($"Exchange: {name}", source, Alternative(Calendar(head, zone, lines), hasCopy: false));

        yield return Mail("a single event with its Windows zone", CentralEurope, Event(WindowsTimes));
        yield return Mail(
            "a zone without clock changes",
            Singapore,
            Event(["DTSTART;TZID=Singapore Standard Time:20270414T150000", "DTEND;TZID=Singapore Standard Time:20270414T163000"]));
        yield return Mail("in UTC", [], Event(UtcTimes));
        yield return Mail("a daily event", CentralEurope, Event(["RRULE:FREQ=DAILY;COUNT=3;INTERVAL=1", .. WindowsTimes]));
        yield return Mail(
            "a weekly event",
            CentralEurope,
            Event(["RRULE:FREQ=WEEKLY;UNTIL=20270630T070000Z;INTERVAL=1;BYDAY=WE;WKST=MO", .. WindowsTimes]));
        yield return Mail(
            "the second Wednesday of each month",
            CentralEurope,
            Event(["RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=2WE", .. WindowsTimes]));
        yield return Mail(
            "a deleted occurrence",
            CentralEurope,
            Event(["RRULE:FREQ=DAILY;COUNT=5;INTERVAL=1", "EXDATE;TZID=Central Europe Standard Time:20270416T090000", .. WindowsTimes]));
        yield return Mail("an all-day event", [], Event([.. AllDay]));
        yield return Mail(
            "an online meeting",
            CentralEurope,
            Event(
                WindowsTimes,
                "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/19%3ameeting",
                "X-MICROSOFT-ONLINEMEETINGCONFLINK:conf:sip:kadri@host.example"));
    }

    private static IEnumerable<ClientInvitation> FromOutlook(string source)
    {
        string[] head = [
            "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", "VERSION:2.0", "METHOD:REQUEST", "X-MS-OLK-FORCEINSPECTOROPEN:TRUE"
        ];
        string[] Event(params string[] times) =>
        [
            $"ATTENDEE;CN=\"Anna Kiss\";RSVP=TRUE:mailto:{Guest}", "CLASS:PUBLIC", "CREATED:20270301T075900Z", "DESCRIPTION:Bring a map\\n",
            .. times, "DTSTAMP:20270301T080000Z", "LAST-MODIFIED:20270301T080000Z", "LOCATION:Room 5",
            $"ORGANIZER;CN=\"Kadri Tamm\":mailto:{Organizer}", "PRIORITY:5", "SEQUENCE:0", "SUMMARY;LANGUAGE=en-us:Maps", "TRANSP:OPAQUE",
            "UID:040000008200E00074C5B7101A82E00800000000B0B7B6C8D4C4DB01000000000000000010000000A9C1D2E3F4A5B6C7D8E9F0A1B2C3D4E5",
            "X-ALT-DESC;FMTTYPE=text/html:<html><body>Bring a map</body></html>", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
            "X-MICROSOFT-CDO-IMPORTANCE:1", "X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY", "X-MICROSOFT-DISALLOW-COUNTER:FALSE",
            "X-MS-OLK-CONFTYPE:0", "BEGIN:VALARM", "TRIGGER:-PT15M", "ACTION:DISPLAY", "DESCRIPTION:Reminder", "END:VALARM",
        ];
        ClientInvitation Mail(string name, string[] zone, string[] lines) =>
            new($"Outlook: {name}", source, Alternative(Calendar(head, zone, lines), hasCopy: false));

        yield return Mail("a single event", CentralEurope, Event([.. WindowsTimes.Select(Quote)]));
        yield return Mail("in UTC", [], Event(UtcTimes));
        yield return Mail("a yearly event", CentralEurope, Event([.. WindowsTimes.Select(Quote), "RRULE:FREQ=YEARLY;BYDAY=2WE;BYMONTH=4"]));
        yield return Mail(
            "the last working day of each month",
            CentralEurope,
            Event(
                [
                    .. WindowsTimes.Select(line => Quote(line).Replace("20270414", "20270430", StringComparison.Ordinal)),
                    "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
                ]));
        yield return Mail("an all-day event", [], [.. Event(AllDay), .. Array.Empty<string>()]);
        yield return Mail(
            "a line of 77 bytes",
            [],
            [
                .. Event(UtcTimes).SelectMany(
                    line => line.StartsWith("UID", StringComparison.Ordinal) ? [line, "X-NOTE:" + new string('x', 70)] : new[] { line })
            ]);
    }

    private static IEnumerable<ClientInvitation> FromApple(string source)
    {
        string[] head = ["VERSION:2.0", "PRODID:-//Apple Inc.//macOS 15.0//EN", "CALSCALE:GREGORIAN", "METHOD:REQUEST"];
        string[] Event(string[] times, params string[] more) =>
        [
            "CREATED:20270301T075900Z", "UID:6F9C0BB1-7A1E-4C35-9A7E-2B9D6A1B0C11", .. times, "TRANSP:OPAQUE", "SUMMARY:Maps",
            "LAST-MODIFIED:20270301T080000Z", "DTSTAMP:20270301T080000Z", "SEQUENCE:0",
            $"ORGANIZER;CN=\"Kadri Tamm\";EMAIL=\"{Organizer}\":mailto:{Organizer}",
            $"ATTENDEE;CN=\"Kadri Tamm\";CUTYPE=INDIVIDUAL;EMAIL=\"{Organizer}\";PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:{Organizer}",
            $"ATTENDEE;CN=\"{Guest}\";CUTYPE=INDIVIDUAL;EMAIL=\"{Guest}\";PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE"
                + $":mailto:{Guest}",
            .. more,
        ];
        ClientInvitation Mail(string name, byte[] bytes) => new($"Apple: {name}", source, bytes);

        yield return Mail("a single event", Mixed(Calendar(head, AppleBudapest, Event(LocalTimes))));
        yield return Mail(
            "its server's gateway",
            Mixed(
                Calendar(head, AppleBudapest, Event(LocalTimes)),
                "Content-Disposition: inline; filename=\"event.ics\"\r\nContent-ID: <invitation.ics>\r\n"));
        yield return Mail(
            "without PRODID",
            Mixed([.. Calendar(head, [], Event(UtcTimes)).Where(line => !line.StartsWith("PRODID", StringComparison.Ordinal))]));
        yield return Mail(
            "a place on the map",
            Mixed(
                Calendar(
                    head,
                    AppleBudapest,
                    Event(
                        LocalTimes,
                        "LOCATION:Main St 5\\nTown",
                        "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=49;X-TITLE=\"Main St 5\":geo:47.497900,19.040200"))));
        yield return Mail("an all-day event with its default reminder", Mixed(Calendar(head, [], Event(AllDay, AppleDayAlarm))));
        yield return Mail("a weekly event", Mixed(Calendar(head, AppleBudapest, Event([.. LocalTimes, "RRULE:FREQ=WEEKLY;COUNT=3"]))));
        yield return Mail("an occurrence in UTC", Mixed(Calendar(head, AppleBudapest,
            [
                .. Event([.. LocalTimes, "RRULE:FREQ=WEEKLY;COUNT=3"]), "END:VEVENT", "BEGIN:VEVENT",
                .. Event(["RECURRENCE-ID:20270421T070000Z", .. Later(LocalTimes)])
            ])));
        yield return Mail(
            "a link as URL",
            Mixed(Calendar(head, AppleBudapest, Event(LocalTimes, "URL;VALUE=URI:https://meet.example/maps"))));
        yield return Mail("a zone with its history", Mixed(Calendar(head, HistoricBudapest, Event(LocalTimes))));
    }

    private static IEnumerable<ClientInvitation> FromThunderbird(string source)
    {
        string[] head = ["PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", "VERSION:2.0", "METHOD:REQUEST"];
        string[] Event(string[] times, params string[] more) =>
        [
            "CREATED:20270301T075900Z", "LAST-MODIFIED:20270301T080000Z", "DTSTAMP:20270301T080000Z",
            "UID:ce5935b0-f96c-8346-922c-ac6930faef32",
            "SUMMARY:Maps", $"ORGANIZER;RSVP=TRUE;PARTSTAT=ACCEPTED;ROLE=CHAIR;CN=Kadri Tamm:mailto:{Organizer}",
            $"ATTENDEE;RSVP=TRUE;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;CN=Anna Kiss:mailto:{Guest}",
            "X-MOZ-RECEIVED-SEQUENCE:0", "X-MOZ-SEND-INVITATIONS:TRUE", "X-MOZ-GENERATION:1", .. times, "TRANSP:OPAQUE", .. more,
        ];
        ClientInvitation Mail(string name, string[] zone, string[] lines) =>
            new($"Thunderbird: {name}", source, Alternative(Calendar(head, zone, lines), hasCopy: true, hasHtml: false));

        yield return Mail("a single event", Budapest, Event(LocalTimes));
        yield return Mail(
            "a description with HTML beside it",
            Budapest,
            Event(LocalTimes, "DESCRIPTION;ALTREP=\"data:text/html,%3Cbody%3EBring%20a%20map%3C%2Fbody%3E\":Bring a map"));
        yield return Mail("an all-day event", [], Event(AllDay));
        yield return Mail(
            "a daily event on working days",
            Budapest,
            Event([.. LocalTimes, "RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=10"]));
        yield return Mail(
            "an event that takes no time",
            Budapest,
            Event([LocalTimes[0], LocalTimes[0].Replace("DTSTART", "DTEND", StringComparison.Ordinal)]));
        yield return Mail("a duration", Budapest, Event([LocalTimes[0], "DURATION:PT1H30M"]));
    }

    private static ClientInvitation Google(string name, string source, string[] calendar) =>
        new($"Google: {name}", source, Alternative(calendar, hasCopy: true));

    private static string[] WithZone(string[] head, string[] zone, string[] times, string[] people, string[] tail) =>
        Calendar(head, zone, [.. times, "DTSTAMP:20270301T080000Z", .. people, .. tail]);

    private static string[] Calendar(string[] head, string[] zone, string[] lines) =>
        ["BEGIN:VCALENDAR", .. head, .. zone, "BEGIN:VEVENT", .. lines, "END:VEVENT", "END:VCALENDAR"];

    private static string Quote(string line) =>
        line.Replace("TZID=Central Europe Standard Time", "TZID=\"Central Europe Standard Time\"", StringComparison.Ordinal);

    private static IEnumerable<string> Later(string[] times) =>
        times.Select(line => line.Replace("20270414", "20270422", StringComparison.Ordinal));

    /// <summary>multipart/alternative with the calendar as its last part; with a copy, inside multipart/mixed.</summary>
    private static byte[] Alternative(string[] calendar, bool hasCopy, bool hasHtml = true)
    {
        var text = Join(calendar);
        var bodies = "--a\r\nContent-Type: text/plain; charset=\"UTF-8\"\r\n\r\nBring a map\r\n"
            + (hasHtml ? "--a\r\nContent-Type: text/html; charset=\"UTF-8\"\r\n\r\n<html><body>Bring a map</body></html>\r\n" : "");
        var alternative = "Content-Type: multipart/alternative; boundary=\"a\"\r\n\r\n"
            + $"{bodies}--a\r\nContent-Type: text/calendar; charset=\"UTF-8\"; method=REQUEST\r\n"
            + $"Content-Transfer-Encoding: 7bit\r\n\r\n{text}\r\n--a--\r\n";
        return Encoding.UTF8.GetBytes(Headers + (hasCopy
            ? $"Content-Type: multipart/mixed; boundary=\"m\"\r\n\r\n--m\r\n{alternative}\r\n--m\r\n"
                + $"Content-Type: application/ics; name=\"invite.ics\"\r\n"
                + $"Content-Disposition: attachment; filename=\"invite.ics\"\r\n"
                + $"{EditableEmail.Base64(Encoding.UTF8.GetBytes(text))}\r\n--m--\r\n"
            : alternative));
    }

    /// <summary>multipart/mixed with the calendar beside the text.</summary>
    private static byte[] Mixed(string[] calendar, string headers = "") => Encoding.UTF8.GetBytes(
        $"{Headers}Content-Type: multipart/mixed; boundary=\"m\"\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=\"a\"\r\n\r\n"
        + "--a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBring a map\r\n--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        + "<html><body>Bring a map</body></html>\r\n--a--\r\n--m\r\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\r\n"
        + $"{headers}Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        + $"{Join(calendar).Replace("=", "=3D", StringComparison.Ordinal)}\r\n--m--\r\n");

    private const string Headers = $"From: Kadri Tamm <{Organizer}>\r\nTo: {Guest}\r\nSubject: Invitation: Maps\r\n"
        + "Date: Mon, 01 Mar 2027 08:00:10 +0000\r\nMessage-ID: <1@host.example>\r\nMIME-Version: 1.0\r\n";

    /// <summary>The lines, folded as clients do, at 75 bytes; lines that begin with X-NOTE stay as they are.</summary>
    private static string Join(string[] lines) => string.Concat(lines.Select(line =>
        line.StartsWith("X-NOTE", StringComparison.Ordinal) || line.Length <= 75
            ? line + "\r\n"
            : string.Join("\r\n ", line.Chunk(74).Select(chunk => new string(chunk))) + "\r\n"));
}

/// <summary>An invitation in the shape of a client.</summary>
/// <param name="Name">The client and what is special about it.</param>
/// <param name="Source">Where the shape is described.</param>
/// <param name="Bytes">The email.</param>
internal sealed record ClientInvitation(string Name, string Source, byte[] Bytes);
