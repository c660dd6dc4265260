using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Tests.TimeZones;

public sealed class VTimeZoneComponentTests
{
    private static readonly int[] Years = TestScale.Long ? [.. Enumerable.Range(2000, 38)] : [2001, 2007, 2016, 2020, 2025, 2026, 2033];

    [Test]
    public void Every_zone_has_the_correct_offset_at_any_time_of_an_email()
    {
        var testedCount = 0;
        var encodings = new SortedDictionary<VTimeZoneEncoding, int>();
        var ambiguousTimes = new SortedSet<string>();
        foreach (var zone in EveryZone.All.Where(static zone => !EveryZone.IsUtc(zone)))
        {
            foreach (var instant in Years.SelectMany(year => Enumerable.Range(1, 12)
                .SelectMany(month => EveryZone.Sixteenth(zone, year, month))))
            {
                testedCount++;
                var component = VTimeZoneComponent.Create(zone, [instant], VTimeZoneProfile.SingleEvent);
                encodings[component.Encoding] = encodings.GetValueOrDefault(component.Encoding) + 1;
                var local = instant.InZone(zone).LocalDateTime;
                // UTC is the last resort: for a local time that occurs twice, which no VTIMEZONE can express for all clients, for one that
                // equals UTC, and for one that clients with an older time zone database read as another instant.
                if (zone.MapLocal(local).Count > 1)
                {
                    Assert.That(component.Encoding, Is.EqualTo(VTimeZoneEncoding.Utc), $"{zone.Id} {local}");
                    ambiguousTimes.Add($"{zone.Id} {local:uuuu-MM-dd}");
                }
                else if (zone.GetUtcOffset(instant) == Offset.Zero || ZoneEditions.Recent.Differ(zone.Id, local))
                {
                    Assert.That(component.Encoding, Is.EqualTo(VTimeZoneEncoding.Utc), $"{zone.Id} {local}");
                }
                else if (component.Encoding == VTimeZoneEncoding.Utc
                    || VTimeZone.Parse(component.Lines).GetUtcOffset(local) != zone.GetUtcOffset(instant))
                {
                    Assert.Fail($"{zone.Id} {local}: {component.Encoding} {string.Join(' ', component.Lines)}");
                }
            }
        }

        TestContext.Out.WriteLine($"{testedCount} times; {string.Join(", ", encodings)}; in UTC: {string.Join(", ", ambiguousTimes)}");
        Assert.That(testedCount, Is.GreaterThan(100_000));
    }

    [Test]
    public void On_twelve_dates_a_zone_needs_UTC_only_where_it_equals_UTC()
    {
        var utc = EveryZone.All.Where(static zone => !EveryZone.IsUtc(zone) && Enumerable.Range(1, 12)
            .Select(month => new LocalDateTime(2013 + (2 * month), month, 16, 10, 30).InZoneLeniently(zone).ToInstant())
            .Any(instant => zone.GetUtcOffset(instant) != Offset.Zero
                && VTimeZoneComponent.Create(zone, [instant], VTimeZoneProfile.RecurringEvent).Encoding == VTimeZoneEncoding.Utc));

        Assert.That(utc.Select(static zone => zone.Id), Is.Empty);
    }
}
