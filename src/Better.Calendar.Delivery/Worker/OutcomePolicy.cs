using NodaTime;
using static System.FormattableString;

namespace Better.Calendar.Delivery.Worker;

/// <summary>Decides from the result of an attempt which outcome is recorded in the store.</summary>
internal static class OutcomePolicy
{
    /// <summary>The outcome of an attempt; null if another worker has leased the email.</summary>
    public static DeliveryOutcome? GetOutcome(Claim claim, string messageId, SendResult result, Instant now, DeliveryOptions options)
    {
        var outcome =
            new DeliveryOutcome { Number = claim.Number, Status = DeliveryStatus.Sent, Response = result.Response, MessageId = messageId };
        var connectionLost = result.Status is SendStatus.NotSent or SendStatus.Uncertain or SendStatus.SessionEnded;
        var nextAttempt = now + options.RetrySchedule.GetDelay(claim.Attempt, connectionLost, options.Randomizer());
        return result.Status switch
        {
            SendStatus.Accepted => outcome,
            SendStatus.Rejected => outcome with { Status = DeliveryStatus.Rejected },
            SendStatus.Uncertain =>
                outcome with
                {
                    Status = DeliveryStatus.Uncertain,
                    Due = claim.UncertainSends + 1 < options.MaxUncertainSends
                    ? nextAttempt
                    : null
                },
            SendStatus.LeaseLost => null,
            _ when nextAttempt - claim.FirstAttempt > options.RetrySchedule.GiveUpAfter =>
                outcome with
                {
                    Status = DeliveryStatus.Rejected,
                    Response = Invariant($"Given up after {claim.Attempt} attempts: {result.Response}")
                },
            _ => outcome with { Status = DeliveryStatus.Deferred, Due = nextAttempt },
        };
    }

    /// <summary>The outcome of an email that cannot be rendered.</summary>
    public static DeliveryOutcome GetOutcome(Claim claim, RenderException problem) =>
        new() { Number = claim.Number, Status = DeliveryStatus.Rejected, Response = problem.Message };

    /// <summary>The outcome of an email that is released without an attempt.</summary>
    public static DeliveryOutcome NotAttempted(Claim claim, Instant now) =>
        new() { Number = claim.Number, Status = DeliveryStatus.Waiting, Due = now };
}
