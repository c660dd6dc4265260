namespace Better.Calendar.Icalendar.Parsing;

/// <summary>How much of a stranger's file is read.</summary>
internal sealed record ParseLimits
{
    /// <summary>What any honest calendar stays far below.</summary>
    public static readonly ParseLimits Default = new();

    /// <summary>How deep components may stand in each other; VCALENDAR, VEVENT, VALARM are three.</summary>
    public int MaxDepth { get; init; } = 16;

    /// <summary>How many unfolded lines are read; what follows is left unread.</summary>
    public int MaxLines { get; init; } = 500_000;
}
