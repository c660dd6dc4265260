using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Better.Calendar.Tests.Localization;

/// <summary>Every zone's name against ICU, a reader of CLDR that is not ours (tests/cldr/icu.mjs wrote down what it said).</summary>
public sealed class RenamedZoneIdsTests
{
    [Test]
    public void Zones_are_called_what_ICU_calls_them()
    {
        var (compared, different) = (0, new List<string>());
        foreach (var entry in Read().EnumerateArray())
        {
            var words = DateTexts.ForLanguage(entry.GetProperty("language").GetString()!);
            var at = InstantPattern.General.Parse(entry.GetProperty("instant").GetString()!).Value;
            var name = entry.GetProperty("name").GetString();
            foreach (var id in entry.GetProperty("zones").EnumerateArray().Select(zone => zone.GetString()!))
            {
                compared++;
                var ours = words.ZoneName(at.InZone(DateTimeZoneProviders.Tzdb[id]));
                if (ours != name)
                {
                    different.Add($"{id} {at}: ours “{ours}”, ICU's “{name}”");
                }
            }
        }

        Assert.That(different, Is.Empty);
        Assert.That(compared, Is.GreaterThan(3500));
    }

    [Test]
    public void Every_zone_has_some_name_in_every_language_without_an_open_slot()
    {
        var at = Instant.FromUtc(2024, 7, 1, 0, 0);
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            var moment = at.InZone(DateTimeZoneProviders.Tzdb[id]);
            foreach (var words in InvitationTexts.Languages.Select(DateTexts.ForLanguage))
            {
                string[] names = [words.ZoneName(moment), words.GenericZoneName(id, at), words.CityName(id)];

                Assert.That(names, Has.All.Not.Empty.And.All.Not.Contain("{").And.All.Not.Contain("_"), $"{words.Language} {id}");
            }
        }
    }

    private static JsonElement Read()
    {
        using var stream = typeof(RenamedZoneIdsTests).Assembly.GetManifestResourceStream("icuZoneNames.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("names").Clone();
    }
}
