using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>The yearly RRULE of an observance (RFC 5545, 3.3.10) that was parsed.</summary>
/// <remarks>Supports what real VTIMEZONEs use: BYMONTH, BYDAY with or without ordinals, BYMONTHDAY, UNTIL, COUNT, and a time of day that
/// repeats DTSTART's (Notes). Anything else is refused, because a rule that is not understood cannot be verified.</remarks>
internal sealed class YearlyRule
{
    private static readonly string[] Weekdays = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>The last of the Gregorian calendar's gaps between two years with the same date is 40 years long: 29 February on a
    /// weekday, across 2100.</summary>
    private const int MaxYearsWithoutOnset = 40;

    private const int MaxOrdinal = 5;

    /// <summary>No VTIMEZONE counts farther than its zone has clock changes ahead; a larger COUNT ends after all of its dates.</summary>
    private const int MaxCount = 50;

    private readonly LocalDateTime start;
    private readonly List<int> months = [];
    private readonly List<int> monthDays = [];
    private readonly List<Weekday> weekdays = [];
    private LocalDateTime? until;

    private YearlyRule(LocalDateTime start) => this.start = start;

    /// <summary>Parses the value of an RRULE.</summary>
    /// <exception cref="FormatException">The value is not a yearly rule, or it uses a part that is not supported.</exception>
    public static YearlyRule Parse(string text, LocalDateTime start, Offset offsetFrom)
    {
        var rule = new YearlyRule(start);
        int? count = null;
        foreach (var part in text.Split(';'))
        {
            var equals = part.IndexOf('=');
            var (name, value) = equals < 0 ? (part, "") : (part.Substring(0, equals), part.Substring(equals + 1));
            switch (name)
            {
                case "FREQ" when value == "YEARLY": break;
                case "INTERVAL" when value == "1": break;
                case "WKST": break;
                case "BYMONTH": AddDistinct(rule.months, value, static item => ParseInteger(item, 12)); break;
                case "BYMONTHDAY": AddDistinct(rule.monthDays, value, static item => ParseInteger(item, 31)); break;
                case "BYDAY": AddDistinct(rule.weekdays, value, Weekday.Parse); break;
                case "BYHOUR" when IsNumber(value, start.Hour): break;
                case "BYMINUTE" when IsNumber(value, start.Minute): break;
                case "BYSECOND" when IsNumber(value, start.Second): break;
                case "UNTIL": rule.until = ParseUntil(value, offsetFrom); break;
                case "COUNT": count = ParseCount(value); break;
                default: throw new FormatException($"The part '{part}' of the RRULE '{text}' is not supported in a VTIMEZONE.");
            }
        }

        if (!text.Contains("FREQ=YEARLY") || (rule.months.Count == 0 && (rule.weekdays.Count > 0 || rule.monthDays.Count > 0)))
        {
            throw new FormatException($"The RRULE '{text}' must have FREQ=YEARLY, and BYMONTH when it has BYDAY or BYMONTHDAY.");
        }

        // DTSTART gives the month and day that the rule leaves out.
        if (rule.months.Count == 0)
        {
            rule.months.Add(start.Month);
        }

        if (rule.monthDays.Count == 0 && rule.weekdays.Count == 0)
        {
            rule.monthDays.Add(start.Day);
        }

        if (count <= MaxCount)
        {
            rule.EndAfter(count.Value);
        }

        return rule;
    }

    /// <summary>Finds the latest onset at or before a local time; null when there is none from DTSTART on.</summary>
    public LocalDateTime? FindLastOnset(LocalDateTime local)
    {
        var limit = until is { } end && end < local ? end : local;
        for (var year = limit.Year; year >= start.Year && limit.Year - year <= MaxYearsWithoutOnset; year--)
        {
            if (FindLastOnsetInYear(year, limit) is { } last)
            {
                return last;
            }
        }

        return null;
    }

    private LocalDateTime? FindLastOnsetInYear(int year, LocalDateTime limit)
    {
        LocalDateTime? last = null;
        foreach (var month in months)
        {
            if (FindLastOnsetInMonth(year, month, limit) is { } onset && (last is null || onset > last))
            {
                last = onset;
            }
        }

        return last;
    }

    /// <summary>Ends the rule with the onset of that number (COUNT).</summary>
    private void EndAfter(int count)
    {
        var (last, yearsWithout) = (start, 0);
        for (var year = start.Year; count > 0 && yearsWithout <= MaxYearsWithoutOnset && year < CalendarSystem.Iso.MaxYear; year++)
        {
            yearsWithout++;
            for (var month = 1; month <= 12; month++)
            {
                var days = months.Contains(month) ? CalendarSystem.Iso.GetDaysInMonth(year, month) : 0;
                for (var day = 1; day <= days && count > 0; day++)
                {
                    var onset = new LocalDate(year, month, day) + start.TimeOfDay;
                    if (onset >= start && Matches(day, days, onset.DayOfWeek))
                    {
                        (last, yearsWithout) = (onset, 0);
                        count--;
                    }
                }
            }
        }

        until = until is { } end && end < last ? end : last;
    }

    private LocalDateTime? FindLastOnsetInMonth(int year, int month, LocalDateTime limit)
    {
        var days = CalendarSystem.Iso.GetDaysInMonth(year, month);
        var daysBeforeFirst = (int)new LocalDate(year, month, 1).DayOfWeek - 1;
        for (var day = days; day >= 1; day--)
        {
            if (Matches(day, days, (IsoDayOfWeek)(((daysBeforeFirst + day - 1) % 7) + 1)))
            {
                var onset = new LocalDate(year, month, day) + start.TimeOfDay;
                if (onset <= limit)
                {
                    return onset >= start ? onset : null;
                }
            }
        }

        return null;
    }

    private bool Matches(int day, int days, IsoDayOfWeek weekday)
    {
        var matches = monthDays.Count == 0;
        for (var at = 0; at < monthDays.Count && !matches; at++)
        {
            matches = monthDays[at] == day || monthDays[at] == day - days - 1;
        }

        if (weekdays.Count == 0 || !matches)
        {
            return matches;
        }

        foreach (var (ordinal, ruleDay) in weekdays)
        {
            if (ruleDay == weekday && (ordinal == 0 || ordinal == ((day - 1) / 7) + 1 || ordinal == -(((days - day) / 7) + 1)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Parses UNTIL, which is in UTC in an observance (RFC 5545, 3.3.10), and converts it to TZOFFSETFROM, the offset of the onsets.
    /// </summary>
    private static LocalDateTime ParseUntil(string value, Offset offsetFrom) => value.EndsWith("Z", StringComparison.Ordinal)
        ? VTimeZoneObservance.ParseLocal(value.Substring(0, value.Length - 1)).PlusSeconds(offsetFrom.Seconds)
        : throw new FormatException($"UNTIL={value} is not in UTC, as RFC 5545, 3.3.10, requires in a VTIMEZONE; it must end with Z.");

    private static void AddDistinct<T>(List<T> items, string value, Func<string, T> parse)
    {
        foreach (var text in value.Split(','))
        {
            var item = parse(text);
            if (!items.Contains(item))
            {
                items.Add(item);
            }
        }
    }

    private static bool IsNumber(string text, int number) => text.Length is 1 or 2 && ParseInteger(text, 60) == number;

    private static int ParseCount(string text) =>
        text.Length is > 0 and < 10 && VTimeZoneObservance.ParseDigits(text, 0, text.Length) is > 0 and var count
            ? count
            : throw new FormatException($"COUNT={text} is not a number of onsets, from 1.");

    private static int ParseInteger(string text, int maximum)
    {
        var start = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        if (text.Length is 0 or > 3 || text.Length == start)
        {
            throw new FormatException($"'{text}' is not a whole number of at most three characters.");
        }

        var number = VTimeZoneObservance.ParseDigits(text, start, text.Length - start);
        return number <= maximum
            ? text[0] == '-' ? -number : number
            : throw new FormatException($"'{text}' is beyond {maximum}.");
    }

    /// <summary>An item of BYDAY.</summary>
    /// <param name="Ordinal">Which of these weekdays in the month, counted from the end when negative; 0 for every one.</param>
    /// <param name="Day">The weekday.</param>
    private sealed record Weekday(int Ordinal, IsoDayOfWeek Day)
    {
        public static Weekday Parse(string text)
        {
            var day = text.Length < 2 ? -1 : Array.IndexOf(Weekdays, text.Substring(text.Length - 2));
            return day < 1
                ? throw new FormatException($"'{text}' is not a weekday such as SU or -1SU.")
                : new(text.Length == 2 ? 0 : ParseInteger(text.Substring(0, text.Length - 2), MaxOrdinal), (IsoDayOfWeek)day);
        }
    }
}
