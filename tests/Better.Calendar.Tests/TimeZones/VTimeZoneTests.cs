using Better.Calendar.TimeZones;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.TimeZones;

public sealed class VTimeZoneTests
{
    private static readonly Gen<LocalDateTime> AnyTime =
        Gen.Select(
            Gen.Int[2009, 2090],
            Gen.Int[0, 366 * 24 * 4],
            static (year, quarters) => new LocalDateTime(year, 1, 1, 0, 0).PlusMinutes(15 * quarters));

    [Test]
    public void VTIMEZONEs_written_by_hand_have_the_offset_of_the_zone_at_any_local_time() =>
        Gen.Select(Gen.Int[0, HandWritten.All.Length - 1].Select(static at => HandWritten.All[at]), AnyTime).SamplePortion(
            static (zone, local) => VTimeZone.Parse(zone.Lines.Split('\n')).GetUtcOffset(local)
                == HandWritten.ExpectedOffset(DateTimeZoneProviders.Tzdb[zone.Id], local),
            slice: 20_000, whole: 200_000);

    [Test]
    public void Every_quarter_of_an_hour_around_each_clock_change_has_the_same_offset_as_in_NodaTime()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var (id, lines) in HandWritten.All)
            {
                var zone = DateTimeZoneProviders.Tzdb[id];
                var parsed = VTimeZone.Parse(lines.Split('\n'));
                foreach (var interval in zone.GetZoneIntervals(Instant.FromUtc(2009, 1, 1, 0, 0), Instant.FromUtc(2030, 1, 1, 0, 0))
                    .Skip(1))
                {
                    for (var quarter = -12; quarter <= 12; quarter++)
                    {
                        var local = interval.IsoLocalStart.PlusMinutes(15 * quarter);
                        Assert.That(parsed.GetUtcOffset(local), Is.EqualTo(HandWritten.ExpectedOffset(zone, local)), $"{id} {local}");
                    }
                }
            }
        }
    }

    [TestCase("2026-03-29T01:59:59", 1)]
    [TestCase("2026-03-29T02:00:00", 1, Description = "in the gap: the offset before the gap")]
    [TestCase("2026-03-29T02:59:59", 1)]
    [TestCase("2026-03-29T03:00:00", 2)]
    [TestCase("2026-10-25T01:59:59", 2)]
    [TestCase("2026-10-25T02:30:00", 2, Description = "occurs twice: the first")]
    [TestCase("2026-10-25T03:00:00", 1)]
    public void Around_the_Hungarian_clock_changes_the_offset_is_correct(string local, int hours) =>
        Assert.That(VTimeZone.Parse(HandWritten.LinesOf("Europe/Budapest"))
            .GetUtcOffset(Local(local)), Is.EqualTo(Offset.FromHours(hours)));

    [Test]
    public void Before_the_first_onset_there_is_no_offset() =>
        Assert.That(VTimeZone.Parse(HandWritten.LinesOf("Asia/Kathmandu")).GetUtcOffset(Local("1985-12-31T23:59:59")), Is.Null);

    [TestCase("2015-06-15T00:00:00", 3)]
    [TestCase("2016-06-15T00:00:00", 2)]
    [TestCase("2016-12-15T00:00:00", 3)]
    [TestCase("2020-12-15T00:00:00", 2)]
    public void The_dates_of_an_RDATE_are_onsets_like_DTSTART(string local, int hours)
    {
        var parsed = VTimeZone.Parse(HandWritten.Zone(
            "STANDARD|20151101T000000||+0300|+0200|20171101T000000,20181101T000000",
                "DAYLIGHT|20150401T000000||+0200|+0300|20161001T000000")
                .Split('\n'));

        Assert.That(parsed.GetUtcOffset(Local(local)), Is.EqualTo(Offset.FromHours(hours)));
    }

    [TestCase("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;COUNT=1", "2020-12-15T00:00:00", 1)]
    [TestCase("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;COUNT=1", "2021-12-15T00:00:00", 2)]
    [TestCase("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;COUNT=3", "2022-12-15T00:00:00", 1)]
    [TestCase("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;COUNT=3", "2023-12-15T00:00:00", 2)]
    [TestCase("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;COUNT=999999999", "2099-12-15T00:00:00", 1)]
    [TestCase("FREQ=YEARLY;BYMINUTE=0;BYHOUR=3;BYSECOND=0;BYDAY=-1SU;BYMONTH=10", "2023-12-15T00:00:00", 1)]
    [TestCase("FREQ=YEARLY;BYMONTH=10,10,10;BYDAY=-1SU,-1SU", "2023-12-15T00:00:00", 1)]
    public void A_rule_may_count_its_onsets_and_repeat_the_time_of_DTSTART(string rule, string local, int hours)
    {
        var parsed = VTimeZone.Parse(HandWritten.Zone(
            $"STANDARD|20201025T030000|{rule}|+0200|+0100",
                "DAYLIGHT|20200329T020000|FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU|+0100|+0200")
                .Split('\n'));

        Assert.That(parsed.GetUtcOffset(Local(local)), Is.EqualTo(Offset.FromHours(hours)));
    }

    [TestCase("STANDARD|19701025T030000|FREQ=MONTHLY|+0200|+0100")]
    [TestCase("STANDARD|19701025T030000|FREQ=YEARLY;COUNT=0;BYMONTH=10;BYDAY=-1SU|+0200|+0100")]
    [TestCase("STANDARD|19701025T030000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;BYHOUR=2|+0200|+0100")]
    [TestCase("STANDARD|19701025T030000|FREQ=YEARLY;BYMONTH=10;BYDAY=-6SU|+0200|+0100")]
    [TestCase("STANDARD|19701025T030000|FREQ=YEARLY;BYMONTH=13;BYDAY=-1SU|+0200|+0100")]
    [TestCase("STANDARD|19701025T030000|FREQ=YEARLY;INTERVAL=2;BYMONTH=10;BYDAY=-1SU|+0200|+0100")]
    [TestCase("STANDARD|19701025T030000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;BYSETPOS=1|+0200|+0100")]
    [TestCase("STANDARD|19701025T030000|FREQ=YEARLY;BYDAY=-1SU|+0200|+0100")]
    [TestCase("STANDARD|19701025T030000|FREQ=YEARLY;BYMONTH=10;BYDAY=XX|+0200|+0100")]
    [TestCase("STANDARD|19701025T030000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20071027T153000|+0200|+0100")]
    [TestCase("STANDARD|19701025T030000Z||+0200|+0100")]
    [TestCase("STANDARD|19701025||+0200|+0100")]
    [TestCase("STANDARD|19701025T030000||0200|+0100")]
    [TestCase("STANDARD|19701025T030000||+02|+0100")]
    [TestCase("STANDARD|1970102xT030000||+0200|+0100")]
    [TestCase("VEVENT|19701025T030000||+0200|+0100")]
    [TestCase("DAYLIGHT")]
    public void An_unsupported_observance_is_refused_and_not_guessed(string observance)
    {
        var lines = observance == "DAYLIGHT"
            ? ["BEGIN:VTIMEZONE", "TZID:Test/Zone", "BEGIN:DAYLIGHT", "DTSTART:19701025T030000", "END:DAYLIGHT", "END:VTIMEZONE"]
            : HandWritten.Zone(observance).Split('\n');

        Assert.That(() => VTimeZone.Parse(lines), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void An_empty_VTIMEZONE_is_refused()
    {
        string[][] empty = [[], ["BEGIN:VTIMEZONE", "TZID:Test/Zone", "END:VTIMEZONE"], HandWritten.LinesOf("Europe/Dublin")[..^1]];

        foreach (var lines in empty)
        {
            Assert.That(() => VTimeZone.Parse(lines), Throws.TypeOf<FormatException>());
        }
    }

    private static LocalDateTime Local(string text) => NodaTime.Text.LocalDateTimePattern.GeneralIso.Parse(text).Value;
}
