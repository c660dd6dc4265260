namespace Better.Calendar.Icalendar.Parsing;

/// <summary>How much of a file is read, to bound the work on hostile input.</summary>
internal sealed record ParseLimits
{
    /// <summary>Limits far above any real calendar.</summary>
    public static readonly ParseLimits Default = new();

    /// <summary>How deeply components may be nested; VCALENDAR, VEVENT, VALARM are three levels. Default: 16.</summary>
    public int MaxDepth { get; init; } = 16;

    /// <summary>How many unfolded lines are read; the rest of the file is ignored. Default: 500,000.</summary>
    public int MaxLines { get; init; } = 500_000;
}
