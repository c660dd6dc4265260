using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.Tests.TimeZones;

public sealed class TimeZoneIdsTests
{
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;

    [TestCase("Europe/Budapest", "Europe/Budapest", nameof(ZoneIdResolutionKind.Exact))]
    [TestCase("Europe/Kyiv", "Europe/Kyiv", nameof(ZoneIdResolutionKind.Exact))]
    [TestCase("Europe/Kiev", "Europe/Kiev", nameof(ZoneIdResolutionKind.Alias))]
    [TestCase("europe/budapest", "Europe/Budapest", nameof(ZoneIdResolutionKind.CaseCorrected))]
    [TestCase(" America/New York", "America/New_York", nameof(ZoneIdResolutionKind.CaseCorrected))]
    [TestCase("utc", "UTC", nameof(ZoneIdResolutionKind.CaseCorrected))]
    [TestCase("Central Europe Standard Time", "Europe/Budapest", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("W. Europe Standard Time", "Europe/Berlin", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("w europe standard time", "Europe/Berlin", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("W._Europe_Standard_Time", "Europe/Berlin", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("W. Europe Daylight Time", "Europe/Berlin", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("FLE Standard Time", "Europe/Kyiv", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("India Standard Time", "Asia/Kolkata", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague", "Europe/Budapest", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius", "Europe/Kyiv", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/London", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC+10:00) Canberra, Melbourne, Sydney", "Australia/Sydney", nameof(ZoneIdResolutionKind.WindowsName))]
    public void An_id_of_a_document_is_understood_and_the_way_is_told(string id, string expected, string kind)
    {
        var reading = TimeZoneIds.Resolve(id, Tzdb)!;

        Assert.That((reading.Id, reading.Kind.ToString()), Is.EqualTo((expected, kind)));
        Assert.That(reading.Note, kind == nameof(ZoneIdResolutionKind.Exact) ? Is.Empty : Does.Contain(id));
    }

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("Europe/Budapset")]
    [TestCase("Mars/Olympus_Mons")]
    [TestCase("(UTC+03:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", Description = "the offset belongs to other cities")]
    [TestCase("(UTC+01:00) Berlin, Paris", Description = "the cities do not agree")]
    [TestCase("(UTC+01:00) Nowhere")]
    public void What_is_not_certain_is_not_guessed(string id) => Assert.That(TimeZoneIds.Resolve(id, Tzdb), Is.Null);

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
    public void A_TZID_is_understood_also_after_a_prefix(string tzId, string zone) => Assert.That(TimeZoneIds.Find(tzId, Tzdb)?.Id, Is.EqualTo(zone));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("/")]
    [TestCase("//")]
    [TestCase("Customized Time Zone")]
    [TestCase("/citadel.org/20210210_1/Nowhere")]
    [TestCase("vendor.example/Europe/Budapest")]
    public void A_TZID_that_only_its_VTIMEZONE_explains_is_no_zone(string? tzId) => Assert.That(TimeZoneIds.Find(tzId, Tzdb), Is.Null);

    [Test]
    public void A_TZID_without_end_costs_nothing() => Assert.That(TimeZoneIds.Find(new string('/', 10_000_000), Tzdb), Is.Null);

    [Test]
    public void Every_zone_is_found_after_any_prefix()
    {
        foreach (var id in Tzdb.Ids)
        {
            foreach (var prefix in new[] { "", "/", "/vendor.example/", "/vendor.example/20210210_1/" })
            {
                Assert.That(TimeZoneIds.Find(prefix + id, Tzdb), Is.EqualTo(Tzdb[id]), prefix + id);
            }
        }
    }

    [Test]
    public void Every_Windows_id_is_understood_as_CLDR_has_it()
    {
        foreach (var (windows, zone) in TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping)
        {
            var reading = TimeZoneIds.Resolve(windows, Tzdb);

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
        var near = TimeZoneIds.FindSimilar(id, Tzdb);

        Assert.That(near[0], Is.EqualTo(expected));
        Assert.That(near, Has.Count.LessThanOrEqualTo(3));
    }

    [Test]
    public void Nothing_is_near_to_nonsense() => Assert.That(TimeZoneIds.FindSimilar("Qwxyzzy/Plugh", Tzdb), Is.Empty);

    [TestCase("Europe/Kyiv", "Europe/Kiev")]
    [TestCase("America/Nuuk", "America/Godthab")]
    [TestCase("Asia/Yangon", "Asia/Rangoon")]
    [TestCase("Pacific/Kanton", "Pacific/Enderbury")]
    public void A_zone_renamed_lately_is_written_under_the_name_that_old_clients_know(string id, string old)
    {
        var zone = Tzdb[id];
        var at = Instant.FromUtc(2026, 6, 16, 8, 30);

        Assert.That(TzdbDateTimeZoneSource.Default.CanonicalIdMap[old], Is.EqualTo(id), "the same zone");
        Assert.That(VTimeZoneComponent.Create(zone, [at], VTimeZoneProfile.SingleEvent).Lines[1], Is.EqualTo("TZID:" + old));
        Assert.That(VTimeZoneComponent.Create(zone, [at], VTimeZoneProfile.SingleEvent, RenamedZoneIds.Current).Lines[1], Is.EqualTo("TZID:" + id));
        Assert.That(VTimeZoneComponent.Create(zone, [at], VTimeZoneProfile.SingleEvent).TzId, Is.EqualTo(old));
    }

    [TestCase("Asia/Kolkata")]
    [TestCase("Asia/Ho_Chi_Minh")]
    [TestCase("Europe/Budapest")]
    public void Other_zones_keep_their_name(string id) => Assert.That(TimeZoneIds.ToFileId(id), Is.EqualTo(id));

    [Test]
    public void UTC_is_known_under_all_its_names() =>
        Assert.That(Tzdb.Ids.Where(TimeZoneIds.IsUtc), Is.EquivalentTo(Tzdb.Ids.Where(id => EveryZone.IsUtc(Tzdb[id]))));
}
