using NodaTime;
using static System.FormattableString;

namespace Better.Calendar.Delivery.Worker;

/// <summary>From what a sink said to what the store writes.</summary>
internal static class OutcomePolicy
{
    /// <summary>The outcome; null where the email is somebody else's.</summary>
    public static DeliveryOutcome? GetOutcome(Claim claim, string messageId, SendResult result, Instant now, DeliveryOptions options)
    {
        var outcome = new DeliveryOutcome { Number = claim.Number, Status = DeliveryStatus.Sent, Response = result.Response, MessageId = messageId };
        var wasLost = result.Status is SendStatus.NotSent or SendStatus.Uncertain;
        var again = now + options.RetrySchedule.GetDelay(claim.Attempt, wasLost, options.Randomizer());
        return result.Status switch
        {
            SendStatus.Accepted => outcome,
            SendStatus.Rejected => outcome with { Status = DeliveryStatus.Rejected },
            SendStatus.Uncertain => outcome with { Status = DeliveryStatus.Uncertain, Due = claim.UncertainSends + 1 < options.MaxUncertainSends ? again : null },
            SendStatus.LeaseLost => null,
            _ when again - claim.FirstAttempt > options.RetrySchedule.GiveUpAfter =>
                outcome with { Status = DeliveryStatus.Rejected, Response = Invariant($"given up after {claim.Attempt} tries: {result.Response}") },
            _ => outcome with { Status = DeliveryStatus.Deferred, Due = again },
        };
    }

    /// <summary>An email that cannot be printed.</summary>
    public static DeliveryOutcome GetOutcome(Claim claim, RenderException problem) => new() { Number = claim.Number, Status = DeliveryStatus.Rejected, Response = problem.Message };

    /// <summary>An email that was not tried.</summary>
    public static DeliveryOutcome NotAttempted(Claim claim, Instant now) => new() { Number = claim.Number, Status = DeliveryStatus.Waiting, Due = now };
}
