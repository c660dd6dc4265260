using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>An email in the hands of a worker.</summary>
public sealed record Claim
{
    /// <summary>Its number in the store.</summary>
    public required long Number { get; init; }

    /// <summary>The email.</summary>
    public required OutboxMessage Message { get; init; }

    /// <summary>Which try this is, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How often it may have been taken before.</summary>
    public required int UncertainSends { get; init; }

    /// <summary>When it was tried first.</summary>
    public required Instant FirstAttempt { get; init; }
}

/// <summary>What became of the wish to have an email.</summary>
/// <param name="Number">The email.</param>
/// <param name="Claim">The email, if it is the worker's now.</param>
/// <param name="Failure">Why not, otherwise.</param>
/// <param name="Due">When it is due, where it is too early.</param>
public sealed record ClaimResult(long Number, Claim? Claim, ClaimFailure Failure, Instant? Due);

/// <summary>Why an email cannot be had.</summary>
public enum ClaimFailure
{
    /// <summary>It can.</summary>
    None,

    /// <summary>It is final, or the store does not know it: nobody need ask again.</summary>
    Completed,

    /// <summary>It is not due yet.</summary>
    NotDue,

    /// <summary>Another email of its lane goes first; the store offers it when it is its turn.</summary>
    BlockedByPredecessor,

    /// <summary>Another worker has it.</summary>
    LeasedElsewhere,
}
