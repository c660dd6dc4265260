using System.Globalization;
using NodaTime;

namespace Better.Calendar.Zones;

/// <summary>A change of the wall clock that comes every year in one month on one ordinal weekday at one hour.</summary>
/// <remarks>Built from the changes of consecutive years; it holds for exactly those. The ordinal is 1 to 4 or -1: a fifth weekday
/// does not come every year.</remarks>
internal sealed class YearlyRule
{
    private const int LastOfMonth = 1;
    private static readonly string[] Weekdays = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private readonly LocalDate date;
    private readonly LocalTime time;
    private int ordinals;

    public YearlyRule(Transition first)
    {
        First = Last = first;
        date = first.Onset.Date;
        time = first.Onset.TimeOfDay;
        ordinals = Ordinals(date);
    }

    /// <summary>The first of its changes.</summary>
    public Transition First { get; }

    /// <summary>The last of them.</summary>
    public Transition Last { get; private set; }

    /// <summary>The value of RRULE without an end, e.g. <c>FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU</c>.</summary>
    public string Text
    {
        get
        {
            var ordinal = -1;
            // Where the years leave both open, "the last" is what most laws say.
            for (var nth = 1; nth <= 4 && (ordinals & LastOfMonth) == 0; nth++)
            {
                ordinal = (ordinals & (1 << nth)) != 0 ? nth : ordinal;
            }

            return string.Format(
                CultureInfo.InvariantCulture, "FREQ=YEARLY;BYMONTH={0};BYDAY={1}{2}", date.Month, ordinal, Weekdays[(int)date.DayOfWeek]);
        }
    }

    /// <summary>Takes next year's change into the rule, if one rule can tell them all.</summary>
    public bool TryExtend(Transition next)
    {
        var onset = next.Onset;
        var shared = ordinals & Ordinals(onset.Date);
        if (onset.Year != Last.Onset.Year + 1 || onset.Month != date.Month || onset.DayOfWeek != date.DayOfWeek || onset.TimeOfDay != time
            || next.From != First.From || next.To != First.To || next.Summer != First.Summer || shared == 0)
        {
            return false;
        }

        ordinals = shared;
        Last = next;
        return true;
    }

    /// <summary>The rule of these changes, one in each year; null where no rule tells them all.</summary>
    public static YearlyRule? Through(IEnumerable<Transition> changes)
    {
        YearlyRule? rule = null;
        foreach (var change in changes)
        {
            if (rule is null)
            {
                rule = new(change);
            }
            else if (!rule.TryExtend(change))
            {
                return null;
            }
        }

        return rule;
    }

    private static int Ordinals(LocalDate date)
    {
        var nth = ((date.Day - 1) / 7) + 1;
        var last = date.Day + 7 > date.Calendar.GetDaysInMonth(date.Year, date.Month) ? LastOfMonth : 0;
        return last | (nth <= 4 ? 1 << nth : 0);
    }
}
