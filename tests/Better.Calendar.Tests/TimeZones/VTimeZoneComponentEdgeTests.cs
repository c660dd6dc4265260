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
    public void An_event_across_an_irregular_clock_change_is_written_in_UTC_and_with_observances_if_it_recurs()
    {
        var zone = DateTimeZoneProviders.Tzdb["Africa/Casablanca"];
        // Ramadan 2020 began on 24 April: the clocks went back on the 19th.
        Instant[] night = [Instant.FromUtc(2020, 4, 18, 20, 0), Instant.FromUtc(2020, 4, 19, 8, 0)];

        Assert.That(VTimeZoneComponent.Create(zone, night, VTimeZoneProfile.SingleEvent).Encoding, Is.EqualTo(VTimeZoneEncoding.Utc));
        Assert.That(VTimeZoneComponent.Create(zone, night, VTimeZoneProfile.Series).Encoding, Is.EqualTo(VTimeZoneEncoding.Utc));
        Assert.That(
            VTimeZoneComponent.Create(zone, night, VTimeZoneProfile.RecurringEvent).Encoding,
            Is.EqualTo(VTimeZoneEncoding.Observances));
    }

    [Test]
    public void A_file_of_a_whole_series_has_one_offset_where_no_rule_but_the_same_offset_is_in_force_at_all_its_times()
    {
        Instant[] july = [Instant.FromUtc(2020, 7, 16, 8, 30), Instant.FromUtc(2020, 7, 30, 10, 0)];

        Assert.That(
            VTimeZoneComponent.Create(DateTimeZoneProviders.Tzdb["Africa/Casablanca"], july, VTimeZoneProfile.Series).Encoding,
            Is.EqualTo(VTimeZoneEncoding.FixedOffset));
    }

    [Test]
    public void A_time_that_older_time_zone_databases_read_otherwise_is_written_in_UTC_unless_it_recurs()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/Vancouver"];
        Instant[] december = [Instant.FromUtc(2026, 12, 16, 18, 30), Instant.FromUtc(2026, 12, 16, 20, 0)];
        Instant[] july = [Instant.FromUtc(2027, 7, 16, 17, 30), Instant.FromUtc(2027, 7, 16, 19, 0)];
        var component = VTimeZoneComponent.Create(zone, december, VTimeZoneProfile.SingleEvent);

        Assert.That(component.Encoding, Is.EqualTo(VTimeZoneEncoding.Utc));
        Assert.That(component.Reason, Does.Contain("America/Vancouver").And.Contain("2024b").And.Contain("2026-12-16T11:30"));
        Assert.That(
            VTimeZoneComponent.Create(zone, [.. july, .. december], VTimeZoneProfile.Series).Encoding,
            Is.EqualTo(VTimeZoneEncoding.Utc));
        Assert.That(
            VTimeZoneComponent.Create(zone, july, VTimeZoneProfile.SingleEvent).Encoding,
            Is.Not.EqualTo(VTimeZoneEncoding.Utc));
        Assert.That(
            VTimeZoneComponent.Create(zone, december, VTimeZoneProfile.RecurringEvent).Encoding,
            Is.Not.EqualTo(VTimeZoneEncoding.Utc));
    }

    [TestCase(2026, 12, VTimeZoneEncoding.FixedOffset)]
    [TestCase(2028, 1, VTimeZoneEncoding.Rules)]
    public void A_host_can_choose_local_time_where_a_law_changed_and_is_told_who_misreads_it(
        int year, int month, VTimeZoneEncoding encoding)
    {
        var zone = DateTimeZoneProviders.Tzdb["America/Vancouver"];
        var instants = Weekly(zone, new(year, month, 5, 10, 30), 2);
        var component =
            VTimeZoneComponent.Create(zone, instants, VTimeZoneProfile.SingleEvent, new(ChangedZoneRules: ChangedZoneRules.LocalTime));

        Assert.That(component.Encoding, Is.EqualTo(encoding));
        Assert.That(VTimeZoneVerifier.FindMismatch(VTimeZone.Parse(component.Lines), zone, instants), Is.Null);
        Assert.That(component.Reason, Does.Contain("America/Vancouver").And.Contain("2024b").And.Contain("shows another time"));
    }

    [TestCase("Africa/Casablanca", 2020, 7)]
    [TestCase("Africa/Cairo", 2014, 7)]
    public void A_recurring_event_with_one_offset_has_one_observance_where_no_rule_describes_the_zone(string id, int year, int month)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var sameOffset = Weekly(zone, new(year, month, 4, 10, 0), 3);
        var component = VTimeZoneComponent.Create(zone, sameOffset, VTimeZoneProfile.RecurringEvent);

        Assert.That((component.TzId, component.Encoding), Is.EqualTo((id, VTimeZoneEncoding.FixedOffset)));
        Assert.That(VTimeZone.Parse(component.Lines).IsEstablished(sameOffset[0].InZone(zone).LocalDateTime));
        Assert.That(VTimeZoneVerifier.FindMismatch(VTimeZone.Parse(component.Lines), zone, sameOffset), Is.Null);

        var twoOffsets = Weekly(zone, new(year, month, 4, 10, 0), 52);
        Assert.That(
            VTimeZoneComponent.Create(zone, twoOffsets, VTimeZoneProfile.RecurringEvent).Encoding,
            Is.EqualTo(VTimeZoneEncoding.Observances));
    }

    [TestCase("Africa/Casablanca", 2027, 6)]
    [TestCase("Africa/Abidjan", 2027, 6)]
    [TestCase("Europe/London", 2027, 1)]
    public void A_zone_that_equals_UTC_at_the_times_of_the_file_is_written_in_UTC(string id, int year, int month)
    {
        var component = VTimeZoneComponent.Create(
            DateTimeZoneProviders.Tzdb[id],
            [Instant.FromUtc(year, month, 16, 8, 30), Instant.FromUtc(year, month, 16, 10, 0)],
            VTimeZoneProfile.SingleEvent);

        Assert.That((component.Encoding, component.Lines.Count), Is.EqualTo((VTimeZoneEncoding.Utc, 0)));
        Assert.That(component.Reason, Does.Contain(id).And.Contain("equals UTC"));
    }

    [Test]
    public void A_zone_that_equals_UTC_at_some_times_of_the_file_is_written_as_a_zone() =>
        Assert.That(
            VTimeZoneComponent.Create(
                DateTimeZoneProviders.Tzdb["Europe/London"],
                [Instant.FromUtc(2027, 1, 16, 8, 30), Instant.FromUtc(2027, 7, 16, 8, 30)],
                VTimeZoneProfile.Series).Encoding,
            Is.EqualTo(VTimeZoneEncoding.Rules));

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

    private static Instant[] Weekly(DateTimeZone zone, LocalDateTime first, int count) =>
        [.. Enumerable.Range(0, count).Select(week => zone.AtStrictly(first.PlusWeeks(week)).ToInstant())];
}
