namespace Better.Calendar.Delivery;

/// <summary>Where a letter is on its way.</summary>
public enum LetterState
{
    /// <summary>Not tried yet.</summary>
    Waiting,

    /// <summary>In the hands of a courier.</summary>
    Sending,

    /// <summary>Taken by the server; final.</summary>
    Sent,

    /// <summary>Refused for good; final.</summary>
    Refused,

    /// <summary>Not taken for now; tried again when it is due.</summary>
    RetryAt,

    /// <summary>
    /// The end of the letter was about to go out, or was out, and no answer came: the server may have taken it. Sent again with the
    /// same Message-ID when it is due; final where it has no such time.
    /// </summary>
    Unknown,
}
