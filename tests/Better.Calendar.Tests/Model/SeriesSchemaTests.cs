using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace Better.Calendar.Tests.Model;

/// <summary>The JSON schema says what the reader says: an independent implementation of JSON schema compares them.</summary>
public sealed partial class SeriesSchemaTests
{
    private const string Full = """
        {
          "next": { "hu": "Ősszel folytatjuk" },
          "$schema": "series.schema.json", "id": "s", "domain": "host.example", "title": { "en": "Maps", "hu": "Térképek" },
          "description": "About maps", "website": "https://host.example/",
          "categories": ["Maps", { "hu": "Adatok" }], "color": "SteelBlue", "image": "https://host.example/maps.png",
          "classification": "Private", "language": "en", "zone": "Europe/Budapest",
          "organizer": { "name": "Host", "email": "host@host.example" },
          "workshops": [
            {
              "summary": { "en": "We drew a map." },
              "id": "1", "title": "Maps", "description": { "hu": "Mire jó?" }, "start": "2027-10-31T02:30", "duration": "PT1H30M",
              "zone": "Europe/Budapest", "ambiguousTime": "earlier", "status": "Tentative", "sequence": 2,
              "leadExpert": { "name": "Lauri", "city": "Tartu" }, "venue": {
                "name": "Hall", "city": { "en": "Tartu" }, "room": "Room 2", "address": { "en": "Main Street 1" },
                "latitude": 58.38, "longitude": 26.72, "mapUrl": "https://maps.example/hall"
              },
              "materials": [{ "title": { "en": "Slides" }, "url": "https://host.example/slides" }],
              "meeting": { "platform": "Webex", "url": "https://meet.example/1", "passcode": "p", "meetingNumber": "1", "dialIn": "+1" }
            },
            { "id": "2", "title": "More maps", "start": "2027-11-02T09:00:30", "duration": "PT45M" }
          ],
          "participants": [
            { "name": "Anna", "email": "a@guest.example", "city": "Pécs", "language": "hu", "zone": "Europe/Tallinn", "workshops": ["1"],
              "meetings": [{ "workshop": "1", "url": "https://meet.example/anna", "passcode": "own" }] }
          ]
        }
        """;

    private static readonly JsonSchema Schema = JsonSchema.FromText(SeriesDocument.Schema);

    private static readonly string[] Values =
        ["null", "true", "12.5", "-1", "{}", "[]", "[null]", "\"\"", "\" \"", "\"ő ű\"", $"\"{new string('x', 20_001)}\""];

    [Test]
    public void The_schema_is_a_file_of_the_repository() =>
        Assert.That(SeriesDocument.Schema, Is.EqualTo(File.ReadAllText(Repository.File("src/Better.Calendar/Model/series.schema.json"))));

    [TestCaseSource(nameof(ValidDocuments))]
    public void The_schema_accepts_what_the_reader_accepts(string json)
    {
        Assert.That(IsRead(json), Is.True);
        Assert.That(IsValid(json), Is.True);
    }

    [TestCase("", "/properties")]
    [TestCase("/organizer", "/properties/organizer/properties")]
    [TestCase("/workshops/0", "/definitions/workshop/properties")]
    [TestCase("/workshops/0/leadExpert", "/definitions/workshop/properties/leadExpert/properties")]
    [TestCase("/workshops/0/meeting", "/definitions/workshop/properties/meeting/properties")]
    [TestCase("/workshops/0/venue", "/definitions/workshop/properties/venue/properties")]
    [TestCase("/workshops/0/materials/0", "/definitions/workshop/properties/materials/items/properties")]
    [TestCase("/participants/0", "/definitions/participant/properties")]
    [TestCase("/participants/0/meetings/0", "/definitions/participant/properties/meetings/items/properties")]
    [TestCase("/state", "/properties/state/properties")]
    public void The_schema_knows_the_properties_of_the_reader_and_no_others(string path, string schemaPath)
    {
        var document = JsonNode.Parse(Full)!;
        document["format"] = 2;
        document["state"] = new JsonObject();
        Find(document, path)["unheard"] = 1;
        var problem = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(document.ToJsonString()))!.Errors
            .Single(static error => error.Location.EndsWith("unheard", StringComparison.Ordinal)).Problem;
        var known = KnownProperties().Match(problem).Groups[1].Value.Split(", ");

        var described = Find(JsonNode.Parse(SeriesDocument.Schema)!, schemaPath).AsObject().Select(static one => one.Key);
        Assert.That(described, Is.EquivalentTo(known));
        Assert.That(IsValid(document.ToJsonString()), Is.False);
    }

    [Test]
    public void Every_property_that_is_missing_or_of_another_kind_is_refused_by_both_or_by_neither()
    {
        var differences = new List<string>();
        var count = 0;
        foreach (var path in Paths(JsonNode.Parse(Full)!, "").ToList())
        {
            Compare(path, "missing", static (owner, name) => owner.Remove(name));
            foreach (var value in Values)
            {
                Compare(path, value, (owner, name) => owner[name] = JsonNode.Parse(value));
            }
        }

        Assert.That(differences, Is.Empty);
        Assert.That(count, Is.GreaterThan(400));

        void Compare(string path, string change, Action<JsonObject, string> edit)
        {
            var document = JsonNode.Parse(Full)!;
            edit(Find(document, path[..path.LastIndexOf('/')]).AsObject(), path[(path.LastIndexOf('/') + 1)..]);
            var json = document.ToJsonString();
            var (isRead, isValid) = (IsRead(json), IsValid(json));
            count++;

            // A string that is wrong, and a start that needs its other property, is more than a schema can say.
            var isOfSameKind = change.StartsWith('"')
                || (path.EndsWith("/ambiguousTime", StringComparison.Ordinal) && (change is "missing" or "null"));
            if (isRead != isValid && !(isOfSameKind && isValid))
            {
                differences.Add($"{path} = {change[..Math.Min(change.Length, 20)]}: read {isRead}, schema {isValid}");
            }
        }
    }

    private static IEnumerable<string> ValidDocuments()
    {
        var sent = SeriesRevision.First(Samples.Better(), Samples.Announced).Series;
        var regular = SeriesRevision.First(
            Samples.Small() with
            {
                Workshops =
                [
                    Samples.Workshop("1"),
                    Samples.Workshop("2") with { Start = Samples.Workshop("1").Start.PlusDays(7) },
                    Samples.Workshop("3") with { Start = Samples.Workshop("1").Start.PlusDays(14) },
                ],
            },
            Samples.Announced,
            new() { SchedulingMode = SchedulingMode.RecurringEvent }).Series;
        return
        [
            Full,
            File.ReadAllText(Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json")),
            File.ReadAllText(Repository.File("samples/InviteConsole/Data/better-thematic-event-3-birmingham.json")),
            File.ReadAllText(Repository.File("samples/Data/open-data-2027.json")),
            File.ReadAllText(Repository.File("tests/consumers/series.json")),
            SeriesDocument.Write(sent),
            SeriesDocument.Write(regular),
            SeriesDocument.Write(
                SeriesRevision.First(Samples.Better(), Samples.Announced, new() { SchedulingMode = SchedulingMode.CourseEmail }).Series),
            SeriesDocument.Write(
                sent,
                new SeriesDocumentOptions { IncludeState = false, Schema = "https://host.example/series.schema.json" }),
        ];
    }

    private static IEnumerable<string> Paths(JsonNode node, string path) => node switch
    {
        JsonObject o => o.SelectMany(one => Paths(one.Value!, $"{path}/{one.Key}").Prepend($"{path}/{one.Key}")),
        JsonArray { Count: > 0 } a when a[0] is JsonObject => Paths(a[0]!, $"{path}/0"),
        _ => [],
    };

    private static JsonNode Find(JsonNode node, string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(
        node,
        static (found, name) => (found is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)] : found[name])!);

    private static bool IsValid(string json) => Schema.Evaluate(JsonNode.Parse(json)).IsValid;

    private static bool IsRead(string json)
    {
        try
        {
            SeriesDocument.Read(json);
            return true;
        }
        catch (InvalidSeriesException)
        {
            return false;
        }
    }

    [GeneratedRegex("the known properties here are (.*)$")]
    private static partial Regex KnownProperties();
}
