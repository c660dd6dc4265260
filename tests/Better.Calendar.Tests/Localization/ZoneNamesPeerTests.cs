using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Tests.Localization;

/// <summary>
/// Compares the names of all time zones with ICU, an independent implementation of CLDR (recorded by tests/cldr/icu.mjs, which takes the
/// name of the whole year where the clocks never change).
/// </summary>
public sealed class ZoneNamesPeerTests
{
    [Test]
    public void Time_zones_have_the_names_of_ICU()
    {
        var (compared, different) = (0, new List<string>());
        foreach (var entry in Read().EnumerateArray())
        {
            var texts = DateTexts.ForLanguage(entry.GetProperty("language").GetString()!);
            var at = InstantPattern.General.Parse(entry.GetProperty("instant").GetString()!).Value;
            var name = entry.GetProperty("name").GetString();
            foreach (var id in entry.GetProperty("zones").EnumerateArray().Select(zone => zone.GetString()!))
            {
                if (Moves(DateTimeZoneProviders.Tzdb[id], at))
                {
                    continue;
                }

                compared++;
                var actual = texts.ZoneName(at.InZone(DateTimeZoneProviders.Tzdb[id]));
                if (actual != name)
                {
                    different.Add($"{id} {at}: “{actual}”, but ICU has “{name}”");
                }
            }
        }

        Assert.That(different, Is.Empty);
        Assert.That(compared, Is.GreaterThan(5000));
    }

    [Test]
    public void Every_time_zone_has_a_name_in_every_language_without_an_open_placeholder()
    {
        var at = Instant.FromUtc(2024, 7, 1, 0, 0);
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            var time = at.InZone(DateTimeZoneProviders.Tzdb[id]);
            foreach (var texts in InvitationTexts.Languages.Concat(["fr-CA", "es-MX"]).Select(DateTexts.ForLanguage))
            {
                string[] names = [texts.ZoneName(time), texts.GenericZoneName(id, at), texts.CityName(id)];

                Assert.That(names, Has.All.Not.Empty.And.All.Not.Contain("{").And.All.Not.Contain("_"), $"{texts.Language} {id}");
            }
        }
    }

    // ICU does not say whether clocks change for the summer or for good; where they move for good, its record would say "standard".
    private static bool Moves(DateTimeZone zone, Instant at) =>
        zone.GetZoneIntervals(at - Duration.FromDays(190), at + Duration.FromDays(190)).Select(static one => one.StandardOffset)
            .Distinct().Skip(1).Any();

    private static JsonElement Read()
    {
        using var stream = typeof(ZoneNamesPeerTests).Assembly.GetManifestResourceStream("icuZoneNames.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("icuZoneNames").Clone();
    }
}
