using Better.Calendar.Delivery.Couriers;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Couriers;

public sealed class RetryScheduleTests
{
    private static readonly Instant Noon = Instant.FromUtc(2027, 1, 11, 12, 0);
    private static readonly CourierOptions Options = new() { Randomness = static () => 0.5 };

    [TestCase(1, false, 45)]
    [TestCase(2, false, 90)]
    [TestCase(3, false, 180)]
    [TestCase(40, false, 2700)]
    [TestCase(1, true, 3.75)]
    [TestCase(3, true, 15)]
    public void Delays_double_up_to_an_hour(int attempt, bool wasLost, double seconds) =>
        Assert.That(new RetrySchedule().Delay(attempt, wasLost, 0.5), Is.EqualTo(Duration.FromSeconds(seconds)));

    [Test]
    public void Jitter_takes_up_to_a_half_off()
    {
        Assert.That(new RetrySchedule().Delay(1, false, 0), Is.EqualTo(Duration.FromSeconds(30)));
        Assert.That(new RetrySchedule().Delay(1, false, 0.9999), Is.GreaterThan(Duration.FromSeconds(59)));
    }

    [TestCase(HandoverKind.Taken, LetterState.Sent, null)]
    [TestCase(HandoverKind.Refused, LetterState.Refused, null)]
    [TestCase(HandoverKind.Later, LetterState.RetryAt, 45d)]
    [TestCase(HandoverKind.NotTaken, LetterState.RetryAt, 3.75)]
    [TestCase(HandoverKind.Unknown, LetterState.Unknown, 3.75)]
    public void What_a_server_says_becomes_a_state(HandoverKind kind, LetterState state, double? seconds)
    {
        var outcome = Of(Claim(), kind);

        Assert.That((outcome.State, outcome.Due), Is.EqualTo((state, seconds is { } due ? Noon + Duration.FromSeconds(due) : (Instant?)null)));
    }

    [Test]
    public void A_letter_is_given_up_after_two_days_with_the_last_answer()
    {
        var outcome = Of(Claim() with { FirstTried = Noon - Duration.FromDays(2), Attempt = 50 }, HandoverKind.Later);

        Assert.That((outcome.State, outcome.Answer), Is.EqualTo((LetterState.Refused, "given up after 50 tries: 451 later")));
    }

    [Test]
    public void A_letter_that_may_have_been_taken_three_times_is_left() => Assert.That(Of(Claim() with { Doubts = 2 }, HandoverKind.Unknown).Due, Is.Null);

    [Test]
    public void A_letter_in_other_hands_has_no_outcome() => Assert.That(Verdict.Of(Claim(), "id", new(HandoverKind.InOtherHands, ""), Noon, Options), Is.Null);

    private static Outcome Of(Claim claim, HandoverKind kind) => Verdict.Of(claim, "id", new(kind, "451 later"), Noon, Options)!;

    private static Claim Claim() => new()
    {
        Number = 1,
        Job = new() { Key = "k", SeriesId = "s", Document = "d", People = "p", Person = new() { Name = "Somebody" }, AtSeconds = 0, Kind = Revisions.LetterKind.Invitation, Recipient = "a@guest.example" },
        Attempt = 1,
        Doubts = 0,
        FirstTried = Noon,
    };
}
