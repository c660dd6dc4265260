using NodaTime;
using static System.FormattableString;

namespace Better.Calendar.Delivery.Couriers;

/// <summary>From what a sink said to what the ledger writes.</summary>
internal static class Verdict
{
    /// <summary>The outcome; null where the letter is somebody else's.</summary>
    public static Outcome? Of(Claim claim, string messageId, Handover handover, Instant now, CourierOptions options)
    {
        var outcome = new Outcome { Number = claim.Number, State = LetterState.Sent, Answer = handover.Answer, MessageId = messageId };
        var wasLost = handover.Kind is HandoverKind.NotTaken or HandoverKind.Unknown;
        var again = now + options.Retry.Delay(claim.Attempt, wasLost, options.Randomness());
        return handover.Kind switch
        {
            HandoverKind.Taken => outcome,
            HandoverKind.Refused => outcome with { State = LetterState.Refused },
            HandoverKind.Unknown => outcome with { State = LetterState.Unknown, Due = claim.Doubts + 1 < options.MostDoubts ? again : null },
            HandoverKind.InOtherHands => null,
            _ when again - claim.FirstTried > options.Retry.GiveUpAfter =>
                outcome with { State = LetterState.Refused, Answer = Invariant($"given up after {claim.Attempt} tries: {handover.Answer}") },
            _ => outcome with { State = LetterState.RetryAt, Due = again },
        };
    }

    /// <summary>A letter that cannot be printed.</summary>
    public static Outcome Of(Claim claim, UnprintableException problem) => new() { Number = claim.Number, State = LetterState.Refused, Answer = problem.Message };

    /// <summary>A letter that was not tried.</summary>
    public static Outcome Untried(Claim claim, Instant now) => new() { Number = claim.Number, State = LetterState.Waiting, Due = now };
}
