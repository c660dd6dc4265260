using Better.Calendar.TimeZones;

namespace Better.Calendar.Tests.TimeZones;

public sealed class MicrosoftSubsetTests
{
    private static readonly int[] Years = TestScale.Long ? [.. Enumerable.Range(2000, 38)] : [2007, 2016, 2020, 2026];

    [Test]
    public void The_VTIMEZONE_of_every_email_is_in_the_subset_that_Outlook_reads_and_Outlook_reads_it_correctly()
    {
        var testedCount = 0;
        foreach (var zone in EveryZone.All.Where(static zone => !EveryZone.IsUtc(zone)))
        {
            foreach (var instant in Years.SelectMany(year => Enumerable.Range(1, 12)
                .SelectMany(month => EveryZone.Sixteenth(zone, year, month))))
            {
                var lines = VTimeZoneComponent.Create(zone, [instant], VTimeZoneProfile.SingleEvent).Lines;
                if (lines.Count == 0)
                {
                    continue; // written in UTC: it equals UTC, occurs twice, or an older time zone database reads it otherwise
                }

                var local = instant.InZone(zone).LocalDateTime;
                try
                {
                    testedCount++;
                    if (MicrosoftSubset.Parse(lines).GetOffset(local) != zone.GetUtcOffset(instant))
                    {
                        Assert.Fail($"{zone.Id} {local} is misread:\n{string.Join('\n', lines)}");
                    }
                }
                catch (FormatException exception)
                {
                    Assert.Fail($"{zone.Id} {local}: {exception.Message}\n{string.Join('\n', lines)}");
                }
            }
        }

        Assert.That(testedCount, Is.GreaterThan(79_000));
    }

    [TestCase("STANDARD|20201025T030000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU|+0200|+0100")]
    [TestCase("STANDARD|19700101T000000||+0100|+0100")]
    public void A_VTIMEZONE_in_the_subset_is_accepted(string standard) =>
        Assert.That(() => MicrosoftSubset.Parse(HandWritten.Zone(standard).Split('\n')), Throws.Nothing);

    [TestCase("DAYLIGHT|20201025T030000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU|+0200|+0100")]
    [TestCase("STANDARD|20201024T030000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU|+0200|+0100")]
    [TestCase("STANDARD|20201025T030000|FREQ=YEARLY;BYMONTH=10;BYDAY=5SU|+0200|+0100")]
    [TestCase("STANDARD|20201025T030000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20300101T000000Z|+0200|+0100")]
    [TestCase("STANDARD|20201025T030000|FREQ=YEARLY;BYMONTH=1|+0200|+0100")]
    [TestCase("STANDARD|20201025T030000||+0200|+0100|20211025T030000")]
    [TestCase("STANDARD|20201025T030000Z||+0200|+0100")]
    [TestCase("STANDARD|20201025T030000||+034112|+0300")]
    [TestCase("STANDARD|20201025T030000||+0200|+0100", "STANDARD|20211025T030000||+0200|+0100")]
    [TestCase(
        "STANDARD|20200329T010000|FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU|+0000|+0100",
            "DAYLIGHT|20201025T020000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU|+0100|+0000")]
    public void A_VTIMEZONE_that_Outlook_misreads_is_refused(params string[] observances) =>
        Assert.That(() => MicrosoftSubset.Parse(HandWritten.Zone(observances).Split('\n')), Throws.TypeOf<FormatException>());
}
