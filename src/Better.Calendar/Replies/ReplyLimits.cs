namespace Better.Calendar;

/// <summary>How much of a stranger's mail is read. Any honest reply stays far below.</summary>
public sealed record ReplyLimits
{
    /// <summary>The bytes of a mail. Default: 10,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 1 to 2,147,483,647.</exception>
    public int MaxBytes { get; init => field = ArgumentGuard.InRange(value, 1, int.MaxValue, nameof(MaxBytes)); } = 10_000_000;

    /// <summary>How deep parts may stand in each other. Default: 24.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 0 to 1,000.</exception>
    public int MaxDepth { get; init => field = ArgumentGuard.InRange(value, 0, 1000, nameof(MaxDepth)); } = 24;

    /// <summary>How many parts a mail may have. Default: 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 1 to 1,000,000.</exception>
    public int MaxParts { get; init => field = ArgumentGuard.InRange(value, 1, 1_000_000, nameof(MaxParts)); } = 200;

    /// <summary>The bytes of its calendar, decoded. Default: 1,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 1 to 2,147,483,647.</exception>
    public int MaxCalendarBytes { get; init => field = ArgumentGuard.InRange(value, 1, int.MaxValue, nameof(MaxCalendarBytes)); } = 1_000_000;

    /// <summary>The bytes of a line of the calendar, unfolded. Default: 100,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside 1 to 2,147,483,647.</exception>
    public int MaxLineBytes { get; init => field = ArgumentGuard.InRange(value, 1, int.MaxValue, nameof(MaxLineBytes)); } = 100_000;
}
