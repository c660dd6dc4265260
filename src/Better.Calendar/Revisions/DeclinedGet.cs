namespace Better.Calendar.Revisions;

/// <summary>What letters about a workshop still go to people who have declined it.</summary>
public enum DeclinedGet
{
    /// <summary>Cancellations, withdrawals and material changes: perhaps the new time suits her.</summary>
    MaterialChanges,

    /// <summary>Cancellations and withdrawals alone.</summary>
    Cancellations,

    /// <summary>All that the others get.</summary>
    Everything,
}
