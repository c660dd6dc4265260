using Better.Calendar.Tests.TestData;
using Better.Calendar.TimeZones;
using NodaTime;
using NodaTime.TimeZones;

namespace Better.Calendar.Tests.TimeZones;

public sealed class ZoneEditionsTests
{
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;

    [Test]
    public void The_newest_edition_is_that_of_NodaTime() =>
        Assert.That(
            ZoneEditions.Recent.Names[^1],
            Is.EqualTo(TzdbDateTimeZoneSource.Default.TzdbVersion),
            "NodaTime has another edition: add it to tests/tzdb/package.json, and run cut.mjs.");

    [Test]
    public void The_editions_differ_wherever_two_of_NodaTimes_do()
    {
        Assert.That(ZoneEditions.Recent.Names, Does.Contain("2025b"));
        var (tested, different, more) = (0, new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var id in Tzdb.Ids.Where(static id => Tzdb2025b.Zones.GetZoneOrNull(id) is not null))
        {
            var (now, before) = (Tzdb[id], Tzdb2025b.Zones[id]);
            foreach (var local in LocalTimes())
            {
                tested++;
                var same = Instants(now, local).SequenceEqual(Instants(before, local));
                var differs = ZoneEditions.Recent.Differ(id, local);
                if (!same)
                {
                    different.Add(id);
                    Assert.That(differs, $"{id} {local}");
                }
                else if (differs)
                {
                    more.Add(id);
                }
            }
        }

        TestContext.Out.WriteLine(
            $"{tested} times; 2025b differs about {string.Join(", ", different)}; others about {string.Join(", ", more)}");
        Assert.That(different, Is.SupersetOf(new[] { "Africa/Casablanca", "America/Havana", "America/Vancouver", "America/Winnipeg" }));
        Assert.That(more, Is.SubsetOf(new[] { "America/Asuncion", "America/Coyhaique" }), "only 2024b differs about these");
    }

    [TestCase("America/Vancouver", 2026, 12, true)]
    [TestCase("America/Vancouver", 2027, 7, false)]
    [TestCase("America/Vancouver", 2050, 7, true, Description = "beyond the clock changes that are known")]
    [TestCase("America/Coyhaique", 2027, 6, true, Description = "2025a does not have the zone")]
    [TestCase("Europe/Budapest", 2027, 1, false)]
    [TestCase("No/Where", 2027, 1, false)]
    public void Only_times_that_depend_on_the_edition_count(string id, int year, int month, bool differs) =>
        Assert.That(ZoneEditions.Recent.Differ(id, new(year, month, 16, 10, 30)), Is.EqualTo(differs));

    /// <summary>Twice each week, and each quarter of an hour when clocks are often changed in autumn of 2026.</summary>
    private static IEnumerable<LocalDateTime> LocalTimes()
    {
        for (var day = new LocalDate(2024, 1, 1); day.Year < 2037; day = day.PlusDays(7))
        {
            for (var hour = 0; hour < 24; hour += 12)
            {
                yield return day.At(new LocalTime(hour, 30));
            }
        }

        for (var quarter = 0; quarter < 96; quarter++)
        {
            yield return new LocalDateTime(2026, 11, 1, 0, 0).PlusMinutes(15 * quarter);
        }
    }

    private static IEnumerable<Instant> Instants(DateTimeZone zone, LocalDateTime local)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => [],
            1 => [mapping.Single().ToInstant()],
            _ => [mapping.First().ToInstant(), mapping.Last().ToInstant()],
        };
    }
}
