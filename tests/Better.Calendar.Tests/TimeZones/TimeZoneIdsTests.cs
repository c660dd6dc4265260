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
    [TestCase("(GMT+01.00) Belgrade, Bratislava, Budapest", "Europe/Budapest", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("Romance (heure d’été)", "Europe/Paris", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague", "Europe/Budapest", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC+02:00) Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius", "Europe/Kyiv", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", "Europe/London", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/London", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York", nameof(ZoneIdResolutionKind.WindowsName))]
    [TestCase("(UTC+10:00) Canberra, Melbourne, Sydney", "Australia/Sydney", nameof(ZoneIdResolutionKind.WindowsName))]
    public void An_id_in_a_document_is_resolved_and_the_kind_of_match_is_reported(string id, string expected, string kind)
    {
        var resolution = TimeZoneIds.Resolve(id, Tzdb)!;

        Assert.That((resolution.Id, resolution.Kind.ToString()), Is.EqualTo((expected, kind)));
        Assert.That(resolution.Note, kind == nameof(ZoneIdResolutionKind.Exact) ? Is.Empty : Does.Contain(id));
    }

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("Europe/Budapset")]
    [TestCase("Mars/Olympus_Mons")]
    [TestCase("(UTC+03:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", Description = "the offset is that of other cities")]
    [TestCase("(UTC+01:00) Berlin, Paris", Description = "the cities are in different zones")]
    [TestCase("(UTC+01:00) Nowhere")]
    public void An_uncertain_id_is_not_resolved(string id) => Assert.That(TimeZoneIds.Resolve(id, Tzdb), Is.Null);

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
    [TestCase("vendor.example/Europe/Budapest", "Europe/Budapest")]
    [TestCase("tzone://Microsoft/Utc", "UTC")]
    [TestCase("W. Europe Standard Time 1", "Europe/Berlin")]
    public void A_TZID_is_resolved_also_after_a_prefix(string tzId, string zone) =>
        Assert.That(TimeZoneIds.Find(tzId, Tzdb)?.Id, Is.EqualTo(zone));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("/")]
    [TestCase("//")]
    [TestCase("Customized Time Zone")]
    [TestCase("/citadel.org/20210210_1/Nowhere")]
    public void A_TZID_that_only_its_VTIMEZONE_defines_is_not_resolved(string? tzId) => Assert.That(TimeZoneIds.Find(tzId, Tzdb), Is.Null);

    [Test]
    public void A_very_long_TZID_is_not_resolved() => Assert.That(TimeZoneIds.Find(new string('/', 10_000_000), Tzdb), Is.Null);

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
    public void Every_Windows_id_is_resolved_as_in_CLDR()
    {
        foreach (var (windows, zone) in TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping)
        {
            var resolution = TimeZoneIds.Resolve(windows, Tzdb);

            Assert.That(resolution, Is.Not.Null, windows);
            Assert.That(
                TzdbDateTimeZoneSource.Default.CanonicalIdMap[resolution!.Id],
                    Is.EqualTo(TzdbDateTimeZoneSource.Default.CanonicalIdMap[zone]),
                    windows);
        }
    }

    [TestCase("Europe/Budapset", "Europe/Budapest")]
    [TestCase("Europe/Tallin", "Europe/Tallinn")]
    [TestCase("Budapest", "Europe/Budapest")]
    [TestCase("Helsinky", "Europe/Helsinki")]
    [TestCase("Central Europe Standart Time", "Central Europe Standard Time")]
    public void The_most_similar_id_comes_first(string id, string expected)
    {
        var similar = TimeZoneIds.FindSimilar(id, Tzdb);

        Assert.That(similar[0], Is.EqualTo(expected));
        Assert.That(similar, Has.Count.LessThanOrEqualTo(3));
    }

    [Test]
    public void No_id_is_similar_to_a_meaningless_one() => Assert.That(TimeZoneIds.FindSimilar("Qwxyzzy/Plugh", Tzdb), Is.Empty);

    [TestCase("Europe/Kyiv", "Europe/Kiev")]
    [TestCase("America/Nuuk", "America/Godthab")]
    [TestCase("Asia/Yangon", "Asia/Rangoon")]
    [TestCase("Pacific/Kanton", "Pacific/Enderbury")]
    public void A_recently_renamed_zone_is_written_with_its_current_id_or_with_the_one_that_old_databases_know(string id, string old)
    {
        var zone = Tzdb[id];
        var at = Instant.FromUtc(2026, 6, 16, 8, 30);

        Assert.That(TzdbDateTimeZoneSource.Default.CanonicalIdMap[old], Is.EqualTo(id), "the same zone");
        foreach (var either in new[] { zone, Tzdb[old] })
        {
            var component = VTimeZoneComponent.Create(either, [at], VTimeZoneProfile.SingleEvent);
            Assert.That((component.TzId, component.Lines[1]), Is.EqualTo((id, "TZID:" + id)));
            Assert.That(
                VTimeZoneComponent.Create(either, [at], VTimeZoneProfile.SingleEvent, new(RenamedZoneIds.Old)).Lines[1],
                Is.EqualTo("TZID:" + old));
        }
    }

    [TestCase("Asia/Calcutta", "Asia/Kolkata")]
    [TestCase("US/Eastern", "America/New_York")]
    [TestCase("Cuba", "America/Havana")]
    public void An_id_that_is_kept_for_old_programs_is_written_as_the_id_of_today(string id, string current) =>
        Assert.That(TimeZoneIds.ToFileId(id), Is.EqualTo(current));

    [TestCase("Asia/Kolkata")]
    [TestCase("Asia/Ho_Chi_Minh")]
    [TestCase("Europe/Budapest")]
    [TestCase("Europe/Oslo")]
    [TestCase("Etc/GMT+5")]
    public void Other_zones_keep_their_id(string id) => Assert.That(TimeZoneIds.ToFileId(id), Is.EqualTo(id));

    [Test]
    public void UTC_is_recognized_by_all_its_ids() =>
        Assert.That(Tzdb.Ids.Where(TimeZoneIds.IsUtc), Is.EquivalentTo(Tzdb.Ids.Where(id => EveryZone.IsUtc(Tzdb[id]))));
}
