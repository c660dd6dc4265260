using System.Security.Cryptography;
using System.Text;
using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.Tests.TimeZones;

/// <summary>
/// Approved VTIMEZONEs. They are the same on every day, so a difference means that the library or the law of a zone changed.
/// </summary>
public sealed class ZoneBytesTests
{
    [Test]
    public void Budapest_in_June_2020_is_written_with_two_yearly_rules()
    {
        var component = Create("Europe/Budapest", 2020, 6);

        Assert.That(component.Encoding, Is.EqualTo(VTimeZoneEncoding.Rules));
        Assert.That(string.Join('\n', component.Lines), Is.EqualTo("""
            BEGIN:VTIMEZONE
            TZID:Europe/Budapest
            BEGIN:STANDARD
            DTSTART:20191027T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            TZNAME:CET
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:20190331T020000
            RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            TZNAME:CEST
            END:DAYLIGHT
            END:VTIMEZONE
            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void A_zone_without_clock_changes_is_written_with_one_offset()
    {
        var component = Create("Asia/Kathmandu", 2020, 6);

        Assert.That(component.Encoding, Is.EqualTo(VTimeZoneEncoding.Rules));
        Assert.That(string.Join('\n', component.Lines), Is.EqualTo("""
            BEGIN:VTIMEZONE
            TZID:Asia/Kathmandu
            BEGIN:STANDARD
            DTSTART:19700101T000000
            TZOFFSETFROM:+0545
            TZOFFSETTO:+0545
            END:STANDARD
            END:VTIMEZONE
            """.ReplaceLineEndings("\n")));
    }

    [TestCase(
        "Europe/Dublin",
        2020,
        6,
        VTimeZoneEncoding.Rules,
        "TZOFFSETTO:+0000",
        Description = "winter time is STANDARD, whatever the law calls it")]
    [TestCase(
        "Africa/Casablanca",
        2020,
        7,
        VTimeZoneEncoding.FixedOffset,
        "TZOFFSETTO:+0100",
        Description = "Ramadan follows no yearly rule")]
    [TestCase("Africa/Cairo", 2026, 6, VTimeZoneEncoding.Rules, "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=-1FR")]
    [TestCase(
        "America/New_York",
        2007,
        1,
        VTimeZoneEncoding.FixedOffset,
        "TZOFFSETTO:-0500",
        Description = "the law changed in the spring")]
    [TestCase("America/Sao_Paulo", 2019, 6, VTimeZoneEncoding.FixedOffset, "TZOFFSETTO:-0300", Description = "summer time was abolished")]
    [TestCase("Australia/Lord_Howe", 2020, 1, VTimeZoneEncoding.Rules, "TZOFFSETTO:+1100")]
    public void A_zone_with_irregular_clock_changes_is_written_as_clients_need_it(
        string id,
        int year,
        int month,
        VTimeZoneEncoding encoding,
        string line)
    {
        var component = Create(id, year, month);

        Assert.That(component.Encoding, Is.EqualTo(encoding));
        Assert.That(component.Lines, Does.Contain(line));
        Assert.That(component.Reason, encoding == VTimeZoneEncoding.Rules ? Is.Empty : Does.Contain("No yearly rule").And.Contain(id));
    }

    [TestCase("America/Santiago", 2020, 6, "DTSTART:20190407T000000", "DTSTART:20190901T000000", Description = "law of 2019")]
    [TestCase("Pacific/Norfolk", 2020, 6, "DTSTART:20190407T030000", "DTSTART:20191006T020000", Description = "summer time since 2019")]
    [TestCase("Europe/Budapest", 2027, 1, "DTSTART:20251026T030000", "DTSTART:20250330T020000", Description = "the onset before it")]
    [TestCase("Europe/Budapest", 2027, 7, "DTSTART:20261025T030000", "DTSTART:20260329T020000", Description = "no need")]
    public void Both_observances_begin_before_the_onset_that_counts_for_the_event(
        string id,
        int year,
        int month,
        string standard,
        string daylight)
    {
        var component = Create(id, year, month);

        Assert.That(component.Encoding, Is.EqualTo(VTimeZoneEncoding.Rules));
        Assert.That(component.Lines.Where(static line => line.StartsWith("DTSTART", StringComparison.Ordinal)),
            Is.EqualTo(new[] { standard, daylight }));
    }

    [Test]
    public void The_bytes_of_all_zones_are_the_same_on_any_day()
    {
        // An approved hash. If the test fails without a change of the generator, something depends on the clock, the culture or the
        // machine.
        Assume.That(
            TzdbDateTimeZoneSource.Default.TzdbVersion,
            Is.EqualTo("2026f"),
            "The hash was approved for another version of the zone rules.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            foreach (var year in new[] { 2007, 2020, 2031 })
            {
                Append(hash, Create(id, year, 6));
                Append(hash, Create(id, year, 12));
                Append(
                    hash,
                    VTimeZoneComponent.Create(DateTimeZoneProviders.Tzdb[id], [June(year), June(year + 4)], VTimeZoneProfile.Series));
            }
        }

        Assert.That(Convert.ToHexString(hash.GetHashAndReset())[..16], Is.EqualTo("A15B5CA3C794E9A8"));
    }

    private static void Append(IncrementalHash hash, VTimeZoneComponent component) =>
        hash.AppendData(Encoding.UTF8.GetBytes(component.TzId + component.Encoding + string.Join('\n', component.Lines)));

    private static Instant June(int year) => Instant.FromUtc(year, 6, 16, 8, 30);

    private static VTimeZoneComponent Create(string id, int year, int month) =>
        VTimeZoneComponent.Create(DateTimeZoneProviders.Tzdb[id], [Instant.FromUtc(year, month, 16, 8, 30)], VTimeZoneProfile.SingleEvent);
}
