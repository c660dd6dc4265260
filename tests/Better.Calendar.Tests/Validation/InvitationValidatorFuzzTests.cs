using System.Text;
using Better.Calendar.Icalendar.Writing;
using CsCheck;

namespace Better.Calendar.Tests.Validation;

/// <summary>No bytes make the validator throw or hang.</summary>
public sealed class InvitationValidatorFuzzTests
{
    /// <summary>Valid and invalid files and emails to modify: our own and those in tests/peers.</summary>
    private static readonly byte[][] Seeds =
    [
        RuleViolations.Invitation.Bytes(),
        RuleViolations.Cancellation.Bytes(),
        RuleViolations.Bytes(RuleViolations.Reply),
        RuleViolations.Invitation.Calendar,
        LineFolder.Fold(RuleViolations.Feed),
        .. Directory.GetFiles(Repository.File("tests/peers/ics")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
        .. Directory.GetFiles(Repository.File("tests/peers/mail")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    /// <summary>Values that violate assumptions: too large, too small, empty, of another type.</summary>
    private static readonly string[] Values =
    [
        "",
            ":",
            ";",
            "\"",
            ",",
            "\\",
            "=",
            "?",
            "\u0000",
            "-1",
            "99999999999999999999",
            "2147483648",
            "00000000T000000",
            "99991231T235959Z",
            "00010101T000000",
            "20200229",
            "20210229",
        "PT",
            "P",
            "-PT0S",
            "P99999999999W",
            "+9999",
            "-2400",
            "+000000",
            "FREQ=YEARLY;BYMONTH=99;BYDAY=99MO",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=SECONDLY;INTERVAL=0",
        "mailto:",
            "mailto:@",
            "mailto:%zz@a",
            "mailto:a@xn--",
            "mailto:\u0171@\u0171\u0171\u0171.\u0171",
            "Europe/Budapest",
            "/a/b/Europe/Rome",
            "W. Europe Standard Time",
            "(UTC+25:00) Nowhere",
        "BEGIN:VEVENT",
            "END:VEVENT",
            "BEGIN:VTIMEZONE",
            "END:VCALENDAR",
            "https://calendar.google.com/calendar/render?action=TEMPLATE&dates=/",
            "https://outlook.live.com/calendar/?startdt",
            "<html lang",
            "=?utf-8?B?",
            "=?utf-8?Q?=0",
            "\uD83D\uDE00",
            "\uFFFD",
    ];

    private static readonly string[] Names =
    [
        "DTSTART",
            "DTEND",
            "DTSTAMP",
            "UID",
            "SEQUENCE",
            "RRULE",
            "RDATE",
            "EXDATE",
            "RECURRENCE-ID",
            "DURATION",
            "TRIGGER",
            "TZOFFSETTO",
            "TZOFFSETFROM",
            "TZID",
            "ORGANIZER",
            "ATTENDEE",
            "METHOD",
        "STATUS",
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "CONFERENCE",
            "ATTACH",
            "REFRESH-INTERVAL",
            "X-ALT-DESC",
            "BEGIN",
            "END",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Content-Disposition",
            "To",
            "From",
            "Date",
            "DKIM-Signature",
            "List-Unsubscribe-Post",
            "Authentication-Results",
    ];

    private static readonly Gen<byte[]> Bytes =
        Gen.Select(OneOf(Seeds), Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte, Gen.Int[0, 3]).Array[1, 12], (seed, changes) =>
    {
        var bytes = seed.ToList();
        foreach (var (position, @byte, kind) in changes)
        {
            var index = bytes.Count == 0 ? 0 : position % bytes.Count;
            if (kind == 0 || bytes.Count == 0)
            {
                bytes.Insert(index, @byte);
            }
            else if (kind == 1)
            {
                bytes.RemoveRange(index, Math.Min(bytes.Count - index, @byte));
            }
            else if (kind == 2)
            {
                bytes[index] = @byte;
            }
            else
            {
                bytes.InsertRange(index, bytes.Skip(position % 977).Take(@byte).ToArray());
            }
        }

        return bytes.ToArray();
    });

    private static readonly Gen<byte[]> Lines =
        Gen.Select(
            OneOf(Seeds),
            Gen.Select(Gen.Int[0, 1 << 20], OneOf(Names), OneOf(Values), OneOf(Values), Gen.Int[0, 6]).Array[1, 8],
            (seed, changes) =>
    {
        var lines = Encoding.Latin1.GetString(seed).Split("\r\n").ToList();
        foreach (var (position, name, value, other, kind) in changes)
        {
            var index = position % lines.Count;
            switch (kind)
            {
                case 0: lines.Insert(index, $"{name}:{value}"); break;
                case 1: lines.Insert(index, $"{name};{other}={value};TZID={other}:{value}"); break;
                case 2: lines.RemoveAt(index); break;
                case 3: lines[index] = $"{lines[index].Split(':')[0]}:{value}"; break;
                case 4: lines.Insert(position % 31 % lines.Count, lines[index]); break;
                case 5: lines[index] = lines[index].Replace("=", $"={value}", StringComparison.Ordinal); break;
                default: lines.AddRange(lines.Skip(index).Take(40).ToArray()); break;
            }

            if (lines.Count == 0)
            {
                lines.Add("");
            }
        }

        return Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
    });

    [Test]
    public void No_bytes_make_the_validator_throw() => Sample(Bytes);

    [Test]
    public void No_lines_make_the_validator_throw() => Sample(Lines);

    [Test]
    public void No_revision_makes_the_validator_throw() =>
        Gen.Select(Lines, Bytes).SamplePortion(
            (previous, current) => InvitationValidator.ValidateRevision(previous, current).Verdicts.Count == 6
                && InvitationValidator.ValidateRevision(current, previous).Verdicts.Count == 6,
            slice: 500, whole: 100_000);

    [Test]
    public void Invalid_calendars_in_valid_emails_do_not_make_the_validator_throw() =>
        Lines.SamplePortion(
            calendar =>
                InvitationValidator.ValidateEmail((RuleViolations.Invitation with { Calendar = calendar })
                    .Bytes(), new() { ReferenceTime = Samples.Announced }).Verdicts.Count == 6,
            slice: 400, whole: 100_000);

    private static Gen<T> OneOf<T>(T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    private static void Sample(Gen<byte[]> inputs) =>
        inputs.SamplePortion(
            bytes =>
                (bytes.AsSpan().StartsWith("BEGIN"u8)
                    ? InvitationValidator.ValidateCalendar(bytes, new() { ReferenceTime = Samples.Announced })
                    : InvitationValidator.ValidateEmail(bytes)).Verdicts.Count == 6,
            slice: 1_500, whole: 400_000);
}
