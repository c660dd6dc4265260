using Better.Calendar.Zones;
using NodaTime;

namespace Better.Calendar.Tests.Zones;

public sealed class LocalStartTests
{
    private static readonly DateTimeZone Budapest = DateTimeZoneProviders.Tzdb["Europe/Budapest"];

    [TestCase(null)]
    [TestCase(Fold.Earlier)]
    [TestCase(Fold.Later)]
    public void A_time_that_comes_once_is_that_time(Fold? fold)
    {
        var start = LocalStart.Of(new(2020, 6, 16, 10, 30), Budapest, fold);

        Assert.That(start.Kind, Is.EqualTo(LocalStartKind.Plain));
        Assert.That(start.Start?.ToInstant(), Is.EqualTo(Instant.FromUtc(2020, 6, 16, 8, 30)));
    }

    [TestCase(null)]
    [TestCase(Fold.Earlier)]
    [TestCase(Fold.Later)]
    public void A_time_in_a_gap_is_refused_with_both_readings(Fold? fold)
    {
        var start = LocalStart.Of(new(2026, 3, 29, 2, 30), Budapest, fold);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(start.Kind, Is.EqualTo(LocalStartKind.Gap));
            Assert.That(start.Start, Is.Null);
            Assert.That(start.Earlier.LocalDateTime, Is.EqualTo(new LocalDateTime(2026, 3, 29, 1, 30)));
            Assert.That(start.Earlier.Offset, Is.EqualTo(Offset.FromHours(1)));
            Assert.That(start.Later.LocalDateTime, Is.EqualTo(new LocalDateTime(2026, 3, 29, 3, 30)));
            Assert.That(start.Later.Offset, Is.EqualTo(Offset.FromHours(2)));
        }
    }

    [Test]
    public void A_time_that_comes_twice_needs_a_word()
    {
        var start = LocalStart.Of(new(2026, 10, 25, 2, 30), Budapest);

        Assert.That(start.Kind, Is.EqualTo(LocalStartKind.Ambiguous));
        Assert.That(start.Start, Is.Null);
        Assert.That((start.Earlier.ToInstant(), start.Later.ToInstant()),
            Is.EqualTo((Instant.FromUtc(2026, 10, 25, 0, 30), Instant.FromUtc(2026, 10, 25, 1, 30))));
    }

    [TestCase(Fold.Earlier, 0)]
    [TestCase(Fold.Later, 1)]
    public void A_time_that_comes_twice_is_the_one_that_was_meant(Fold fold, int hour)
    {
        var start = LocalStart.Of(new(2026, 10, 25, 2, 30), Budapest, fold);

        Assert.That(start.Kind, Is.EqualTo(LocalStartKind.Chosen));
        Assert.That(start.Start?.ToInstant(), Is.EqualTo(Instant.FromUtc(2026, 10, 25, hour, 30)));
    }

    [TestCase(Fold.Earlier)]
    [TestCase(Fold.Later)]
    public void A_time_that_comes_twice_is_written_in_UTC_and_the_reason_is_told(Fold fold)
    {
        var start = LocalStart.Of(new(2026, 10, 25, 2, 30), Budapest, fold).Start!.Value.ToInstant();

        foreach (var shape in new[] { ZoneShape.OneEvent, ZoneShape.Series })
        {
            var component = ZoneComponent.For(Budapest, [start], shape);

            Assert.That(component.Form, Is.EqualTo(ZoneForm.Utc));
            Assert.That(component.Note, Does.Contain("2026-10-25T02:30 comes twice in Europe/Budapest"));
        }
    }

    [Test]
    public void A_day_that_never_came_is_a_gap_too()
    {
        // Samoa went from 29 to 31 December 2011.
        var start = LocalStart.Of(new(2011, 12, 30, 12, 0), DateTimeZoneProviders.Tzdb["Pacific/Apia"]);

        Assert.That(start.Kind, Is.EqualTo(LocalStartKind.Gap));
        Assert.That((start.Earlier.Day, start.Later.Day), Is.EqualTo((29, 31)));
    }
}
