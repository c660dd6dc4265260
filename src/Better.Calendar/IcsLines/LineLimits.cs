namespace Better.Calendar.IcsLines;

/// <summary>How much of a stranger's file is read.</summary>
internal sealed record LineLimits
{
    /// <summary>What any honest calendar stays far below.</summary>
    public static readonly LineLimits Default = new();

    /// <summary>How deep components may stand in each other; VCALENDAR, VEVENT, VALARM are three.</summary>
    public int MostDepth { get; init; } = 16;

    /// <summary>How many unfolded lines are read; what follows is left unread.</summary>
    public int MostLines { get; init; } = 500_000;
}
