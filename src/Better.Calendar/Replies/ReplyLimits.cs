namespace Better.Calendar.Replies;

/// <summary>How much of a stranger's mail is read. Any honest reply stays far below.</summary>
public sealed record ReplyLimits
{
    /// <summary>The octets of a mail. Default: 10,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 1 to 2,147,483,647.</exception>
    public int MostOctets { get; init => field = ArgumentGuard.InRange(value, 1, int.MaxValue, nameof(MostOctets)); } = 10_000_000;

    /// <summary>How deep parts may stand in each other. Default: 24.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 1 to 1,000.</exception>
    public int MostDepth { get; init => field = ArgumentGuard.InRange(value, 1, 1000, nameof(MostDepth)); } = 24;

    /// <summary>How many parts a mail may have. Default: 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 1 to 1,000,000.</exception>
    public int MostParts { get; init => field = ArgumentGuard.InRange(value, 1, 1_000_000, nameof(MostParts)); } = 200;

    /// <summary>The octets of its calendar, decoded. Default: 1,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 1 to 2,147,483,647.</exception>
    public int MostCalendarOctets { get; init => field = ArgumentGuard.InRange(value, 1, int.MaxValue, nameof(MostCalendarOctets)); } = 1_000_000;

    /// <summary>The octets of a line of the calendar, unfolded. Default: 100,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 1 to 2,147,483,647.</exception>
    public int MostLineOctets { get; init => field = ArgumentGuard.InRange(value, 1, int.MaxValue, nameof(MostLineOctets)); } = 100_000;
}
