namespace Better.Calendar;

/// <summary>How much of a mail is read, because anybody can send one. Genuine replies stay far below the defaults.</summary>
/// <remarks>A mail beyond a limit is an <see cref="UnrecognizedMail"/> with <see cref="UnrecognizedReason.TooLarge"/>.</remarks>
public sealed record ReplyLimits
{
    /// <summary>How many bytes a mail may have. Default: 10,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside 1 to 2,147,483,647.</exception>
    public int MaxBytes { get; init => field = ArgumentGuard.InRange(value, 1, int.MaxValue, nameof(MaxBytes)); } = 10_000_000;

    /// <summary>How deeply MIME parts may be nested. Default: 24.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside 0 to 1,000.</exception>
    public int MaxDepth { get; init => field = ArgumentGuard.InRange(value, 0, 1000, nameof(MaxDepth)); } = 24;

    /// <summary>How many MIME parts a mail may have. Default: 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside 1 to 1,000,000.</exception>
    public int MaxParts { get; init => field = ArgumentGuard.InRange(value, 1, 1_000_000, nameof(MaxParts)); } = 200;

    /// <summary>How many bytes a calendar in the mail may have after decoding. Default: 1,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside 1 to 2,147,483,647.</exception>
    public int MaxCalendarBytes { get; init => field = ArgumentGuard.InRange(value, 1, int.MaxValue, nameof(MaxCalendarBytes)); } =
        1_000_000;

    /// <summary>How many bytes a line of the calendar may have after unfolding. Default: 100,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside 1 to 2,147,483,647.</exception>
    public int MaxLineBytes { get; init => field = ArgumentGuard.InRange(value, 1, int.MaxValue, nameof(MaxLineBytes)); } = 100_000;
}
