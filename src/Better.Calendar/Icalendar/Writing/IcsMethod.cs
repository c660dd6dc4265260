namespace Better.Calendar;

/// <summary>What a calendar file asks its reader to do (METHOD, RFC 5546, 1.4).</summary>
public enum IcsMethod
{
    /// <summary>Shows events to anybody: a file to download, a feed.</summary>
    Publish,

    /// <summary>Invites one participant, or tells her of a change.</summary>
    Request,

    /// <summary>Takes an invitation back, because the workshop is off or she is no longer invited.</summary>
    Cancel,
}
