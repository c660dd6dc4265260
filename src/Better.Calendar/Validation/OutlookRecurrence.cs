using System.Globalization;
using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>
/// Whether Outlook can store a recurrence rule: it has six templates ([MS-OXCICAL] 2.1.3.2.2) and refuses what fits none.
/// </summary>
/// <param name="IsRefused">Whether Outlook refuses the event; otherwise it stores other dates than the rule gives.</param>
/// <param name="Problem">A clause that says why: <c>Outlook stores no list of days of the month</c>.</param>
/// <param name="Fix">What to write instead, as a sentence.</param>
internal readonly record struct OutlookRecurrence(bool IsRefused, string Problem, string Fix)
{
    private const string SingleEvents = "Send each date as an event of its own, with its own UID.";
    private const string TwoSeries = "Split it into one series for each, each with its own UID; split COUNT by counting, keep UNTIL.";

    /// <summary>What Outlook cannot store of a valid rule; null if it stores all of it.</summary>
    public static OutlookRecurrence? Find(RecurrenceRule rule, LocalDateTime start) =>
        FindInTimes(rule, start) ?? FindInAnyRule(rule) ?? rule.Frequency switch
        {
            RecurrenceFrequency.Daily => FindInDaily(rule),
            RecurrenceFrequency.Weekly => FindInWeekly(rule),
            RecurrenceFrequency.Monthly => FindInMonthly(rule, start),
            RecurrenceFrequency.Yearly => FindInYearly(rule, start),
            _ => Refuse(
                $"Outlook has no recurrence within a day (FREQ={rule.Frequency.ToString()!.ToUpperInvariant()})",
                rule is { Frequency: RecurrenceFrequency.Hourly, Interval: var hours } && hours % 24 == 0
                    ? $"Write FREQ=DAILY;INTERVAL={Format(hours / 24)}."
                    : "Send one daily series for each time of day."),
        }
        ?? (rule.Count > 999 ? Change("Outlook counts to 999 at most", "Write UNTIL with the date of the last occurrence.") : null);

    private static OutlookRecurrence Refuse(string problem, string fix) => new(IsRefused: true, problem, fix);

    private static OutlookRecurrence Change(string problem, string fix) => new(IsRefused: false, problem, fix);

    private static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static OutlookRecurrence? FindInTimes(RecurrenceRule rule, LocalDateTime start)
    {
        if (rule.Seconds.Length > 1 || (rule.Seconds.Length == 1 && rule.Seconds[0] != start.Second))
        {
            return Refuse("Outlook reads no BYSECOND but that of DTSTART", "Remove BYSECOND.");
        }

        if (rule.Hours.Length > 1 || rule.Minutes.Length > 1)
        {
            return Refuse("Outlook stores no two occurrences of one day", "Send one event, with its own UID, for each time of day.");
        }

        return (rule.Hours.Length == 1 && rule.Hours[0] != start.Hour) || (rule.Minutes.Length == 1 && rule.Minutes[0] != start.Minute)
            ? Change("BYHOUR and BYMINUTE move the first occurrence away from DTSTART", "Put the time into DTSTART, and remove both.")
            : null;
    }

    private static OutlookRecurrence? FindInAnyRule(RecurrenceRule rule)
    {
        if (rule.CalendarScale is not (null or "GREGORIAN"))
        {
            return Refuse($"Outlook does not read RSCALE={rule.CalendarScale}", SingleEvents);
        }

        if (rule.WeekNumbers.Length > 0)
        {
            return Refuse("Outlook has no BYWEEKNO", SingleEvents);
        }

        if (rule.YearDays.Length > 0)
        {
            // After February the day of a year is another date in a leap year.
            var date = rule.YearDays is [>= 1 and <= 59] ? new LocalDate(2027, 1, 1).PlusDays(rule.YearDays[0] - 1) : (LocalDate?)null;
            return Refuse("Outlook has no BYYEARDAY", date is { } day
                ? $"Write FREQ=YEARLY;BYMONTH={Format(day.Month)};BYMONTHDAY={Format(day.Day)}."
                : SingleEvents);
        }

        return rule.SetPositions.Length > 1 && rule.MonthDays.Length == 0
            ? Refuse("Outlook stores one BYSETPOS", TwoSeries)
            : null;
    }

    private static OutlookRecurrence? FindInDaily(RecurrenceRule rule)
    {
        if (rule.Days.Length > 0)
        {
            return Refuse("Outlook stores no BYDAY in a daily rule", rule is { Interval: 1, Months.Length: 0, MonthDays.Length: 0 }
                ? $"Write FREQ=WEEKLY;BYDAY={string.Join(",", rule.Days)}."
                : SingleEvents);
        }

        if (rule.Months.Length > 0)
        {
            return Refuse("Outlook stores no BYMONTH in a daily rule", "Send one series for each year, with UNTIL.");
        }

        if (rule.MonthDays.Length > 0)
        {
            return Change("Outlook stores no BYMONTHDAY in a daily rule, and takes every day", rule is { Interval: 1, MonthDays.Length: 1 }
                ? $"Write FREQ=MONTHLY;BYMONTHDAY={Format(rule.MonthDays[0])}."
                : SingleEvents);
        }

        return rule.SetPositions.Length > 0 ? Refuse("Outlook stores no BYSETPOS in a daily rule", "Remove BYSETPOS.")
            : CheckInterval(rule, 999, "days");
    }

    private static OutlookRecurrence? FindInWeekly(RecurrenceRule rule)
    {
        if (rule.Months.Length > 0 || rule.SetPositions.Length > 0)
        {
            return Refuse(
                $"Outlook stores no {(rule.Months.Length > 0 ? "BYMONTH" : "BYSETPOS")} in a weekly rule",
                "Send one series with UNTIL for each stretch of weeks.");
        }

        return CheckInterval(rule, 99, "weeks")
            ?? (rule is { WeekStart: null, Interval: > 1, Days.Length: > 1 } && Array.Exists(rule.Days, static day => day.Weekday == 7)
                ? Change("without WKST Outlook begins the week on Sunday, RFC 5545 on Monday", "Add WKST=MO.")
                : null);
    }

    private static OutlookRecurrence? FindInMonthly(RecurrenceRule rule, LocalDateTime start)
    {
        if (rule.Months.Length > 0)
        {
            var step = 12 / rule.Months.Length;
            var months = rule.Months.OrderBy(static month => month).ToList();
            var isEven = rule.Interval == 1
                && rule.Months.Length * step == 12
                && months.Contains(start.Month)
                && months.TrueForAll(month => (month - months[0]) % step == 0);
            return Refuse("Outlook stores no BYMONTH in a monthly rule", isEven
                ? $"Write INTERVAL={Format(step)} in place of BYMONTH."
                : "Send one yearly series for each month.");
        }

        return CheckInterval(rule, 99, "months")
            ?? (rule.MonthDays.Length > 0 ? FindInMonthDays(rule) : rule.Days.Length > 0 ? FindInDays(rule) : CheckDay(start.Day));
    }

    private static OutlookRecurrence? FindInYearly(RecurrenceRule rule, LocalDateTime start)
    {
        if (rule.Months.Length > 1)
        {
            return Refuse("Outlook stores one BYMONTH", "Send one series for each month.");
        }

        if (rule.Months.Length == 0 && rule.MonthDays.Length + rule.Days.Length > 0)
        {
            var every = rule is { Interval: 1, Days.Length: 0, MonthDays.Length: 1 }
                ? $"FREQ=MONTHLY;BYMONTHDAY={Format(rule.MonthDays[0])}"
                : rule.Interval == 1 && rule.MonthDays.Length == 0 && Array.TrueForAll(rule.Days, static day => day.Ordinal == 0)
                    ? $"FREQ=WEEKLY;BYDAY={string.Join(",", rule.Days)}"
                    : null;
            return Refuse("Outlook needs BYMONTH in a yearly rule", every is null ? "Add BYMONTH." : $"Write {every}, or add BYMONTH.");
        }

        return CheckInterval(rule, 8, "years")
            ?? (rule.MonthDays.Length > 0 ? FindInMonthDays(rule) : rule.Days.Length > 0 ? FindInDays(rule)
                : rule.Months.Length == 0 && start is { Month: 2, Day: 29 }
                    ? Change("in other years Outlook takes 28 February", SingleEvents)
                    : null);
    }

    private static OutlookRecurrence? CheckInterval(RecurrenceRule rule, int highest, string unit) =>
        rule.Interval > highest ? Refuse($"Outlook stores at most {highest} {unit} between occurrences", SingleEvents) : null;

    private static OutlookRecurrence? CheckDay(int day) => day is 29 or 30 or 31
        ? Change(
            $"in months without a day {Format(day)} Outlook takes the last day, where RFC 5545 skips the month",
            "Write BYMONTHDAY=-1 if you mean the last day; else send single events.")
        : null;

    private static OutlookRecurrence? FindInMonthDays(RecurrenceRule rule)
    {
        var days = rule.MonthDays;
        if (rule.Days.Length > 0)
        {
            // A week of days with a weekday is the nth weekday, which Outlook can store.
            var first = days.Min();
            var isWeek = days.Length == 7 && first is 1 or 8 or 15 or 22 && days.Max() == first + 6;
            return Refuse(
                "Outlook stores no BYMONTHDAY together with BYDAY",
                isWeek && rule is { Days: [{ Ordinal: 0 } day], SetPositions.Length: 0 }
                    ? $"Write BYDAY={new RecurrenceDay((first / 7) + 1, day.Weekday)} in place of both."
                    : SingleEvents);
        }

        if (days.Length > 1)
        {
            var isLastDay = rule.SetPositions is [-1] && days.Contains(31) && days.All(static day => day is >= 28 or -1);
            return Refuse("Outlook stores one day of the month", isLastDay ? "Write BYMONTHDAY=-1 in place of both." : TwoSeries);
        }

        return rule.SetPositions.Length > 0 ? Refuse("Outlook stores no BYSETPOS together with BYMONTHDAY", "Remove BYSETPOS.")
            : days[0] < -1 ? Refuse("of the days counted from the end Outlook stores only the last", SingleEvents)
            : rule.Frequency == RecurrenceFrequency.Yearly && !(rule.Months is [2] && days[0] == 29) ? null
            : CheckDay(days[0]);
    }

    private static OutlookRecurrence? FindInDays(RecurrenceRule rule)
    {
        var days = rule.Days;
        if (Array.Exists(days, static day => day.Ordinal != 0))
        {
            return days.Length > 1 ? Refuse("Outlook stores one weekday with an ordinal", TwoSeries)
                : rule.SetPositions.Length > 0 ? Refuse("Outlook stores no BYSETPOS together with an ordinal", "Keep the ordinal alone.")
                : days[0].Ordinal is -1 or (>= 1 and <= 4) ? null
                : Refuse("Outlook stores the first to fourth and the last weekday of a month", SingleEvents);
        }

        if (rule.SetPositions.Length == 0)
        {
            var isEvery = rule is { Interval: 1, Frequency: RecurrenceFrequency.Monthly };
            var first = new RecurrenceDay(1, days[0].Weekday);
            return Refuse("Outlook stores a weekday of a month only with its number", isEvery
                ? $"Write FREQ=WEEKLY;BYDAY={string.Join(",", days)} for every such day, or the number, such as BYDAY={first}."
                : $"Write the number, such as BYDAY={first}.");
        }

        if (rule.SetPositions[0] is not (-1 or (>= 1 and <= 4)))
        {
            return Refuse("Outlook stores the first to fourth and the last weekday of a month", SingleEvents);
        }

        var weekend = days.Count(static day => day.Weekday > 5);
        var isKnownSet = days.Length is 1 or 7 || (days.Length == 2 && weekend == 2) || (days.Length == 5 && weekend == 0);
        return isKnownSet ? null
            : Change("Outlook stores BYSETPOS of one weekday, the weekend, the working days or all days", SingleEvents);
    }
}
