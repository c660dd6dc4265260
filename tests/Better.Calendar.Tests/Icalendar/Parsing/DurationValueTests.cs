using Better.Calendar.Icalendar.Parsing;
using NodaTime.Text;

namespace Better.Calendar.Tests.Icalendar.Parsing;

public sealed class DurationValueTests
{
    [TestCase("PT1H30M", false, 5_400)]
    [TestCase("P2W", false, 1_209_600)]
    [TestCase("P1DT2H3M4S", false, 93_784)]
    [TestCase("-PT15M", true, 900)]
    [TestCase("+PT15M", false, 900)]
    [TestCase("P1W2D", false, 777_600, Description = "RFC 5545 allows only weeks alone; some clients write both")]
    [TestCase("PT0S", false, 0)]
    [TestCase("P99999999999W", false, long.MaxValue)]
    public void A_duration_is_parsed(string text, bool isNegative, long seconds) =>
        Assert.That(DurationValue.Read(text), Is.EqualTo(new DurationValue(isNegative, seconds)));

    [TestCase("")]
    [TestCase("-")]
    [TestCase("P")]
    [TestCase("PT")]
    [TestCase("P1DT")]
    [TestCase("P1H")]
    [TestCase("PT1D")]
    [TestCase("PT1M1H")]
    [TestCase("PT1H1H")]
    [TestCase("P1Y")]
    [TestCase("PT1.5H")]
    [TestCase("PT-1H")]
    [TestCase("1H")]
    [TestCase("PT1H ")]
    public void Anything_else_is_refused(string text) => Assert.That(DurationValue.Read(text), Is.Null);

    [Test]
    public void The_length_agrees_with_NodaTime()
    {
        const int Seed = 5545;
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var days = $"{Part('W')}{Part('D')}";
            var time = $"{Part('H')}{Part('M')}{Part('S')}";
            var text = $"P{days}{(time.Length > 0 ? "T" : "")}{time}";
            if (text != "P")
            {
                var expected = (long)PeriodPattern.Roundtrip.Parse(text).Value.ToDuration().TotalSeconds;
                Assert.That(DurationValue.Read(text)?.Seconds, Is.EqualTo(expected), $"seed {Seed}, round {round}: {text}");
            }
        }

        string Part(char unit) => random.Next(2) == 0 ? "" : $"{random.Next(5_000)}{unit}";
    }
}
