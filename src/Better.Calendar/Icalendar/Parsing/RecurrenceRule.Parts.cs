namespace Better.Calendar.Icalendar.Parsing;

/// <content>The values of each part (RFC 5545, 3.3.10).</content>
internal sealed partial class RecurrenceRule
{
    /// <summary>Takes over one part; what is wrong with it, null if nothing.</summary>
    private string? ReadPart(string name, ReadOnlySpan<char> value)
    {
        string? problem = null;
        switch (name)
        {
            case "FREQ":
                var frequency = IndexOf(Frequencies, value);
                Frequency = frequency < 0 ? null : (RecurrenceFrequency)frequency;
                return frequency < 0 ? $"FREQ={RecurrenceFault.Shorten(value.ToString())} does not exist" : null;
            case "INTERVAL":
                var interval = ReadCount(name, value, out problem);
                Interval = interval ?? 1;
                return problem;
            case "COUNT":
                Count = ReadCount(name, value, out problem);
                return problem;
            case "UNTIL":
                Until = DateTimeValue.Parse(value, out _, out _, out _) ? value.ToString() : null;
                return Until is null ? $"UNTIL={RecurrenceFault.Shorten(value.ToString())} is not a date or time" : null;
            case "WKST":
                WeekStart = RecurrenceDay.ParseWeekday(value) is > 0 and var weekStart ? weekStart : null;
                return WeekStart is null ? $"WKST={RecurrenceFault.Shorten(value.ToString())} is not a weekday" : null;
            case "BYDAY":
                return ReadDays(value);
            case "BYSECOND": Seconds = ReadList(name, value, 0, 60, out problem); break;
            case "BYMINUTE": Minutes = ReadList(name, value, 0, 59, out problem); break;
            case "BYHOUR": Hours = ReadList(name, value, 0, 23, out problem); break;
            case "BYMONTHDAY": MonthDays = ReadList(name, value, -31, 31, out problem); break;
            case "BYYEARDAY": YearDays = ReadList(name, value, -366, 366, out problem); break;
            case "BYWEEKNO": WeekNumbers = ReadList(name, value, -53, 53, out problem); break;
            case "BYMONTH": Months = ReadList(name, value, 1, 12, out problem); break;
            case "BYSETPOS": SetPositions = ReadList(name, value, -366, 366, out problem); break;
            case "RSCALE":
                CalendarScale = value.ToString().ToUpperInvariant();
                break;
            default:
                return value.ToString().ToUpperInvariant() is "OMIT" or "BACKWARD" or "FORWARD"
                    ? null
                    : $"SKIP={RecurrenceFault.Shorten(value.ToString())} does not exist";
        }

        return problem;
    }

    /// <summary>The index of a word in any case; -1 if it is none of them.</summary>
    private static int IndexOf(string[] words, ReadOnlySpan<char> text)
    {
        for (var at = 0; at < words.Length; at++)
        {
            if (text.Equals(words[at].AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return -1;
    }

    private static int? ReadCount(string name, ReadOnlySpan<char> value, out string? problem)
    {
        int? count = value.Trim().Length == value.Length && IntegerValue.Read(value.ToString()) is > 0 and var number ? number : null;
        problem = count is null ? $"{name}={RecurrenceFault.Shorten(value.ToString())} is not a number from 1" : null;
        return count;
    }

    private static int[] ReadList(string name, ReadOnlySpan<char> value, int lowest, int highest, out string? problem)
    {
        var numbers = new List<int>(1);
        var count = 0;
        foreach (var text in new ListValues(value, MaxValues + 1))
        {
            // Zero counts from neither end.
            var number = ParseInteger(text) ?? int.MinValue;
            var isInRange = number >= lowest && number <= highest && (lowest < 0 ? number != 0 : text[0] is not ('+' or '-'));
            if (++count > MaxValues || !isInRange)
            {
                var range = lowest < 0 ? $"1 to {highest} or -{highest} to -1" : $"{lowest} to {highest}";
                problem = count > MaxValues
                    ? $"{name} has more than {MaxValues} values"
                    : $"{name}={RecurrenceFault.Shorten(text.ToString())} is not a number from {range}";
                return [];
            }

            if (!numbers.Contains(number))
            {
                numbers.Add(number);
            }
        }

        problem = null;
        return [.. numbers];
    }

    private string? ReadDays(ReadOnlySpan<char> value)
    {
        var days = new List<RecurrenceDay>(1);
        var count = 0;
        foreach (var text in new ListValues(value, MaxValues + 1))
        {
            if (++count > MaxValues)
            {
                return $"BYDAY has more than {MaxValues} values";
            }

            if (RecurrenceDay.Parse(text) is not { } day)
            {
                return $"BYDAY={RecurrenceFault.Shorten(text.ToString())} is not a weekday such as MO or 2TU";
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
