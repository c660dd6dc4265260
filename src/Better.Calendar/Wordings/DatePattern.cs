using System.Globalization;
using NodaTime;

namespace Better.Calendar.Wordings;

/// <summary>Writes dates and times by the patterns of CLDR, as far as we use them.</summary>
internal static class DatePattern
{
    /// <summary>A date or time by a pattern.</summary>
    /// <exception cref="FormatException">The pattern has a field that we do not write.</exception>
    public static string Write(string pattern, LocalDateTime moment, TimeNames names)
    {
        var text = TextDesk.Take();
        for (var at = 0; at < pattern.Length;)
        {
            if (pattern[at] == '\'')
            {
                // UTS 35, Date Field Symbols: quoted text stands for itself ("d 'de' MMMM").
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

                text.Append(Field(pattern.AsSpan(at, end - at), moment, names));
                at = end;
            }
            else
            {
                text.Append(pattern[at++]);
            }
        }

        return TextDesk.Leave(text);
    }

    private static string Field(ReadOnlySpan<char> field, LocalDateTime moment, TimeNames names) => field switch
    {
        "y" => Number(moment.Year, "0"),
        "MMMM" => names.Months[moment.Month - 1],
        "d" => Number(moment.Day, "0"),
        "EEEE" => names.Weekdays[(int)moment.DayOfWeek - 1],
        "E" => names.WeekdaysShort[(int)moment.DayOfWeek - 1],
        "H" => Number(moment.Hour, "0"),
        "HH" => Number(moment.Hour, "00"),
        "mm" => Number(moment.Minute, "00"),
        _ => throw new FormatException($"A date pattern has the field {field.ToString()}; these are known: y MMMM d EEEE E H HH mm."),
    };

    // Latin digits in every language: the same as in the passcode, the link and the calendar file.
    private static string Number(int number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
