using Better.Calendar.Delivery.Outboxes;
using NodaTime;

namespace Better.Calendar.Delivery.Ledgers;

/// <summary>What rows of a ledger mean, whatever engine they come from.</summary>
internal static class LetterTally
{
    public static LetterCounts Of(IEnumerable<(LetterState State, bool IsFinal, long Letters, long Doubtful)> rows)
    {
        var all = rows.ToList();
        long Count(LetterState state) => all.Where(row => row.State == state).Sum(static row => row.Letters);
        var left = all.Where(static row => row is { State: LetterState.Unknown, IsFinal: true }).Sum(static row => row.Letters);
        return new(
            Count(LetterState.Waiting),
            Count(LetterState.Sending),
            Count(LetterState.Sent),
            Count(LetterState.Refused),
            Count(LetterState.RetryAt),
            Count(LetterState.Unknown) - left,
            left,
            all.Sum(static row => row.Doubtful));
    }

    public static ClaimAnswer Refusal(long number, Instant? due, bool isTurn, bool isHeld) => due switch
    {
        null => new(number, null, ClaimProblem.Done, null),
        _ when isHeld => new(number, null, ClaimProblem.InOtherHands, null),
        _ when !isTurn => new(number, null, ClaimProblem.NotItsTurn, null),
        _ => new(number, null, ClaimProblem.TooEarly, due),
    };
}
