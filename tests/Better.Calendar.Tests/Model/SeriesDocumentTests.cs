using System.Text;
using Better.Calendar.Model;
using CsCheck;
using NodaTime;

namespace Better.Calendar.Tests.Model;

public sealed class SeriesDocumentTests
{
    private const string Good = """
        {
          "id": "spring", "domain": "host.example", "title": "Spring school", "language": "en", "zone": "Europe/London",
          "organizer": { "name": "The host", "email": "host@host.example" },
          "workshops": [
            { "id": "1", "title": "One", "start": "2027-04-14T09:00", "duration": "PT1H30M",
              "meeting": { "platform": "Webex", "url": "https://meet.example/1" } },
            { "id": "2", "title": { "en": "Two", "hu": "Kettő" }, "start": "2027-04-15T09:00:00", "duration": "PT90M" }
          ],
          "participants": [ { "name": "Anna", "email": "anna@guest.example", "workshops": ["1"] } ]
        }
        """;

    [Test]
    public void A_document_is_read_as_a_series()
    {
        var series = SeriesDocument.Read(Good);

        Assert.That(series.Workshops[0], Is.EqualTo(new Workshop
        {
            Id = "1",
            Title = "One",
            Start = new LocalDateTime(2027, 4, 14, 9, 0),
            Duration = Duration.FromMinutes(90),
            Meeting = new() { Platform = "Webex", Url = new Uri("https://meet.example/1") },
        }));
        Assert.That(series.Participants[0].Workshops, Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public void A_written_document_gives_an_equal_series_and_the_same_text_again()
    {
        var series = Samples.Better();
        var text = SeriesDocument.Write(series);

        Assert.That(SeriesDocument.Read(text), Is.EqualTo(series));
        Assert.That(SeriesDocument.Write(SeriesDocument.Read(text)), Is.EqualTo(text));
        Assert.That(text, Does.Contain("Partnerség kiépítése").And.Not.Contain("\r"));
    }

    [Test]
    public void Any_text_in_any_property_can_be_written_and_read_back()
    {
        var texts = Gen.String[Gen.Char, 1, 40].Where(text => TextSanitizer.ToSingleLine(text).Length > 0);
        Gen.Select(texts, texts, texts).SamplePortion(
            (title, name, passcode) =>
            {
                var small = Samples.Small();
                var series = small with
                {
                    Title = new LocalizedText(("en", title), ("hu", name)),
                    Workshops =
                        [small.Workshops[0] with { Meeting = small.Workshops[0].Meeting! with { Passcode = passcode },
                            LeadExpert = new() { Name = name, City = title } }],
                    Participants = [small.Participants[0] with { Name = name }],
                };
                return SeriesDocument.Read(SeriesDocument.Write(series)).Equals(series);
            },
            slice: 1_000, whole: 5_000);
    }

    [Test]
    public void A_byte_order_mark_is_ignored()
    {
        using var document = new MemoryStream([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good)]);

        Assert.That(SeriesDocument.Read(document), Is.EqualTo(SeriesDocument.Read(Good)));
    }

    [TestCase("\"id\": \"spring\"", "\"id\": \"spring 2027\"", "id", "is not an id")]
    [TestCase("\"domain\": \"host.example\"", "\"domain\": \"host\"", "domain", "domain name")]
    [TestCase("\"title\": \"Spring school\"", "\"title\": \"\"", "title", "not empty")]
    [TestCase("\"title\": \"Spring school\", ", "", "title", "property is missing")]
    [TestCase("\"language\": \"en\"", "\"language\": \"english\"", "language", "language tag")]
    [TestCase("\"zone\": \"Europe/London\"", "\"zone\": \"Europe/Londom\"", "zone", "did you mean Europe/London")]
    [TestCase("\"email\": \"host@host.example\"", "\"email\": \"host\\r\\n@host.example\"", "organizer.email", "line breaks")]
    [TestCase("\"id\": \"2\"", "\"id\": \"1\"", "workshops[1].id", "already used by workshops[0].id")]
    [TestCase("\"start\": \"2027-04-14T09:00\"", "\"start\": \"2027-04-14T09:00Z\"", "workshops[0].start", "not a local time")]
    [TestCase(
        "\"start\": \"2027-04-14T09:00\"",
        "\"start\": \"2027-03-28T01:30\"",
        "workshops[0].start",
        "write 2027-03-28T00:30:00 (before the change) or 2027-03-28T02:30:00 (after it)")]
    [TestCase(
        "\"start\": \"2027-04-14T09:00\"",
        "\"start\": \"2027-10-31T01:30\"",
        "workshops[0].start",
        "occurs twice in Europe/London, where the clocks go back; add \"ambiguousTime\": \"earlier\" (UTC+01) or \"later\" (UTC+00)")]
    [TestCase("\"duration\": \"PT1H30M\"", "\"duration\": \"P1D\"", "workshops[0].duration", "PT1H30M")]
    [TestCase("\"duration\": \"PT1H30M\"", "\"duration\": \"-PT1H\"", "workshops[0].duration", "PT1H30M")]
    [TestCase("\"duration\": \"PT1H30M\"", "\"duration\": \"PT0S\"", "workshops[0].duration", "more than zero")]
    [TestCase("\"duration\": \"PT1H30M\"", "\"duration\": 90", "workshops[0].duration", "must be a string")]
    [TestCase("https://meet.example/1", "http://meet.example/1", "workshops[0].meeting.url", "https")]
    [TestCase("\"hu\": \"Kettő\"", "\"magyar\": \"Kettő\"", "workshops[1].title.magyar", "language tag")]
    [TestCase("\"hu\": \"Kettő\"", "\"EN\": \"Kettő\"", "workshops[1].title.EN", "language is given twice")]
    [TestCase("\"email\": \"anna@guest.example\"", "\"email\": \"host@host.example\"", "participants[0].email", "address of the organizer")]
    [TestCase("[\"1\"]", "[\"7\"]", "participants[0].workshops", "the workshops are 1, 2")]
    [TestCase("[\"1\"]", "[]", "participants[0].workshops", "leave it out")]
    [TestCase("\"name\": \"Anna\"", "\"name\": \"Anna\", \"color\": \"red\"", "participants[0].color", "property is not known")]
    [TestCase("\"name\": \"Anna\"", "\"name\": \"Anna\", \"name\": \"Bela\"", "participants[0].name", "property is given twice")]
    [TestCase("\"title\": \"One\"", "\"title\": \"One\", \"ambiguousTime\": \"later\"", "workshops[0].ambiguousTime", "occurs once")]
    [TestCase(
        "\"title\": \"One\"",
        "\"title\": \"One\", \"ambiguousTime\": \"second\"",
        "workshops[0].ambiguousTime",
        "not one of earlier, later")]
    [TestCase("\"title\": \"One\"", "\"title\": \"One\", \"fold\": \"second\"", "workshops[0].fold", "not one of earlier, later")]
    [TestCase(
        "\"title\": \"One\"",
        "\"title\": \"One\", \"status\": \"0\"",
        "workshops[0].status",
        "not one of confirmed, tentative, cancelled")]
    [TestCase("\"title\": \"One\"", "\"title\": \"One\", \"sequence\": -1", "workshops[0].sequence", "0 or more")]
    [TestCase("\"id\": \"spring\"", "\"id\": \"spring\", \"color\": \"stealblue\"", "color", "did you mean steelblue")]
    [TestCase("\"id\": \"spring\"", "\"id\": \"spring\", \"color\": \"#aa0000\"", "color", "use one of CSS")]
    [TestCase("\"id\": \"spring\"", "\"id\": \"spring\", \"image\": \"file:///maps.png\"", "image", "web address")]
    [TestCase("\"id\": \"spring\"", "\"id\": \"spring\", \"classification\": \"secret\"", "classification", "not one of public, private")]
    [TestCase("\"id\": \"spring\"", "\"id\": \"spring\", \"categories\": [\"Maps\", \"\"]", "categories[1]", "not empty")]
    [TestCase(
        "\"title\": \"One\"",
        "\"title\": \"One\", \"venue\": { \"name\": \"Hall\", \"latitude\": 91, \"longitude\": 0 }",
        "workshops[0].venue.latitude",
        "from -90 to 90")]
    [TestCase(
        "\"title\": \"One\"",
        "\"title\": \"One\", \"venue\": { \"name\": \"Hall\", \"latitude\": 47.5 }",
        "workshops[0].venue.latitude",
        "needs a longitude")]
    [TestCase(
        "\"name\": \"Anna\"",
        "\"name\": \"Anna\", \"meetings\": [{ \"workshop\": \"7\", \"url\": \"https://meet.example/anna\" }]",
        "participants[0].meetings[0].workshop",
        "the workshops are 1, 2")]
    [TestCase(
        "\"name\": \"Anna\"",
        "\"name\": \"Anna\", \"meetings\": [{ \"workshop\": \"1\", \"url\": \"http://meet.example/anna\" }]",
        "participants[0].meetings[0].url",
        "https")]
    [TestCase(
        "\"title\": \"One\"",
        "\"title\": \"One\", \"materials\": [{ \"title\": \"Slides\" }]",
        "workshops[0].materials[0].url",
        "property is missing")]
    public void An_error_is_reported_with_its_path(string good, string bad, string location, string problem)
    {
        var document = Good.Replace(good, bad);
        Assert.That(document, Is.Not.EqualTo(Good));

        var errors = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(document))!.Errors;

        Assert.That(errors.Select(error => error.Location), Is.EqualTo(new[] { location }), string.Join("\n", errors));
        Assert.That(errors[0].Problem, Does.Contain(problem));
    }

    [Test]
    public void All_errors_are_reported_at_once()
    {
        var bad = Good.Replace("\"host.example\"", "\"host\"")
            .Replace("https://", "http://")
            .Replace("\"id\": \"2\"", "\"id\": \"1\"")
            .Replace("anna@guest.example", "anna");

        var errors = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(bad))!.Errors;

        Assert.That(
            errors.Select(error => error.Location),
            Is.EqualTo(new[] { "domain", "workshops[0].meeting.url", "workshops[1].id", "participants[0].email" }));
    }

    [TestCase("earlier", AmbiguousTime.Earlier)]
    [TestCase("later", AmbiguousTime.Later)]
    public void A_document_with_fold_is_read_and_written_with_ambiguousTime(string value, AmbiguousTime meant)
    {
        var current =
            Good.Replace(
                "\"start\": \"2027-04-14T09:00\"",
                $"\"start\": \"2027-10-31T01:30\", \"ambiguousTime\": \"{value}\"",
                StringComparison.Ordinal);
        var old = current.Replace("ambiguousTime", "fold", StringComparison.Ordinal);

        var series = SeriesDocument.Read(old);
        var written = SeriesDocument.Write(series);

        Assert.That(series.Workshops[0].AmbiguousTime, Is.EqualTo(meant));
        Assert.That(series, Is.EqualTo(SeriesDocument.Read(current)));
        Assert.That(written, Does.Contain($"\"ambiguousTime\": \"{value}\"").And.Not.Contain("fold"));
        Assert.That(SeriesDocument.Read(written), Is.EqualTo(series));
    }

    [Test]
    public void A_workshop_has_ambiguousTime_or_fold_but_not_both()
    {
        var both =
            Good.Replace(
                "\"title\": \"One\"",
                "\"title\": \"One\", \"ambiguousTime\": \"later\", \"fold\": \"later\"",
                StringComparison.Ordinal);

        var errors = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(both))!.Errors;

        Assert.That(errors.Select(error => error.Location), Does.Contain("workshops[0].ambiguousTime"));
    }

    [TestCase("GMT Standard Time", "Europe/London", "Windows zone")]
    [TestCase("europe/london", "Europe/London", "was read as")]
    public void A_time_zone_with_another_name_is_read_with_a_note(string written, string zone, string note)
    {
        var series = SeriesDocument.Read(Good.Replace("Europe/London", written), out var notes);

        Assert.That(series.Zone, Is.EqualTo(zone));
        Assert.That(notes.Single().Location, Is.EqualTo("zone"));
        Assert.That(notes.Single().Text, Does.Contain(note));
    }

    [Test]
    public void Text_that_is_not_JSON_is_reported_with_line_and_column()
    {
        var errors = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read("{\n  \"id\": \"spring\",,\n}"))!.Errors;

        Assert.That(errors.Single().Location, Is.EqualTo("line 2, column 18"));
        Assert.That(errors.Single().Problem, Does.Contain("not JSON").And.Not.Contain("LineNumber"));
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"text\"")]
    public void JSON_that_is_not_an_object_is_rejected(string json) =>
        Assert.That(() => SeriesDocument.Read(json), Throws.TypeOf<InvalidSeriesException>().With.Message.Contain("must be an object"));

    [Test]
    public void A_document_in_Latin_1_is_rejected()
    {
        using var document = new MemoryStream(Encoding.Latin1.GetBytes(Good.Replace("Spring school", "Iskola nyílt adatokról")));

        Assert.That(() => SeriesDocument.Read(document), Throws.TypeOf<InvalidSeriesException>().With.Message.Contain("UTF-8"));
    }

    [Test]
    public void A_corrupted_document_causes_no_other_exception() =>
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Char["{}[]\",:0-aZ\\ "]).Array[1, 4].SamplePortion(
            changes =>
            {
                var text = new StringBuilder(Good);
                foreach (var (i, c) in changes)
                {
                    text[i] = c;
                }

                try
                {
                    SeriesDocument.Read(text.ToString());
                }
                catch (InvalidSeriesException problem)
                {
                    return problem.Errors.Count > 0;
                }

                return true;
            },
            slice: 3_000, whole: 20_000);
}
