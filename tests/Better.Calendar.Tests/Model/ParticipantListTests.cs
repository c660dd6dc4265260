using System.Globalization;
using System.Text;
using Better.Calendar.Model;
using CsCheck;
using CsvHelper;
using CsvHelper.Configuration;

namespace Better.Calendar.Tests.Model;

public sealed class ParticipantListTests
{
    [TestCase("name,email,zone\nAnna Kiss,anna@guest2.example,Europe/Budapest\n")]
    [TestCase("Zone;EMAIL;Name\r\nEurope/Budapest;anna@guest2.example;Anna Kiss\r\n")]
    [TestCase("\uFEFFname\temail\tzone\r\nAnna Kiss\tanna@guest2.example\tEurope/Budapest")]
    [TestCase("\"name\",\"email\",\"zone\"\n\n\"Anna\nKiss\",\"anna@guest2.example\",\"Europe/Budapest\"\n,,\n")]
    public void A_list_is_read_as_a_spreadsheet_saves_it(string csv) =>
        Assert.That(
            ParticipantList.Read(csv, Samples.Small()),
            Is.EqualTo(
                new[] { new Participant { Name = "Anna Kiss",
                    Email = EmailAddress.Parse("anna@guest2.example"),
                    Zone = "Europe/Budapest" } }));

    [Test]
    public void Join_links_of_people_s_own_are_columns_with_the_id_of_the_workshop()
    {
        const string Csv = "name;email;Link:W1;passcode:w1\nAnna;a@guest2.example;https://meet.example/a;own\nBéla;b@guest2.example;;\n";
        var series = Samples.Small() with { Workshops = [Samples.Workshop("w1")] };

        Assert.That(
            ParticipantList.Read(Csv, series).Select(static person => person.Meetings),
            Is.EqualTo(new ValueList<ParticipantMeeting>[]
            {
                [new() { WorkshopId = "w1", Url = new("https://meet.example/a"), Passcode = "own" }],
                [],
            }));
    }

    [Test]
    public void The_list_of_the_sample_has_sixty_more_participants()
    {
        using var csv = File.OpenRead(Repository.File("samples/InviteConsole/Data/participants.csv"));

        var list = ParticipantList.Read(csv, Samples.Better());

        Assert.That(list, Has.Count.EqualTo(60));
        Assert.That(list.Select(participant => participant.Language).Distinct(), Is.EquivalentTo(new[] { "it", "et", "hu", "en", "sv" }));
        Assert.That(list.Any(participant => participant.Name == "Hűvösvölgyi-Fülöp Örzse"));
    }

    [TestCase("name,email\nBéla,bela\n", "row 2, email")]
    [TestCase("name,email\n,bela@guest.example\n", "row 2, name")]
    [TestCase("name,email\nBéla,\n", "row 2, email")]
    [TestCase("name,email\nBéla,bela@guest.example\nBéla,BELA@guest.example\n", "row 3, email")]
    [TestCase("name,email\nAnna,anna@guest.example\n", "row 2, email", Description = "the participant is already in the series")]
    [TestCase("name,email,zone\nBéla,bela@guest.example,Mars/Base\n", "row 2, zone")]
    [TestCase("name,email,language\nBéla,bela@guest.example,magyarul\n", "row 2, language")]
    [TestCase("name,email,workshops\nBéla,bela@guest.example,1 9\n", "row 2, workshops")]
    [TestCase("name,email\nKiss, Béla,bela@guest.example\n", "row 2")]
    [TestCase("name,email\n\"Béla,bela@guest.example\n", "row 2")]
    [TestCase("name,color,email\nBéla,red,bela@guest.example\n", "row 1, color")]
    [TestCase("name,mail\nBéla,bela@guest.example\n", "row 1, mail")]
    [TestCase("name,email,link:1\nBéla,bela@guest.example,http://meet.example/bela\n", "row 2, link:1")]
    [TestCase("name,email,passcode:1\nBéla,bela@guest.example,own\n", "row 2, passcode:1")]
    [TestCase("name,email,link:9\nBéla,bela@guest.example,https://meet.example/bela\n", "row 1, link:9")]
    [TestCase("name,email,link:1,Link:1\nBéla,bela@guest.example,,\n", "row 1, link:1")]
    [TestCase("", "row 1")]
    public void An_error_is_reported_with_its_row_and_column(string csv, string location)
    {
        var errors = Assert.Throws<InvalidSeriesException>(() => ParticipantList.Read(csv, Samples.Small()))!.Errors;

        Assert.That(errors[0].Location, Is.EqualTo(location), string.Join("\n", errors));
    }

    [Test]
    public void The_errors_of_all_rows_are_reported_at_once()
    {
        var errors =
            Assert.Throws<InvalidSeriesException>(
                () => ParticipantList.Read("name;email\na;b\nc;d@e.example\nf;g\n", Samples.Small()))!.Errors;

        Assert.That(errors.Select(error => error.Location), Is.EqualTo(new[] { "row 2, email", "row 4, email" }));
    }

    [Test]
    public void A_list_in_another_encoding_is_reported_with_its_row()
    {
        using var csv = new MemoryStream(Encoding.Latin1.GetBytes("name;email\nAnna;a@b.example\nBéla;bela@b.example\n"));

        Assert.That(
            () => ParticipantList.Read(csv, Samples.Small()),
            Throws.TypeOf<InvalidSeriesException>().With.Message.Contain("row 3").And.Message.Contain("UTF-8"));
    }

    [Test]
    public void Rows_are_read_as_CsvHelper_writes_them()
    {
        var fields = Gen.String[Gen.Char["ab\",; \nő"], 0, 6].Array[2, 4];
        fields.Array[1, 4].SamplePortion(
            rows =>
            {
                // CsvHelper writes the rows, CsvRow reads them.
                using var text = new StringWriter();
                using (var writer = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }))
                {
                    foreach (var row in rows)
                    {
                        foreach (var field in row)
                        {
                            writer.WriteField(field);
                        }

                        writer.NextRecord();
                    }
                }

                var expected = rows.Where(row => row.Any(field => !string.IsNullOrWhiteSpace(field)));
                return CsvRow.Read(text.ToString(), ',')
                    .Select(row => string.Join("|", row.Fields))
                    .SequenceEqual(expected.Select(row => string.Join("|", row)));
            },
            slice: 10_000);
    }
}
