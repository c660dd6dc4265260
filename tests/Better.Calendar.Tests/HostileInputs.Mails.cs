namespace Better.Calendar.Tests;

internal static partial class HostileInputs
{
    private static IEnumerable<Shape> Replies()
    {
        yield return Reply("observances that never come", static n => Counter(Repeat(
            "BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
                + "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nEND:STANDARD\n",
            n)));
        yield return Reply("months that repeat", static n => Counter(
            "BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=2"
                + Repeat(",2", n) + "\nEND:STANDARD\n"));
        yield return Reply("weekdays that repeat", static n => Counter(
            "BEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=5SU"
                + Repeat(",5SU", n) + "\nEND:STANDARD\n"));
        yield return Reply("many dates of an observance", static n => Counter(
            "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRDATE:19700101T000000"
                + Repeat(",19700101T000000", n) + "\nEND:STANDARD\n"));
        yield return Reply("many zones", static n => Calendar("COUNTER", Number(n, static i =>
            $"BEGIN:VTIMEZONE\nTZID:Z{i}\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:STANDARD\n"
                + $"END:VTIMEZONE\nBEGIN:VEVENT\nUID:spring@host.example\nRECURRENCE-ID;TZID=Z{i}:20270414T090000\nEND:VEVENT\n")));
        yield return Reply("many events with a date in one zone", static n => Calendar("REPLY", Repeat(
            "BEGIN:VEVENT\nUID:spring@host.example\nRECURRENCE-ID;TZID=Nowhere:20270414T090000\n"
                + "ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@guest.example\nEND:VEVENT\n",
            n)));
        yield return Reply("many attendees", static n => Calendar(
            "REPLY",
            "BEGIN:VEVENT\nUID:spring.1@host.example\n" + Repeat("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\n", n) + "END:VEVENT\n"));
        yield return Reply("unquoted addresses", static n => Calendar(
            "REPLY",
            "BEGIN:VEVENT\nUID:spring.1@host.example\nATTENDEE" + Repeat(";SENT-BY=mailto:a", n)
                + ":mailto:anna@guest.example\nEND:VEVENT\n"));
        yield return Reply("components in components", static n => Calendar("REPLY", Repeat("BEGIN:VEVENT\n", n)));
        yield return Reply("short lines", static n => Calendar("REPLY", "BEGIN:VEVENT\n" + Repeat("A:\n", n)));
        yield return Reply("a comment of escapes", static n => Calendar(
            "REPLY",
            "BEGIN:VEVENT\nUID:spring.1@host.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@guest.example\n"
                + $"COMMENT:{string.Join("\n ", Enumerable.Repeat("\\\\\\n\\,", n / 8))}\nEND:VEVENT\n"));
        yield return Reply("a UID of hexadecimal digits", static n => Calendar(
            "REPLY",
            $"BEGIN:VEVENT\nUID:040000008200E00074C5B7101A82E008{Repeat("00", Math.Min(n, 90_000))}\nEND:VEVENT\n"));
        yield return Reply("a header of many words", static n => $"To: {Repeat("a, ", n)}\r\n\r\n");
        yield return Reply("a header of many comments", static n => $"From: {Repeat("(", n)}\r\n\r\n");
        yield return Reply("short headers", static n => Repeat("a:\r\n", n) + "\r\n");
        yield return Reply("many headers", static n => Repeat("Received: by a.example; Mon, 1 Mar 2027 10:00:00 +0000\r\n", n) + "\r\n");
        yield return Reply("media type parameters", static n =>
            $"MIME-Version: 1.0\r\nContent-Type: text/calendar{Repeat("; a=b", n)}\r\n\r\n");
        yield return Reply("encoded words", static n => $"Subject: {Repeat("=?utf-8?q?a?= ", n)}\r\n\r\n");
        yield return Reply("many parts", static n => Multipart("mixed", Repeat("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n", n)));
        yield return Reply("many calendars", static n => Multipart(
            "mixed",
            Repeat("--b\r\nContent-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", n)));
        yield return Reply("parts in parts", static n => string.Concat(Enumerable.Range(0, n / 50)
            .Select(static i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n")));
        yield return Reply("mails in mails", static n => Repeat("Content-Type: message/rfc822\r\n\r\n", n));
        yield return Reply("encoded mails", static n => Encode(
            "message/rfc822",
            Encode("message/rfc822", Encode("message/rfc822", Filler(n / 3)))));
        yield return Reply("a signed mail", static n => Encode("application/pkcs7-mime", Filler(n)));
        yield return Reply("a mail of Outlook", static n => Encode("application/ms-tnef", TnefStart + Filler(n)));
        yield return Reply("a mail of Outlook with many short attributes", static n => Encode(
            "application/ms-tnef",
            TnefStart + Repeat("\u0001\u000C\u0080\u0002\u0000\u0001\u0000\u0000\u0000a\u0061\u0000", n * 3 / 4)));
        yield return Reply("uuencode", static n =>
            $"From: anna@guest.example\r\n\r\nbegin 644 a.ics\r\n{Repeat("M" + new string('(', 60) + "\r\n", n)}");
        yield return Reply("quoted-printable", static n =>
            "From: anna@guest.example\r\nContent-Type: text/calendar; method=REPLY\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                + Repeat("=0A", n));
        yield return Reply("a text of many lines", static n => Text(Repeat("a\r\n", n)));
        yield return Reply("a text in a script that is not Latin", static n => Text(Repeat("ж", n / 2)));
        yield return Reply("a subject of many colons", static n => $"Subject: {Repeat("re: ", Math.Min(n, 60_000))}\r\n\r\n{Filler(n)}");
    }

    private static IEnumerable<Shape> Bounces()
    {
        yield return Reply("many addresses in a bounce", static n => Bounce(Repeat("a@b.example ", n)));
        yield return Reply("many invited addresses in a bounce", static n =>
            Bounce(Repeat("anna@guest.example\r\nbela@guest.example\r\n", n)));
        yield return Reply("many phrases in a bounce", static n => Bounce(Repeat("could not be delivered to: ", n)));
        yield return Reply("many phrases of success in a bounce", static n =>
            Bounce(Repeat("was successfully delivered to the destination a@b.example ", n)));
        yield return Reply("a bounce of signs alone", static n => Bounce(Repeat("@", n)));
        yield return Reply("a bounce in HTML that is not closed", static n => Bounce(Repeat("<style", n), "text/html"));
        yield return Reply("a bounce of short lines", static n => Bounce(Repeat("\r\n", n)));
        yield return Reply("many recipients in a report", static n =>
            Report(Repeat("Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n\r\n", n)));
        yield return Reply("many invited recipients in a report", static n =>
            Report(Repeat("Final-Recipient: rfc822; anna@guest.example\r\n\r\nFinal-Recipient: rfc822; bela@guest.example\r\n\r\n", n)));
        yield return Reply("short fields in a report", static n => Report(Number(n, static i => $"a{i}:\r\n")));
        yield return Reply("short lines in a report", static n => Report(Repeat("a\r\n", n)));
        yield return Reply("one field of a report that goes on", static n => Report(
            "Final-Recipient: rfc822; a@b.example\r\nDiagnostic-Code: x\r\n" + Repeat(" y\r\n", n)));
        yield return Reply("many reports", static n => Multipart(
            "report; report-type=delivery-status",
            Repeat($"--b\r\nContent-Type: message/delivery-status\r\n\r\n{Repeat("a:\r\n", 5_000)}\r\n", n)));
        yield return Reply("a returned email of headers", static n => Bounce(
            $"anna@guest.example\r\n--- Below this line is a copy\r\nTo: a\r\n{Repeat(" b\r\n", n)}"));
    }
}
