using System.Text;

namespace Better.Calendar.Tests;

internal static partial class HostileInputs
{
    private static IEnumerable<Shape> Calendars()
    {
        yield return Check("short lines", static n => File(Repeat("A:\r\n", n)));
        yield return Check("lines of a usual length", static n => File(Repeat("X-A:abcdefghijklm\r\n", n)));
        yield return Check("lines that are none", static n => File(Repeat("a\r\n", n)));
        yield return Check("empty lines", static n => File(Repeat("\r\n", n)));
        yield return Check("line feeds alone", static n => File(Repeat("\n", n)));
        yield return Check("folds", static n => File("DESCRIPTION:" + Repeat("\r\n a", n)));
        yield return Check("one line", static n => File("DESCRIPTION:" + Filler(n)));
        yield return Check("lines without a calendar", static n => Repeat("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\nX:1\r\n", n));
        yield return Check("components in components", static n => File(Repeat("BEGIN:VEVENT\r\n", n)));
        yield return Check("components that are not closed", static n => File(Repeat("BEGIN:VEVENT\r\nBEGIN:VALARM\r\nEND:VEVENT\r\n", n)));
        yield return Check("ends without a beginning", static n => File(Repeat("END:VALARM\r\n", n)));
        yield return Check("empty events", static n => File(Repeat("BEGIN:VEVENT\r\nEND:VEVENT\r\n", n)));
        yield return Check("events without anything but a UID", static n =>
            File(Number(n, static i => $"BEGIN:VEVENT\r\nUID:{i}@a.example\r\nDTSTART:20270414T070000Z\r\nEND:VEVENT\r\n")));
        yield return Check("events of one UID", static n =>
            File(Repeat($"BEGIN:VEVENT\r\nUID:a@b.example\r\n{OneEvent}END:VEVENT\r\n", n)));
        yield return Check("events of one UID and one rule", static n =>
            File(Repeat($"BEGIN:VEVENT\r\nUID:a@b.example\r\nRRULE:FREQ=DAILY;COUNT=2\r\n{OneEvent}END:VEVENT\r\n", n / 2)
                + Repeat($"BEGIN:VEVENT\r\nUID:a@b.example\r\nRECURRENCE-ID:20270415T070000Z\r\n{OneEvent}END:VEVENT\r\n", n / 2)));
        yield return Check("overrides", static n =>
            File($"BEGIN:VEVENT\r\nUID:a@b.example\r\nRRULE:FREQ=DAILY\r\n{OneEvent}END:VEVENT\r\n"
                + Number(n, static i =>
                    $"BEGIN:VEVENT\r\nUID:a@b.example\r\nRECURRENCE-ID:20270415T{i % 24:00}{i % 60:00}00Z\r\nEND:VEVENT\r\n")));
        yield return Check("rules that never come", static n => File(Number(n, static i =>
            $"BEGIN:VEVENT\r\nUID:{i}@b.example\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n"
                + $"EXDATE:20280230T070000Z\r\n{OneEvent}END:VEVENT\r\n")));
        yield return Check("a rule of many days", static n => Event($"RRULE:FREQ=MONTHLY;BYMONTHDAY=1{Repeat(",1", n)}\r\n"));
        yield return Check("a rule of many parts", static n => Event($"RRULE:FREQ=DAILY{Repeat(";COUNT=1", n)}\r\n"));
        yield return Check("many rules", static n => Event($"{Repeat("RRULE:FREQ=DAILY;COUNT=3\r\n", n)}"));
        yield return Check("excluded dates", static n =>
            Event($"RRULE:FREQ=DAILY\r\nEXDATE:20270414T070000Z{Repeat(",20270414T070000Z", n)}\r\n"));
        yield return Check("lines of excluded dates", static n => Event($"RRULE:FREQ=DAILY\r\n{Repeat("EXDATE:20270415T070000Z\r\n", n)}"));
        yield return Check("added dates", static n =>
            Event($"RRULE:FREQ=DAILY\r\nRDATE:20270414T080000Z{Repeat(",20270414T070000Z", n)}\r\n"));
        yield return Check("commas", static n => Event($"EXDATE:{Repeat(",", n)}\r\n"));
        yield return Check("parameters", static n => Event($"ATTENDEE{Repeat(";a=b", n)}:mailto:a@b.example\r\n"));
        yield return Check("lines with parameters", static n => File(Repeat("X-ABC;a=b:\r\n", n)));
        yield return Check("quotes", static n => File($"X-A;CN=\"{Repeat("a\",\"", n)}:\r\n"));
        yield return Check("unquoted addresses", static n => File($"ATTENDEE{Repeat(";SENT-BY=mailto:a", n)}:mailto:b@c.example\r\n"));
        yield return Check("attendees", static n =>
            Event(Number(n, static i => $"ATTENDEE;CN=A;RSVP=TRUE:mailto:a{i}@b.example\r\n")));
        yield return Check("one attendee many times", static n => Event($"{Repeat("ATTENDEE:mailto:a@b.example\r\n", n)}"));
        yield return Check("alarms", static n => Event($"{Repeat("BEGIN:VALARM\r\nTRIGGER:-PT1M\r\nACTION:AUDIO\r\nEND:VALARM\r\n", n)}"));
        yield return Check("unknown zones", static n => File(Number(n, static i =>
            $"BEGIN:VEVENT\r\nUID:{i}@b.example\r\nDTSTAMP:20270301T100000Z\r\n"
                + $"DTSTART;TZID=Europe/Nowhere{i}:20270414T070000\r\nEND:VEVENT\r\n")));
        yield return Check("zones of one name", static n => File(Repeat(
            "BEGIN:VTIMEZONE\r\nTZID:A\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n"
                + "TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n",
            n)));
        yield return Check("observances", static n => File(Zone(Repeat(
            "BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\n"
                + "TZOFFSETTO:+0100\r\nEND:STANDARD\r\n",
            n))));
        yield return Check("observances and times", static n => File(
            Zone(Repeat(
                "BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZOFFSETFROM:+0200\r\n"
                    + "TZOFFSETTO:+0100\r\nEND:STANDARD\r\n",
                n / 2))
            + Number(n / 2, static i =>
                $"BEGIN:VEVENT\r\nUID:{i}@b.example\r\nDTSTAMP:20270301T100000Z\r\n"
                    + $"DTSTART;TZID=Europe/Budapest:2027{1 + (i % 12):00}{1 + (i % 28):00}T{i / 7 % 24:00}{i % 60:00}00\r\n"
                    + "END:VEVENT\r\n")));
        yield return Check("onsets", static n => File(Zone(
            $"BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRDATE:19700101T000000"
                + $"{Repeat(",19710101T000000", n)}\r\nEND:STANDARD\r\n")));
        yield return Check("backslashes", static n => Event($"DESCRIPTION:{Repeat("\\\\", n)}\r\n"));
        yield return Check("tags", static n => Event($"DESCRIPTION:{Repeat("<x", n)}\r\n"));
        yield return Check("links", static n => Event($"DESCRIPTION:{Repeat("https://a.example/b ", n)}\r\n"));
        yield return Check("links that add an event", static n => File(
            $"BEGIN:VEVENT\r\nUID:a@b.example\r\n{OneEvent}DESCRIPTION:"
                + $"{Repeat("https://calendar.google.com/calendar/render?action=TEMPLATE&dates=1/2 ", n)}\r\nEND:VEVENT\r\n"));
        yield return Check("control characters", static n => File($"SUMMARY:{Repeat("\u0001", n)}\r\n"));
        yield return Check("bytes that are no UTF-8", static n => File($"SUMMARY:{Repeat("\u00E9", n)}\r\n")) with
        {
            Encoding = Encoding.Latin1,
        };
        yield return Compare("events", static n => File(Number(n, static i =>
            $"BEGIN:VEVENT\r\nUID:{i}@b.example\r\n{OneEvent}END:VEVENT\r\n")));
        yield return Compare("events of one UID", static n => File(
            $"BEGIN:VEVENT\r\nUID:a@b.example\r\n{OneEvent}{Repeat("EXDATE:20270415T070000Z\r\n", n / 2)}END:VEVENT\r\n"
                + Repeat($"BEGIN:VEVENT\r\nUID:a@b.example\r\n{OneEvent}END:VEVENT\r\n", n / 2)));
        yield return Compare("a request with events of one UID", static n =>
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\n"
                + $"BEGIN:VEVENT\r\nUID:a@b.example\r\n{OneEvent}{Repeat("ATTENDEE:mailto:a@b.example\r\n", n / 2)}END:VEVENT\r\n"
                + Repeat($"BEGIN:VEVENT\r\nUID:a@b.example\r\n{OneEvent}END:VEVENT\r\n", n / 2) + "END:VCALENDAR\r\n");
    }

    private static IEnumerable<Shape> Emails()
    {
        yield return Email("an email: one header", static n => $"X-A: {Filler(n)}\r\n\r\n");
        yield return Email("an email: short headers", static n => $"{Repeat("a:\r\n", n)}\r\n");
        yield return Email("an email: addresses", static n =>
            $"To: {string.Join(",\r\n ", Enumerable.Repeat("a@b.example", n / 16))}\r\n\r\n");
        yield return Email("an email: many parts", static n => Multipart("mixed", Repeat("--b\r\n\r\n\r\n", n)));
        yield return Email("an email: parts in parts", static n => string.Concat(Enumerable.Range(0, n / 50)
            .Select(static i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n")));
        yield return Email("an email: many calendars", static n => Multipart(
            "mixed",
            Repeat("--b\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", n)));
        yield return Email("an email: short lines of a calendar", static n =>
            $"Content-Type: text/calendar; method=REQUEST\r\n\r\n{File(Repeat("A:\r\n", n))}");
        yield return Email("an email: HTML", static n => Multipart(
            "alternative",
            $"--b\r\nContent-Type: text/html\r\n\r\n{Repeat("<a href=\"https://b.example\">", n)}\r\n--b\r\n"
                + $"Content-Type: text/calendar; method=REQUEST\r\n\r\n{File("")}\r\n--b--\r\n"));
        yield return Email("an email: HTML that is not closed", static n => Multipart(
            "alternative",
            $"--b\r\nContent-Type: text/html\r\n\r\n{Repeat("<html <!-- <a ", n)}\r\n--b\r\n"
                + $"Content-Type: text/calendar; method=REQUEST\r\n\r\n{File("")}\r\n--b--\r\n"));
        yield return Email("an email: quoted-printable", static n =>
            $"Content-Type: text/calendar; method=REQUEST\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{Repeat("=0A", n)}");
        yield return Email("an email: signatures", static n =>
            $"{Repeat("DKIM-Signature: v=1; h=a:b:c; d=e\r\n", n)}Content-Type: text/plain\r\n\r\n");
        yield return Email("an email: encoded words", static n =>
            $"Subject: {string.Join("\r\n ", Enumerable.Repeat("=?utf-8?q?a?=", n / 16))}\r\n\r\n");
    }

    private static IEnumerable<Shape> Documents()
    {
        yield return Document("a title in many languages", static n =>
            $$"""{ "title": { {{string.Join(", ", Enumerable.Range(0, n / 12).Select(static i => $"\"aa-x{i}\": \"t\""))}} } }""");
        yield return Document("unknown properties", static n =>
            $$"""{ {{string.Join(", ", Enumerable.Range(0, n / 10).Select(static i => $"\"x{i}\": 0"))}} }""");
        yield return Document("names that are no text", static n =>
            $$"""{ {{string.Join(", ", Enumerable.Repeat("\"\\uD800ab\": 0", n / 14))}} }""");
        yield return Document("unknown zones", static n => Participants(n / 60, static i => $"\"zone\": \"Europe/Nowhere{i}\""));
        yield return Document("unknown workshops", static n => Participants(n / 60, static i => $"\"workshops\": [\"w{i}\"]"));
        yield return Document("an id of many letters", static n => $$"""{ "id": "{{Repeat("a", n)}}" }""");
        yield return Document("lists in lists", static n => Repeat("[", n));
        yield return Document("empty participants", static n => $$"""{ "participants": [ {{Repeat("{},", n)}}{} ] }""");
        yield return Document("many workshops", static n =>
            $$"""{ "workshops": [ {{Number(n, static i => $"{{ \"id\": \"{i}\", \"title\": \"a\" }},")}}{} ] }""");
        yield return new("a list of participants with unknown zones", ReadList, static n =>
            "name,email,zone\n" + Number(n, static i => $"A,a{i}@b.example,Europe/Nowhere{i}\n"));
        yield return new("a list of commas", ReadList, static n => "name,email\n" + Repeat(",", n));
        yield return new("a list of quotes", ReadList, static n => "name,email\n\"" + Repeat("\"\"", n));
        yield return new("a list of many rows", ReadList, static n => "name,email\n" + Repeat("\n,a", n));
        yield return new("a list of one person", ReadList, static n => "name,email\n" + Repeat("A,a@b.example\n", n));
        yield return Attendance("attendance: empty entries", static n => $$"""{ "format": 2, "entries": [ {{Repeat("{},", n)}}{} ] }""");
        yield return Attendance("attendance: unknown properties", static n =>
            $$"""{ "format": 2, "entries": [ { {{Number(n, static i => $"\"x{i}\": 0, ")}} "y": 0 } ] }""");
        yield return Attendance("attendance: one entry many times", static n =>
            $$"""{ "format": 2, "entries": [ {{Repeat(Entry, n)}}{} ] }""");
    }
}
