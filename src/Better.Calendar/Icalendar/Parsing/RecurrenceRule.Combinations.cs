namespace Better.Calendar.Icalendar.Parsing;

/// <content>Which parts of a rule may not stand together (RFC 5545, 3.3.10).</content>
internal sealed partial class RecurrenceRule
{
    private void CheckCombinations(List<RecurrenceFault> faults)
    {
        if (Until is not null && Count is not null)
        {
            faults.Add(new("it has both UNTIL and COUNT", "Keep one of UNTIL and COUNT."));
        }

        var hasOrdinals = Array.Exists(Days, static day => day.Ordinal != 0);
        if (hasOrdinals && Frequency is not (RecurrenceFrequency.Monthly or RecurrenceFrequency.Yearly or null))
        {
            faults.Add(new("BYDAY has an ordinal, which only a monthly or yearly rule may have", "Write the weekday without a number."));
        }
        else if (hasOrdinals && WeekNumbers.Length > 0)
        {
            faults.Add(new("BYDAY has an ordinal together with BYWEEKNO", "Write the weekday without a number."));
        }

        Forbid(faults, MonthDays.Length > 0 && Frequency is RecurrenceFrequency.Weekly, "BYMONTHDAY", "a weekly rule may not have");
        Forbid(
            faults,
            YearDays.Length > 0 && Frequency is RecurrenceFrequency.Daily or RecurrenceFrequency.Weekly or RecurrenceFrequency.Monthly,
            "BYYEARDAY",
            "a daily, weekly or monthly rule may not have");
        Forbid(
            faults,
            WeekNumbers.Length > 0 && Frequency is not (RecurrenceFrequency.Yearly or null),
            "BYWEEKNO",
            "only a yearly rule may have");
        if (SetPositions.Length > 0
            && Seconds.Length + Minutes.Length + Hours.Length + Days.Length + MonthDays.Length + YearDays.Length + WeekNumbers.Length
                + Months.Length == 0)
        {
            faults.Add(new("it has BYSETPOS without any other BY part", "Name the days that BYSETPOS counts, such as BYDAY=TU."));
        }
    }

    private static void Forbid(List<RecurrenceFault> faults, bool isForbidden, string part, string reason)
    {
        if (isForbidden)
        {
            faults.Add(new($"it has {part}, which {reason}", $"Remove {part}, or choose another FREQ."));
        }
    }
}
