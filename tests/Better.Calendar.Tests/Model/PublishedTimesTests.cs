using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Model;

public sealed class PublishedTimesTests
{
    private const string Section = """
            "publishedTimes": {
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
    public void The_document_contains_the_version_the_instants_and_the_offsets()
    {
        var document = Document();

        Assert.That(document, Does.Contain(Section));
        Assert.That(SeriesDocument.Write(SeriesDocument.Read(document)), Is.EqualTo(document));
    }

    [Test]
    public void In_a_document_of_format_1_they_are_under_promised()
    {
        var text = Document();
        var state = text.IndexOf("  \"state\": {", StringComparison.Ordinal);
        var format1 = text[..state].Replace("  \"format\": 2,\n", "", StringComparison.Ordinal)
            + Section.Replace("publishedTimes", "promised", StringComparison.Ordinal)
            + "\n}\n";

        Assert.That(SeriesDocument.Read(format1), Is.EqualTo(SeriesDocument.Read(text)));
        Assert.That(SeriesDocument.Write(SeriesDocument.Read(format1)), Is.EqualTo(text));
        Assert.That(
            Assert.Throws<InvalidSeriesException>(
                () => SeriesDocument.Read(format1.Replace("09:30:00Z", "08:00:00Z", StringComparison.Ordinal)))!.Errors.Single().Location,
            Is.EqualTo("promised.instants.1.end"));
    }

    [Test]
    public void Published_times_compare_by_value_and_are_part_of_the_series_value()
    {
        var (one, other) = (Published(), Published());
        Assert.That(one, Is.EqualTo(other));
        Assert.That(Published(), Is.Not.EqualTo(Published() with { TimeZoneVersion = "TZDB: 2026g" }));
        Assert.That(SeriesDocument.Read(Document()).Published, Is.EqualTo(Published()));
        Assert.That(Samples.Small() with { Published = Published() }, Is.Not.EqualTo(Samples.Small()));
    }

    [Test]
    public void When_the_clocks_change_during_a_workshop_both_offsets_are_written()
    {
        var small = Samples.Small();
        var series = TimeZoneChangeDetector.Record(
            small with { Workshops = [small.Workshops[0] with { Start = new(2027, 3, 28, 0, 30) }] }, DateTimeZoneProviders.Tzdb);

        var document = SeriesDocument.Write(series);

        Assert.That(document, Does.Contain("\"1\": \"+00:00/+01:00\""));
        Assert.That(SeriesDocument.Read(document), Is.EqualTo(series));
    }

    [Test]
    public void Any_published_times_can_be_written_and_read_back() =>
        Gen.Select(Gen.Int[-18 * 3600, 18 * 3600], Gen.Int[-18 * 3600, 18 * 3600], Gen.Long[0, 30_000_000_000]).SamplePortion(
            (first, last, second) =>
            {
                var series = Samples.Small() with
                {
                    Published = new()
                    {
                        TimeZoneVersion = "TZDB: 2026f",
                        Times = [new() { WorkshopId = "gone",
                            Start = Instant.FromUnixTimeSeconds(second),
                            End = Instant.FromUnixTimeSeconds(second + 1) }],
                        Zones = [new() { ZoneId = "Mars/Olympus",
                            Offsets = [new() { WorkshopId = "gone", Start = Offset.FromSeconds(first), End = Offset.FromSeconds(last) }] }],
                    },
                };
                return SeriesDocument.Read(SeriesDocument.Write(series)).Equals(series);
            },
            slice: 2_000);

    [TestCase("\"tzdb\": \"TZDB: 2026f (mapping: 49)\",", "", "state.publishedTimes.tzdb", "property is missing")]
    [TestCase("\"tzdb\": \"TZDB: 2026f (mapping: 49)\"", "\"tzdb\": \" \"", "state.publishedTimes.tzdb", "is empty")]
    [TestCase("\"tzdb\": \"TZDB: 2026f (mapping: 49)\"", "\"tzdb\": 2026", "state.publishedTimes.tzdb", "must be a string")]
    [TestCase("\"tzdb\"", "\"iana\": \"x\", \"tzdb\"", "state.publishedTimes.iana", "property is not known")]
    [TestCase(
        "\"instants\": {",
        "\"instants\": { \"a b\": { \"start\": \"2027-04-14T08:00:00Z\", \"end\": \"2027-04-14T09:00:00Z\" },",
        "state.publishedTimes.instants.a b",
        "is not an id")]
    [TestCase(
        "\"instants\": {",
        "\"instants\": { \"1\": { \"start\": \"2027-04-14T08:00:00Z\", \"end\": \"2027-04-14T09:30:00Z\" },",
        "state.publishedTimes.instants.1",
        "given twice")]
    [TestCase("2027-04-14T08:00:00Z", "2027-04-14T08:00:00", "state.publishedTimes.instants.1.start", "an instant in UTC")]
    [TestCase("2027-04-14T09:30:00Z", "2027-04-14T08:00:00Z", "state.publishedTimes.instants.1.end", "not after the start")]
    [TestCase("\"end\"", "\"finish\": \"\", \"end\"", "state.publishedTimes.instants.1.finish", "property is not known")]
    [TestCase("\"+01:00\"", "\"1 hour\"", "state.publishedTimes.offsets.Europe/London.1", "an offset from UTC")]
    [TestCase("\"+01:00\"", "\"+01:00/+02:00/+03:00\"", "state.publishedTimes.offsets.Europe/London.1", "an offset from UTC")]
    [TestCase("\"+01:00\"", "1", "state.publishedTimes.offsets.Europe/London.1", "must be a string")]
    [TestCase("\"Europe/London\": {", "\"\": {}, \"Europe/London\": {", "state.publishedTimes.offsets.", "not the id of a time zone")]
    [TestCase(
        "\"Europe/London\": {",
        "\" Europe/London\": {}, \"Europe/London\": {",
        "state.publishedTimes.offsets.Europe/London",
        "not the id of a time zone")]
    [TestCase(
        "\"Europe/London\": {",
        "\"Europe/Rome\": [], \"Europe/London\": {",
        "state.publishedTimes.offsets.Europe/Rome",
        "must be an object")]
    public void An_error_is_reported_with_its_path(string good, string bad, string location, string problem)
    {
        var at = Document().IndexOf("\"publishedTimes\"", StringComparison.Ordinal);
        var document = Document()[..at] + Document()[at..].Replace(good, bad);
        Assert.That(document, Is.Not.EqualTo(Document()));

        var errors = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(document))!.Errors;

        Assert.That(errors.Select(error => error.Location), Is.EqualTo(new[] { location }), string.Join("\n", errors));
        Assert.That(errors[0].Problem, Does.Contain(problem));
    }

    [TestCase("\"id\"", "\"\\ud800\"", "id")]
    [TestCase("\"Spring school\"", "{ \"\\ud800\": \"text\" }", "title")]
    [TestCase("\"1\": {", "\"\\ud800\": {", "state.publishedTimes.instants")]
    [TestCase("\"1\": \"", "\"\\ud800\": \"", "state.publishedTimes.offsets.Europe/London")]
    [TestCase("\"Europe/London\": {", "\"\\ud800\": {", "state.publishedTimes.offsets")]
    public void An_unpaired_surrogate_is_reported_as_an_error(string good, string bad, string location)
    {
        var document = Document().Replace(good, bad);
        Assert.That(document, Is.Not.EqualTo(Document()));

        var errors = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(document))!.Errors;

        Assert.That(errors.Select(error => error.Location), Has.Some.StartsWith(location));
    }

    [Test]
    public void Nothing_can_be_published_twice()
    {
        var published = Published();

        Assert.That(
            () => published with { Times = [published.Times[0], published.Times[0]] },
            Throws.ArgumentException.With.Message.Contain("given twice"));
        Assert.That(
            () => published with { Zones = [published.Zones[0], published.Zones[0]] },
            Throws.ArgumentException.With.Message.Contain("given twice"));
        Assert.That(
            () => published.Zones[0] with { Offsets = [published.Zones[0].Offsets[0], published.Zones[0].Offsets[0]] },
            Throws.ArgumentException.With.Message.Contain("given twice"));
    }

    private static string Document() => SeriesDocument.Write(Samples.Small() with { Published = Published() });

    private static PublishedTimes Published() => new()
    {
        TimeZoneVersion = "TZDB: 2026f (mapping: 49)",
        Times = [new() { WorkshopId = "1", Start = Instant.FromUtc(2027, 4, 14, 8, 0), End = Instant.FromUtc(2027, 4, 14, 9, 30) }],
        Zones = [new() { ZoneId = "Europe/London",
            Offsets = [new() { WorkshopId = "1", Start = Offset.FromHours(1), End = Offset.FromHours(1) }] }],
    };
}
