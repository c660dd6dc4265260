using Better.Calendar.TimeZones;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.TimeZones;

public sealed class SeriesZoneTests
{
    private static readonly (int First, int Last)[] Spans = TestScale.Long
        ? [(2000, 2037), .. Enumerable.Range(2000, 36).Select(static year => (year, year + 2))]
        : [(2000, 2037), (2006, 2008), (2025, 2027)];

    private static readonly int[] Months = TestScale.Long ? [.. Enumerable.Range(1, 12)] : [1, 4, 7, 10];

    [Test]
    public void In_a_file_of_many_years_every_zone_has_correct_offsets_and_none_needs_UTC()
    {
        var encodings = new SortedDictionary<VTimeZoneEncoding, int>();
        foreach (var zone in EveryZone.All.Where(static zone => !EveryZone.IsUtc(zone)))
        {
            foreach (var (first, last) in Spans)
            {
                var instants = Enumerable.Range(first, last - first + 1)
                    .SelectMany(year => Months.SelectMany(month => EveryZone.Sixteenth(zone, year, month)))
                    // In Gaza, the clocks went back at midnight on a 16th: an ambiguous time would make the whole file use UTC.
                    .Where(instant => VTimeZoneVerifier.FindAmbiguousCounterpart(zone, instant) is null).ToArray();
                if (Array.TrueForAll(instants, instant => zone.GetUtcOffset(instant) == Offset.Zero))
                {
                    continue; // written in UTC, which it equals
                }

                // A feed is in UTC where a law changed; a recurring event needs the same observances without exception.
                var component = VTimeZoneComponent.Create(zone, instants, VTimeZoneProfile.RecurringEvent);
                encodings[component.Encoding] = encodings.GetValueOrDefault(component.Encoding) + 1;
                var hasOneOffset = instants.Select(zone.GetUtcOffset).Distinct().Count() == 1;
                if (component.Encoding == VTimeZoneEncoding.Utc || (component.Encoding == VTimeZoneEncoding.FixedOffset && !hasOneOffset))
                {
                    Assert.Fail($"{zone.Id} {first}-{last}: {component.Encoding}, {component.Reason}");
                }

                // A constant offset is that of the instants alone.
                AssertOffsets(
                    zone,
                    VTimeZone.Parse(component.Lines),
                    component.Encoding == VTimeZoneEncoding.FixedOffset
                        ? instants
                        : [.. instants, .. AroundChanges(zone, instants.Min(), instants.Max())]);
            }
        }

        TestContext.Out.WriteLine(string.Join(", ", encodings));
        Assert.That(encodings.Keys, Is.SupersetOf(new[] { VTimeZoneEncoding.Rules, VTimeZoneEncoding.Observances }));
    }

    [Test]
    public void For_any_instants_the_offsets_are_correct_at_them_and_between_them() =>
        Gen.Select(Gen.Int[0, DateTimeZoneProviders.Tzdb.Ids.Count - 1], Gen.Int[1972, 2060], Gen.Int[1, 40_000].Array[1, 6])
            .SamplePortion(
                static (at, year, hours) =>
                {
                    var zone = DateTimeZoneProviders.Tzdb[DateTimeZoneProviders.Tzdb.Ids[at]];
                    var instants = hours.Select(hour => Instant.FromUtc(year, 1, 1, 0, 0) + Duration.FromHours(hour)).ToArray();
                    foreach (var profile in Enum.GetValues<VTimeZoneProfile>())
                    {
                        var component = VTimeZoneComponent.Create(zone, instants, profile);
                        if (component.Encoding == VTimeZoneEncoding.Utc)
                        {
                            Assert.That(component.Lines, Is.Empty);
                            Assert.That(component.Reason, Is.Not.Empty);
                            continue;
                        }

                        var parsed = VTimeZone.Parse(component.Lines);
                        AssertOffsets(zone, parsed, instants);
                        if (component.Encoding != VTimeZoneEncoding.FixedOffset)
                        {
                            AssertOffsets(zone, parsed, AroundChanges(zone, instants.Min(), instants.Max()));
                        }
                    }
                },
                slice: 2_000, whole: 50_000);

    [Test]
    public void Rules_that_ended_are_written_beside_those_that_replaced_them()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];

        var component =
            VTimeZoneComponent.Create(
                zone,
                [Instant.FromUtc(2005, 6, 16, 8, 30), Instant.FromUtc(2006, 1, 18, 9, 30), Instant.FromUtc(2010, 6, 16, 8, 30)],
                VTimeZoneProfile.RecurringEvent);

        Assert.That(component.Encoding, Is.EqualTo(VTimeZoneEncoding.Observances));
        Assert.That(string.Join('\n', component.Lines), Is.EqualTo("""
            BEGIN:VTIMEZONE
            TZID:America/New_York
            BEGIN:STANDARD
            DTSTART:19700101T000000
            TZOFFSETFROM:-0500
            TZOFFSETTO:-0500
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:20040404T020000
            RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060403T070000Z
            TZOFFSETFROM:-0500
            TZOFFSETTO:-0400
            TZNAME:EDT
            END:DAYLIGHT
            BEGIN:STANDARD
            DTSTART:20041031T020000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061030T060000Z
            TZOFFSETFROM:-0400
            TZOFFSETTO:-0500
            TZNAME:EST
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:20070311T020000
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
            TZOFFSETFROM:-0500
            TZOFFSETTO:-0400
            TZNAME:EDT
            END:DAYLIGHT
            BEGIN:STANDARD
            DTSTART:20071104T020000
            RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
            TZOFFSETFROM:-0400
            TZOFFSETTO:-0500
            TZNAME:EST
            END:STANDARD
            END:VTIMEZONE
            """.ReplaceLineEndings("\n")));
    }

    private static void AssertOffsets(DateTimeZone zone, VTimeZone parsed, IEnumerable<Instant> instants)
    {
        foreach (var instant in instants)
        {
            var local = instant.InZone(zone).LocalDateTime;
            if (parsed.GetUtcOffset(local) is var offset && offset != HandWritten.ExpectedOffset(zone, local))
            {
                Assert.Fail($"{zone.Id} {local}: {offset}");
            }
        }
    }

    /// <summary>The seconds, hours and days before and after each clock change between the first and the last event.</summary>
    private static IEnumerable<Instant> AroundChanges(DateTimeZone zone, Instant first, Instant last)
    {
        Duration[] steps =
            [Duration.FromSeconds(1), Duration.FromMinutes(20), Duration.FromHours(1), Duration.FromHours(2), Duration.FromDays(9)];
        return zone.GetZoneIntervals(first, last + Duration.Epsilon).Skip(1)
            .SelectMany(interval => steps.SelectMany(step => new[] { interval.Start - step, interval.Start + step, interval.Start }))
            .Where(instant => instant >= first && instant <= last);
    }
}
