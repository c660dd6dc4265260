using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>A letter in the hands of a courier.</summary>
public sealed record Claim
{
    /// <summary>Its number in the ledger.</summary>
    public required long Number { get; init; }

    /// <summary>The letter.</summary>
    public required LetterJob Job { get; init; }

    /// <summary>Which try this is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How often it may have been taken before.</summary>
    public required int Doubts { get; init; }

    /// <summary>When it was tried first.</summary>
    public required Instant FirstTried { get; init; }
}

/// <summary>What became of the wish to have a letter.</summary>
/// <param name="Number">The letter.</param>
/// <param name="Claim">The letter, if it is the courier's now.</param>
/// <param name="Problem">Why not, otherwise.</param>
/// <param name="Due">When it is due, where it is too early.</param>
public sealed record ClaimAnswer(long Number, Claim? Claim, ClaimProblem Problem, Instant? Due);

/// <summary>Why a letter cannot be had.</summary>
public enum ClaimProblem
{
    /// <summary>It can.</summary>
    None,

    /// <summary>It is final, or the ledger does not know it: nobody need ask again.</summary>
    Done,

    /// <summary>It is not due yet.</summary>
    TooEarly,

    /// <summary>Another letter of its lane goes first; the ledger offers it when it is its turn.</summary>
    NotItsTurn,

    /// <summary>Another courier has it.</summary>
    InOtherHands,
}
