using NodaTime;

namespace Better.Calendar.Delivery.Tests.Stores;

/// <summary>The tests that every store must pass.</summary>
public abstract partial class StoreContract
{
    private const string Ann = "ann";
    private const string Bob = "bob";

    private readonly Instant noon = Instant.FromUtc(2027, 1, 11, 12, 0);

    private IOutboxStore store = null!;

    [SetUp]
    public async Task OpenStore()
    {
        store = Create();
        await store.OpenAsync(default);
    }

    [TearDown]
    public async Task CloseStore() => await store.DisposeAsync();

    protected abstract IOutboxStore Create();

    [Test]
    public async Task An_email_is_added_once_by_its_key()
    {
        Assert.That(await AddAsync(CreateMessage("a"), CreateMessage("b"), CreateMessage("a")), Is.EqualTo(2));
        Assert.That(await AddAsync(CreateMessage("b"), CreateMessage("c")), Is.EqualTo(1));

        Assert.That((await store.CountAsync(default)).Waiting, Is.EqualTo(3));
    }

    [TestCase(DeliveryStatus.Sent)]
    [TestCase(DeliveryStatus.Rejected)]
    [TestCase(DeliveryStatus.Withdrawn)]
    [TestCase(DeliveryStatus.Waiting)]
    public async Task An_email_of_an_old_plan_is_never_sent_after_a_newer_one_about_the_same_workshop(DeliveryStatus newer)
    {
        await AddAsync(CreateMessage("newer") with { TimestampSeconds = 20, Kind = EmailKind.Update });
        if (newer != DeliveryStatus.Waiting)
        {
            await RecordOutcomeAsync(Ann, (await store.ClaimDueAsync(Ann, noon, 10, default))[0], newer, null);
        }

        var old = CreateMessage("old") with { TimestampSeconds = 10 };
        Assert.That(await AddAsync(old), Is.Zero);
        Assert.That(await AddAsync(old with { Key = "old, about the series", WorkshopId = null }), Is.Zero);

        // What says nothing to a calendar cannot undo anything in it, nor can what is about another workshop or goes to somebody else.
        Assert.That(
            await AddAsync(
                old with { Key = "reminder", Kind = EmailKind.Reminder },
                old with { Key = "follow-up", Kind = EmailKind.FollowUp },
                old with { Key = "other workshop", WorkshopId = "2" },
                CreateMessage("somebody else", orderingKey: "2") with { TimestampSeconds = 10 },
                old with { Key = "same plan", TimestampSeconds = 20 }),
            Is.EqualTo(5));
        Assert.That(
            await AddAsync(
                CreateMessage("after a reminder", workshop: "2") with { TimestampSeconds = 15, Kind = EmailKind.Reminder },
                CreateMessage("of the plan before the reminder", workshop: "2") with { TimestampSeconds = 12 }),
            Is.EqualTo(2));
    }

    [Test]
    public async Task A_document_is_stored_once_and_read_back_unchanged()
    {
        var document = new SeriesSnapshot("hash", new byte[] { 1, 2, 0, 255 });
        await store.AddAsync([document], [], noon, default);
        await store.AddAsync([document], [], noon, default);

        Assert.That(await store.GetSnapshotAsync("hash", default), Is.EqualTo(document.Bytes.ToArray()));
        Assert.That(await store.GetSnapshotAsync("other", default), Is.Null);
    }

    [Test]
    public async Task An_email_waits_until_its_predecessor_with_the_same_ordering_key_is_final()
    {
        await AddAsync(
            CreateMessage("invitation", orderingKey: "1"),
            CreateMessage("cancellation", orderingKey: "1"),
            CreateMessage("other", orderingKey: "2"));

        var first = await store.ClaimDueAsync(Ann, noon, 10, default);
        Assert.That(Keys(first), Is.EqualTo(["invitation", "other"]));

        await RecordOutcomeAsync(Ann, first[0], DeliveryStatus.Deferred, noon + Duration.FromMinutes(1));
        Assert.That(await store.ClaimDueAsync(Ann, noon, 10, default), Is.Empty);

        var again = await store.ClaimDueAsync(Ann, noon + Duration.FromMinutes(1), 10, default);
        Assert.That(Keys(again), Is.EqualTo(["invitation"]));
        Assert.That(again[0].Attempt, Is.EqualTo(2));

        await RecordOutcomeAsync(Ann, again[0], DeliveryStatus.Sent, null);
        Assert.That(Keys(await store.ClaimDueAsync(Ann, noon, 10, default)), Is.EqualTo(["cancellation"]));
    }

    [TestCase(DeliveryStatus.Sent)]
    [TestCase(DeliveryStatus.Rejected)]
    [TestCase(DeliveryStatus.Uncertain)]
    public async Task An_email_that_is_added_after_a_final_one_can_be_claimed_at_once(DeliveryStatus final)
    {
        await AddAsync(CreateMessage("invitation"));
        await RecordOutcomeAsync(Ann, (await store.ClaimDueAsync(Ann, noon, 10, default))[0], final, null);

        await AddAsync(CreateMessage("invitation"), CreateMessage("cancellation"));

        Assert.That(Keys(await store.ClaimDueAsync(Ann, noon, 10, default)), Is.EqualTo(["cancellation"]));
    }

    [Test]
    public async Task A_leased_email_cannot_be_claimed_by_another_worker_who_gets_the_reason()
    {
        await AddAsync(CreateMessage("a", orderingKey: "1"), CreateMessage("b", orderingKey: "1"), CreateMessage("c", orderingKey: "2"));
        var numbers = await ReadNumbersAsync();
        var claimed = await store.ClaimAsync(Ann, noon, [numbers[0]], default);
        Assert.That(claimed.Single().Claim!.Message.Key, Is.EqualTo("a"));

        var results = await store.ClaimAsync(Bob, noon - Duration.FromSeconds(1), [.. numbers, 999999], default);

        Assert.That(
            results.Select(static result => result.Failure),
            Is.EqualTo([ClaimFailure.LeasedElsewhere, ClaimFailure.BlockedByPredecessor, ClaimFailure.NotDue, ClaimFailure.Completed]));
        Assert.That(results[2].Due, Is.EqualTo(noon));
    }

    [Test]
    public async Task When_leases_expire_emails_with_a_recorded_intent_become_uncertain_and_the_others_wait()
    {
        await AddAsync(
            CreateMessage("intent recorded", orderingKey: "1"),
            CreateMessage("claimed only", orderingKey: "2"),
            CreateMessage("blocked", orderingKey: "1"));
        await store.HeartbeatAsync(Ann, noon, default);
        var claims = await store.ClaimDueAsync(Ann, noon, 10, default);
        Assert.That(await RecordIntentAsync(Ann, claims[0]), Is.True);

        await ExpireLeasesAsync(maxUncertainSends: 3);

        var entries = await ReadEntriesAsync();
        Assert.That(entries.Select(static entry => (entry.Message.Key, entry.Status, entry.UncertainSends, entry.Attempts)), Is.EqualTo([
            ("intent recorded", DeliveryStatus.Uncertain, 1, 1),
                ("claimed only", DeliveryStatus.Waiting, 0, 0),
                ("blocked", DeliveryStatus.Waiting, 0, 0)]));
        Assert.That(
            Keys(await store.ClaimDueAsync(Bob, noon + Duration.FromDays(1), 10, default)),
            Is.EquivalentTo(["intent recorded", "claimed only"]));
        Assert.That(await RecordIntentAsync(Ann, claims[1]), Is.False, "a worker that lost its lease must not continue");
    }

    [Test]
    public async Task An_email_that_reached_the_limit_of_uncertain_sends_is_final_and_its_successor_is_unblocked()
    {
        await AddAsync(CreateMessage("invitation"), CreateMessage("cancellation"));
        await store.HeartbeatAsync(Ann, noon, default);
        await RecordIntentAsync(Ann, (await store.ClaimDueAsync(Ann, noon, 10, default))[0]);

        await ExpireLeasesAsync(maxUncertainSends: 1);

        Assert.That((await store.CountAsync(default)).LeftUncertain, Is.EqualTo(1));
        Assert.That(Keys(await store.ClaimDueAsync(Bob, noon + Duration.FromDays(1), 10, default)), Is.EqualTo(["cancellation"]));
    }

    [Test]
    public async Task An_outcome_sent_counts_even_if_it_is_recorded_after_the_lease_expired()
    {
        await AddAsync(CreateMessage("a"));
        await store.HeartbeatAsync(Ann, noon, default);
        var claim = (await store.ClaimDueAsync(Ann, noon, 10, default))[0];
        await RecordIntentAsync(Ann, claim);
        await ExpireLeasesAsync(maxUncertainSends: 3);

        await RecordOutcomeAsync(Ann, claim, DeliveryStatus.Sent, null);

        var entry = (await ReadEntriesAsync()).Single();
        Assert.That((entry.Status, entry.UncertainSends, entry.Due), Is.EqualTo((DeliveryStatus.Sent, 1, (Instant?)null)));
        Assert.That(await store.ClaimDueAsync(Bob, noon + Duration.FromDays(1), 10, default), Is.Empty);
    }

    [Test]
    public async Task An_email_that_is_released_without_an_attempt_is_unchanged()
    {
        await AddAsync(CreateMessage("a"));
        await RecordOutcomeAsync(Ann, (await store.ClaimDueAsync(Ann, noon, 10, default))[0], DeliveryStatus.Waiting, noon);

        var entry = (await ReadEntriesAsync()).Single();
        Assert.That((entry.Status, entry.Attempts), Is.EqualTo((DeliveryStatus.Waiting, 0)));
    }

    [Test]
    public async Task Due_emails_without_a_lease_are_reserved_once_until_the_reservation_is_old()
    {
        await AddAsync(CreateMessage("a", orderingKey: "1"), CreateMessage("b", orderingKey: "1"), CreateMessage("c", orderingKey: "2"));
        var numbers = await ReadNumbersAsync();
        var before = noon - Duration.FromMinutes(1);

        Assert.That(await store.ReserveForDispatchAsync(noon, before, 10, default), Is.EqualTo([numbers[0], numbers[2]]));
        Assert.That(await store.ReserveForDispatchAsync(noon, before, 10, default), Is.Empty);
        await store.ReleaseReservationAsync([numbers[2]], default);
        Assert.That(await store.ReserveForDispatchAsync(noon, before, 10, default), Is.EqualTo([numbers[2]]));
        Assert.That(
            await store.ReserveForDispatchAsync(noon + Duration.FromMinutes(2), noon + Duration.FromMinutes(1), 10, default),
            Is.EqualTo([numbers[0], numbers[2]]));
    }

    [Test]
    public async Task The_next_due_time_is_that_of_an_email_without_a_lease()
    {
        Assert.That(await store.GetNextDueAsync(default), Is.Null);
        await AddAsync(CreateMessage("a"), CreateMessage("b"));
        var claim = (await store.ClaimDueAsync(Ann, noon, 10, default))[0];
        Assert.That(await store.GetNextDueAsync(default), Is.Null);

        await RecordOutcomeAsync(Ann, claim, DeliveryStatus.Deferred, noon + Duration.FromHours(3));

        Assert.That(await store.GetNextDueAsync(default), Is.EqualTo(noon + Duration.FromHours(3)));
    }

    [Test]
    public async Task Workers_that_claim_at_the_same_time_never_get_the_same_email()
    {
        await AddAsync([.. Enumerable.Range(0, 400).Select(static number => CreateMessage($"{number}", orderingKey: $"{number}"))]);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var all = new List<Claim>();
            while (await store.ClaimDueAsync($"worker {worker}", noon, 7, default) is { Count: > 0 } some)
            {
                all.AddRange(some);
            }

            return all;
        })));

        Assert.That(claimed.SelectMany(static claims => claims)
            .Select(static claim => claim.Message.Key), Is.Unique.And.Exactly(400).Items);
    }

    /// <summary>Lets the leases of Ann expire.</summary>
    protected virtual Task ExpireLeasesAsync(int maxUncertainSends) =>
        store.ReclaimExpiredLeasesAsync(noon + Duration.FromMinutes(1), Duration.FromSeconds(30), maxUncertainSends, default);

    protected IOutboxStore Store => store;

    protected Instant Noon => noon;

    private protected static OutboxMessage CreateMessage(string key, string orderingKey = "1", string workshop = "1") => new()
    {
        Key = key,
        SeriesId = "s",
        SeriesHash = "hash",
        ParticipantsHash = "hash",
        RecipientSnapshot = new() { Name = "Guest" },
        TimestampSeconds = 0,
        Kind = EmailKind.Invitation,
        Recipient = $"guest{orderingKey}@guest.example",
        WorkshopId = workshop,
    };

    private static IEnumerable<string> Keys(IEnumerable<Claim> claims) => claims.Select(static claim => claim.Message.Key);

    private Task<int> AddAsync(params OutboxMessage[] messages) => store.AddAsync([], messages, noon, default);

    private async Task<bool> RecordIntentAsync(string worker, Claim claim) =>
        (await store.RecordAsync(worker, [claim.Number], [], noon, default)).Count == 0 && store.MarkLastBytes(worker, claim.Number);

    private Task<IReadOnlyList<long>> RecordOutcomeAsync(string worker, Claim claim, DeliveryStatus status, Instant? due) =>
        store.RecordAsync(
            worker,
            [],
            [new() { Number = claim.Number, Status = status, Due = due, Response = "response", MessageId = "id@host.example" }],
            noon,
            default);

    private async Task<List<OutboxEntry>> ReadEntriesAsync()
    {
        var entries = new List<OutboxEntry>();
        await foreach (var entry in store.ReadAsync([], default))
        {
            entries.Add(entry);
        }

        return entries;
    }

    private async Task<long[]> ReadNumbersAsync() => [.. (await ReadEntriesAsync()).Select(static entry => entry.Number)];
}
