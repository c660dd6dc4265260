using Better.Calendar.Zones;
using NodaTime;

namespace Better.Calendar.Tests.Zones;

public sealed class ZoneComponentEdgeTests
{
    private static readonly Instant June = Instant.FromUtc(2020, 6, 16, 8, 30);

    [Test]
    public void Without_instants_there_is_nothing_to_write() =>
        Assert.That(() => ZoneComponent.For(DateTimeZone.Utc, [], ZoneShape.OneEvent), Throws.ArgumentException);

    [Test]
    public void UTC_needs_no_VTIMEZONE()
    {
        var component = ZoneComponent.For(DateTimeZone.Utc, [June], ZoneShape.OneEvent);

        Assert.That((component.Form, component.Lines.Count), Is.EqualTo((ZoneForm.Utc, 0)));
    }

    [Test]
    public void An_id_with_a_colon_is_not_written_as_a_TZID()
    {
        var component = ZoneComponent.For(DateTimeZoneProviders.Tzdb["UTC+01:30"], [June], ZoneShape.OneEvent);

        Assert.That(component.Form, Is.EqualTo(ZoneForm.Utc));
        Assert.That(component.Note, Does.Contain("UTC+01:30"));
    }

    [Test]
    public void An_offset_with_seconds_is_not_written()
    {
        var component = ZoneComponent.For(DateTimeZoneProviders.Tzdb["Africa/Monrovia"], [Instant.FromUtc(1971, 6, 16, 8, 30)], ZoneShape.OneEvent);

        Assert.That(component.Form, Is.EqualTo(ZoneForm.Utc));
        Assert.That(component.Note, Does.Contain("seconds"));
    }

    [Test]
    public void An_event_across_a_change_without_a_rule_is_written_in_UTC_by_a_letter_and_by_dates_in_a_series()
    {
        var zone = DateTimeZoneProviders.Tzdb["Africa/Casablanca"];
        // Ramadan 2020 began on 24 April: the clocks went back on the 19th.
        Instant[] night = [Instant.FromUtc(2020, 4, 18, 20, 0), Instant.FromUtc(2020, 4, 19, 8, 0)];

        Assert.That(ZoneComponent.For(zone, night, ZoneShape.OneEvent).Form, Is.EqualTo(ZoneForm.Utc));
        Assert.That(ZoneComponent.For(zone, night, ZoneShape.Series).Form, Is.EqualTo(ZoneForm.Observances));
    }

    [Test]
    public void An_event_across_a_yearly_change_keeps_its_rules()
    {
        Instant[] night = [Instant.FromUtc(2026, 3, 28, 20, 0), Instant.FromUtc(2026, 3, 29, 8, 0)];

        Assert.That(ZoneComponent.For(DateTimeZoneProviders.Tzdb["Europe/Budapest"], night, ZoneShape.OneEvent).Form, Is.EqualTo(ZoneForm.Rules));
    }

    [TestCase(1)]
    [TestCase(1650)]
    [TestCase(9998)]
    [TestCase(9999)]
    public void The_edges_of_the_calendar_are_told_somehow_and_never_wrong(int year)
    {
        foreach (var id in new[] { "Europe/Budapest", "Asia/Kathmandu", "Etc/GMT+5" })
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            var instant = Instant.FromUtc(year, 7, 1, 8, 30);
            var component = ZoneComponent.For(zone, [instant], ZoneShape.Series);
            if (component.Form != ZoneForm.Utc)
            {
                Assert.That(() => ZoneProof.Demand(component.Lines, zone, [instant]), Throws.Nothing);
            }
        }
    }

    [Test]
    public void Zones_of_the_system_are_told_as_well()
    {
        // Any provider's intervals will do.
        var zone = DateTimeZoneProviders.Bcl.GetZoneOrNull("Europe/Budapest") ?? DateTimeZoneProviders.Bcl.GetZoneOrNull("Central Europe Standard Time");
        Assume.That(zone, Is.Not.Null, "the system has no zones");

        var component = ZoneComponent.For(zone!, [June], ZoneShape.OneEvent);

        Assert.That(component.Form, Is.EqualTo(ZoneForm.Rules));
        Assert.That(component.Lines, Does.Contain("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"));
    }
}
