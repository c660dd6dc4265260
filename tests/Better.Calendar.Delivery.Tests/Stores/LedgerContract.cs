using NodaTime;

namespace Better.Calendar.Delivery.Tests.Stores;

/// <summary>What every ledger holds to, whatever engine it is in.</summary>
public abstract class LedgerContract
{
    private const string Ann = "ann";
    private const string Bob = "bob";

    private readonly Instant noon = Instant.FromUtc(2027, 1, 11, 12, 0);

    private ILetterLedger ledger = null!;

    [SetUp]
    public async Task OpenLedger()
    {
        ledger = Create();
        await ledger.OpenAsync(default);
    }

    [TearDown]
    public async Task CloseLedger() => await ledger.DisposeAsync();

    protected abstract ILetterLedger Create();

    [Test]
    public async Task A_letter_is_taken_once_by_its_key()
    {
        Assert.That(await AddAsync(Job("a"), Job("b"), Job("a")), Is.EqualTo(2));
        Assert.That(await AddAsync(Job("b"), Job("c")), Is.EqualTo(1));

        Assert.That((await ledger.CountAsync(default)).Waiting, Is.EqualTo(3));
    }

    [Test]
    public async Task A_document_is_kept_once_and_comes_back_as_it_was()
    {
        var document = new StoredDocument("hash", new byte[] { 1, 2, 0, 255 });
        await ledger.AddAsync([document], [], noon, default);
        await ledger.AddAsync([document], [], noon, default);

        Assert.That(await ledger.DocumentAsync("hash", default), Is.EqualTo(document.Octets.ToArray()));
        Assert.That(await ledger.DocumentAsync("other", default), Is.Null);
    }

    [Test]
    public async Task A_letter_waits_until_the_one_before_it_in_its_lane_is_final()
    {
        await AddAsync(Job("invitation", lane: "1"), Job("cancellation", lane: "1"), Job("other", lane: "2"));

        var first = await ledger.ClaimDueAsync(Ann, noon, 10, default);
        Assert.That(Keys(first), Is.EqualTo(["invitation", "other"]));

        await SettleAsync(Ann, first[0], LetterState.RetryAt, noon + Duration.FromMinutes(1));
        Assert.That(await ledger.ClaimDueAsync(Ann, noon, 10, default), Is.Empty);

        var again = await ledger.ClaimDueAsync(Ann, noon + Duration.FromMinutes(1), 10, default);
        Assert.That(Keys(again), Is.EqualTo(["invitation"]));
        Assert.That(again[0].Attempt, Is.EqualTo(2));

        await SettleAsync(Ann, again[0], LetterState.Sent, null);
        Assert.That(Keys(await ledger.ClaimDueAsync(Ann, noon, 10, default)), Is.EqualTo(["cancellation"]));
    }

    [TestCase(LetterState.Sent)]
    [TestCase(LetterState.Refused)]
    [TestCase(LetterState.Unknown)]
    public async Task A_letter_that_is_posted_behind_a_final_one_has_its_turn_at_once(LetterState final)
    {
        await AddAsync(Job("invitation"));
        await SettleAsync(Ann, (await ledger.ClaimDueAsync(Ann, noon, 10, default))[0], final, null);

        await AddAsync(Job("invitation"), Job("cancellation"));

        Assert.That(Keys(await ledger.ClaimDueAsync(Ann, noon, 10, default)), Is.EqualTo(["cancellation"]));
    }

    [Test]
    public async Task A_letter_is_in_one_courier_s_hands_and_whoever_asks_for_it_is_told_why_not()
    {
        await AddAsync(Job("a", lane: "1"), Job("b", lane: "1"), Job("c", lane: "2"));
        var numbers = await NumbersAsync();
        var mine = await ledger.ClaimAsync(Ann, noon, [numbers[0]], default);
        Assert.That(mine.Single().Claim!.Job.Key, Is.EqualTo("a"));

        var answers = await ledger.ClaimAsync(Bob, noon - Duration.FromSeconds(1), [.. numbers, 999999], default);

        Assert.That(answers.Select(static answer => answer.Problem), Is.EqualTo([ClaimProblem.InOtherHands, ClaimProblem.NotItsTurn, ClaimProblem.TooEarly, ClaimProblem.Done]));
        Assert.That(answers[2].Due, Is.EqualTo(noon));
    }

    [Test]
    public async Task Of_a_silent_courier_s_letters_those_on_the_line_become_unknown_and_the_others_wait()
    {
        await AddAsync(Job("handed", lane: "1"), Job("not handed", lane: "2"), Job("behind", lane: "1"));
        await ledger.BeatAsync(Ann, noon, default);
        var claims = await ledger.ClaimDueAsync(Ann, noon, 10, default);
        Assert.That(await HandOverAsync(Ann, claims[0]), Is.True);

        await SilenceAsync(sendsAgain: 3);

        var records = await RecordsAsync();
        Assert.That(records.Select(static record => (record.Job.Key, record.State, record.Doubts, record.Attempts)), Is.EqualTo([
            ("handed", LetterState.Unknown, 1, 1), ("not handed", LetterState.Waiting, 0, 0), ("behind", LetterState.Waiting, 0, 0)]));
        Assert.That(Keys(await ledger.ClaimDueAsync(Bob, noon + Duration.FromDays(1), 10, default)), Is.EquivalentTo(["handed", "not handed"]));
        Assert.That(await HandOverAsync(Ann, claims[1]), Is.False, "whoever was away must not go on");
    }

    [Test]
    public async Task A_letter_that_may_have_been_taken_too_often_is_left_and_the_next_of_its_lane_goes()
    {
        await AddAsync(Job("invitation"), Job("cancellation"));
        await ledger.BeatAsync(Ann, noon, default);
        await HandOverAsync(Ann, (await ledger.ClaimDueAsync(Ann, noon, 10, default))[0]);

        await SilenceAsync(sendsAgain: 1);

        Assert.That((await ledger.CountAsync(default)).LeftUnknown, Is.EqualTo(1));
        Assert.That(Keys(await ledger.ClaimDueAsync(Bob, noon + Duration.FromDays(1), 10, default)), Is.EqualTo(["cancellation"]));
    }

    [Test]
    public async Task The_truth_counts_also_when_it_comes_late()
    {
        await AddAsync(Job("a"));
        await ledger.BeatAsync(Ann, noon, default);
        var claim = (await ledger.ClaimDueAsync(Ann, noon, 10, default))[0];
        await HandOverAsync(Ann, claim);
        await SilenceAsync(sendsAgain: 3);

        await SettleAsync(Ann, claim, LetterState.Sent, null);

        var record = (await RecordsAsync()).Single();
        Assert.That((record.State, record.Doubts, record.Due), Is.EqualTo((LetterState.Sent, 1, (Instant?)null)));
        Assert.That(await ledger.ClaimDueAsync(Bob, noon + Duration.FromDays(1), 10, default), Is.Empty);
    }

    [Test]
    public async Task A_letter_that_is_given_back_untried_is_as_before()
    {
        await AddAsync(Job("a"));
        await SettleAsync(Ann, (await ledger.ClaimDueAsync(Ann, noon, 10, default))[0], LetterState.Waiting, noon);

        var record = (await RecordsAsync()).Single();
        Assert.That((record.State, record.Attempts), Is.EqualTo((LetterState.Waiting, 0)));
    }

    [Test]
    public async Task A_queue_is_offered_what_is_due_and_nobody_has_once_until_it_is_time_again()
    {
        await AddAsync(Job("a", lane: "1"), Job("b", lane: "1"), Job("c", lane: "2"));
        var numbers = await NumbersAsync();
        var before = noon - Duration.FromMinutes(1);

        Assert.That(await ledger.OfferAsync(noon, before, 10, default), Is.EqualTo([numbers[0], numbers[2]]));
        Assert.That(await ledger.OfferAsync(noon, before, 10, default), Is.Empty);
        await ledger.WithdrawOfferAsync([numbers[2]], default);
        Assert.That(await ledger.OfferAsync(noon, before, 10, default), Is.EqualTo([numbers[2]]));
        Assert.That(await ledger.OfferAsync(noon + Duration.FromMinutes(2), noon + Duration.FromMinutes(1), 10, default), Is.EqualTo([numbers[0], numbers[2]]));
    }

    [Test]
    public async Task The_next_due_letter_is_one_that_nobody_has()
    {
        Assert.That(await ledger.NextDueAsync(default), Is.Null);
        await AddAsync(Job("a"), Job("b"));
        var claim = (await ledger.ClaimDueAsync(Ann, noon, 10, default))[0];
        Assert.That(await ledger.NextDueAsync(default), Is.Null);

        await SettleAsync(Ann, claim, LetterState.RetryAt, noon + Duration.FromHours(3));

        Assert.That(await ledger.NextDueAsync(default), Is.EqualTo(noon + Duration.FromHours(3)));
    }

    [Test]
    public async Task Couriers_that_claim_at_once_never_get_the_same_letter()
    {
        await AddAsync([.. Enumerable.Range(0, 400).Select(static number => Job($"{number}", lane: $"{number}"))]);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(courier => Task.Run(async () =>
        {
            var all = new List<Claim>();
            while (await ledger.ClaimDueAsync($"courier {courier}", noon, 7, default) is { Count: > 0 } some)
            {
                all.AddRange(some);
            }

            return all;
        })));

        Assert.That(claimed.SelectMany(static claims => claims).Select(static claim => claim.Job.Key), Is.Unique.And.Exactly(400).Items);
    }

    /// <summary>Nobody hears of Ann for long enough.</summary>
    protected virtual Task SilenceAsync(int sendsAgain) => ledger.TakeFromSilentAsync(noon + Duration.FromMinutes(1), Duration.FromSeconds(30), sendsAgain, default);

    protected ILetterLedger Ledger => ledger;

    protected Instant Noon => noon;

    private static LetterJob Job(string key, string lane = "1") => new()
    {
        Key = key,
        SeriesId = "s",
        Document = "hash",
        People = "hash",
        Person = new() { Name = "Guest" },
        AtSeconds = 0,
        Kind = Revisions.LetterKind.Invitation,
        Recipient = $"guest{lane}@guest.example",
        Workshop = "1",
    };

    private static IEnumerable<string> Keys(IEnumerable<Claim> claims) => claims.Select(static claim => claim.Job.Key);

    private Task<int> AddAsync(params LetterJob[] jobs) => ledger.AddAsync([], jobs, noon, default);

    private async Task<bool> HandOverAsync(string courier, Claim claim) => (await ledger.WriteAsync(courier, [claim.Number], [], noon, default)).Count == 0;

    private Task<IReadOnlyList<long>> SettleAsync(string courier, Claim claim, LetterState state, Instant? due) =>
        ledger.WriteAsync(courier, [], [new() { Number = claim.Number, State = state, Due = due, Answer = "answer", MessageId = "id@host.example" }], noon, default);

    private async Task<List<LetterRecord>> RecordsAsync()
    {
        var records = new List<LetterRecord>();
        await foreach (var record in ledger.ReadAsync([], default))
        {
            records.Add(record);
        }

        return records;
    }

    private async Task<long[]> NumbersAsync() => [.. (await RecordsAsync()).Select(static record => record.Number)];
}
