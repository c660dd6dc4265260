using Better.Calendar.Revisions;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Tests.Workshops;

public sealed class SeriesMemoryTests
{
    private const string Good = """
        {
          "format": 1,
          "id": "spring", "domain": "host.example", "title": "Spring school", "language": "en", "zone": "Europe/London",
          "organizer": { "name": "The host", "email": "host@host.example" },
          "workshops": [ { "id": "1", "title": "One", "start": "2027-04-14T09:00", "duration": "PT1H30M", "sequence": 2 } ],
          "participants": [ { "name": "Anna", "email": "anna@guest.example" } ],
          "memory": {
            "revision": 3, "lastStamp": "2027-03-01T08:00:00Z",
            "told": [ { "id": "1", "title": "One", "start": "2027-03-28T01:30", "duration": "PT1H", "zone": "Europe/London" } ],
            "recipients": [
              { "email": "anna@guest.example", "workshops": [ { "id": "1", "sequence": 2, "firstSequence": 0 }, { "id": "0", "sequence": 1, "standing": "cancelled" } ] },
              { "email": "bela@guest.example", "workshops": [] }
            ]
          }
        }
        """;

    [Test]
    public void The_memory_is_read_as_it_is_written()
    {
        var memory = SeriesDocument.Read(Good).Memory!;

        Assert.That(memory.Revision, Is.EqualTo(3));
        Assert.That(memory.LastStamp, Is.EqualTo(Instant.FromUtc(2027, 3, 1, 8, 0)));
        Assert.That(memory.Recipients[0].Workshops, Is.EqualTo(new ToldWorkshop[]
        {
            new() { Id = "1", FirstSequence = 0, Sequence = 2 },
            new() { Id = "0", FirstSequence = 1, Sequence = 1, Standing = Standing.Cancelled },
        }));
        Assert.That(memory.Told.Single().Start, Is.EqualTo(new LocalDateTime(2027, 3, 28, 1, 30)), "clocks jump over it by the rules of today; it was told all the same");
    }

    [Test]
    public void What_was_written_reads_as_an_equal_series_and_writes_as_the_same_text()
    {
        var series = SeriesDocument.Read(Good);
        var text = SeriesDocument.Write(series);

        Assert.That(SeriesDocument.Read(text), Is.EqualTo(series));
        Assert.That(SeriesDocument.Write(SeriesDocument.Read(text)), Is.EqualTo(text));
    }

    [Test]
    public void A_document_without_a_memory_is_one_that_was_never_sent_and_is_written_without_one()
    {
        var series = SeriesDocument.Read(File.ReadAllText(Repository.File("samples/InviteConsole/Data/better-thematic-event-3.json")));

        Assert.That(series.Memory, Is.Null);
        Assert.That(SeriesDocument.Write(series), Does.Not.Contain("memory").And.Not.Contain("format"));
        Assert.That(SeriesRevision.First(series, Samples.Announced).Messages, Has.Count.EqualTo(15));
    }

    [TestCase("2")]
    [TestCase("99999999999")]
    [TestCase("1.5")]
    public void A_document_from_the_future_is_refused_and_nothing_else_is_said_about_it(string format)
    {
        var document = Good.Replace("\"format\": 1", $"\"format\": {format}", StringComparison.Ordinal).Replace("\"domain\"", "\"realm\"", StringComparison.Ordinal);

        var fault = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(document))!.Faults.Single();

        Assert.That(fault.Place, Is.EqualTo("format"));
        Assert.That(fault.Problem, Does.Contain("newer version"));
    }

    [TestCase("\"format\": 1,", "", "format", "is missing")]
    [TestCase("\"format\": 1,", "\"format\": 0,", "format", "the format is 1")]
    [TestCase("\"format\": 1,", "\"format\": \"1\",", "format", "whole number")]
    [TestCase("\"revision\": 3, ", "", "memory.revision", "is missing")]
    [TestCase("\"revision\": 3", "\"revision\": 0", "memory.revision", "1 or more")]
    [TestCase("08:00:00Z", "08:00:00+01:00", "memory.lastStamp", "is not an instant")]
    [TestCase("\"recipients\"", "\"people\"", "memory.people", "not known here")]
    [TestCase("bela@guest.example", "anna@guest.example", "memory.recipients[1].email", "is there twice")]
    [TestCase("bela@guest.example", "béla", "memory.recipients[1].email", "is not an e-mail address")]
    [TestCase("\"id\": \"0\"", "\"id\": \"1\"", "memory.recipients[0].workshops[1].id", "is there twice")]
    [TestCase("\"sequence\": 1", "\"sequence\": -1", "memory.recipients[0].workshops[1].sequence", "0 or more")]
    [TestCase("\"firstSequence\": 0", "\"firstSequence\": 3", "memory.recipients[0].workshops[0].firstSequence", "above the sequence")]
    [TestCase("\"cancelled\"", "\"dismayed\"", "memory.recipients[0].workshops[1].standing", "none of invited, cancelled, withdrawn")]
    [TestCase("\"duration\": \"PT1H\"", "\"duration\": \"1 h\"", "memory.told[0].duration", "PT1H30M")]
    public void A_fault_in_the_memory_is_told_with_its_path(string good, string bad, string place, string problem)
    {
        var document = Good.Replace(good, bad, StringComparison.Ordinal);
        Assert.That(document, Is.Not.EqualTo(Good));

        var faults = Assert.Throws<InvalidSeriesException>(() => SeriesDocument.Read(document))!.Faults;

        Assert.That(faults.Select(fault => fault.Place), Does.Contain(place), string.Join("\n", faults));
        Assert.That(faults.First(fault => fault.Place == place).Problem, Does.Contain(problem));
    }
}
