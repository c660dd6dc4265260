namespace Better.Calendar.Replies;

/// <summary>How much of a stranger's mail is read. Any honest reply stays far below.</summary>
public sealed record ReplyLimits
{
    /// <summary>The octets of a mail. Default: 10,000,000.</summary>
    public int MostOctets { get; init; } = 10_000_000;

    /// <summary>How deep parts may stand in each other. Default: 24.</summary>
    public int MostDepth { get; init; } = 24;

    /// <summary>How many parts a mail may have. Default: 200.</summary>
    public int MostParts { get; init; } = 200;

    /// <summary>The octets of its calendar, decoded. Default: 1,000,000.</summary>
    public int MostCalendarOctets { get; init; } = 1_000_000;

    /// <summary>The octets of a line of the calendar, unfolded. Default: 100,000.</summary>
    public int MostLineOctets { get; init; } = 100_000;
}
