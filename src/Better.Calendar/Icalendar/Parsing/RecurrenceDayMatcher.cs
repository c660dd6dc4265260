using NodaTime;

namespace Better.Calendar.Icalendar.Parsing;

/// <summary>Compares days with the BY parts of a recurrence rule, and with what DTSTART says where the rule leaves it open.</summary>
internal sealed class RecurrenceDayMatcher
{
    private readonly RecurrenceRule rule;
    private readonly RecurrenceFrequency frequency;
    private readonly bool[] months = new bool[13];
    private readonly bool[]? monthDays;
    private readonly bool[]? yearDays;
    private readonly bool[]? weekNumbers;
    private readonly RecurrenceDay[] days;
    private YearDays year = new(2000);

    /// <summary>The days of a rule that has a FREQ.</summary>
    public RecurrenceDayMatcher(RecurrenceRule rule, LocalDateTime start)
    {
        (this.rule, frequency) = (rule, rule.Frequency!.Value);
        var isDayOpen =
            rule.WeekNumbers.Length == 0 && rule.YearDays.Length == 0 && rule.MonthDays.Length == 0 && rule.Days.Length == 0;
        var isYearly = frequency == RecurrenceFrequency.Yearly;
        var defaultsMonth = isYearly && isDayOpen && rule.Months.Length == 0;
        foreach (var month in defaultsMonth ? [start.Month] : rule.Months)
        {
            months[month] = true;
        }

        months[0] = !defaultsMonth && rule.Months.Length == 0;
        var defaultsDay = isDayOpen && frequency is RecurrenceFrequency.Yearly or RecurrenceFrequency.Monthly;
        monthDays = CreateSet(defaultsDay ? [start.Day] : rule.MonthDays, 31);
        yearDays = CreateSet(rule.YearDays, 366);
        weekNumbers = CreateSet(rule.WeekNumbers, 53);
        var hasOnlyWeeks = isYearly && rule.WeekNumbers.Length > 0 && rule.MonthDays.Length == 0 && rule.YearDays.Length == 0;
        days = rule.Days.Length == 0 && (frequency == RecurrenceFrequency.Weekly || hasOnlyWeeks)
            ? [new(0, (int)start.DayOfWeek)]
            : rule.Days;
    }

    /// <summary>Whether a recurrence can take place on a day.</summary>
    public bool Matches(LocalDate day)
    {
        year = day.Year == year.Year ? year : new(day.Year);
        if (!months[0] && !months[day.Month])
        {
            return false;
        }

        var daysInMonth = CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month);
        var dayOfYear = day.DayOfYear;
        if ((monthDays is not null && !monthDays[day.Day] && !monthDays[31 + daysInMonth + 1 - day.Day])
            || (yearDays is not null && !yearDays[dayOfYear] && !yearDays[366 + year.Days + 1 - dayOfYear])
            || (weekNumbers is not null && !MatchesWeek(day, dayOfYear)))
        {
            return false;
        }

        var weekday = (int)day.DayOfWeek;
        var isInMonth = frequency == RecurrenceFrequency.Monthly || rule.Months.Length > 0;
        var (before, after) = isInMonth ? (day.Day - 1, daysInMonth - day.Day) : (dayOfYear - 1, year.Days - dayOfYear);
        foreach (var one in days)
        {
            if (one.Weekday == weekday
                && (one.Ordinal == 0 || one.Ordinal == (before / 7) + 1 || one.Ordinal == -((after / 7) + 1)))
            {
                return true;
            }
        }

        return days.Length == 0;
    }

    /// <summary>The numbers of a list, those from the end shifted behind the others; null for an empty list.</summary>
    private static bool[]? CreateSet(int[] numbers, int highest)
    {
        if (numbers.Length == 0)
        {
            return null;
        }

        var set = new bool[(2 * highest) + 1];
        foreach (var number in numbers)
        {
            set[number < 0 ? highest - number : number] = true;
        }

        return set;
    }

    /// <summary>Week 1 is the first with at least four days in the year.</summary>
    private bool MatchesWeek(LocalDate day, int dayOfYear)
    {
        var weekStart = rule.WeekStart ?? 1;
        var week = YearDays.GetWeek(dayOfYear, (int)day.DayOfWeek, weekStart);
        var weeks = year.CountWeeks(weekStart);
        return week >= 1 && week <= weeks && (weekNumbers![week] || weekNumbers[53 + weeks + 1 - week]);
    }

    /// <summary>What the days of a year have in common.</summary>
    private readonly record struct YearDays(int Year)
    {
        public int Days { get; } = CalendarSystem.Iso.GetDaysInYear(Year);

        public static int GetWeek(int dayOfYear, int weekday, int weekStart) => (dayOfYear - ((weekday - weekStart + 7) % 7) + 9) / 7;

        public int CountWeeks(int weekStart)
        {
            var lastWeekday = (int)new LocalDate(Year, 12, 31).DayOfWeek;
            var week = GetWeek(Days, lastWeekday, weekStart);

            // If the last week has fewer than four days in this year, it is the first of the next.
            return (lastWeekday - weekStart + 7) % 7 < 3 ? week - 1 : week;
        }
    }
}
