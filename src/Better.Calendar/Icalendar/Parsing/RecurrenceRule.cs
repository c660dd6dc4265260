namespace Better.Calendar.Icalendar.Parsing;

/// <summary>
/// A recurrence rule (RFC 5545, 3.3.10), parsed tolerantly: parts that are not valid are left out, and a list says what is wrong.
/// </summary>
internal sealed partial class RecurrenceRule
{
    /// <summary>How many faults are listed; more of them say nothing new.</summary>
    private const int MaxFaults = 8;

    /// <summary>The longest list that means something: all days of a year from both ends.</summary>
    private const int MaxValues = 800;

    private static readonly string[] Frequencies = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"];

    /// <summary>The parts that exist (RFC 5545, 3.3.10; RFC 7529, 4).</summary>
    private static readonly string[] Parts =
    [
        "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST", "BYHOUR", "BYMINUTE", "BYSECOND",
        "BYYEARDAY", "BYWEEKNO", "RSCALE", "SKIP",
    ];

    private RecurrenceRule()
    {
    }

    /// <summary>FREQ; null if it is missing or unknown.</summary>
    public RecurrenceFrequency? Frequency { get; private set; }

    /// <summary>INTERVAL, at least 1.</summary>
    public int Interval { get; private set; } = 1;

    /// <summary>COUNT; null if there is none.</summary>
    public int? Count { get; private set; }

    /// <summary>UNTIL as written; null if there is none.</summary>
    public string? Until { get; private set; }

    /// <summary>WKST, from 1 for Monday; null if there is none, which means Monday.</summary>
    public int? WeekStart { get; private set; }

    /// <summary>BYSECOND, without repetitions, like the lists below; empty if there is none.</summary>
    public int[] Seconds { get; private set; } = [];

    /// <summary>BYMINUTE.</summary>
    public int[] Minutes { get; private set; } = [];

    /// <summary>BYHOUR.</summary>
    public int[] Hours { get; private set; } = [];

    /// <summary>BYDAY.</summary>
    public RecurrenceDay[] Days { get; private set; } = [];

    /// <summary>BYMONTHDAY.</summary>
    public int[] MonthDays { get; private set; } = [];

    /// <summary>BYYEARDAY.</summary>
    public int[] YearDays { get; private set; } = [];

    /// <summary>BYWEEKNO.</summary>
    public int[] WeekNumbers { get; private set; } = [];

    /// <summary>BYMONTH.</summary>
    public int[] Months { get; private set; } = [];

    /// <summary>BYSETPOS.</summary>
    public int[] SetPositions { get; private set; } = [];

    /// <summary>RSCALE in capitals: the calendar that the rule counts in (RFC 7529, 4.1); null if there is none.</summary>
    public string? CalendarScale { get; private set; }

    /// <summary>Parses the value of an RRULE; null if it is not valid.</summary>
    public static RecurrenceRule? Parse(string text)
    {
        var faults = new List<RecurrenceFault>();
        var rule = Parse(text.Trim(), faults);
        return faults.Count == 0 ? rule : null;
    }

    /// <summary>Parses the value of an RRULE.</summary>
    /// <param name="text">The value.</param>
    /// <param name="faults">Receives what is wrong with the value alone, whatever DTSTART is; nothing if it is valid.</param>
    public static RecurrenceRule Parse(string text, List<RecurrenceFault> faults)
    {
        var rule = new RecurrenceRule();
        var seen = 0;
        for (var (start, end) = (0, 0); start <= text.Length && faults.Count < MaxFaults; start = end + 1)
        {
            end = text.IndexOf(';', start) is >= 0 and var semicolon ? semicolon : text.Length;
            var part = text.AsSpan(start, end - start);
            var equals = part.IndexOf('=');
            var name = IndexOf(Parts, equals < 0 ? part : part.Slice(0, equals));
            if (part.Length == 0)
            {
                faults.Add(new("it has an empty part: a semicolon too many", "Remove the semicolon that nothing follows."));
            }
            else if (equals < 0 || equals == part.Length - 1)
            {
                faults.Add(new(
                    $"the part {RecurrenceFault.Shorten(part.ToString())} has no value",
                    "Remove the part, or give it a value."));
            }
            else if (name < 0)
            {
                var unknown = part.Slice(0, equals).ToString().ToUpperInvariant();
                faults.Add(new($"it has the unknown part {RecurrenceFault.Shorten(unknown)}", RecurrenceFault.GetFix(unknown)));
            }
            else if ((seen & (1 << name)) != 0)
            {
                faults.Add(new($"{Parts[name]} appears twice", $"Write {Parts[name]} once."));
            }
            else
            {
                seen |= 1 << name;
                if (rule.ReadPart(Parts[name], part.Slice(equals + 1)) is { } problem)
                {
                    faults.Add(new(problem, RecurrenceFault.GetFix(Parts[name])));
                }
            }
        }

        if ((seen & 1) == 0)
        {
            faults.Add(new("it has no FREQ", "Write FREQ=DAILY, WEEKLY, MONTHLY or YEARLY."));
        }

        rule.CheckCombinations(faults);
        return rule;
    }

    /// <summary>A number with an optional sign; null if it is none or has more than nine digits.</summary>
    public static int? ParseInteger(ReadOnlySpan<char> text)
    {
        var digits = text.Length > 0 && text[0] is '+' or '-' ? text.Slice(1) : text;
        var number = 0;
        foreach (var c in digits)
        {
            number = c is >= '0' and <= '9' && digits.Length < 10 ? (number * 10) + (c - '0') : -1;
            if (number < 0)
            {
                return null;
            }
        }

        return digits.Length == 0 ? null : text[0] == '-' ? -number : number;
    }
}
