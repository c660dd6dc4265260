using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Tests.TimeZones;

[Category("Peer")]
public sealed class ZonePeerTests
{
    private static readonly string[] Programs = ["libical", "dateutil", "ical.js"];

    /// <summary>One day in each month, over thirty years.</summary>
    private static readonly (int Year, int Month, int Hour, int Minute)[] Dates =
    [
        (2007, 1, 10, 30), (2007, 3, 23, 45), (2010, 5, 0, 30), (2014, 10, 10, 30), (2016, 11, 23, 45), (2018, 2, 10, 30),
        (2020, 6, 10, 30), (2022, 9, 0, 30), (2024, 4, 10, 30), (2026, 7, 10, 30), (2027, 8, 23, 45), (2036, 12, 0, 30),
    ];

    private static readonly (int First, int Last)[] Spans = [(2005, 2009), (2014, 2019), (2024, 2027)];

    private ZonePeers peers = null!;

    [OneTimeSetUp]
    public void Write()
    {
        ZonePeers.Require();
        peers = new();
        var written = 0;
        foreach (var zone in EveryZone.All.Where(static zone => !EveryZone.IsUtc(zone)))
        {
            foreach (var start in Dates.Select(date => At(zone, date)).Concat(AroundChanges(zone, 2026)))
            {
                var end = start + Duration.FromMinutes(90);
                var component = VTimeZoneComponent.Create(zone, [start, end], VTimeZoneProfile.SingleEvent);
                if (component.Encoding != VTimeZoneEncoding.Utc)
                {
                    peers.Add(component, zone, [(start, end)]);
                    written++;
                }
            }

            foreach (var (first, last) in Spans)
            {
                var events = Enumerable.Range(first, last - first + 1)
                    .SelectMany(year => new[] { 1, 4, 6, 10 }.Select(month => At(zone, (year, month, 10, 30)))
                        .Concat(AroundChanges(zone, year)))
                    .Select(static start => (Start: start, End: start + Duration.FromMinutes(90)))
                    .Where(pair => VTimeZoneVerifier.FindAmbiguousCounterpart(zone, pair.Start) is null
                        && VTimeZoneVerifier.FindAmbiguousCounterpart(zone, pair.End) is null)
                        .ToArray();
                var component =
                    VTimeZoneComponent.Create(
                        zone,
                        [.. events.SelectMany(static pair => new[] { pair.Start, pair.End })],
                        VTimeZoneProfile.RecurringEvent);
                if (component.Encoding != VTimeZoneEncoding.Utc)
                {
                    peers.Add(component, zone, events);
                }
            }

            peers.EndFile();
        }

        Assert.That(written, Is.GreaterThan(540 * 12));
    }

    [OneTimeTearDown]
    public void Remove() => peers?.Dispose();

    [TestCaseSource(nameof(Programs))]
    public void Another_program_reads_the_same_instants_from_every_email_and_series(string program)
    {
        var misread = peers.FindMisread(program);

        TestContext.Out.WriteLine($"{program}: {peers.Count} instants, {misread.Count} events misread");
        Assert.That(misread, Is.Empty);
    }

    private static Instant At(DateTimeZone zone, (int Year, int Month, int Hour, int Minute) date) =>
        new LocalDateTime(date.Year, date.Month, 16, date.Hour, date.Minute).InZoneLeniently(zone).ToInstant();

    /// <summary>An hour and a half before each clock change of a year, the instant of the change, and two hours later.</summary>
    private static IEnumerable<Instant> AroundChanges(DateTimeZone zone, int year) =>
        zone.GetZoneIntervals(Instant.FromUtc(year, 1, 1, 0, 0), Instant.FromUtc(year + 1, 1, 1, 0, 0)).Skip(1)
            .SelectMany(
                static interval =>
                    new[] { interval.Start - Duration.FromMinutes(91), interval.Start, interval.Start + Duration.FromHours(2) });
}
