using System.Globalization;
using NodaTime;

namespace Better.Calendar.TimeZones;

/// <summary>A clock change that recurs every year in the same month, on the same ordinal weekday, at the same time.</summary>
/// <remarks>It is built from the changes of consecutive years and is valid for exactly those. The ordinal is 1 to 4 or -1, because a
/// month does not have a fifth weekday every year.</remarks>
internal sealed class YearlyTransitionRule
{
    private const int LastOfMonth = 1;
    private static readonly string[] Weekdays = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    private readonly LocalDate date;
    private readonly LocalTime time;

    // A set of bits: bit 0 (LastOfMonth) for the ordinal -1, bits 1 to 4 for the ordinals 1 to 4 that fit all changes.
    private int ordinals;

    public YearlyTransitionRule(OffsetTransition first)
    {
        FirstTransition = LastTransition = first;
        date = first.Onset.Date;
        time = first.Onset.TimeOfDay;
        ordinals = GetOrdinals(date);
    }

    /// <summary>The first change of the rule.</summary>
    public OffsetTransition FirstTransition { get; }

    /// <summary>The last change of the rule.</summary>
    public OffsetTransition LastTransition { get; private set; }

    /// <summary>The value of RRULE without UNTIL, such as <c>FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU</c>.</summary>
    public string RRuleValue => string.Format(
        CultureInfo.InvariantCulture, "FREQ=YEARLY;BYMONTH={0};BYDAY={1}{2}", date.Month, Ordinal, Weekdays[(int)date.DayOfWeek]);

    /// <summary>The onset that the rule gives for a year, also one in which the clocks did not change by it.</summary>
    public LocalDateTime GetOnset(int year)
    {
        var first = Ordinal < 0
            ? new LocalDate(year, date.Month, 1).PlusMonths(1).PlusDays(-7)
            : new LocalDate(year, date.Month, 1).PlusDays(7 * (Ordinal - 1));
        return first.PlusDays(((int)date.DayOfWeek - (int)first.DayOfWeek + 7) % 7) + time;
    }

    private int Ordinal
    {
        get
        {
            var ordinal = -1;
            // When both "the last" and an ordinal such as "the fourth" fit all years, "the last" is what most laws say.
            for (var nth = 1; nth <= 4 && (ordinals & LastOfMonth) == 0; nth++)
            {
                ordinal = (ordinals & (1 << nth)) != 0 ? nth : ordinal;
            }

            return ordinal;
        }
    }

    /// <summary>Adds the change of the next year to the rule if the rule can describe it; returns whether it did.</summary>
    public bool TryExtend(OffsetTransition next)
    {
        var onset = next.Onset;
        var shared = ordinals & GetOrdinals(onset.Date);
        if (onset.Year != LastTransition.Onset.Year + 1
            || onset.Month != date.Month
            || onset.DayOfWeek != date.DayOfWeek
            || onset.TimeOfDay != time
            || next.OffsetBefore != FirstTransition.OffsetBefore
                || next.OffsetAfter != FirstTransition.OffsetAfter
                || next.IsDaylight != FirstTransition.IsDaylight
                || shared == 0)
        {
            return false;
        }

        ordinals = shared;
        LastTransition = next;
        return true;
    }

    /// <summary>
    /// Creates the rule for changes of consecutive years; null when there are no changes, or when no rule describes them all.
    /// </summary>
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
