namespace Better.Calendar;

/// <summary>What an email is for.</summary>
public enum EmailKind
{
    /// <summary>Invites: METHOD:REQUEST.</summary>
    Invitation,

    /// <summary>Tells what has changed: METHOD:REQUEST.</summary>
    Update,

    /// <summary>The workshop is off: METHOD:CANCEL.</summary>
    Cancellation,

    /// <summary>The workshop takes place, this recipient is no longer invited: METHOD:CANCEL.</summary>
    Withdrawal,

    /// <summary>Reminds of what was accepted, with the join link; no calendar part.</summary>
    Reminder,

    /// <summary>Shows the whole schedule; no calendar part, a file of the series is attached.</summary>
    Overview,
}
