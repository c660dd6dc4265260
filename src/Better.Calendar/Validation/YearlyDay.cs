using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>The only kind of yearly rule that all clients support.</summary>
internal readonly record struct YearlyDay(int Month, int Ordinal, IsoDayOfWeek Weekday, int Day)
{
    private static readonly string[] Weekdays = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    public static bool Parse(string rule, out YearlyDay day, out string problem)
    {
        (day, problem) = (default, "");
        var (month, ordinal, weekday, monthDay, isYearly) = (0, 0, 0, 0, false);
        foreach (var part in rule.Trim().Split(';'))
        {
            var equals = part.IndexOf('=');
            var (name, value) = equals < 0
                ? (part, "")
                : (part.Substring(0, equals).ToUpperInvariant(), part.Substring(equals + 1).ToUpperInvariant());
            switch (name)
            {
                case "FREQ":
                    isYearly = value == "YEARLY";
                    break;
                case "BYMONTH" when int.TryParse(value, System.Globalization.NumberStyles.None, null, out month)
                    && month is >= 1 and <= 12:
                case "BYMONTHDAY" when int.TryParse(
                    value,
                    System.Globalization.NumberStyles.AllowLeadingSign,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out monthDay)
                    && monthDay is (>= 1 and <= 31) or (>= -31 and <= -1):
                case "INTERVAL" when value == "1":
                case "UNTIL" or "WKST":
                    break;
                case "BYDAY" when value.Length is 3 or 4 && (weekday = Array.IndexOf(Weekdays, value.Substring(value.Length - 2))) > 0
                    && value.Substring(0, value.Length - 2).TrimStart('+') is "1" or "2" or "3" or "4" or "5" or "-1":
                    ordinal = value[0] == '-' ? -1 : value.TrimStart('+')[0] - '0';
                    break;
                default:
                    problem = $"Exchange does not support {part}";
                    return false;
            }
        }

        problem = !isYearly
            ? "it is not yearly"
            : month == 0
            ? "it has no BYMONTH"
            : (ordinal == 0) == (monthDay == 0)
            ? "it needs either BYDAY or BYMONTHDAY"
            : Math.Abs(monthDay) > CalendarSystem.Iso.GetDaysInMonth(2020, month) ? "the month has no such day" : "";
        day = new(month, ordinal, (IsoDayOfWeek)weekday, monthDay);
        return problem.Length == 0;
    }

    public bool Matches(LocalDate date)
    {
        var days = CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month);
        return date.Month == Month && (Day > 0 ? date.Day == Day : Day < 0 ? date.Day == days + 1 + Day
            : date.DayOfWeek == Weekday && (Ordinal < 0 ? date.Day > days - 7 : (date.Day - 1) / 7 == Ordinal - 1));
    }
}
