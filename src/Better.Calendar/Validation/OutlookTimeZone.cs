using System.Globalization;
using Better.Calendar.Icalendar.Parsing;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>
/// The time zone structure that Outlook makes of a VTIMEZONE: one offset, or two with a yearly change ([MS-OXCICAL] 2.1.3.1.1.19). Its name
/// and what it does not know of are not read.
/// </summary>
internal sealed record OutlookTimeZone(
    Offset Standard,
    Offset? Daylight,
    OutlookTimeZone.Change ToDaylight,
    OutlookTimeZone.Change ToStandard)
{
    /// <summary>The structure of a VTIMEZONE; null, with the reason, if Outlook refuses it.</summary>
    public static OutlookTimeZone? Read(Component zone, out string problem)
    {
        // Of several, the one that begins last counts.
        var (standard, daylight) = (FindLatest(zone, "STANDARD"), FindLatest(zone, "DAYLIGHT"));
        problem = "";
        if (standard is null && daylight is null)
        {
            problem = "its VTIMEZONE has neither STANDARD nor DAYLIGHT";
            return null;
        }

        if (standard is null)
        {
            (standard, daylight) = (daylight, null);
        }

        if (ReadOffset(standard!["TZOFFSETTO"]) is not { } offset || (daylight is not null && ReadOffset(daylight["TZOFFSETTO"]) is null))
        {
            problem = "its VTIMEZONE has no readable TZOFFSETTO";
            return null;
        }

        // Without DAYLIGHT the changes of STANDARD are not read.
        if (daylight is null)
        {
            return new(offset, null, default, default);
        }

        if (Change.Read(daylight) is { } toDaylight && Change.Read(standard) is { } toStandard)
        {
            return new(offset, ReadOffset(daylight["TZOFFSETTO"]), toDaylight, toStandard);
        }

        problem = "its VTIMEZONE has a recurrence that Outlook does not read";
        return null;
    }

    /// <summary>The offset at a local time.</summary>
    public Offset GetOffset(LocalDateTime local)
    {
        if (Daylight is not { } daylight)
        {
            return Standard;
        }

        var (from, to) = (ToDaylight.GetTime(local.Year), ToStandard.GetTime(local.Year));
        var isDaylight = from < to ? local >= from && local < to : local >= from || local < to;
        return isDaylight ? daylight : Standard;
    }

    public override string ToString() =>
        Daylight is { } daylight
            ? $"UTC{Format(Standard)}, UTC{Format(daylight)} from the {ToDaylight} to the {ToStandard}"
            : $"UTC{Format(Standard)}";

    private static string Format(Offset offset) => offset.ToString("+HH:mm", CultureInfo.InvariantCulture);

    private static Component? FindLatest(Component zone, string name)
    {
        Component? latest = null;
        LocalDateTime? latestStart = null;
        foreach (var observance in zone.Components)
        {
            if (observance.Name == name)
            {
                var start = DateTimeValue.FromLine(observance["DTSTART"])?.LocalDateTime;
                if (latest is null || start > latestStart)
                {
                    (latest, latestStart) = (observance, start);
                }
            }
        }

        return latest;
    }

    private static Offset? ReadOffset(ContentLine? line)
    {
        var text = line?.Value.Trim() ?? "";
        if (text.Length is not (5 or 7) || text[0] is not ('+' or '-')
            || !int.TryParse(text.Substring(1, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number / 100 > 17
            || number % 100 > 59)
        {
            return null;
        }

        return Offset.FromSeconds((text[0] == '-' ? -60 : 60) * ((number / 100 * 60) + (number % 100)));
    }

    /// <summary>A yearly change of the clocks.</summary>
    /// <param name="Month">The month.</param>
    /// <param name="Week">Which of the weekdays in the month, 5 for the last; 0 if it is a day of the month.</param>
    /// <param name="Day">The weekday from 1 for Monday, or the day of the month.</param>
    /// <param name="Time">The local time.</param>
    internal readonly record struct Change(int Month, int Week, int Day, LocalTime Time)
    {
        /// <summary>The change by RRULE, else by the week in which the observance begins; null if Outlook does not read it.</summary>
        public static Change? Read(Component observance)
        {
            if (DateTimeValue.FromLine(observance["DTSTART"]) is not { IsUtc: false, LocalDateTime: var start })
            {
                return null;
            }

            if (observance["RRULE"] is not { } line)
            {
                var week = start.Day > CalendarSystem.Iso.GetDaysInMonth(start.Year, start.Month) - 7 ? 5 : ((start.Day - 1) / 7) + 1;
                return new(start.Month, week, (int)start.DayOfWeek, start.TimeOfDay);
            }

            var rule = RecurrenceRule.Parse(line.Value.Trim(), []);
            var month = rule.Months.Length == 0 ? start.Month : rule.Months[0];
            return rule switch
            {
                { Frequency: RecurrenceFrequency.Yearly, Days: [{ Ordinal: -1 or 5 } day], MonthDays.Length: 0 } =>
                    new(month, 5, day.Weekday, start.TimeOfDay),
                { Frequency: RecurrenceFrequency.Yearly, Days: [{ Ordinal: >= 1 and <= 4 } day], MonthDays.Length: 0 } =>
                    new(month, day.Ordinal, day.Weekday, start.TimeOfDay),
                { Frequency: RecurrenceFrequency.Yearly, Days.Length: 0, MonthDays: [>= 1 and var day] } =>
                    new(month, 0, day, start.TimeOfDay),
                _ => null,
            };
        }

        public LocalDateTime GetTime(int year)
        {
            var days = CalendarSystem.Iso.GetDaysInMonth(year, Month);
            if (Week == 0)
            {
                return new LocalDate(year, Month, Math.Min(Day, days)) + Time;
            }

            var first = new LocalDate(year, Month, 1);
            var day = 1 + ((Day - (int)first.DayOfWeek + 7) % 7) + ((Week - 1) * 7);
            return new LocalDate(year, Month, day > days ? day - 7 : day) + Time;
        }

        public override string ToString()
        {
            var month = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(Month);
            var day = Week == 0 ? $"{Day} of {month}"
                : $"{Name(Week)} {(IsoDayOfWeek)Day} of {month}";
            return $"{day} {Time.ToString("HH:mm", CultureInfo.InvariantCulture)}";
        }

        private static string Name(int week) => week switch { 1 => "first", 2 => "second", 3 => "third", 4 => "fourth", _ => "last" };
    }
}
