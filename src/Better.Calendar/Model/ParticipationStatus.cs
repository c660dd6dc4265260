namespace Better.Calendar;

/// <summary>What a participant says to an invitation (PARTSTAT, RFC 5545, 3.2.12).</summary>
public enum ParticipationStatus
{
    /// <summary>She comes.</summary>
    Accepted,

    /// <summary>She may come.</summary>
    Tentative,

    /// <summary>She does not come.</summary>
    Declined,
}
