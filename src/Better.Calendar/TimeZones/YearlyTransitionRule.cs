using System.Globalization;
using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>A change of the wall clock that comes every year in one month on one ordinal weekday at one hour.</summary>
/// <remarks>Built from the changes of consecutive years; it holds for exactly those. The ordinal is 1 to 4 or -1: a fifth weekday
/// does not come every year.</remarks>
internal sealed class YearlyTransitionRule
{
    private const int LastOfMonth = 1;
    private static readonly string[] Weekdays = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private readonly LocalDate date;
    private readonly LocalTime time;
    private int ordinals;

    public YearlyTransitionRule(OffsetTransition first)
    {
        FirstTransition = LastTransition = first;
        date = first.Onset.Date;
        time = first.Onset.TimeOfDay;
        ordinals = GetOrdinals(date);
    }

    /// <summary>The first of its changes.</summary>
    public OffsetTransition FirstTransition { get; }

    /// <summary>The last of them.</summary>
    public OffsetTransition LastTransition { get; private set; }

    /// <summary>The value of RRULE without an end, e.g. <c>FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU</c>.</summary>
    public string RRuleValue
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
    public bool TryExtend(OffsetTransition next)
    {
        var onset = next.Onset;
        var shared = ordinals & GetOrdinals(onset.Date);
        if (onset.Year != LastTransition.Onset.Year + 1 || onset.Month != date.Month || onset.DayOfWeek != date.DayOfWeek || onset.TimeOfDay != time
            || next.OffsetBefore != FirstTransition.OffsetBefore || next.OffsetAfter != FirstTransition.OffsetAfter || next.IsDaylight != FirstTransition.IsDaylight || shared == 0)
        {
            return false;
        }

        ordinals = shared;
        LastTransition = next;
        return true;
    }

    /// <summary>The rule of these changes, one in each year; null where no rule tells them all.</summary>
    public static YearlyTransitionRule? FromTransitions(IEnumerable<OffsetTransition> changes)
    {
        YearlyTransitionRule? rule = null;
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

    private static int GetOrdinals(LocalDate date)
    {
        var nth = ((date.Day - 1) / 7) + 1;
        var last = date.Day + 7 > date.Calendar.GetDaysInMonth(date.Year, date.Month) ? LastOfMonth : 0;
        return last | (nth <= 4 ? 1 << nth : 0);
    }
}
