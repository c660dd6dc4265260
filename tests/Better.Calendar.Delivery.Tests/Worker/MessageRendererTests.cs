using Better.Calendar.Delivery.Sqlite;
using Better.Calendar.Delivery.Tests.Rig;
using Better.Calendar.Delivery.Worker;
using Better.Calendar.Tests.Peers;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Worker;

public sealed class MessageRendererTests
{
    private readonly PeerFolder folder = new();
    private SqliteOutboxStore store = null!;

    [SetUp]
    public void OpenStore() => store = new(Path.Combine(Path.GetDirectoryName(folder.Write("here", []))!, $"{TestContext.CurrentContext.Test.ID}.db"));

    [TearDown]
    public async Task CloseStore() => await store.DisposeAsync();

    [OneTimeTearDown]
    public void RemoveFiles() => folder.Dispose();

    [Test]
    public async Task Emails_printed_from_the_outbox_are_those_that_the_composer_writes()
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
        var second = SeriesRevision.Between(before, edited, TestSeries.At + Duration.FromHours(1), new() { NotifyOfEditorialChanges = true });
        Assert.That(second.Emails.Select(static message => message.Kind).Distinct(), Is.EquivalentTo([EmailKind.Withdrawal, EmailKind.Cancellation, EmailKind.Update, EmailKind.Invitation]));

        // And what a host asks for by itself.
        var asked = second with
        {
            Timestamp = second.Timestamp + Duration.FromHours(1),
            Emails =
            [
                .. second.Series.Participants.Select(person => new PlannedEmail { Kind = EmailKind.Reminder, Recipient = person, Workshop = second.Series.Workshops[0], SeriesId = second.Series.Id }),
                .. second.Series.Participants.Select(person => new PlannedEmail { Kind = EmailKind.Overview, Recipient = person, SeriesId = second.Series.Id }),
            ],
        };

        await TestSeries.PostAsync(store, first, second, asked);

        await AssertSameAsync(new(), [first, second, asked]);
    }

    [Test]
    public async Task Options_of_the_host_count_and_bounces_come_back_with_the_token()
    {
        var revision = SeriesRevision.First(TestSeries.Of(people: 3), TestSeries.At);
        await TestSeries.PostAsync(store, revision);
        var options = new InvitationOptions { ReplyTokens = new(new byte[16]), Privacy = Better.Calendar.AttendeePrivacy.Names };

        var emails = await AssertSameAsync(options, [revision]);

        Assert.That(emails.Select(static email => email.Sender.LocalPart), Is.Unique.And.All.StartsWith("organizer+"));
    }

    [Test]
    public async Task A_series_with_faults_is_refused_before_anything_is_posted()
    {
        var series = TestSeries.Of(people: 2) with { Zone = "Mars/Olympus" };

        Assert.That(() => new Outbox(store).EnqueueAsync(series, [], TestSeries.At), Throws.TypeOf<InvalidSeriesException>());
        Assert.That((await store.CountAsync(default)).Total, Is.Zero);
    }

    [Test]
    public async Task A_job_is_a_few_hundred_bytes_and_the_series_is_stored_once()
    {
        await TestSeries.PostAsync(store, TestSeries.ThreeRevisions(TestSeries.Of(people: 50, workshops: 4)));

        await foreach (var record in store.ReadAsync([], default))
        {
            Assert.That(record.Message.ToJson(), Has.Length.LessThan(700));
        }
    }

    private async Task<List<RenderedMessage>> AssertSameAsync(InvitationOptions options, IReadOnlyList<SeriesRevision> revisions)
    {
        var composer = new InvitationComposer(options);
        var expected = revisions.SelectMany(revision => revision.Emails.Select(message => composer.Compose(revision.Series, message, revision.Timestamp))).ToList();
        var printer = new MessageRenderer(store, options);
        var emails = new List<RenderedMessage>();
        await foreach (var record in store.ReadAsync([], default))
        {
            emails.Add(await printer.RenderAsync(record.Message, default));
        }

        Assert.That(emails.Select(static email => email.MessageId), Is.EqualTo(expected.Select(static email => email.MessageId)));
        foreach (var (email, other) in emails.Zip(expected))
        {
            Assert.That(email.Bytes.Span.SequenceEqual(other.Bytes.Span), Is.True, other.Subject);
        }

        return emails;
    }
}
