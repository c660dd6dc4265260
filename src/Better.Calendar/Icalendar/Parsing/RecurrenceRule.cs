using System.Globalization;

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
        var seen = new List<string>(4);
        foreach (var part in Split(text, ';'))
        {
            if (faults.Count == MaxFaults)
            {
                break;
            }

            var equals = part.IndexOf('=');
            var name = (equals < 0 ? part : part.Substring(0, equals)).ToUpperInvariant();
            var value = equals < 0 ? "" : part.Substring(equals + 1);
            if (part.Length == 0)
            {
                faults.Add(new("it has an empty part: a semicolon too many", "Remove the semicolon that nothing follows."));
            }
            else if (equals < 0 || value.Length == 0)
            {
                faults.Add(new($"the part {RecurrenceFault.Shorten(part)} has no value", "Remove the part, or give it a value."));
            }
            else if (seen.Contains(name))
            {
                faults.Add(new($"{name} appears twice", $"Write {name} once."));
            }
            else
            {
                seen.Add(name);
                if (rule.ReadPart(name, value) is { } problem)
                {
                    faults.Add(new(problem, RecurrenceFault.GetFix(name)));
                }
            }
        }

        if (!seen.Contains("FREQ"))
        {
            faults.Add(new("it has no FREQ", "Write FREQ=DAILY, WEEKLY, MONTHLY or YEARLY."));
        }

        rule.CheckCombinations(faults);
        return rule;
    }

    /// <summary>A number with an optional sign; null if it is none or has more than nine digits.</summary>
    public static int? ParseInteger(string text) =>
        text.Length is > 0 and < 11
        && (text[0] is '+' or '-' || text.Length < 10)
        && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Takes over one part; what is wrong with it, null if nothing.</summary>
    private string? ReadPart(string name, string value)
    {
        switch (name)
        {
            case "FREQ":
                var frequency = Array.IndexOf(Frequencies, value.ToUpperInvariant());
                Frequency = frequency < 0 ? null : (RecurrenceFrequency)frequency;
                return frequency < 0 ? $"FREQ={RecurrenceFault.Shorten(value)} does not exist" : null;
            case "INTERVAL":
                Interval = IntegerValue.Read(value) is > 0 and { } interval && IsTrimmed(value) ? interval : 1;
                return IntegerValue.Read(value) > 0 && IsTrimmed(value)
                    ? null
                    : $"INTERVAL={RecurrenceFault.Shorten(value)} is not a number from 1";
            case "COUNT":
                Count = IntegerValue.Read(value) is > 0 and { } count && IsTrimmed(value) ? count : null;
                return Count is null ? $"COUNT={RecurrenceFault.Shorten(value)} is not a number from 1" : null;
            case "UNTIL":
                Until = DateTimeValue.Parse(value, out _, out _, out _) ? value : null;
                return Until is null ? $"UNTIL={RecurrenceFault.Shorten(value)} is not a date or time" : null;
            case "WKST":
                WeekStart = RecurrenceDay.ParseWeekday(value) is > 0 and var weekStart ? weekStart : null;
                return WeekStart is null ? $"WKST={RecurrenceFault.Shorten(value)} is not a weekday" : null;
            case "BYDAY":
                return ReadDays(value);
            case "BYSECOND": return ReadList(name, value, 0, 60, numbers => Seconds = numbers);
            case "BYMINUTE": return ReadList(name, value, 0, 59, numbers => Minutes = numbers);
            case "BYHOUR": return ReadList(name, value, 0, 23, numbers => Hours = numbers);
            case "BYMONTHDAY": return ReadList(name, value, -31, 31, numbers => MonthDays = numbers);
            case "BYYEARDAY": return ReadList(name, value, -366, 366, numbers => YearDays = numbers);
            case "BYWEEKNO": return ReadList(name, value, -53, 53, numbers => WeekNumbers = numbers);
            case "BYMONTH": return ReadList(name, value, 1, 12, numbers => Months = numbers);
            case "BYSETPOS": return ReadList(name, value, -366, 366, numbers => SetPositions = numbers);
            case "RSCALE":
                CalendarScale = value.ToUpperInvariant();
                return null;
            case "SKIP":
                return value.ToUpperInvariant() is "OMIT" or "BACKWARD" or "FORWARD"
                    ? null
                    : $"SKIP={RecurrenceFault.Shorten(value)} does not exist";
            default:
                return $"it has the unknown part {RecurrenceFault.Shorten(name)}";
        }
    }

    /// <summary>The pieces of a text, one by one: a hostile one has millions.</summary>
    private static IEnumerable<string> Split(string text, char separator)
    {
        var start = 0;
        for (var end = text.IndexOf(separator); end >= 0; end = text.IndexOf(separator, start))
        {
            yield return text.Substring(start, end - start);
            start = end + 1;
        }

        yield return text.Substring(start);
    }

    private static bool IsTrimmed(string value) => value.Trim().Length == value.Length;

    private static string? ReadList(string name, string value, int lowest, int highest, Action<int[]> set)
    {
        var numbers = new List<int>(1);
        var count = 0;
        foreach (var text in Split(value, ','))
        {
            if (++count > MaxValues)
            {
                return $"{name} has more than {MaxValues} values";
            }

            // Zero counts from neither end.
            if (ParseInteger(text) is not { } number || number < lowest || number > highest || (number == 0 && lowest < 0)
                || (lowest >= 0 && text[0] is '+' or '-'))
            {
                var range = lowest < 0 ? $"1 to {highest} or -{highest} to -1" : $"{lowest} to {highest}";
                return $"{name}={RecurrenceFault.Shorten(text)} is not a number from {range}";
            }

            if (!numbers.Contains(number))
            {
                numbers.Add(number);
            }
        }

        set([.. numbers]);
        return null;
    }

    private string? ReadDays(string value)
    {
        var days = new List<RecurrenceDay>(1);
        var count = 0;
        foreach (var text in Split(value, ','))
        {
            if (++count > MaxValues)
            {
                return $"BYDAY has more than {MaxValues} values";
            }

            if (RecurrenceDay.Parse(text) is not { } day)
            {
                return $"BYDAY={RecurrenceFault.Shorten(text)} is not a weekday such as MO or 2TU";
            }

            if (!days.Contains(day))
            {
                days.Add(day);
            }
        }

        Days = [.. days];
        return null;
    }
}
