using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Tests.TimeZones;

public sealed class LocalTimeResolutionTests
{
    private static readonly DateTimeZone Budapest = DateTimeZoneProviders.Tzdb["Europe/Budapest"];

    [TestCase(null)]
    [TestCase(AmbiguousTime.Earlier)]
    [TestCase(AmbiguousTime.Later)]
    public void A_time_that_occurs_once_is_resolved_to_that_time(AmbiguousTime? ambiguousTime)
    {
        var resolution = LocalTimeResolution.Resolve(new(2020, 6, 16, 10, 30), Budapest, ambiguousTime);

        Assert.That(resolution.Kind, Is.EqualTo(LocalTimeResolutionKind.Unique));
        Assert.That(resolution.ResolvedTime?.ToInstant(), Is.EqualTo(Instant.FromUtc(2020, 6, 16, 8, 30)));
    }

    [TestCase(null)]
    [TestCase(AmbiguousTime.Earlier)]
    [TestCase(AmbiguousTime.Later)]
    public void A_skipped_time_is_not_resolved_and_both_possible_instants_are_given(AmbiguousTime? ambiguousTime)
    {
        var resolution = LocalTimeResolution.Resolve(new(2026, 3, 29, 2, 30), Budapest, ambiguousTime);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(resolution.Kind, Is.EqualTo(LocalTimeResolutionKind.Gap));
            Assert.That(resolution.ResolvedTime, Is.Null);
            Assert.That(resolution.Earlier.LocalDateTime, Is.EqualTo(new LocalDateTime(2026, 3, 29, 1, 30)));
            Assert.That(resolution.Earlier.Offset, Is.EqualTo(Offset.FromHours(1)));
            Assert.That(resolution.Later.LocalDateTime, Is.EqualTo(new LocalDateTime(2026, 3, 29, 3, 30)));
            Assert.That(resolution.Later.Offset, Is.EqualTo(Offset.FromHours(2)));
        }
    }

    [Test]
    public void A_time_that_occurs_twice_is_not_resolved_without_a_choice()
    {
        var resolution = LocalTimeResolution.Resolve(new(2026, 10, 25, 2, 30), Budapest);

        Assert.That(resolution.Kind, Is.EqualTo(LocalTimeResolutionKind.Ambiguous));
        Assert.That(resolution.ResolvedTime, Is.Null);
        Assert.That((resolution.Earlier.ToInstant(), resolution.Later.ToInstant()),
            Is.EqualTo((Instant.FromUtc(2026, 10, 25, 0, 30), Instant.FromUtc(2026, 10, 25, 1, 30))));
    }

    [TestCase(AmbiguousTime.Earlier, 0)]
    [TestCase(AmbiguousTime.Later, 1)]
    public void A_time_that_occurs_twice_is_resolved_to_the_chosen_one(AmbiguousTime ambiguousTime, int hour)
    {
        var resolution = LocalTimeResolution.Resolve(new(2026, 10, 25, 2, 30), Budapest, ambiguousTime);

        Assert.That(resolution.Kind, Is.EqualTo(LocalTimeResolutionKind.Disambiguated));
        Assert.That(resolution.ResolvedTime?.ToInstant(), Is.EqualTo(Instant.FromUtc(2026, 10, 25, hour, 30)));
    }

    [TestCase(AmbiguousTime.Earlier)]
    [TestCase(AmbiguousTime.Later)]
    public void A_time_that_occurs_twice_is_written_in_UTC_with_the_reason(AmbiguousTime ambiguousTime)
    {
        var start = LocalTimeResolution.Resolve(new(2026, 10, 25, 2, 30), Budapest, ambiguousTime).ResolvedTime!.Value.ToInstant();

        foreach (var profile in new[] { VTimeZoneProfile.SingleEvent, VTimeZoneProfile.Series })
        {
            var component = VTimeZoneComponent.Create(Budapest, [start], profile);

            Assert.That(component.Encoding, Is.EqualTo(VTimeZoneEncoding.Utc));
            Assert.That(component.Reason, Does.Contain("2026-10-25T02:30 comes twice in Europe/Budapest"));
        }
    }

    [Test]
    public void A_skipped_day_is_a_gap_too()
    {
        // In Samoa, 31 December followed 29 December 2011.
        var resolution = LocalTimeResolution.Resolve(new(2011, 12, 30, 12, 0), DateTimeZoneProviders.Tzdb["Pacific/Apia"]);

        Assert.That(resolution.Kind, Is.EqualTo(LocalTimeResolutionKind.Gap));
        Assert.That((resolution.Earlier.Day, resolution.Later.Day), Is.EqualTo((29, 31)));
    }
}
