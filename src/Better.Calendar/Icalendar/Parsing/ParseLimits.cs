namespace Better.Calendar.Icalendar.Parsing;

/// <summary>How much of a file is read, to bound the work and the memory on hostile input.</summary>
internal sealed record ParseLimits
{
    /// <summary>Limits far above any real calendar.</summary>
    public static readonly ParseLimits Default = new();

    /// <summary>How deeply components may be nested; VCALENDAR, VEVENT, VALARM are three levels. Default: 16.</summary>
    public int MaxDepth { get; init; } = 16;

    /// <summary>How many unfolded lines are read; the rest of the file is ignored. Default: 500,000.</summary>
    public int MaxLines { get; init; } = 500_000;

    /// <summary>
    /// The bytes that a line, a parameter and a component of a real file have at least, on average. A file of shorter ones is read until
    /// they have used up its length, because each becomes an object of many more bytes. Small files are read whole.
    /// </summary>
    public static int GetCost(ContentLine line) =>
        LineCost + (ParameterCost * Math.Min(line.ParameterCount, InputLimits.LineParameters)) + (line.Name == "BEGIN" ? BeginCost : 0);

    /// <summary>How much the lines of a file may cost together.</summary>
    public static int GetBudget(int fileBytes) => Math.Max(InputLimits.SmallCalendarBytes, fileBytes);

    private const int LineCost = 12;
    private const int ParameterCost = 16;
    private const int BeginCost = 40;
}
