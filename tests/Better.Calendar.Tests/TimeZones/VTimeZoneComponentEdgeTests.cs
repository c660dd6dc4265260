using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Tests.TimeZones;

public sealed class VTimeZoneComponentEdgeTests
{
    private static readonly Instant June = Instant.FromUtc(2020, 6, 16, 8, 30);

    [Test]
    public void Without_instants_no_component_is_created() =>
        Assert.That(() => VTimeZoneComponent.Create(DateTimeZone.Utc, [], VTimeZoneProfile.SingleEvent), Throws.ArgumentException);

    [Test]
    public void UTC_needs_no_VTIMEZONE()
    {
        var component = VTimeZoneComponent.Create(DateTimeZone.Utc, [June], VTimeZoneProfile.SingleEvent);

        Assert.That((component.Encoding, component.Lines.Count), Is.EqualTo((VTimeZoneEncoding.Utc, 0)));
    }

    [Test]
    public void An_id_with_a_colon_is_not_written_as_a_TZID()
    {
        var component = VTimeZoneComponent.Create(DateTimeZoneProviders.Tzdb["UTC+01:30"], [June], VTimeZoneProfile.SingleEvent);

        Assert.That(component.Encoding, Is.EqualTo(VTimeZoneEncoding.Utc));
        Assert.That(component.Reason, Does.Contain("UTC+01:30"));
    }

    [Test]
    public void An_offset_with_seconds_is_not_written()
    {
        var component =
            VTimeZoneComponent.Create(
                DateTimeZoneProviders.Tzdb["Africa/Monrovia"],
                [Instant.FromUtc(1971, 6, 16, 8, 30)],
                VTimeZoneProfile.SingleEvent);

        Assert.That(component.Encoding, Is.EqualTo(VTimeZoneEncoding.Utc));
        Assert.That(component.Reason, Does.Contain("seconds"));
    }

    [Test]
    public void An_event_across_an_irregular_clock_change_is_written_in_UTC_in_an_email_and_with_observances_in_a_series()
    {
        var zone = DateTimeZoneProviders.Tzdb["Africa/Casablanca"];
        // Ramadan 2020 began on 24 April: the clocks went back on the 19th.
        Instant[] night = [Instant.FromUtc(2020, 4, 18, 20, 0), Instant.FromUtc(2020, 4, 19, 8, 0)];

        Assert.That(VTimeZoneComponent.Create(zone, night, VTimeZoneProfile.SingleEvent).Encoding, Is.EqualTo(VTimeZoneEncoding.Utc));
        Assert.That(VTimeZoneComponent.Create(zone, night, VTimeZoneProfile.Series).Encoding, Is.EqualTo(VTimeZoneEncoding.Observances));
    }

    [Test]
    public void An_event_across_a_yearly_clock_change_is_written_with_rules()
    {
        Instant[] night = [Instant.FromUtc(2026, 3, 28, 20, 0), Instant.FromUtc(2026, 3, 29, 8, 0)];

        Assert.That(
            VTimeZoneComponent.Create(DateTimeZoneProviders.Tzdb["Europe/Budapest"], night, VTimeZoneProfile.SingleEvent).Encoding,
            Is.EqualTo(VTimeZoneEncoding.Rules));
    }

    [TestCase(1)]
    [TestCase(1650)]
    [TestCase(9998)]
    [TestCase(9999)]
    public void At_the_limits_of_the_calendar_the_offset_is_never_wrong(int year)
    {
        foreach (var id in new[] { "Europe/Budapest", "Asia/Kathmandu", "Etc/GMT+5" })
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            var instant = Instant.FromUtc(year, 7, 1, 8, 30);
            var component = VTimeZoneComponent.Create(zone, [instant], VTimeZoneProfile.Series);
            if (component.Encoding != VTimeZoneEncoding.Utc)
            {
                Assert.That(() => VTimeZoneVerifier.Verify(component.Lines, zone, [instant]), Throws.Nothing);
            }
        }
    }

    [Test]
    public void Zones_of_the_operating_system_are_written_too()
    {
        // The generator works with the zones of any provider.
        var zone = DateTimeZoneProviders.Bcl.GetZoneOrNull("Europe/Budapest")
            ?? DateTimeZoneProviders.Bcl.GetZoneOrNull("Central Europe Standard Time");
        Assume.That(zone, Is.Not.Null, "The operating system has no time zones.");

        var component = VTimeZoneComponent.Create(zone!, [June], VTimeZoneProfile.SingleEvent);

        Assert.That(component.Encoding, Is.EqualTo(VTimeZoneEncoding.Rules));
        Assert.That(component.Lines, Does.Contain("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"));
    }
}
