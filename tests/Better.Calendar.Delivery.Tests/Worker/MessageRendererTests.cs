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
    public void OpenStore() =>
        store = new(Path.Combine(Path.GetDirectoryName(folder.Write("here", []))!, $"{TestContext.CurrentContext.Test.ID}.db"));

    [TearDown]
    public async Task CloseStore() => await store.DisposeAsync();

    [OneTimeTearDown]
    public void DeleteFiles() => folder.Dispose();

    [Test]
    public async Task Emails_rendered_from_the_outbox_are_those_that_the_composer_writes()
    {
        // All kinds of emails in a plan: workshops moved, canceled or removed; people who leave, change their workshops or their address.
        var first = SeriesRevision.First(TestSeries.Create(participants: 5, workshops: 4), TestSeries.At);
        var before = first.Series;
        var edited = before with
        {
            Workshops =
                [before.Workshops[0] with { Start = before.Workshops[0].Start.PlusDays(1) },
                    before.Workshops[1] with { Status = WorkshopStatus.Cancelled },
                    before.Workshops[2] with { Title = "Anders" }],
            Participants =
            [
                before.Participants[0] with { Workshops = ["1", "2"] },
                before.Participants[1] with { Email = EmailAddress.Parse("elsewhere@guest.example") },
                before.Participants[2] with
                {
                    Meetings = [new() { WorkshopId = before.Workshops[0].Id, Url = new("https://meet.example/own"), Passcode = "own" }],
                },
                before.Participants[3] with { Language = "pl" },
                new() { Name = "Ujoncz Őrs",
                    Email = EmailAddress.Parse("new@guest.example"),
                    Zone = "Asia/Tokyo",
                    City = new(("hu", "Tokió"), ("en", "Tokyo")) },
            ],
        };
        var second =
            SeriesRevision.Between(
                before,
                edited,
                TestSeries.At + Duration.FromHours(1),
                new() { NotifyOfEditorialChanges = true },
                [
                    new(before.Workshops[2].Id, before.Participants[2].Email, ParticipationStatus.Tentative),
                    new(before.Workshops[0].Id, EmailAddress.Parse("new@guest.example"), ParticipationStatus.Accepted),
                ]);
        second = second.WithNote(new(("hu", "Az előadó beteg."), ("en", "The speaker is ill.")));
        Assert.That(second.Emails.Count(static message => message.Response is not null), Is.EqualTo(2));
        Assert.That(second.Emails.Select(static message => message.Kind)
            .Distinct(),
            Is.EquivalentTo(
                [EmailKind.Withdrawal, EmailKind.Cancellation, EmailKind.Update, EmailKind.Confirmation, EmailKind.Invitation]));

        // And the emails that a host sends on its own initiative.
        var requested = second with
        {
            Timestamp = second.Timestamp + Duration.FromHours(1),
            Emails =
            [
                .. second.Series.Participants.Select(
                    person => new PlannedEmail { Kind = EmailKind.Reminder,
                        Recipient = person,
                        Workshop = second.Series.Workshops[0],
                        Response = person.Workshops is null ? ParticipationStatus.Accepted : null,
                        SeriesId = second.Series.Id }),
                .. second.Series.Participants.Select(
                    person => new PlannedEmail { Kind = EmailKind.Overview, Recipient = person, SeriesId = second.Series.Id }),
            ],
        };

        // And those after the last workshop, which say what nobody was told before.
        var summed = second.Series with
        {
            Next = "Ősszel folytatjuk.",
            Workshops =
            [
                .. second.Series.Workshops.Select(static workshop => workshop with
                {
                    Summary = "Térképet rajzoltunk.",
                    Materials = [new() { Title = "Diák", Url = new("https://host.example/slides") }],
                }),
            ],
        };
        var afterwards = Instant.FromUtc(2027, 5, 1, 8, 0);
        var followUps = second with
        {
            Series = summed,
            Timestamp = afterwards,
            Emails =
            [
                .. FollowUpPlanner.Plan(
                    summed,
                    summed.Workshops[0],
                    afterwards,
                    [],
                    FollowUpRecipients.Everyone,
                    attended: [summed.Participants[0].Email]),
                .. FollowUpPlanner.Plan(summed, null, afterwards, [], FollowUpRecipients.Everyone),
            ],
        };
        Assert.That(followUps.Emails, Has.Count.EqualTo(2 * summed.Participants.Count));

        await TestSeries.EnqueueAsync(store, first, second, requested, followUps);

        await AssertSameAsync(new(), [first, second, requested, followUps]);
    }

    [Test]
    public async Task The_options_of_the_host_are_used_and_bounces_go_to_the_address_with_the_token()
    {
        var revision = SeriesRevision.First(TestSeries.Create(participants: 3), TestSeries.At);
        await TestSeries.EnqueueAsync(store, revision);
        var options = new InvitationOptions { ReplyTokens = new(new byte[16]), Privacy = AttendeePrivacy.Names };

        var emails = await AssertSameAsync(options, [revision]);

        Assert.That(emails.Select(static email => email.Sender.LocalPart), Is.Unique.And.All.StartsWith("organizer+"));
    }

    [Test]
    public async Task A_series_with_errors_is_refused_before_anything_is_added()
    {
        var series = TestSeries.Create(participants: 2) with { Zone = "Mars/Olympus" };

        Assert.That(() => new Outbox(store).EnqueueAsync(series, [], TestSeries.At), Throws.TypeOf<InvalidSeriesException>());
        Assert.That((await store.CountAsync(default)).Total, Is.Zero);
    }

    [Test]
    public async Task A_message_has_a_few_hundred_bytes()
    {
        await TestSeries.EnqueueAsync(store, TestSeries.ThreeRevisions(TestSeries.Create(participants: 50, workshops: 4)));

        await foreach (var entry in store.ReadAsync([], default))
        {
            Assert.That(entry.Message.ToJson(), Has.Length.LessThan(700));
        }
    }

    private async Task<List<RenderedMessage>> AssertSameAsync(InvitationOptions options, IReadOnlyList<SeriesRevision> revisions)
    {
        var composer = new InvitationComposer(options);
        var expected =
            revisions.SelectMany(
                revision => revision.Emails.Select(message => composer.Compose(revision.Series, message, revision.Timestamp)))
            .ToList();
        var renderer = new MessageRenderer(store, options);
        var emails = new List<RenderedMessage>();
        await foreach (var entry in store.ReadAsync([], default))
        {
            emails.Add(await renderer.RenderAsync(entry.Message, default));
        }

        Assert.That(emails.Select(static email => email.MessageId), Is.EqualTo(expected.Select(static email => email.MessageId)));
        foreach (var (email, other) in emails.Zip(expected))
        {
            Assert.That(email.Bytes.Span.SequenceEqual(other.Bytes.Span), Is.True, other.Subject);
        }

        return emails;
    }
}
