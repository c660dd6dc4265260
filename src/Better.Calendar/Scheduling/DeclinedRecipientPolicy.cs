namespace Better.Calendar;

/// <summary>What emails about a workshop still go to people who have declined it.</summary>
public enum DeclinedRecipientPolicy
{
    /// <summary>Cancellations, withdrawals and material changes: perhaps the new time suits her.</summary>
    MaterialChanges,

    /// <summary>Cancellations and withdrawals alone.</summary>
    Cancellations,

    /// <summary>All that the others get.</summary>
    Everything,
}
