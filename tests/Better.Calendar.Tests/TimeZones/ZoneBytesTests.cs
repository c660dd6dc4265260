using System.Security.Cryptography;
using System.Text;
using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.Tests.TimeZones;

/// <summary>The bytes as they are: they stay the same on every day, so a change here is a change of the library or of a law.</summary>
public sealed class ZoneBytesTests
{
    [Test]
    public void Budapest_in_June_2020_is_told_by_its_two_yearly_rules()
    {
        var component = For("Europe/Budapest", 2020, 6);

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
    public void A_zone_without_clock_changes_is_told_by_one_offset()
    {
        var component = For("Asia/Kathmandu", 2020, 6);

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

    [TestCase("Europe/Dublin", 2020, 12, VTimeZoneEncoding.Rules, "TZOFFSETTO:+0000", Description = "winter is STANDARD, whatever the law says")]
    [TestCase("Africa/Casablanca", 2020, 5, VTimeZoneEncoding.FixedOffset, "TZOFFSETTO:+0000", Description = "Ramadan keeps to no yearly rule")]
    [TestCase("Africa/Cairo", 2026, 6, VTimeZoneEncoding.Rules, "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=-1FR")]
    [TestCase("America/New_York", 2007, 1, VTimeZoneEncoding.FixedOffset, "TZOFFSETTO:-0500", Description = "the law changed in the spring")]
    [TestCase("America/Sao_Paulo", 2019, 6, VTimeZoneEncoding.FixedOffset, "TZOFFSETTO:-0300", Description = "summer time was abolished")]
    [TestCase("Australia/Lord_Howe", 2020, 1, VTimeZoneEncoding.Rules, "TZOFFSETTO:+1100")]
    public void A_zone_with_a_story_is_told_as_its_readers_need_it(string id, int year, int month, VTimeZoneEncoding form, string line)
    {
        var component = For(id, year, month);

        Assert.That(component.Encoding, Is.EqualTo(form));
        Assert.That(component.Lines, Does.Contain(line));
        Assert.That(component.Reason, form == VTimeZoneEncoding.Rules ? Is.Empty : Does.Contain("No yearly rule").And.Contain(id));
    }

    [Test]
    public void The_bytes_of_all_zones_are_the_same_on_any_day()
    {
        // Approved once. If it fails without a change of the generator, something reads a clock, a culture or the machine.
        Assume.That(TzdbDateTimeZoneSource.Default.TzdbVersion, Is.EqualTo("2026f"), "approved for these zone rules");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            foreach (var year in new[] { 2007, 2020, 2031 })
            {
                Append(hash, For(id, year, 6));
                Append(hash, For(id, year, 12));
                Append(hash, VTimeZoneComponent.Create(DateTimeZoneProviders.Tzdb[id], [Jun(year), Jun(year + 4)], VTimeZoneProfile.Series));
            }
        }

        Assert.That(Convert.ToHexString(hash.GetHashAndReset())[..16], Is.EqualTo("6B780C79FD34D3A2"));
    }

    private static void Append(IncrementalHash hash, VTimeZoneComponent component) =>
        hash.AppendData(Encoding.UTF8.GetBytes(component.TzId + component.Encoding + string.Join('\n', component.Lines)));

    private static Instant Jun(int year) => Instant.FromUtc(year, 6, 16, 8, 30);

    private static VTimeZoneComponent For(string id, int year, int month) =>
        VTimeZoneComponent.Create(DateTimeZoneProviders.Tzdb[id], [Instant.FromUtc(year, month, 16, 8, 30)], VTimeZoneProfile.SingleEvent);
}
