namespace Better.Calendar.Delivery;

/// <summary>Where an email is on its way.</summary>
public enum DeliveryStatus
{
    /// <summary>Not tried yet.</summary>
    Waiting,

    /// <summary>In the hands of a worker.</summary>
    Sending,

    /// <summary>Taken by the server; final.</summary>
    Sent,

    /// <summary>Refused for good; final.</summary>
    Rejected,

    /// <summary>Not taken for now; tried again when it is due.</summary>
    Deferred,

    /// <summary>
    /// The end of the email was about to go out, or was out, and no answer came: the server may have taken it. Sent again with the
    /// same Message-ID when it is due; final where it has no such time.
    /// </summary>
    Uncertain,
}
