using Better.Calendar.Zones;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.Tests.Zones;

public sealed class ZoneIdsTests
{
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;

    [TestCase("Europe/Budapest", "Europe/Budapest", nameof(ZoneReadingKind.Exact))]
    [TestCase("Europe/Kyiv", "Europe/Kyiv", nameof(ZoneReadingKind.Exact))]
    [TestCase("Europe/Kiev", "Europe/Kiev", nameof(ZoneReadingKind.Alias))]
    [TestCase("europe/budapest", "Europe/Budapest", nameof(ZoneReadingKind.CaseMended))]
    [TestCase(" America/New York", "America/New_York", nameof(ZoneReadingKind.CaseMended))]
    [TestCase("utc", "UTC", nameof(ZoneReadingKind.CaseMended))]
    [TestCase("Central Europe Standard Time", "Europe/Budapest", nameof(ZoneReadingKind.Windows))]
    [TestCase("W. Europe Standard Time", "Europe/Berlin", nameof(ZoneReadingKind.Windows))]
    [TestCase("w europe standard time", "Europe/Berlin", nameof(ZoneReadingKind.Windows))]
    [TestCase("W._Europe_Standard_Time", "Europe/Berlin", nameof(ZoneReadingKind.Windows))]
    [TestCase("W. Europe Daylight Time", "Europe/Berlin", nameof(ZoneReadingKind.Windows))]
    [TestCase("FLE Standard Time", "Europe/Kyiv", nameof(ZoneReadingKind.Windows))]
    [TestCase("India Standard Time", "Asia/Kolkata", nameof(ZoneReadingKind.Windows))]
    [TestCase("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin", nameof(ZoneReadingKind.Windows))]
    [TestCase("(UTC+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague", "Europe/Budapest", nameof(ZoneReadingKind.Windows))]
    [TestCase("(UTC+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius", "Europe/Kyiv", nameof(ZoneReadingKind.Windows))]
    [TestCase("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London", nameof(ZoneReadingKind.Windows))]
    [TestCase("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/London", nameof(ZoneReadingKind.Windows))]
    [TestCase("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York", nameof(ZoneReadingKind.Windows))]
    [TestCase("(UTC+10:00) Canberra, Melbourne, Sydney", "Australia/Sydney", nameof(ZoneReadingKind.Windows))]
    public void An_id_of_a_document_is_understood_and_the_way_is_told(string id, string expected, string kind)
    {
        var reading = ZoneIds.Read(id, Tzdb)!;

        Assert.That((reading.Id, reading.Kind.ToString()), Is.EqualTo((expected, kind)));
        Assert.That(reading.Note, kind == nameof(ZoneReadingKind.Exact) ? Is.Empty : Does.Contain(id));
    }

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("Europe/Budapset")]
    [TestCase("Mars/Olympus_Mons")]
    [TestCase("(UTC+03:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", Description = "the offset belongs to other cities")]
    [TestCase("(UTC+01:00) Berlin, Paris", Description = "the cities do not agree")]
    [TestCase("(UTC+01:00) Nowhere")]
    public void What_is_not_certain_is_not_guessed(string id) => Assert.That(ZoneIds.Read(id, Tzdb), Is.Null);

    [TestCase("Europe/Budapest", "Europe/Budapest")]
    [TestCase("europe/budapest", "Europe/Budapest")]
    [TestCase("\"Europe/Budapest\"", "Europe/Budapest")]
    [TestCase("/Europe/Budapest", "Europe/Budapest")]
    [TestCase("/citadel.org/20210210_1/Europe/Budapest", "Europe/Budapest")]
    [TestCase("/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires")]
    [TestCase("/freeassociation.sourceforge.net/Europe/Budapest", "Europe/Budapest")]
    [TestCase("/softwarestudio.org/Olson_20011030_5/America/New_York", "America/New_York")]
    [TestCase("/vendor.example/W. Europe Standard Time", "Europe/Berlin")]
    [TestCase("W. Europe Standard Time", "Europe/Berlin")]
    [TestCase("UTC+01:30", "UTC+01:30")]
    public void A_TZID_is_understood_also_after_a_prefix(string tzId, string zone) => Assert.That(ZoneIds.Find(tzId, Tzdb)?.Id, Is.EqualTo(zone));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("/")]
    [TestCase("//")]
    [TestCase("Customized Time Zone")]
    [TestCase("/citadel.org/20210210_1/Nowhere")]
    [TestCase("vendor.example/Europe/Budapest")]
    public void A_TZID_that_only_its_VTIMEZONE_explains_is_no_zone(string? tzId) => Assert.That(ZoneIds.Find(tzId, Tzdb), Is.Null);

    [Test]
    public void A_TZID_without_end_costs_nothing() => Assert.That(ZoneIds.Find(new string('/', 10_000_000), Tzdb), Is.Null);

    [Test]
    public void Every_zone_is_found_after_any_prefix()
    {
        foreach (var id in Tzdb.Ids)
        {
            foreach (var prefix in new[] { "", "/", "/vendor.example/", "/vendor.example/20210210_1/" })
            {
                Assert.That(ZoneIds.Find(prefix + id, Tzdb), Is.EqualTo(Tzdb[id]), prefix + id);
            }
        }
    }

    [Test]
    public void Every_Windows_id_is_understood_as_CLDR_has_it()
    {
        foreach (var (windows, zone) in TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping)
        {
            var reading = ZoneIds.Read(windows, Tzdb);

            Assert.That(reading, Is.Not.Null, windows);
            Assert.That(
                TzdbDateTimeZoneSource.Default.CanonicalIdMap[reading!.Id], Is.EqualTo(TzdbDateTimeZoneSource.Default.CanonicalIdMap[zone]), windows);
        }
    }

    [TestCase("Europe/Budapset", "Europe/Budapest")]
    [TestCase("Europe/Tallin", "Europe/Tallinn")]
    [TestCase("Budapest", "Europe/Budapest")]
    [TestCase("Helsinky", "Europe/Helsinki")]
    [TestCase("Central Europe Standart Time", "Central Europe Standard Time")]
    public void The_nearest_name_comes_first(string id, string expected)
    {
        var near = ZoneIds.Nearest(id, Tzdb);

        Assert.That(near[0], Is.EqualTo(expected));
        Assert.That(near, Has.Count.LessThanOrEqualTo(3));
    }

    [Test]
    public void Nothing_is_near_to_nonsense() => Assert.That(ZoneIds.Nearest("Qwxyzzy/Plugh", Tzdb), Is.Empty);

    [TestCase("Europe/Kyiv", "Europe/Kiev")]
    [TestCase("America/Nuuk", "America/Godthab")]
    [TestCase("Asia/Yangon", "Asia/Rangoon")]
    [TestCase("Pacific/Kanton", "Pacific/Enderbury")]
    public void A_zone_renamed_lately_is_written_under_the_name_that_old_clients_know(string id, string old)
    {
        var zone = Tzdb[id];
        var at = Instant.FromUtc(2026, 6, 16, 8, 30);

        Assert.That(TzdbDateTimeZoneSource.Default.CanonicalIdMap[old], Is.EqualTo(id), "the same zone");
        Assert.That(ZoneComponent.For(zone, [at], ZoneShape.OneEvent).Lines[1], Is.EqualTo("TZID:" + old));
        Assert.That(ZoneComponent.For(zone, [at], ZoneShape.OneEvent, ZoneNames.Current).Lines[1], Is.EqualTo("TZID:" + id));
        Assert.That(ZoneComponent.For(zone, [at], ZoneShape.OneEvent).TzId, Is.EqualTo(old));
    }

    [TestCase("Asia/Kolkata")]
    [TestCase("Asia/Ho_Chi_Minh")]
    [TestCase("Europe/Budapest")]
    public void Other_zones_keep_their_name(string id) => Assert.That(ZoneIds.ForClients(id), Is.EqualTo(id));

    [Test]
    public void UTC_is_known_under_all_its_names() =>
        Assert.That(Tzdb.Ids.Where(ZoneIds.IsUtc), Is.EquivalentTo(Tzdb.Ids.Where(id => EveryZone.IsUtc(Tzdb[id]))));
}
