using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Workshops;

public sealed class PromisesTests
{
    private const string Section = """
          "promised": {
            "tzdb": "TZDB: 2026f (mapping: 49)",
            "instants": {
              "1": {
                "start": "2027-04-14T08:00:00Z",
                "end": "2027-04-14T09:30:00Z"
              }
            },
            "offsets": {
              "Europe/London": {
                "1": "+01:00"
              }
            }
          }
        """;

    [Test]
    public void The_document_shows_version_instants_and_offsets()
    {
        var document = Document();

        Assert.That(document, Does.Contain(Section));
        Assert.That(SeriesDocument.Write(SeriesDocument.Read(document)), Is.EqualTo(document));
    }

    [Test]
    public void What_was_promised_is_a_value_and_part_of_the_series_value()
    {
        var (one, other) = (Memory(), Memory());
        Assert.That(one, Is.EqualTo(other));
        Assert.That(Memory(), Is.Not.EqualTo(Memory() with { TimeZoneVersion = "TZDB: 2026g" }));
        Assert.That(SeriesDocument.Read(Document()).Promised, Is.EqualTo(Memory()));
        Assert.That(Samples.Small() with { Promised = Memory() }, Is.Not.EqualTo(Samples.Small()));
    }

    [Test]
    public void Where_the_clocks_change_during_a_workshop_both_offsets_are_kept()
    {
        var small = Samples.Small();
        var series = ZoneRuleWatch.Promise(
            small with { Workshops = [small.Workshops[0] with { Start = new(2027, 3, 28, 0, 30) }] }, DateTimeZoneProviders.Tzdb);

        var document = SeriesDocument.Write(series);

        Assert.That(document, Does.Contain("\"1\": \"+00:00/+01:00\""));
        Assert.That(SeriesDocument.Read(document), Is.EqualTo(series));
    }

    [Test]
    public void Any_memory_survives_being_written_and_read() =>
        Gen.Select(Gen.Int[-18 * 3600, 18 * 3600], Gen.Int[-18 * 3600, 18 * 3600], Gen.Long[0, 30_000_000_000]).SamplePortion(
            (first, last, second) =>
            {
                var series = Samples.Small() with
                {
                    Promised = new()
                    {
                        TimeZoneVersion = "TZDB: 2026f",
                        Instants = [new() { WorkshopId = "gone", Start = Instant.FromUnixTimeSeconds(second), End = Instant.FromUnixTimeSeconds(second + 1) }],
                        Zones = [new() { ZoneId = "Mars/Olympus", Offsets = [new() { WorkshopId = "gone", Start = Offset.FromSeconds(first), End = Offset.FromSeconds(last) }] }],
                    },
                };
                return SeriesDocument.Read(SeriesDocument.Write(series)).Equals(series);
            },
            slice: 2_000);

    [TestCase("\"tzdb\": \"TZDB: 2026f (mapping: 49)\",", "", "promised.tzdb", "is missing")]
    [TestCase("\"tzdb\": \"TZDB: 2026f (mapping: 49)\"", "\"tzdb\": \" \"", "promised.tzdb", "is empty")]
    [TestCase("\"tzdb\": \"TZDB: 2026f (mapping: 49)\"", "\"tzdb\": 2026", "promised.tzdb", "should be a string")]
    [TestCase("\"tzdb\"", "\"iana\": \"x\", \"tzdb\"", "promised.iana", "not known here")]
    [TestCase("\"instants\": {", "\"instants\": { \"a b\": { \"start\": \"2027-04-14T08:00:00Z\", \"end\": \"2027-04-14T09:00:00Z\" },", "promised.instants.a b", "is not an id")]
    [TestCase("\"instants\": {", "\"instants\": { \"1\": { \"start\": \"2027-04-14T08:00:00Z\", \"end\": \"2027-04-14T09:30:00Z\" },", "promised.instants.1", "is there twice")]
    [TestCase("2027-04-14T08:00:00Z", "2027-04-14T08:00:00", "promised.instants.1.start", "a moment in UTC")]
    [TestCase("2027-04-14T09:30:00Z", "2027-04-14T08:00:00Z", "promised.instants.1.end", "not after the start")]
    [TestCase("\"end\"", "\"finish\": \"\", \"end\"", "promised.instants.1.finish", "not known here")]
    [TestCase("\"+01:00\"", "\"1 hour\"", "promised.offsets.Europe/London.1", "an offset from UTC")]
    [TestCase("\"+01:00\"", "\"+01:00/+02:00/+03:00\"", "promised.offsets.Europe/London.1", "an offset from UTC")]
    [TestCase("\"+01:00\"", "1", "promised.offsets.Europe/London.1", "should be a string")]
    [TestCase("\"Europe/London\": {", "\"\": {}, \"Europe/London\": {", "promised.offsets.", "not the id of a time zone")]
    [TestCase("\"Europe/London\": {", "\" Europe/London\": {}, \"Europe/London\": {", "promised.offsets.Europe/London", "not the id of a time zone")]
    [TestCase("\"Europe/London\": {", "\"Europe/Rome\": [], \"Europe/London\": {", "promised.offsets.Europe/Rome", "should be an object")]
    public void A_fault_is_told_with_its_path(string good, string bad, string place, string problem)
    {
        var at = Document().IndexOf("\"promised\"", StringComparison.Ordinal);
        var document = Document()[..at] + Document()[at..].Replace(good, bad);
        Assert.That(document, Is.Not.EqualTo(Document()));

        var faults = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(document))!.Faults;

        Assert.That(faults.Select(fault => fault.Place), Is.EqualTo(new[] { place }), string.Join("\n", faults));
        Assert.That(faults[0].Problem, Does.Contain(problem));
    }

    [TestCase("\"id\"", "\"\\ud800\"", "id")]
    [TestCase("\"Spring school\"", "{ \"\\ud800\": \"text\" }", "title")]
    [TestCase("\"1\": {", "\"\\ud800\": {", "promised.instants")]
    [TestCase("\"1\": \"", "\"\\ud800\": \"", "promised.offsets.Europe/London")]
    [TestCase("\"Europe/London\": {", "\"\\ud800\": {", "promised.offsets")]
    public void A_name_that_is_half_a_character_is_a_fault_like_others(string good, string bad, string place)
    {
        var document = Document().Replace(good, bad);
        Assert.That(document, Is.Not.EqualTo(Document()));

        var faults = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(document))!.Faults;

        Assert.That(faults.Select(fault => fault.Place), Has.Some.StartsWith(place));
    }

    [Test]
    public void Nothing_can_be_promised_twice()
    {
        var promises = Memory();

        Assert.That(() => promises with { Instants = [promises.Instants[0], promises.Instants[0]] }, Throws.ArgumentException.With.Message.Contain("there twice"));
        Assert.That(() => promises with { Zones = [promises.Zones[0], promises.Zones[0]] }, Throws.ArgumentException.With.Message.Contain("there twice"));
        Assert.That(() => promises.Zones[0] with { Offsets = [promises.Zones[0].Offsets[0], promises.Zones[0].Offsets[0]] }, Throws.ArgumentException.With.Message.Contain("there twice"));
    }

    private static string Document() => SeriesDocument.Write(Samples.Small() with { Promised = Memory() });

    private static Promises Memory() => new()
    {
        TimeZoneVersion = "TZDB: 2026f (mapping: 49)",
        Instants = [new() { WorkshopId = "1", Start = Instant.FromUtc(2027, 4, 14, 8, 0), End = Instant.FromUtc(2027, 4, 14, 9, 30) }],
        Zones = [new() { ZoneId = "Europe/London", Offsets = [new() { WorkshopId = "1", Start = Offset.FromHours(1), End = Offset.FromHours(1) }] }],
    };
}
