using Better.Calendar.Delivery.Worker;
using NodaTime;

namespace Better.Calendar.Delivery.Tests.Worker;

public sealed class RetryScheduleTests
{
    private static readonly Instant Noon = Instant.FromUtc(2027, 1, 11, 12, 0);
    private static readonly DeliveryOptions Options = new() { Randomizer = static () => 0.5 };

    [TestCase(1, false, 45)]
    [TestCase(2, false, 90)]
    [TestCase(3, false, 180)]
    [TestCase(40, false, 2700)]
    [TestCase(1, true, 3.75)]
    [TestCase(3, true, 15)]
    public void Delays_double_up_to_an_hour(int attempt, bool wasLost, double seconds) =>
        Assert.That(new RetrySchedule().GetDelay(attempt, wasLost, 0.5), Is.EqualTo(Duration.FromSeconds(seconds)));

    [Test]
    public void Jitter_takes_up_to_a_half_off()
    {
        Assert.That(new RetrySchedule().GetDelay(1, false, 0), Is.EqualTo(Duration.FromSeconds(30)));
        Assert.That(new RetrySchedule().GetDelay(1, false, 0.9999), Is.GreaterThan(Duration.FromSeconds(59)));
    }

    [TestCase(SendStatus.Accepted, DeliveryStatus.Sent, null)]
    [TestCase(SendStatus.Rejected, DeliveryStatus.Rejected, null)]
    [TestCase(SendStatus.Deferred, DeliveryStatus.Deferred, 45d)]
    [TestCase(SendStatus.NotSent, DeliveryStatus.Deferred, 3.75)]
    [TestCase(SendStatus.Uncertain, DeliveryStatus.Uncertain, 3.75)]
    public void What_a_server_says_becomes_a_state(SendStatus kind, DeliveryStatus state, double? seconds)
    {
        var outcome = Of(Claim(), kind);

        Assert.That((outcome.Status, outcome.Due), Is.EqualTo((state, seconds is { } due ? Noon + Duration.FromSeconds(due) : (Instant?)null)));
    }

    [Test]
    public void An_email_is_given_up_after_two_days_with_the_last_response()
    {
        var outcome = Of(Claim() with { FirstAttempt = Noon - Duration.FromDays(2), Attempt = 50 }, SendStatus.Deferred);

        Assert.That((outcome.Status, outcome.Response), Is.EqualTo((DeliveryStatus.Rejected, "given up after 50 tries: 451 later")));
    }

    [Test]
    public void An_email_that_may_have_been_taken_three_times_is_left() => Assert.That(Of(Claim() with { UncertainSends = 2 }, SendStatus.Uncertain).Due, Is.Null);

    [Test]
    public void An_email_in_other_hands_has_no_outcome() => Assert.That(OutcomePolicy.GetOutcome(Claim(), "id", new(SendStatus.LeaseLost, ""), Noon, Options), Is.Null);

    private static DeliveryOutcome Of(Claim claim, SendStatus kind) => OutcomePolicy.GetOutcome(claim, "id", new(kind, "451 later"), Noon, Options)!;

    private static Claim Claim() => new()
    {
        Number = 1,
        Message = new() { Key = "k", SeriesId = "s", SeriesHash = "d", ParticipantsHash = "p", RecipientSnapshot = new() { Name = "Somebody" }, TimestampSeconds = 0, Kind = Better.Calendar.EmailKind.Invitation, Recipient = "a@guest.example" },
        Attempt = 1,
        UncertainSends = 0,
        FirstAttempt = Noon,
    };
}
