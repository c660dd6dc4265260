using NodaTime;

namespace Better.Calendar.Icalendar.Parsing;

/// <summary>The days on which a recurrence rule takes place (RFC 5545, 3.3.10), as far as somebody asks for them.</summary>
/// <remarks>Rules that recur several times a day by FREQ are only compared with DTSTART.</remarks>
internal sealed class RecurrenceOccurrences
{
    /// <summary>How many periods are looked at before a rule counts as one that never takes place: the calendar repeats earlier.</summary>
    private static readonly int[] MaxPeriods = [120, 500, 600, 15_000];

    private readonly RecurrenceRule rule;
    private readonly LocalDateTime start;
    private readonly RecurrenceFrequency frequency;
    private readonly RecurrenceDayMatcher matcher;
    private readonly int[] hours;
    private readonly int[] minutes;
    private readonly int[] seconds;
    private readonly LocalDate? lastDay;
    private readonly LocalDateTime? lastTime;

    /// <summary>The occurrences of a rule that has a FREQ.</summary>
    public RecurrenceOccurrences(RecurrenceRule rule, LocalDateTime start)
    {
        (this.rule, this.start, frequency) = (rule, start, rule.Frequency!.Value);

        matcher = new(rule, start);
        hours = rule.Hours.Length == 0 ? [start.Hour] : [.. rule.Hours.OrderBy(static hour => hour)];
        minutes = rule.Minutes.Length == 0 ? [start.Minute] : [.. rule.Minutes.OrderBy(static minute => minute)];
        seconds = rule.Seconds.Length == 0 ? [start.Second] : [.. rule.Seconds.OrderBy(static second => second)];
        if (rule.Until is { } until && DateTimeValue.Parse(until, out var last, out var isDate, out var isUtc) && last.Year < 9990)
        {
            // In UTC it may be a day before or after DTSTART's own clock; nothing is refused because of that day.
            lastDay = isDate ? last.Date : last.Date.PlusDays(1);
            lastTime = isDate || isUtc ? last.PlusDays(1) : last;
        }
    }

    /// <summary>How many occurrences begin on one day.</summary>
    public int TimesPerDay => hours.Length * minutes.Length * seconds.Length;

    private bool IsWithinDay => frequency > RecurrenceFrequency.Daily;

    /// <summary>Whether DTSTART is an occurrence of the rule.</summary>
    public bool IncludesStart(ref int budget)
    {
        var (hour, minute, second) =
            (Array.IndexOf(hours, start.Hour), Array.IndexOf(minutes, start.Minute), Array.IndexOf(seconds, start.Second));
        if (hour < 0 || minute < 0 || second < 0)
        {
            return false;
        }

        if (IsWithinDay)
        {
            return matcher.Matches(start.Date);
        }

        var candidates = FindCandidates(0, ref budget);
        var day = candidates.IndexOf(start.Date);
        var position = (day * TimesPerDay) + (((hour * minutes.Length) + minute) * seconds.Length) + second;
        return day >= 0
            && (rule.SetPositions.Length == 0
                || Array.IndexOf(rule.SetPositions, position + 1) >= 0
                || Array.IndexOf(rule.SetPositions, position - (candidates.Count * TimesPerDay)) >= 0);
    }

    /// <summary>The first days with an occurrence, not before DTSTART; fewer if the rule ends or never takes place.</summary>
    /// <param name="maxCount">How many days are wanted.</param>
    /// <param name="budget">How many more days may be looked at; negative when that was too few for an answer.</param>
    public List<LocalDate> FindDays(int maxCount, ref int budget)
    {
        var found = new List<LocalDate>();
        for (var period = 0; !IsWithinDay && period < MaxPeriods[(int)frequency] && budget >= 0; period++)
        {
            var candidates = FindCandidates(period, ref budget);
            foreach (var day in SelectPositions(candidates))
            {
                if (day > lastDay || found.Count == maxCount)
                {
                    return found;
                }

                if (day >= start.Date)
                {
                    found.Add(day);
                }
            }

            // A rule that takes place rarely is looked at for its first occurrence only.
            if (!IsPossible(period + 1) || (found.Count > 0 && period > maxCount * 4))
            {
                break;
            }
        }

        return found;
    }

    /// <summary>
    /// The first times of the occurrences, in order: DTSTART is the first (RFC 5545, 3.8.5.3), also if the rule does not make it.
    /// </summary>
    /// <param name="maxCount">How many are wanted. There are fewer if the rule ends, recurs within a day, or the budget is used up.</param>
    /// <param name="budget">How many more days may be looked at; negative when that was too few.</param>
    public List<LocalDateTime> FindTimes(int maxCount, ref int budget)
    {
        var times = new List<LocalDateTime> { start };
        var count = Math.Min(rule.Count ?? maxCount, maxCount);
        foreach (var day in FindDays(count + 1, ref budget))
        {
            foreach (var time in GetTimesOfDay(day))
            {
                if (times.Count == count || time > lastTime)
                {
                    return times;
                }

                if (time > start)
                {
                    times.Add(time);
                }
            }
        }

        return times;
    }

    private IEnumerable<LocalDateTime> GetTimesOfDay(LocalDate day) =>
        from hour in hours
        from minute in minutes
        from second in seconds
        select day + new LocalTime(hour, minute, Math.Min(second, 59));

    /// <summary>The shortest time between the starts of the first occurrences in seconds; null if there is only one.</summary>
    public long? FindShortestGap(ref int budget)
    {
        if (IsWithinDay)
        {
            var unit = frequency switch { RecurrenceFrequency.Hourly => 3_600, RecurrenceFrequency.Minutely => 60, _ => 1 };
            return rule.Count == 1 ? null : (long)unit * rule.Interval;
        }

        var gap = (FindGap(seconds) ?? (FindGap(minutes) * 60)) ?? (FindGap(hours) * 3_600L);
        var firstDays = FindDays(Math.Min(rule.Count ?? 12, 12), ref budget);
        for (var at = 1; at < firstDays.Count; at++)
        {
            var between = Period.DaysBetween(firstDays[at - 1], firstDays[at]) * 86_400L;
            gap = gap is null || between < gap ? between : gap;
        }

        return rule.Count == 1 ? null : gap;
    }

    private static long? FindGap(int[] values)
    {
        long? gap = null;
        for (var at = 1; at < values.Length; at++)
        {
            gap = gap is null || values[at] - values[at - 1] < gap ? values[at] - values[at - 1] : gap;
        }

        return gap;
    }

    private bool IsPossible(int period) => frequency switch
    {
        RecurrenceFrequency.Yearly => start.Year + ((long)period * rule.Interval) < 9990,
        RecurrenceFrequency.Monthly => start.Year + ((long)period * rule.Interval / 12) < 9990,
        RecurrenceFrequency.Weekly => start.Year + ((long)period * rule.Interval / 52) < 9990,
        _ => start.Year + ((long)period * rule.Interval / 365) < 9990,
    };

    /// <summary>All days of a period that the BY parts allow, before BYSETPOS.</summary>
    private List<LocalDate> FindCandidates(int period, ref int budget)
    {
        var (first, count) = GetPeriod(period);
        budget -= count;
        var found = new List<LocalDate>();
        for (var (at, day) = (0, first); at < count; at++, day = day.PlusDays(1))
        {
            if (matcher.Matches(day))
            {
                found.Add(day);
            }
        }

        return found;
    }

    private (LocalDate First, int Days) GetPeriod(int period)
    {
        var step = period * rule.Interval;
        switch (frequency)
        {
            case RecurrenceFrequency.Yearly:
                var year = new LocalDate(start.Year + step, 1, 1);
                return (year, CalendarSystem.Iso.GetDaysInYear(year.Year));
            case RecurrenceFrequency.Monthly:
                var month = new LocalDate(start.Year, start.Month, 1).PlusMonths(step);
                return (month, CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month));
            case RecurrenceFrequency.Weekly:
                var back = ((int)start.DayOfWeek - (rule.WeekStart ?? 1) + 7) % 7;
                return (start.Date.PlusDays((step * 7) - back), 7);
            default:
                return (start.Date.PlusDays(step), 1);
        }
    }

    private List<LocalDate> SelectPositions(List<LocalDate> candidates)
    {
        if (rule.SetPositions.Length == 0)
        {
            return candidates;
        }

        var total = candidates.Count * TimesPerDay;
        return
        [
            .. rule.SetPositions.Select(position => position > 0 ? position - 1 : total + position)
                .Where(position => position >= 0 && position < total)
                .Select(position => position / TimesPerDay)
                .Distinct()
                .OrderBy(static position => position)
                .Select(position => candidates[position]),
        ];
    }
}
