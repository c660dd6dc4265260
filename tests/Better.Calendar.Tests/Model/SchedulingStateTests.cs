using NodaTime;

namespace Better.Calendar.Tests.Model;

public sealed class SchedulingStateTests
{
    private const string Good = """
        {
          "format": 2,
          "id": "spring", "domain": "host.example", "title": "Spring school", "language": "en", "zone": "Europe/London",
          "organizer": { "name": "The host", "email": "host@host.example" },
          "workshops": [ { "id": "1", "title": "One", "start": "2027-04-14T09:00", "duration": "PT1H30M", "sequence": 2 } ],
          "participants": [ { "name": "Anna", "email": "anna@guest.example" } ],
          "state": {
            "revision": 3, "lastStamp": "2027-03-01T08:00:00Z",
            "lastNotified": [ { "id": "1", "title": "One", "start": "2027-03-28T01:30", "duration": "PT1H", "zone": "Europe/London" } ],
            "recipients": [
              { "email": "anna@guest.example", "workshops": [ { "id": "1", "sequence": 2, "firstSequence": 0 }, { "id": "0", "sequence": 1, "status": "cancelled" } ] },
              { "email": "bela@guest.example", "workshops": [] }
            ]
          }
        }
        """;

    // Format 1 has other property names.
    private static readonly string Format1 = Good.Replace("\"format\": 2", "\"format\": 1", StringComparison.Ordinal)
        .Replace("\"state\"", "\"memory\"", StringComparison.Ordinal)
        .Replace("lastNotified", "told", StringComparison.Ordinal).Replace("\"status\"", "\"standing\"", StringComparison.Ordinal);

    [TestCase(false)]
    [TestCase(true)]
    public void The_state_is_read(bool isFormat1)
    {
        var state = SeriesDocument.Read(isFormat1 ? Format1 : Good).State!;

        Assert.That(state.Revision, Is.EqualTo(3));
        Assert.That(state.LastTimestamp, Is.EqualTo(Instant.FromUtc(2027, 3, 1, 8, 0)));
        Assert.That(state.Recipients[0].Workshops, Is.EqualTo(new NotifiedWorkshop[]
        {
            new() { Id = "1", FirstSequence = 0, Sequence = 2 },
            new() { Id = "0", FirstSequence = 1, Sequence = 1, Status = InvitationStatus.Cancelled },
        }));
        Assert.That(
            state.LastNotified.Single().Start,
            Is.EqualTo(new LocalDateTime(2027, 3, 28, 1, 30)),
            "the start is skipped under the current time zone rules, but participants were notified of it");
    }

    [Test]
    public void A_written_document_gives_an_equal_series_and_the_same_text_again()
    {
        var series = SeriesDocument.Read(Good);
        var text = SeriesDocument.Write(series);

        Assert.That(SeriesDocument.Read(text), Is.EqualTo(series));
        Assert.That(SeriesDocument.Write(SeriesDocument.Read(text)), Is.EqualTo(text));
    }

    [Test]
    public void A_document_without_a_state_has_no_sent_emails_and_is_written_without_a_state()
    {
        var series = SeriesDocument.Read(File.ReadAllText(Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json")));

        Assert.That(series.State, Is.Null);
        Assert.That(SeriesDocument.Write(series), Does.Not.Contain("state").And.Not.Contain("format"));
        Assert.That(SeriesRevision.First(series, Samples.Announced).Emails, Has.Count.EqualTo(15));
    }

    [TestCase("3")]
    [TestCase("99999999999")]
    [TestCase("1.5")]
    public void A_document_of_a_later_format_is_rejected_with_one_error(string format)
    {
        var document = Good.Replace("\"format\": 2", $"\"format\": {format}", StringComparison.Ordinal)
            .Replace("\"domain\"", "\"realm\"", StringComparison.Ordinal);

        var error = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(document))!.Errors.Single();

        Assert.That(error.Location, Is.EqualTo("format"));
        Assert.That(error.Problem, Does.Contain("newer version"));
    }

    [TestCase("\"format\": 2,", "", "format", "property is missing")]
    [TestCase("\"format\": 2,", "\"format\": 0,", "format", "the format must be 1 or 2")]
    [TestCase("\"format\": 2,", "\"format\": \"1\",", "format", "whole number")]
    [TestCase("\"revision\": 3, ", "", "state.revision", "property is missing")]
    [TestCase("\"revision\": 3", "\"revision\": 0", "state.revision", "1 or more")]
    [TestCase("08:00:00Z", "08:00:00+01:00", "state.lastStamp", "is not an instant")]
    [TestCase("\"recipients\"", "\"people\"", "state.people", "property is not known")]
    [TestCase("bela@guest.example", "anna@guest.example", "state.recipients[1].email", "given twice")]
    [TestCase("bela@guest.example", "béla", "state.recipients[1].email", "is not an email address")]
    [TestCase("\"id\": \"0\"", "\"id\": \"1\"", "state.recipients[0].workshops[1].id", "given twice")]
    [TestCase("\"sequence\": 1", "\"sequence\": -1", "state.recipients[0].workshops[1].sequence", "0 or more")]
    [TestCase("\"firstSequence\": 0", "\"firstSequence\": 3", "state.recipients[0].workshops[0].firstSequence", "higher than the sequence")]
    [TestCase("\"cancelled\"", "\"dismayed\"", "state.recipients[0].workshops[1].status", "not one of invited, cancelled, withdrawn")]
    [TestCase("\"duration\": \"PT1H\"", "\"duration\": \"1 h\"", "state.lastNotified[0].duration", "PT1H30M")]
    [TestCase("\"format\": 2,", "\"format\": 1,", "format", "\"state\" has the format 2")]
    [TestCase("\"state\"", "\"memory\"", "memory", "property is not known")]
    [TestCase("\"lastNotified\"", "\"told\"", "state.told", "property is not known")]
    [TestCase("\"status\"", "\"standing\"", "state.recipients[0].workshops[1].standing", "property is not known")]
    public void An_error_in_the_state_is_reported_with_its_path(string good, string bad, string location, string problem)
    {
        var document = Good.Replace(good, bad, StringComparison.Ordinal);
        Assert.That(document, Is.Not.EqualTo(Good));

        var errors = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(document))!.Errors;

        Assert.That(errors.Select(error => error.Location), Does.Contain(location), string.Join("\n", errors));
        Assert.That(errors.First(error => error.Location == location).Problem, Does.Contain(problem));
    }

    [TestCase("\"format\": 1,", "", "format", "\"memory\" has the format 1")]
    [TestCase("\"revision\": 3, ", "", "memory.revision", "property is missing")]
    [TestCase("\"cancelled\"", "\"dismayed\"", "memory.recipients[0].workshops[1].standing", "not one of invited, cancelled, withdrawn")]
    [TestCase("\"duration\": \"PT1H\"", "\"duration\": \"1 h\"", "memory.told[0].duration", "PT1H30M")]
    [TestCase("\"told\"", "\"lastNotified\"", "memory.lastNotified", "property is not known")]
    [TestCase("\"memory\"", "\"state\": {}, \"memory\"", "memory", "property is not known")]
    public void An_error_in_a_document_of_format_1_is_reported_with_the_path_in_that_document(
        string good,
        string bad,
        string location,
        string problem)
    {
        var errors =
            Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(Format1.Replace(good, bad, StringComparison.Ordinal)))!.Errors;

        Assert.That(errors.Select(error => error.Location), Does.Contain(location), string.Join("\n", errors));
        Assert.That(errors.First(error => error.Location == location).Problem, Does.Contain(problem));
    }

    [Test]
    public void A_stored_document_of_format_1_is_read_and_written_in_the_current_format()
    {
        var stored = File.ReadAllText(Repository.File("tests/Better.Calendar.Tests/TestData/series-format-1.json"));
        var series = SeriesDocument.Read(stored);
        var written = SeriesDocument.Write(series);

        Assert.That(
            series.State!.Recipients.Select(static recipient => recipient.Workshops[^1].Status),
            Is.EqualTo([InvitationStatus.Cancelled, InvitationStatus.Cancelled, InvitationStatus.Cancelled, InvitationStatus.Withdrawn]));
        Assert.That(series.State.LastNotified.Single().Title.GetText("hu", "en"), Is.EqualTo("Költségvetések"));
        Assert.That(series.Published!.Zones, Has.Count.EqualTo(3));
        Assert.That(written, Does.StartWith("{\n  \"format\": 2,").And.Contain("\"state\": {\n    \"revision\": 3,"));
        Assert.That(
            written,
            Does.Not.Contain("\"memory\"").And.Not.Contain("\"promised\"").And.Not.Contain("\"told\"").And.Not.Contain("\"standing\""));
        Assert.That(SeriesDocument.Read(written), Is.EqualTo(series));

        // Everything outside the state is written as before, byte for byte.
        Assert.That(
            Before(written, "\"state\"")[(written.IndexOf(',') + 1)..],
            Is.EqualTo(Before(stored, "\"promised\"")[(stored.IndexOf(',') + 1)..]));

        static string Before(string text, string property) => text[..text.IndexOf("  " + property, StringComparison.Ordinal)];
    }
}
