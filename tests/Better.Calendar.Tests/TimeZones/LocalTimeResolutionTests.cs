using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Tests.TimeZones;

public sealed class LocalTimeResolutionTests
{
    private static readonly DateTimeZone Budapest = DateTimeZoneProviders.Tzdb["Europe/Budapest"];

    [TestCase(null)]
    [TestCase(AmbiguousTime.Earlier)]
    [TestCase(AmbiguousTime.Later)]
    public void A_time_that_comes_once_is_that_time(AmbiguousTime? fold)
    {
        var start = LocalTimeResolution.Resolve(new(2020, 6, 16, 10, 30), Budapest, fold);

        Assert.That(start.Kind, Is.EqualTo(LocalTimeResolutionKind.Unique));
        Assert.That(start.ResolvedTime?.ToInstant(), Is.EqualTo(Instant.FromUtc(2020, 6, 16, 8, 30)));
    }

    [TestCase(null)]
    [TestCase(AmbiguousTime.Earlier)]
    [TestCase(AmbiguousTime.Later)]
    public void A_time_in_a_gap_is_refused_with_both_readings(AmbiguousTime? fold)
    {
        var start = LocalTimeResolution.Resolve(new(2026, 3, 29, 2, 30), Budapest, fold);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(start.Kind, Is.EqualTo(LocalTimeResolutionKind.Gap));
            Assert.That(start.ResolvedTime, Is.Null);
            Assert.That(start.Earlier.LocalDateTime, Is.EqualTo(new LocalDateTime(2026, 3, 29, 1, 30)));
            Assert.That(start.Earlier.Offset, Is.EqualTo(Offset.FromHours(1)));
            Assert.That(start.Later.LocalDateTime, Is.EqualTo(new LocalDateTime(2026, 3, 29, 3, 30)));
            Assert.That(start.Later.Offset, Is.EqualTo(Offset.FromHours(2)));
        }
    }

    [Test]
    public void A_time_that_comes_twice_needs_a_word()
    {
        var start = LocalTimeResolution.Resolve(new(2026, 10, 25, 2, 30), Budapest);

        Assert.That(start.Kind, Is.EqualTo(LocalTimeResolutionKind.Ambiguous));
        Assert.That(start.ResolvedTime, Is.Null);
        Assert.That((start.Earlier.ToInstant(), start.Later.ToInstant()),
            Is.EqualTo((Instant.FromUtc(2026, 10, 25, 0, 30), Instant.FromUtc(2026, 10, 25, 1, 30))));
    }

    [TestCase(AmbiguousTime.Earlier, 0)]
    [TestCase(AmbiguousTime.Later, 1)]
    public void A_time_that_comes_twice_is_the_one_that_was_meant(AmbiguousTime fold, int hour)
    {
        var start = LocalTimeResolution.Resolve(new(2026, 10, 25, 2, 30), Budapest, fold);

        Assert.That(start.Kind, Is.EqualTo(LocalTimeResolutionKind.Disambiguated));
        Assert.That(start.ResolvedTime?.ToInstant(), Is.EqualTo(Instant.FromUtc(2026, 10, 25, hour, 30)));
    }

    [TestCase(AmbiguousTime.Earlier)]
    [TestCase(AmbiguousTime.Later)]
    public void A_time_that_comes_twice_is_written_in_UTC_and_the_reason_is_told(AmbiguousTime fold)
    {
        var start = LocalTimeResolution.Resolve(new(2026, 10, 25, 2, 30), Budapest, fold).ResolvedTime!.Value.ToInstant();

        foreach (var shape in new[] { VTimeZoneProfile.SingleEvent, VTimeZoneProfile.Series })
        {
            var component = VTimeZoneComponent.Create(Budapest, [start], shape);

            Assert.That(component.Encoding, Is.EqualTo(VTimeZoneEncoding.Utc));
            Assert.That(component.Reason, Does.Contain("2026-10-25T02:30 comes twice in Europe/Budapest"));
        }
    }

    [Test]
    public void A_day_that_never_came_is_a_gap_too()
    {
        // Samoa went from 29 to 31 December 2011.
        var start = LocalTimeResolution.Resolve(new(2011, 12, 30, 12, 0), DateTimeZoneProviders.Tzdb["Pacific/Apia"]);

        Assert.That(start.Kind, Is.EqualTo(LocalTimeResolutionKind.Gap));
        Assert.That((start.Earlier.Day, start.Later.Day), Is.EqualTo((29, 31)));
    }
}
