using Better.Calendar.TimeZones;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.TimeZones;

public sealed class VTimeZoneVerifierTests
{
    private static readonly DateTimeZone Dublin = DateTimeZoneProviders.Tzdb["Europe/Dublin"];
    private static readonly DateTimeZone Budapest = DateTimeZoneProviders.Tzdb["Europe/Budapest"];

    [Test]
    public void A_correct_VTIMEZONE_is_accepted() =>
        Assert.That(
            () => VTimeZoneVerifier.Verify(
                HandWritten.LinesOf("Europe/Dublin"),
                Dublin,
                [Instant.FromUtc(2020, 6, 16, 8, 30), Instant.FromUtc(2020, 12, 16, 8, 30)]),
            Throws.Nothing);

    [Test]
    public void Irish_winter_time_written_as_UTC_plus_1_is_refused_with_zone_time_and_offsets()
    {
        // A typical error with Ireland's negative saving: winter time as DAYLIGHT, an hour too far.
        var wrong = HandWritten.Zone("STANDARD|20200329T010000||+0000|+0100", "DAYLIGHT|20191027T020000||+0200|+0100").Split('\n');

        var exception =
            Assert.Throws<VTimeZoneMismatchException>(
                () => VTimeZoneVerifier.Verify(wrong, Dublin, [Instant.FromUtc(2020, 12, 16, 8, 30)]))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exception.ZoneId, Is.EqualTo("Europe/Dublin"));
            Assert.That(exception.LocalDateTime, Is.EqualTo(new LocalDateTime(2020, 12, 16, 8, 30)));
            Assert.That(exception.FileOffset, Is.EqualTo(Offset.FromHours(1)));
            Assert.That(exception.ActualOffset, Is.EqualTo(Offset.Zero));
            Assert.That(exception.Message, Is.EqualTo(
                "The VTIMEZONE of Europe/Dublin has UTC+01 at 2020-12-16T08:30:00 local time, but the correct offset is UTC+00. The "
                    + "calendar was not written; please report this error of the library."));
        }
    }

    [Test]
    public void A_VTIMEZONE_that_begins_after_the_event_is_refused()
    {
        var late = HandWritten.Zone("STANDARD|20201025T030000|FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU|+0200|+0100").Split('\n');

        var exception =
            Assert.Throws<VTimeZoneMismatchException>(
                () => VTimeZoneVerifier.Verify(late, Budapest, [Instant.FromUtc(2020, 6, 16, 8, 30)]))!;

        Assert.That(exception.FileOffset, Is.Null);
        Assert.That(exception.Message, Does.Contain("has no offset at 2020-06-16T10:30:00"));
    }

    [Test]
    public void Both_instants_of_an_ambiguous_time_are_refused_even_if_the_VTIMEZONE_has_the_correct_offset()
    {
        var winter = HandWritten.Zone("STANDARD|19700101T000000||+0100|+0100").Split('\n');
        var (first, second) = (Instant.FromUtc(2026, 10, 25, 0, 30), Instant.FromUtc(2026, 10, 25, 1, 30));

        var exception =
            Assert.Throws<VTimeZoneMismatchException>(
                () => VTimeZoneVerifier.Verify(HandWritten.LinesOf("Europe/Budapest"), Budapest, [first]))!;

        Assert.That((exception.FileOffset, exception.ActualOffset), Is.EqualTo((Offset.FromHours(1), Offset.FromHours(2))));
        Assert.That(() => VTimeZoneVerifier.Verify(winter, Budapest, [second]), Throws.TypeOf<VTimeZoneMismatchException>());
    }

    [Test]
    public void A_changed_offset_time_or_onset_is_detected()
    {
        // Twelve months and the hours around both clock changes detect every change of one value that changes the meaning.
        var correct = HandWritten.LinesOf("Europe/Budapest");
        Instant[] instants =
        [
            .. Enumerable.Range(1, 12).Select(static month => Instant.FromUtc(2026, month, 16, 8, 30)),
            .. new[] { 29,
                0 }.SelectMany(
                static minute => new[] { Instant.FromUtc(2026, 3, 29, 0, 59), Instant.FromUtc(2026, 3, 29, 1, minute) }),
            Instant.FromUtc(2026, 10, 24, 23, 59), Instant.FromUtc(2026, 10, 25, 2, 0),
        ];
        (string Line, string Replacement)[] changes =
        [
            ("TZOFFSETTO:+0200", "TZOFFSETTO:+0100"), ("TZOFFSETTO:+0100", "TZOFFSETTO:+0000"), ("TZOFFSETTO:+0100", "TZOFFSETTO:-0100"),
            ("TZOFFSETTO:+0200", "TZOFFSETTO:+0230"), ("BYMONTH=3", "BYMONTH=4"), ("BYMONTH=10", "BYMONTH=9"), ("BYDAY=-1SU", "BYDAY=-1SA"),
            ("BYDAY=-1SU", "BYDAY=4SU"), ("T020000", "T030000"), ("T020000", "T010000"), ("T030000", "T040000"), ("T030000", "T013000"),
        ];

        VTimeZoneVerifier.Verify(correct, Budapest, instants);
        foreach (var (line, replacement) in changes)
        {
            var wrong = correct.Select(text => text.Replace(line, replacement, StringComparison.Ordinal)).ToArray();
            Assert.That(
                () => VTimeZoneVerifier.Verify(wrong, Budapest, instants),
                Throws.TypeOf<VTimeZoneMismatchException>(),
                $"{line} -> {replacement}");
        }
    }

    [Test]
    public void A_time_is_ambiguous_exactly_when_NodaTime_maps_it_twice() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 19], Gen.Int[-200, 200])
            .SamplePortion(static (at, change, minutes) =>
            {
                string[] ids = ["Europe/Budapest", "Australia/Lord_Howe", "America/New_York", "Africa/Casablanca"];
                var zone = DateTimeZoneProviders.Tzdb[ids[at]];
                var start = zone.GetZoneIntervals(Instant.FromUtc(2010, 1, 1, 0, 0), Instant.FromUtc(2036, 1, 1, 0, 0))
                    .Skip(1)
                    .ElementAt(change).Start;
                var instant = start + Duration.FromMinutes(minutes);
                var mapping = zone.MapLocal(instant.InZone(zone).LocalDateTime);
                var counterpart = mapping.Count < 2
                    ? (Offset?)null
                    : mapping.First().ToInstant() == instant
                    ? mapping.Last().Offset
                    : mapping.First().Offset;
                return VTimeZoneVerifier.FindAmbiguousCounterpart(zone, instant) == counterpart;
            });
}
