using System.Text;
using Better.Calendar.Icalendar.Parsing;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Tests.Icalendar.Parsing;

public sealed class DateTimeValueTests
{
    private static readonly LocalDateTimePattern DateTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    [TestCase("20200616T103000", false, false)]
    [TestCase("20200616T083000Z", false, true)]
    [TestCase("20200616t083000z", false, true)]
    [TestCase("20200616", true, false)]
    [TestCase("20161231T235960Z", false, true, Description = "a leap second, RFC 5545, 3.3.12")]
    public void A_date_or_time_is_parsed(string text, bool isDate, bool isUtc)
    {
        Assert.That(DateTimeValue.Parse(text, out var local, out var date, out var utc), Is.True);
        Assert.That((date, utc), Is.EqualTo((isDate, isUtc)));
        Assert.That(local.Date, Is.EqualTo(Date.Parse(text[..8]).Value));
    }

    [TestCase("")]
    [TestCase("20200616Z", Description = "a date has no zone")]
    [TestCase("20200616T1030")]
    [TestCase("20200616T103000+0200")]
    [TestCase("20200616 103000")]
    [TestCase("2020-06-16T10:30:00")]
    [TestCase("00000101T000000")]
    [TestCase("20190229")]
    [TestCase("20200616T240000")]
    [TestCase("20200616T103061")]
    [TestCase("٢٠٢٠٠٦١٦")]
    public void Anything_else_is_refused(string text) => Assert.That(DateTimeValue.Parse(text, out _, out _, out _), Is.False);

    [Test]
    public void Parsing_agrees_with_NodaTime()
    {
        const int Seed = 20200616;
        var random = new Random(Seed);
        for (var round = 0; round < (TestScale.Long ? 2_000_000 : 50_000); round++)
        {
            var time = new LocalDateTime(1, 1, 1, 0, 0).PlusSeconds(random.NextInt64(9_998L * 365 * 86_400));
            var text = new StringBuilder(random.Next(3) == 0 ? Date.Format(time.Date) : DateTime.Format(time));
            if (random.Next(2) == 0)
            {
                text[random.Next(text.Length)] = "0123456789T "[random.Next(12)];
            }

            var input = text.ToString();
            LocalDateTime? expected = input.Length == 8
                ? Date.Parse(input) is { Success: true } day ? day.Value.AtMidnight() : null
                : DateTime.Parse(input) is { Success: true } moment ? moment.Value : null;
            var isParsed = DateTimeValue.Parse(input, out var local, out _, out _);

            // Three rules differ from NodaTime: a leap second is allowed, there is no year 0, and a day has no hour 24 (RFC 5545, 3.3.12).
            var isExpected = expected is null ? !isParsed || input.EndsWith("60", StringComparison.Ordinal)
                : expected.Value.Year < 1 || input.EndsWith("T240000", StringComparison.Ordinal) ? !isParsed
                : isParsed && local == expected;
            if (isExpected)
            {
                continue;
            }

            Assert.Fail($"seed {Seed}, round {round}: {input} is {(isParsed ? local : "nothing")}, by NodaTime {expected}");
        }
    }

    [Test]
    public void The_instant_of_a_local_time_is_that_of_RFC_5545()
    {
        var budapest = DateTimeZoneProviders.Tzdb["Europe/Budapest"];

        Assert.That(Read("DTSTART;TZID=Europe/Budapest:20200616T103000")
            .ToInstant(budapest), Is.EqualTo(Instant.FromUtc(2020, 6, 16, 8, 30)));
        Assert.That(Read("DTSTART:20200616T083000Z").ToInstant(null), Is.EqualTo(Instant.FromUtc(2020, 6, 16, 8, 30)));

        // RFC 5545, 3.3.5: the first of two occurrences, and the offset before the gap.
        Assert.That(Read("DTSTART;TZID=Europe/Budapest:20201025T023000")
            .ToInstant(budapest), Is.EqualTo(Instant.FromUtc(2020, 10, 25, 0, 30)));
        Assert.That(Read("DTSTART;TZID=Europe/Budapest:20200329T023000")
            .ToInstant(budapest), Is.EqualTo(Instant.FromUtc(2020, 3, 29, 1, 30)));
        Assert.That(Read("DTSTART:20200616T103000").ToInstant(null), Is.Null);
        Assert.That(Read("DTSTART;VALUE=DATE:20200616").ToInstant(budapest), Is.Null);
    }

    private static DateTimeValue Read(string line) =>
        DateTimeValue.FromLine(IcsParser.Parse(Encoding.UTF8.GetBytes($"BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n"))["VEVENT"]!["DTSTART"])!;
}
