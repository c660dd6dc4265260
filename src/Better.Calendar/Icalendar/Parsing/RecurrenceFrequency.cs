namespace Better.Calendar.Icalendar.Parsing;

/// <summary>FREQ of a recurrence rule, from the longest unit to the shortest (RFC 5545, 3.3.10).</summary>
internal enum RecurrenceFrequency
{
    /// <summary>YEARLY.</summary>
    Yearly,

    /// <summary>MONTHLY.</summary>
    Monthly,

    /// <summary>WEEKLY.</summary>
    Weekly,

    /// <summary>DAILY.</summary>
    Daily,

    /// <summary>HOURLY.</summary>
    Hourly,

    /// <summary>MINUTELY.</summary>
    Minutely,

    /// <summary>SECONDLY.</summary>
    Secondly,
}

/// <summary>A weekday of BYDAY.</summary>
/// <param name="Ordinal">Which of them in the month or year, from the end if negative; 0: all of them.</param>
/// <param name="Weekday">From 1 for Monday to 7 for Sunday.</param>
internal readonly record struct RecurrenceDay(int Ordinal, int Weekday)
{
    private static readonly string[] Names = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>Parses a weekday without an ordinal; 0 if it is none.</summary>
    public static int ParseWeekday(ReadOnlySpan<char> text)
    {
        var weekday = text.Length == 2 ? 7 : 0;
        while (weekday > 0 && !text.Equals(Names[weekday].AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            weekday--;
        }

        return weekday;
    }

    /// <summary>Parses <c>MO</c>, <c>2TU</c> or <c>-1FR</c>; null if it is not valid.</summary>
    public static RecurrenceDay? Parse(ReadOnlySpan<char> text)
    {
        var weekday = text.Length < 2 ? 0 : ParseWeekday(text.Slice(text.Length - 2));
        if (weekday == 0)
        {
            return null;
        }

        var ordinal = text.Slice(0, text.Length - 2);
        return ordinal.Length == 0 ? new(0, weekday)
            : RecurrenceRule.ParseInteger(ordinal) is { } number and not 0 && Math.Abs(number) <= 53 ? new(number, weekday)
            : null;
    }

    /// <summary>As in a rule: <c>2TU</c>.</summary>
    public override string ToString() =>
        (Ordinal == 0 ? "" : Ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture)) + Names[Weekday];
}

/// <summary>What is wrong with a recurrence rule.</summary>
/// <param name="Problem">A clause for a sentence: <c>it has no FREQ</c>.</param>
/// <param name="Fix">How to fix it, as a sentence.</param>
internal readonly record struct RecurrenceFault(string Problem, string Fix)
{
    /// <summary>What somebody wrote, for a sentence: on one line and not long.</summary>
    public static string Shorten(string text)
    {
        var start = text.Length > 30 ? $"{text.Substring(0, 30)}…" : text;
        return new([.. start.Select(static c => char.IsControl(c) || char.IsSurrogate(c) ? '·' : c)]);
    }

    /// <summary>How to fix a part, as a sentence.</summary>
    public static string GetFix(string part) => part switch
    {
        "FREQ" => "Write FREQ=DAILY, WEEKLY, MONTHLY or YEARLY; every second week is FREQ=WEEKLY;INTERVAL=2.",
        "UNTIL" => "Write UNTIL=20270512T070000Z, or UNTIL=20270512 if DTSTART is a date.",
        "BYDAY" or "WKST" => $"Write {part} with the weekdays MO, TU, WE, TH, FR, SA and SU.",
        "INTERVAL" or "COUNT" => $"Write a positive number, or remove {part}.",
        _ => part.StartsWith("BY", StringComparison.Ordinal) ? "Write numbers in that range, separated by commas." : "Remove the part.",
    };
}
