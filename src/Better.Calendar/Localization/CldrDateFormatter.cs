using System.Globalization;
using NodaTime;

namespace Better.Calendar.Localization;

/// <summary>Formats dates and times by CLDR patterns; supports the pattern fields that the data files use.</summary>
internal static class CldrDateFormatter
{
    /// <summary>Formats a date or time by a pattern.</summary>
    /// <exception cref="FormatException">The pattern has a field that is not supported, or a quote that is not closed.</exception>
    public static string Format(string pattern, LocalDateTime value, CldrNames names)
    {
        var text = StringBuilderCache.Acquire();
        for (var at = 0; at < pattern.Length;)
        {
            if (pattern[at] == '\'')
            {
                // UTS 35, Date Field Symbols: quoted text is literal ("d 'de' MMMM").
                var end = pattern.IndexOf('\'', at + 1);
                end = end < 0 ? throw new FormatException($"A quote is not closed in the date pattern “{pattern}”.") : end;
                text.Append(pattern, at + 1, end - at - 1);
                at = end + 1;
            }
            else if (pattern[at] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
            {
                var end = at + 1;
                while (end < pattern.Length && pattern[end] == pattern[at])
                {
                    end++;
                }

                text.Append(FormatField(pattern.AsSpan(at, end - at), value, names));
                at = end;
            }
            else
            {
                text.Append(pattern[at++]);
            }
        }

        return StringBuilderCache.GetStringAndRelease(text);
    }

    private static string FormatField(ReadOnlySpan<char> field, LocalDateTime value, CldrNames names) => field switch
    {
        "y" => FormatNumber(value.Year, "0"),
        "MMMM" => names.Months[value.Month - 1],
        "d" => FormatNumber(value.Day, "0"),
        "dd" => FormatNumber(value.Day, "00"),
        "EEEE" => names.Weekdays[(int)value.DayOfWeek - 1],
        "E" => names.WeekdaysShort[(int)value.DayOfWeek - 1],
        "H" => FormatNumber(value.Hour, "0"),
        "HH" => FormatNumber(value.Hour, "00"),
        "h" => FormatNumber(value.ClockHourOfHalfDay, "0"),
        "mm" => FormatNumber(value.Minute, "00"),
        "a" => names.HalfDays?[value.Hour / 12]
            ?? throw new FormatException("A pattern has the field a, but the data has no “halfDays” (AM and PM)."),
        _ => throw new FormatException(
            $"A date pattern has the field {field.ToString()}, which is not supported; use these fields: y MMMM d dd EEEE E H HH h mm a."),
    };

    // ASCII digits in every language: the same digits as in the passcode, the join link and the calendar file.
    private static string FormatNumber(int number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
