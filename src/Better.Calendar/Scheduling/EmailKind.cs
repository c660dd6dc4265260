namespace Better.Calendar;

/// <summary>What an email is for.</summary>
public enum EmailKind
{
    /// <summary>Invites to a workshop (METHOD:REQUEST).</summary>
    Invitation,

    /// <summary>Says what has changed (METHOD:REQUEST).</summary>
    Update,

    /// <summary>Says that the workshop is cancelled (METHOD:CANCEL).</summary>
    Cancellation,

    /// <summary>Says that the workshop takes place but this recipient is no longer invited (METHOD:CANCEL).</summary>
    Withdrawal,

    /// <summary>Reminds of a workshop, with the join link; it has no calendar part.</summary>
    Reminder,

    /// <summary>Shows the whole schedule; it has no calendar part, but a calendar file of the series attached.</summary>
    Overview,
}
