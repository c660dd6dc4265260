using NodaTime;

namespace Better.Calendar.Delivery;

/// <summary>An email that a worker has leased in order to send it.</summary>
public sealed record Claim
{
    /// <summary>The number of the email in the store.</summary>
    public required long Number { get; init; }

    /// <summary>The email.</summary>
    public required OutboxMessage Message { get; init; }

    /// <summary>The number of this attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many earlier attempts ended without a response after the server may have accepted the email.</summary>
    public required int UncertainSends { get; init; }

    /// <summary>When the first attempt began.</summary>
    public required Instant FirstAttempt { get; init; }
}

/// <summary>The result of an attempt to claim an email by its number.</summary>
/// <param name="Number">The number of the email.</param>
/// <param name="Claim">The claim; null if the email could not be claimed.</param>
/// <param name="Failure">Why it could not be claimed; <see cref="ClaimFailure.None"/> if it was.</param>
/// <param name="Due">When it is due, if <paramref name="Failure"/> is <see cref="ClaimFailure.NotDue"/>; otherwise null.</param>
public sealed record ClaimResult(long Number, Claim? Claim, ClaimFailure Failure, Instant? Due);

/// <summary>Why an email cannot be claimed.</summary>
public enum ClaimFailure
{
    /// <summary>It was claimed.</summary>
    None,

    /// <summary>Its status is final, or the store does not have it: do not ask again.</summary>
    Completed,

    /// <summary>It is not due yet.</summary>
    NotDue,

    /// <summary>An earlier email with the same ordering key is not final yet.</summary>
    BlockedByPredecessor,

    /// <summary>Another worker has leased it.</summary>
    LeasedElsewhere,
}
