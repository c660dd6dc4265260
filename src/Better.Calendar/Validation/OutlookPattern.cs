using System.Globalization;
using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>Describes the recurrence pattern that Outlook stores, in English words.</summary>
internal static class OutlookPattern
{
    /// <summary>The pattern of a rule that Outlook does not refuse: <c>every 2 weeks on Monday and Tuesday, 10 times</c>.</summary>
    public static string Describe(RecurrenceRule rule, LocalDateTime start)
    {
        var months = rule.Frequency == RecurrenceFrequency.Yearly && rule.Interval > 1 ? rule.Interval * 12 : 0;
        var every = rule.Frequency switch
        {
            RecurrenceFrequency.Daily => Every(rule.Interval, "day"),
            RecurrenceFrequency.Weekly => $"{Every(rule.Interval, "week")} on {DescribeDays(rule, start)}",

            // Outlook stores years as twelve months each, and shows several of them as months.
            RecurrenceFrequency.Yearly when months > 0 => $"{Every(months, "month")} on {DescribeDay(rule, start)}",
            RecurrenceFrequency.Yearly => $"every year on {DescribeDay(rule, start)} of {GetMonth(rule, start)}",
            _ => $"{Every(rule.Interval, "month")} on {DescribeDay(rule, start)}",
        };
        return every + (rule.Count is { } count ? $", {(count == 1 ? "once" : $"{Format(count)} times")}"
            : rule.Until is { } until && DateTimeValue.Parse(until, out var last, out _, out _) ? $", until {Format(last.Date)}"
            : ", without end");
    }

    /// <summary>A date: <c>2027-04-14</c>.</summary>
    public static string Format(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Every(int interval, string unit) => interval == 1 ? $"every {unit}" : $"every {Format(interval)} {unit}s";

    private static string GetMonth(RecurrenceRule rule, LocalDateTime start) =>
        CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(rule.Months.Length == 0 ? start.Month : rule.Months[0]);

    private static string DescribeDays(RecurrenceRule rule, LocalDateTime start) =>
        rule.Days.Length == 0 ? $"{start.DayOfWeek}" : JoinNames(rule.Days.Select(static day => $"{(IsoDayOfWeek)day.Weekday}").ToList());

    private static string DescribeDay(RecurrenceRule rule, LocalDateTime start)
    {
        if (rule.Days.Length == 0)
        {
            // Day 31 is the last day of a month; in shorter months Outlook takes their last day for 29 and 30 too.
            var day = rule.MonthDays.Length == 0 ? start.Day : rule.MonthDays[0];
            return day is -1 or 31 ? "the last day" : $"day {Format(day)}";
        }

        var ordinal = rule.SetPositions.Length > 0 ? rule.SetPositions[0] : rule.Days[0].Ordinal;
        var name = ordinal switch { 1 => "first", 2 => "second", 3 => "third", 4 => "fourth", _ => "last" };
        var kind = rule.Days.Length switch
        {
            7 => "day",
            5 when rule.Days.All(static day => day.Weekday < 6) => "weekday",
            2 when rule.Days.All(static day => day.Weekday > 5) => "weekend day",
            _ => JoinNames(rule.Days.Select(static day => $"{(IsoDayOfWeek)day.Weekday}").ToList()),
        };
        return $"the {name} {kind}";
    }

    private static string JoinNames(List<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}";
}
