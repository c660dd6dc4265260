namespace Better.Calendar;

/// <summary>How a participant stands to a workshop by the last email that she had about it.</summary>
public enum InvitationStatus
{
    /// <summary>She is invited: the workshop stands in her calendar.</summary>
    Invited,

    /// <summary>She was told that the workshop is off.</summary>
    Cancelled,

    /// <summary>Her invitation was taken back.</summary>
    Withdrawn,
}
