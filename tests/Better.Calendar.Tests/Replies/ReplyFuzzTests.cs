using System.Text;

namespace Better.Calendar.Tests.Replies;

/// <summary>Mails with random changes: bytes anywhere, and lines, headers and calendar properties that parsers find difficult.</summary>
public sealed class ReplyFuzzTests
{
    private static readonly string[] DifficultLines =
    [
        "BEGIN:VEVENT\r\n",
            "END:VEVENT\r\n",
            "BEGIN:VCALENDAR\r\n",
            "RECURRENCE-ID:99999999T999999Z\r\n",
            "RECURRENCE-ID;TZID=Nowhere:20270414T090000\r\n",
            "UID:spring@host.example\r\n",
        "DTSTAMP:00000000T000000Z\r\n",
            "SEQUENCE:99999999999999\r\n",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:%%%\r\n",
            "ATTENDEE;DELEGATED-TO=\",\";PARTSTAT=DELEGATED:anna@guest.example\r\n",
            "DTSTART;TZID=\"\":20270414T090000\r\n",
        "METHOD:COUNTER\r\n",
            "METHOD:\r\n",
            "DURATION:P99999999999W\r\n",
            "\r\n",
            "\0",
            "=\r\n",
            "--",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n",
            "Content-Type: message/delivery-status\r\n",
        "Content-Type: text/calendar; method=REPLY; charset=utf-16\r\n",
            "Content-Type: message/rfc822\r\n",
            "Content-Transfer-Encoding: x-uuencode\r\n",
            "Authentication-Results: mx.host.example; dmarc=\r\n",
            "Date: Fri, 99 Feb 99999 99:99:99 +9999\r\n",
            "From: @\r\n",
        "BEGIN:VTIMEZONE\r\nTZID:Nowhere\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+9900\r\nTZOFFSETTO:-9900\r\n"
            + "RRULE:FREQ=YEARLY;BYDAY=9SU;BYMONTH=13\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n",
    ];

    [Test]
    public void No_mail_makes_the_reader_throw_or_use_too_much_memory()
    {
        var mails = Corpus.Mails().Select(mail => Corpus.Bytes((string)mail.Arguments[0]!)).ToArray();
        foreach (var mail in mails)
        {
            ReplyReader.Read(mail, Corpus.Series, Corpus.Policy);
        }

        Portion.Run(
            random =>
            {
                var mail = random.Next(2) == 0 ? ChangeBytes(mails[random.Next(mails.Length)], random) : ChangeLines(mails, random);
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                ReplyResult result;
                try
                {
                    result = ReplyReader.Read(mail, Corpus.Series, Corpus.Policy);
                }
                catch (Exception exception)
                {
                    throw new AssertionException($"{exception}\n{Convert.ToBase64String(mail)}", exception);
                }

                // Each line becomes an object: even an empty line of a few bytes takes about a hundred.
                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
                if (allocated > 200_000 + (100L * mail.Length))
                {
                    throw new AssertionException(
                        $"{allocated} bytes were allocated for a mail "
                            + $"of {mail.Length} bytes: {Corpus.Describe(result)}\n{Convert.ToBase64String(mail)}");
                }
            },
            slice: 5_000,
            whole: 1_000_000,
            firstSeed: 20270414,
            seconds: 30);
    }

    private static byte[] ChangeBytes(byte[] mail, Random random)
    {
        var changed = mail.ToList();
        for (var times = random.Next(1, 12); times > 0 && changed.Count > 1; times--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(4))
            {
                case 0: changed[at] = (byte)random.Next(256); break;
                case 1: changed.Insert(at, (byte)random.Next(256)); break;
                case 2: changed.RemoveRange(at, Math.Min(random.Next(40), changed.Count - at)); break;
                default: changed.RemoveRange(at, random.Next(20) == 0 ? changed.Count - at : 1); break;
            }
        }

        return [.. changed];
    }

    private static byte[] ChangeLines(byte[][] mails, Random random)
    {
        var latin = Encoding.Latin1;
        var lines = latin.GetString(mails[random.Next(mails.Length)]).Split("\r\n").ToList();
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var at = random.Next(lines.Count);
            switch (random.Next(6))
            {
                case 0: lines.Insert(at, DifficultLines[random.Next(DifficultLines.Length)].TrimEnd()); break;
                case 1: lines[at] += DifficultLines[random.Next(DifficultLines.Length)]; break;
                case 2: lines.InsertRange(at, Enumerable.Repeat(lines[at], random.Next(1, 200))); break;
                case 3: lines.RemoveAt(at); break;
                case 4:
                    var other = latin.GetString(mails[random.Next(mails.Length)]).Split("\r\n");
                    lines.InsertRange(at, other.Skip(random.Next(other.Length)).Take(random.Next(30)));
                    break;
                default: (lines[at], lines[lines.Count / 2]) = (lines[lines.Count / 2], lines[at]); break;
            }

            if (lines.Count == 0)
            {
                return [];
            }
        }

        return latin.GetBytes(string.Join("\r\n", lines));
    }
}
