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
    public void Delays_double_up_to_an_hour(int attempt, bool connectionLost, double seconds) =>
        Assert.That(new RetrySchedule().GetDelay(attempt, connectionLost, 0.5), Is.EqualTo(Duration.FromSeconds(seconds)));

    [Test]
    public void Jitter_shortens_the_delay_by_up_to_a_half()
    {
        Assert.That(new RetrySchedule().GetDelay(1, false, 0), Is.EqualTo(Duration.FromSeconds(30)));
        Assert.That(new RetrySchedule().GetDelay(1, false, 0.9999), Is.GreaterThan(Duration.FromSeconds(59)));
    }

    [TestCase(SendStatus.Accepted, DeliveryStatus.Sent, null)]
    [TestCase(SendStatus.Rejected, DeliveryStatus.Rejected, null)]
    [TestCase(SendStatus.Deferred, DeliveryStatus.Deferred, 45d)]
    [TestCase(SendStatus.NotSent, DeliveryStatus.Deferred, 3.75)]
    [TestCase(SendStatus.Uncertain, DeliveryStatus.Uncertain, 3.75)]
    public void The_result_of_an_attempt_determines_the_status(SendStatus sendStatus, DeliveryStatus status, double? seconds)
    {
        var outcome = GetOutcome(CreateClaim(), sendStatus);

        Assert.That(
            (outcome.Status, outcome.Due),
            Is.EqualTo((status, seconds is { } due ? Noon + Duration.FromSeconds(due) : (Instant?)null)));
    }

    [Test]
    public void An_email_is_given_up_after_two_days_with_the_last_response()
    {
        var outcome = GetOutcome(CreateClaim() with { FirstAttempt = Noon - Duration.FromDays(2), Attempt = 50 }, SendStatus.Deferred);

        Assert.That((outcome.Status, outcome.Response), Is.EqualTo((DeliveryStatus.Rejected, "Given up after 50 attempts: 451 later")));
    }

    [Test]
    public void An_email_that_reached_the_limit_of_uncertain_sends_is_final() =>
        Assert.That(GetOutcome(CreateClaim() with { UncertainSends = 2 }, SendStatus.Uncertain).Due, Is.Null);

    [Test]
    public void An_email_whose_lease_was_lost_has_no_outcome() =>
        Assert.That(OutcomePolicy.GetOutcome(CreateClaim(), "id", new(SendStatus.LeaseLost, ""), Noon, Options), Is.Null);

    private static DeliveryOutcome GetOutcome(Claim claim, SendStatus sendStatus) =>
        OutcomePolicy.GetOutcome(claim, "id", new(sendStatus, "451 later"), Noon, Options)!;

    private static Claim CreateClaim() => new()
    {
        Number = 1,
        Message =
            new()
            {
                Key = "k",
                SeriesId = "s",
                SeriesHash = "d",
                ParticipantsHash = "p",
                RecipientSnapshot = new() { Name = "Somebody" },
                TimestampSeconds = 0,
                Kind = EmailKind.Invitation,
                Recipient = "a@guest.example"
            },
        Attempt = 1,
        UncertainSends = 0,
        FirstAttempt = Noon,
    };
}
