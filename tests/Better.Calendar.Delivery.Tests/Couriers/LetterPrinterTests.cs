using Better.Calendar.Delivery.Couriers;
using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Invitations;
using Better.Calendar.Revisions;
using Better.Calendar.Tests.Peers;
using Better.Calendar.Workshops;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Couriers;

public sealed class LetterPrinterTests
{
    private readonly PeerFolder folder = new();
    private SqliteLedger ledger = null!;

    [SetUp]
    public void OpenLedger() => ledger = new(Path.Combine(Path.GetDirectoryName(folder.Write("here", []))!, $"{TestContext.CurrentContext.Test.ID}.db"));

    [TearDown]
    public async Task CloseLedger() => await ledger.DisposeAsync();

    [OneTimeTearDown]
    public void RemoveFiles() => folder.Dispose();

    [Test]
    public async Task Letters_printed_from_the_outbox_are_those_that_the_composer_writes()
    {
        // All kinds that a plan has: moved, off, taken out of the series; people who leave, change their choice or their address.
        var first = SeriesRevision.First(TestSeries.Of(people: 5, workshops: 4), TestSeries.At);
        var before = first.Series;
        var edited = before with
        {
            Workshops = [before.Workshops[0] with { Start = before.Workshops[0].Start.PlusDays(1) }, before.Workshops[1] with { Status = WorkshopStatus.Cancelled }, before.Workshops[2] with { Title = "Anders" }],
            Participants =
            [
                before.Participants[0] with { Workshops = ["1", "2"] },
                before.Participants[1] with { Email = EmailAddress.Parse("elsewhere@guest.example") },
                before.Participants[2],
                before.Participants[3] with { Language = "pl" },
                new() { Name = "Ujoncz Őrs", Email = EmailAddress.Parse("new@guest.example"), Zone = "Asia/Tokyo", City = new(("hu", "Tokió"), ("en", "Tokyo")) },
            ],
        };
        var second = SeriesRevision.Between(before, edited, TestSeries.At + Duration.FromHours(1), new() { TellEditorial = true });
        Assert.That(second.Messages.Select(static message => message.Kind).Distinct(), Is.EquivalentTo([LetterKind.Withdrawal, LetterKind.Cancellation, LetterKind.Update, LetterKind.Invitation]));

        // And what a host asks for by itself.
        var asked = second with
        {
            At = second.At + Duration.FromHours(1),
            Messages =
            [
                .. second.Series.Participants.Select(person => new PlannedMessage { Kind = LetterKind.Reminder, Recipient = person, Workshop = second.Series.Workshops[0], SeriesId = second.Series.Id }),
                .. second.Series.Participants.Select(person => new PlannedMessage { Kind = LetterKind.Overview, Recipient = person, SeriesId = second.Series.Id }),
            ],
        };

        await TestSeries.PostAsync(ledger, first, second, asked);

        await AssertSameAsync(new(), [first, second, asked]);
    }

    [Test]
    public async Task Options_of_the_host_count_and_bounces_come_back_with_the_token()
    {
        var revision = SeriesRevision.First(TestSeries.Of(people: 3), TestSeries.At);
        await TestSeries.PostAsync(ledger, revision);
        var options = new InvitationOptions { ReplyTokens = new(new byte[16]), Privacy = Ics.AttendeePrivacy.Names };

        var letters = await AssertSameAsync(options, [revision]);

        Assert.That(letters.Select(static letter => letter.Sender.LocalPart), Is.Unique.And.All.StartsWith("organizer+"));
    }

    [Test]
    public async Task A_series_with_faults_is_refused_before_anything_is_posted()
    {
        var series = TestSeries.Of(people: 2) with { Zone = "Mars/Olympus" };

        Assert.That(() => new Outbox(ledger).PostAsync(series, [], TestSeries.At), Throws.TypeOf<InvalidSeriesException>());
        Assert.That((await ledger.CountAsync(default)).All, Is.Zero);
    }

    [Test]
    public async Task A_job_is_a_few_hundred_octets_and_the_series_is_stored_once()
    {
        await TestSeries.PostAsync(ledger, TestSeries.ThreeRevisions(TestSeries.Of(people: 50, workshops: 4)));

        await foreach (var record in ledger.ReadAsync([], default))
        {
            Assert.That(record.Job.ToJson(), Has.Length.LessThan(700));
        }
    }

    private async Task<List<PrintedLetter>> AssertSameAsync(InvitationOptions options, IReadOnlyList<SeriesRevision> revisions)
    {
        var composer = new InvitationComposer(options);
        var expected = revisions.SelectMany(revision => revision.Messages.Select(message => composer.Compose(revision.Series, message, revision.At))).ToList();
        var printer = new LetterPrinter(ledger, options);
        var letters = new List<PrintedLetter>();
        await foreach (var record in ledger.ReadAsync([], default))
        {
            letters.Add(await printer.PrintAsync(record.Job, default));
        }

        Assert.That(letters.Select(static letter => letter.MessageId), Is.EqualTo(expected.Select(static letter => letter.MessageId)));
        foreach (var (letter, other) in letters.Zip(expected))
        {
            Assert.That(letter.Octets.Span.SequenceEqual(other.Octets.Span), Is.True, other.Subject);
        }

        return letters;
    }
}
