namespace Better.Calendar.Testing;

/// <summary>How a client writes a reply (METHOD:REPLY, RFC 5546, 3.2.3). The defaults are what most clients do.</summary>
internal sealed record ReplyFormat
{
    /// <summary>The properties that are copied from the invitation, besides those that identify the event.</summary>
    public IReadOnlyList<string> CopiedProperties { get; init; } = ["SUMMARY", "ORGANIZER"];

    /// <summary>Whether DTSTAMP is that of the invitation, and LAST-MODIFIED the time of the response. Default: DTSTAMP is.</summary>
    public bool CopiesStamp { get; init; }

    /// <summary>Whether the overrides of a recurring event are answered with it. Default: false.</summary>
    public bool HasOverrides { get; init; }

    /// <summary>Whether a comment is written. Default: true.</summary>
    public bool HasComment { get; init; } = true;

    /// <summary>Whether REQUEST-STATUS says that the invitation was understood. Default: false.</summary>
    public bool HasRequestStatus { get; init; }

    /// <summary>Whether a reply to an event that is over is sent. Default: true.</summary>
    public bool RepliesToPastEvents { get; init; } = true;
}
