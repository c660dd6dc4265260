using NodaTime;

namespace Better.Calendar.Delivery.Tests.Stores;

/// <summary>Final statuses: reopening, withdrawing, telling; and clocks that were set back.</summary>
public abstract partial class StoreContract
{
    [TestCase(DeliveryStatus.Rejected)]
    [TestCase(DeliveryStatus.Uncertain)]
    public async Task A_final_email_can_be_reopened_and_its_successors_wait_for_it(DeliveryStatus final)
    {
        await AddAsync(CreateMessage("a"), CreateMessage("b", workshop: "2"), CreateMessage("c", orderingKey: "2"));
        await RecordOutcomeAsync(Ann, (await store.ClaimDueAsync(Ann, noon, 1, default))[0], final, null);

        var reopened = await store.ReopenAsync(new() { Statuses = [final] }, noon, default);

        Assert.That(reopened, Has.Count.EqualTo(1));
        Assert.That(Keys(await store.ClaimDueAsync(Ann, noon, 10, default)), Is.EqualTo(["a", "c"]));
        var entry = (await ReadEntriesAsync())[0];
        Assert.That((entry.Attempts, entry.UncertainSends), Is.EqualTo((1, final == DeliveryStatus.Uncertain ? 1 : 0)), "doubt is kept");
    }

    [Test]
    public async Task An_email_is_not_reopened_if_a_later_one_about_the_same_workshop_was_sent()
    {
        await AddAsync(CreateMessage("old"), CreateMessage("other", workshop: "2"), CreateMessage("new"));
        foreach (var (status, _) in new[] { (DeliveryStatus.Rejected, 1), (DeliveryStatus.Rejected, 2), (DeliveryStatus.Sent, 3) })
        {
            await RecordOutcomeAsync(Ann, (await store.ClaimDueAsync(Ann, noon, 1, default))[0], status, null);
        }

        await store.ReopenAsync(new(), noon, default);

        Assert.That(Keys(await store.ClaimDueAsync(Ann, noon, 10, default)), Is.EqualTo(["other"]));
    }

    [Test]
    public async Task A_filter_chooses_by_status_recipient_domain_series_and_number()
    {
        await AddAsync([.. Enumerable.Range(1, 12).Select(static number => CreateMessage($"{number}", orderingKey: $"{number}"))]);
        foreach (var claim in await store.ClaimDueAsync(Ann, noon, 20, default))
        {
            await RecordOutcomeAsync(Ann, claim, claim.Number % 2 == 0 ? DeliveryStatus.Rejected : DeliveryStatus.Uncertain, null);
        }

        var numbers = await ReadNumbersAsync();
        Assert.That(await ReopenAsync(new() { Domain = "other.example" }), Is.Zero);
        Assert.That(await ReopenAsync(new() { Domain = "uest.example" }), Is.Zero, "the end of a domain is another one");
        Assert.That(await ReopenAsync(new() { SeriesId = "other" }), Is.Zero);
        Assert.That(await ReopenAsync(new() { Numbers = [] }), Is.Zero);
        Assert.That(await ReopenAsync(new() { Recipient = EmailAddress.Parse("guest1@GUEST.example") }), Is.EqualTo(1));
        Assert.That(await ReopenAsync(new() { Numbers = [numbers[1], numbers[2]], Statuses = [DeliveryStatus.Rejected] }), Is.EqualTo(1));
        var rejectedOfDomain = new OutboxFilter { Statuses = [DeliveryStatus.Rejected], Domain = "Guest.Example", SeriesId = "S" };
        Assert.That(await ReopenAsync(rejectedOfDomain), Is.EqualTo(5));
        Assert.That(await ReopenAsync(new()), Is.EqualTo(5));

        async Task<int> ReopenAsync(OutboxFilter filter) => (await store.ReopenAsync(filter, noon, default)).Count;
    }

    [Test]
    public async Task Waiting_emails_can_be_withdrawn_but_not_those_that_are_being_sent()
    {
        await AddAsync(CreateMessage("a"), CreateMessage("b"), CreateMessage("c", orderingKey: "2"));
        var leased = (await store.ClaimDueAsync(Ann, noon, 1, default))[0];

        var withdrawn = await store.WithdrawAsync(new(), default);

        Assert.That(withdrawn, Has.Count.EqualTo(2));
        var counts = await store.CountAsync(default);
        Assert.That((counts.Sending, counts.Withdrawn, counts.Remaining), Is.EqualTo((1, 2, 1)));
        await RecordOutcomeAsync(Ann, leased, DeliveryStatus.Sent, null);
        Assert.That(await store.ClaimDueAsync(Ann, noon, 10, default), Is.Empty);
    }

    [Test]
    public async Task The_successor_of_a_withdrawn_email_is_unblocked()
    {
        await AddAsync(CreateMessage("a"), CreateMessage("b"));
        var numbers = await ReadNumbersAsync();

        await store.WithdrawAsync(new() { Numbers = [numbers[0]] }, default);

        Assert.That(Keys(await store.ClaimDueAsync(Ann, noon, 10, default)), Is.EqualTo(["b"]));
    }

    [Test]
    public async Task What_was_reported_stays_reported_until_there_is_a_new_outcome()
    {
        await AddAsync(CreateMessage("a"), CreateMessage("open", orderingKey: "2"));
        await RecordOutcomeAsync(Ann, (await store.ClaimDueAsync(Ann, noon, 1, default))[0], DeliveryStatus.Rejected, null);
        await store.MarkReportedAsync(await ReadNumbersAsync(), default);
        Assert.That((await ReadEntriesAsync()).Select(static entry => entry.IsReported), Is.EqualTo([true, false]));

        await store.ReopenAsync(new(), noon, default);
        await RecordOutcomeAsync(
            Ann,
            (await store.ClaimDueAsync(Ann, noon, 10, default)).Single(static claim => claim.Message.Key == "a"),
            DeliveryStatus.Rejected,
            null);

        Assert.That((await ReadEntriesAsync())[0].IsReported, Is.False);
    }

    [Test]
    public async Task When_the_clock_is_set_back_emails_are_due_as_soon_as_before()
    {
        await AddAsync(CreateMessage("new", orderingKey: "1"), CreateMessage("deferred", orderingKey: "2"));
        var claims = await store.ClaimDueAsync(Ann, noon, 10, default);
        await RecordOutcomeAsync(Ann, claims[0], DeliveryStatus.Waiting, noon);
        await RecordOutcomeAsync(Ann, claims[1], DeliveryStatus.Deferred, noon + Duration.FromMinutes(5));
        var before = noon - Duration.FromHours(1);

        await store.ReclaimExpiredLeasesAsync(before, Duration.FromSeconds(30), 3, default);

        Assert.That(Keys(await store.ClaimDueAsync(Ann, before, 10, default)), Is.EqualTo(["new"]));
        Assert.That(await store.GetNextDueAsync(default), Is.EqualTo(before + Duration.FromMinutes(5)));
    }

    [Test]
    public async Task An_email_whose_end_has_not_left_when_its_worker_was_killed_is_as_before()
    {
        await AddAsync(CreateMessage("a"));
        await store.HeartbeatAsync(Ann, noon, default);
        var claim = (await store.ClaimDueAsync(Ann, noon, 10, default))[0];
        if (!store.MarksLastBytes)
        {
            Assert.Ignore("This store records intents only directly before the end of an email.");
        }

        await store.RecordAsync(Ann, [claim.Number], [], noon, default);
        await ExpireLeasesAsync(maxUncertainSends: 1);

        var entry = (await ReadEntriesAsync()).Single();
        Assert.That((entry.Status, entry.UncertainSends, entry.Attempts), Is.EqualTo((DeliveryStatus.Waiting, 0, 0)));
        Assert.That(store.MarkLastBytes(Ann, claim.Number), Is.False, "a worker that was only asleep must not send the end");
        Assert.That(await store.ClaimDueAsync(Bob, noon + Duration.FromDays(1), 10, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Emails_to_a_forgotten_person_are_erased_counted_and_not_added_again()
    {
        var message = CreateMessage("a");
        await AddAsync(message, CreateMessage("b", workshop: "2"), CreateMessage("c", orderingKey: "2"));
        await RecordOutcomeAsync(Ann, (await store.ClaimDueAsync(Ann, noon, 1, default))[0], DeliveryStatus.Sent, null);

        Assert.That(await store.ForgetAsync(EmailAddress.Parse(message.Recipient), default), Is.EqualTo(2));

        Assert.That((await ReadEntriesAsync()).Select(static entry => entry.Message.Key), Is.EqualTo(["c"]));
        var counts = await store.CountAsync(default);
        Assert.That((counts.Sent, counts.Withdrawn, counts.Waiting, counts.Total), Is.EqualTo((1, 1, 1, 3)));
        Assert.That(await AddAsync(message, CreateMessage("d", workshop: "3")), Is.EqualTo(1), "a new email is another one");
        Assert.That(await store.ReopenAsync(new(), noon, default), Is.Empty);
    }

    [Test]
    public async Task A_person_whose_email_is_being_sent_is_forgotten_later()
    {
        await AddAsync(CreateMessage("a"));
        await store.ClaimDueAsync(Ann, noon, 1, default);

        Assert.That(
            () => store.ForgetAsync(EmailAddress.Parse("guest1@guest.example"), default),
            Throws.TypeOf<OutboxStoreException>().With.Property("IsTransient").True);
    }

    [Test]
    public async Task Emails_that_became_final_before_a_time_are_purged_with_their_documents()
    {
        SeriesSnapshot[] documents = [new("hash", new byte[] { 1 }), new("other", new byte[] { 2 })];
        await store.AddAsync(documents, [], noon, default);
        await AddAsync(CreateMessage("a"), CreateMessage("b", orderingKey: "2"));
        await RecordOutcomeAsync(Ann, (await store.ClaimDueAsync(Ann, noon, 1, default))[0], DeliveryStatus.Sent, null);

        Assert.That(await store.PurgeAsync(noon, default), Is.Zero);
        Assert.That(await store.PurgeAsync(noon + Duration.FromSeconds(1), default), Is.EqualTo(1));

        Assert.That((await store.CountAsync(default)).Total, Is.EqualTo(2));
        Assert.That(await store.GetSnapshotAsync("hash", default), Is.Not.Null, "another email needs it");
        Assert.That(await store.GetSnapshotAsync("other", default), Is.Null);
    }
}
