using NodaTime;

namespace Better.Calendar.Delivery.Tests.Stores;

/// <summary>What every store holds to, whatever engine it is in.</summary>
public abstract class StoreContract
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
    public async Task An_email_is_taken_once_by_its_key()
    {
        Assert.That(await AddAsync(Job("a"), Job("b"), Job("a")), Is.EqualTo(2));
        Assert.That(await AddAsync(Job("b"), Job("c")), Is.EqualTo(1));

        Assert.That((await store.CountAsync(default)).Waiting, Is.EqualTo(3));
    }

    [Test]
    public async Task A_document_is_kept_once_and_comes_back_as_it_was()
    {
        var document = new SeriesSnapshot("hash", new byte[] { 1, 2, 0, 255 });
        await store.AddAsync([document], [], noon, default);
        await store.AddAsync([document], [], noon, default);

        Assert.That(await store.GetSnapshotAsync("hash", default), Is.EqualTo(document.Bytes.ToArray()));
        Assert.That(await store.GetSnapshotAsync("other", default), Is.Null);
    }

    [Test]
    public async Task An_email_waits_until_the_one_before_it_in_its_lane_is_final()
    {
        await AddAsync(Job("invitation", lane: "1"), Job("cancellation", lane: "1"), Job("other", lane: "2"));

        var first = await store.ClaimDueAsync(Ann, noon, 10, default);
        Assert.That(Keys(first), Is.EqualTo(["invitation", "other"]));

        await SettleAsync(Ann, first[0], DeliveryStatus.Deferred, noon + Duration.FromMinutes(1));
        Assert.That(await store.ClaimDueAsync(Ann, noon, 10, default), Is.Empty);

        var again = await store.ClaimDueAsync(Ann, noon + Duration.FromMinutes(1), 10, default);
        Assert.That(Keys(again), Is.EqualTo(["invitation"]));
        Assert.That(again[0].Attempt, Is.EqualTo(2));

        await SettleAsync(Ann, again[0], DeliveryStatus.Sent, null);
        Assert.That(Keys(await store.ClaimDueAsync(Ann, noon, 10, default)), Is.EqualTo(["cancellation"]));
    }

    [TestCase(DeliveryStatus.Sent)]
    [TestCase(DeliveryStatus.Rejected)]
    [TestCase(DeliveryStatus.Uncertain)]
    public async Task An_email_that_is_posted_behind_a_final_one_has_its_turn_at_once(DeliveryStatus final)
    {
        await AddAsync(Job("invitation"));
        await SettleAsync(Ann, (await store.ClaimDueAsync(Ann, noon, 10, default))[0], final, null);

        await AddAsync(Job("invitation"), Job("cancellation"));

        Assert.That(Keys(await store.ClaimDueAsync(Ann, noon, 10, default)), Is.EqualTo(["cancellation"]));
    }

    [Test]
    public async Task An_email_is_in_one_worker_s_hands_and_whoever_asks_for_it_is_told_why_not()
    {
        await AddAsync(Job("a", lane: "1"), Job("b", lane: "1"), Job("c", lane: "2"));
        var numbers = await NumbersAsync();
        var mine = await store.ClaimAsync(Ann, noon, [numbers[0]], default);
        Assert.That(mine.Single().Claim!.Message.Key, Is.EqualTo("a"));

        var responses = await store.ClaimAsync(Bob, noon - Duration.FromSeconds(1), [.. numbers, 999999], default);

        Assert.That(responses.Select(static response => response.Failure), Is.EqualTo([ClaimFailure.LeasedElsewhere, ClaimFailure.BlockedByPredecessor, ClaimFailure.NotDue, ClaimFailure.Completed]));
        Assert.That(responses[2].Due, Is.EqualTo(noon));
    }

    [Test]
    public async Task Of_a_silent_worker_s_emails_those_on_the_line_become_unknown_and_the_others_wait()
    {
        await AddAsync(Job("handed", lane: "1"), Job("not handed", lane: "2"), Job("behind", lane: "1"));
        await store.HeartbeatAsync(Ann, noon, default);
        var claims = await store.ClaimDueAsync(Ann, noon, 10, default);
        Assert.That(await HandOverAsync(Ann, claims[0]), Is.True);

        await SilenceAsync(sendsAgain: 3);

        var records = await RecordsAsync();
        Assert.That(records.Select(static record => (record.Message.Key, record.Status, record.UncertainSends, record.Attempts)), Is.EqualTo([
            ("handed", DeliveryStatus.Uncertain, 1, 1), ("not handed", DeliveryStatus.Waiting, 0, 0), ("behind", DeliveryStatus.Waiting, 0, 0)]));
        Assert.That(Keys(await store.ClaimDueAsync(Bob, noon + Duration.FromDays(1), 10, default)), Is.EquivalentTo(["handed", "not handed"]));
        Assert.That(await HandOverAsync(Ann, claims[1]), Is.False, "whoever was away must not go on");
    }

    [Test]
    public async Task An_email_that_may_have_been_taken_too_often_is_left_and_the_next_of_its_lane_goes()
    {
        await AddAsync(Job("invitation"), Job("cancellation"));
        await store.HeartbeatAsync(Ann, noon, default);
        await HandOverAsync(Ann, (await store.ClaimDueAsync(Ann, noon, 10, default))[0]);

        await SilenceAsync(sendsAgain: 1);

        Assert.That((await store.CountAsync(default)).LeftUncertain, Is.EqualTo(1));
        Assert.That(Keys(await store.ClaimDueAsync(Bob, noon + Duration.FromDays(1), 10, default)), Is.EqualTo(["cancellation"]));
    }

    [Test]
    public async Task The_truth_counts_also_when_it_comes_late()
    {
        await AddAsync(Job("a"));
        await store.HeartbeatAsync(Ann, noon, default);
        var claim = (await store.ClaimDueAsync(Ann, noon, 10, default))[0];
        await HandOverAsync(Ann, claim);
        await SilenceAsync(sendsAgain: 3);

        await SettleAsync(Ann, claim, DeliveryStatus.Sent, null);

        var record = (await RecordsAsync()).Single();
        Assert.That((record.Status, record.UncertainSends, record.Due), Is.EqualTo((DeliveryStatus.Sent, 1, (Instant?)null)));
        Assert.That(await store.ClaimDueAsync(Bob, noon + Duration.FromDays(1), 10, default), Is.Empty);
    }

    [Test]
    public async Task An_email_that_is_given_back_untried_is_as_before()
    {
        await AddAsync(Job("a"));
        await SettleAsync(Ann, (await store.ClaimDueAsync(Ann, noon, 10, default))[0], DeliveryStatus.Waiting, noon);

        var record = (await RecordsAsync()).Single();
        Assert.That((record.Status, record.Attempts), Is.EqualTo((DeliveryStatus.Waiting, 0)));
    }

    [Test]
    public async Task A_queue_is_offered_what_is_due_and_nobody_has_once_until_it_is_time_again()
    {
        await AddAsync(Job("a", lane: "1"), Job("b", lane: "1"), Job("c", lane: "2"));
        var numbers = await NumbersAsync();
        var before = noon - Duration.FromMinutes(1);

        Assert.That(await store.ReserveForDispatchAsync(noon, before, 10, default), Is.EqualTo([numbers[0], numbers[2]]));
        Assert.That(await store.ReserveForDispatchAsync(noon, before, 10, default), Is.Empty);
        await store.ReleaseReservationAsync([numbers[2]], default);
        Assert.That(await store.ReserveForDispatchAsync(noon, before, 10, default), Is.EqualTo([numbers[2]]));
        Assert.That(await store.ReserveForDispatchAsync(noon + Duration.FromMinutes(2), noon + Duration.FromMinutes(1), 10, default), Is.EqualTo([numbers[0], numbers[2]]));
    }

    [Test]
    public async Task The_next_due_email_is_one_that_nobody_has()
    {
        Assert.That(await store.GetNextDueAsync(default), Is.Null);
        await AddAsync(Job("a"), Job("b"));
        var claim = (await store.ClaimDueAsync(Ann, noon, 10, default))[0];
        Assert.That(await store.GetNextDueAsync(default), Is.Null);

        await SettleAsync(Ann, claim, DeliveryStatus.Deferred, noon + Duration.FromHours(3));

        Assert.That(await store.GetNextDueAsync(default), Is.EqualTo(noon + Duration.FromHours(3)));
    }

    [Test]
    public async Task Workers_that_claim_at_once_never_get_the_same_email()
    {
        await AddAsync([.. Enumerable.Range(0, 400).Select(static number => Job($"{number}", lane: $"{number}"))]);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var all = new List<Claim>();
            while (await store.ClaimDueAsync($"worker {worker}", noon, 7, default) is { Count: > 0 } some)
            {
                all.AddRange(some);
            }

            return all;
        })));

        Assert.That(claimed.SelectMany(static claims => claims).Select(static claim => claim.Message.Key), Is.Unique.And.Exactly(400).Items);
    }

    /// <summary>Nobody hears of Ann for long enough.</summary>
    protected virtual Task SilenceAsync(int sendsAgain) => store.ReclaimExpiredLeasesAsync(noon + Duration.FromMinutes(1), Duration.FromSeconds(30), sendsAgain, default);

    protected IOutboxStore Store => store;

    protected Instant Noon => noon;

    private static OutboxMessage Job(string key, string lane = "1") => new()
    {
        Key = key,
        SeriesId = "s",
        SeriesHash = "hash",
        ParticipantsHash = "hash",
        RecipientSnapshot = new() { Name = "Guest" },
        TimestampSeconds = 0,
        Kind = Better.Calendar.EmailKind.Invitation,
        Recipient = $"guest{lane}@guest.example",
        WorkshopId = "1",
    };

    private static IEnumerable<string> Keys(IEnumerable<Claim> claims) => claims.Select(static claim => claim.Message.Key);

    private Task<int> AddAsync(params OutboxMessage[] jobs) => store.AddAsync([], jobs, noon, default);

    private async Task<bool> HandOverAsync(string worker, Claim claim) => (await store.RecordAsync(worker, [claim.Number], [], noon, default)).Count == 0;

    private Task<IReadOnlyList<long>> SettleAsync(string worker, Claim claim, DeliveryStatus state, Instant? due) =>
        store.RecordAsync(worker, [], [new() { Number = claim.Number, Status = state, Due = due, Response = "answer", MessageId = "id@host.example" }], noon, default);

    private async Task<List<OutboxEntry>> RecordsAsync()
    {
        var records = new List<OutboxEntry>();
        await foreach (var record in store.ReadAsync([], default))
        {
            records.Add(record);
        }

        return records;
    }

    private async Task<long[]> NumbersAsync() => [.. (await RecordsAsync()).Select(static record => record.Number)];
}
