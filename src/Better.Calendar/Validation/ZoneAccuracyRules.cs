using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>Rules that compare the times and VTIMEZONEs of a file with NodaTime's time zone data.</summary>
internal static class ZoneAccuracyRules
{
    /// <summary>For how many years after a change of a zone's rules old devices may not know it.</summary>
    private const int RecentYears = 2;

    /// <summary>How many observances are evaluated; zones with their whole history have about 150.</summary>
    private const int MaxObservances = 500;

    private static readonly Duration YearlyShiftTolerance = Duration.FromDays(15);

    private static readonly Duration ForeseeableFuture = Duration.FromDays(3 * 365);

    public static readonly ValidationRule WrongOffset = new("TZ-06", Severity.Error, CalendarClients.All, ClientBehavior.WrongTime)
    {
        Requirement =
            "At every time in the file, the VTIMEZONE has the offset that is in force in that zone, and that local time occurs exactly "
                + "once.",
        Rationale = "Some clients use the VTIMEZONE and some use the zone's name, so they show different times.",
        Fix = "Generate the VTIMEZONE from the zone's current rules, or write the times in UTC.",
        Reference = "RFC 5545, 3.6.5; the IANA time zone database",
    };

    public static readonly ValidationRule ChangingZoneRules = new("TZ-10", Severity.Warning, CalendarClients.All, ClientBehavior.WrongTime)
    {
        Requirement = "The zone's rules did not change recently, and the event is not so far in the future that they may change.",
        Rationale = "Devices with an older time zone database show another time, and later changes of the law move the event.",
        Fix = "Check the time again shortly before the event, and send an update if it moved.",
        Reference = "CalConnect's advice on time zones; the IANA time zone database",
    };

    public static readonly RuleFamily Family = new(WrongOffset, ChangingZoneRules) { Calendar = Check };

    private static void Check(ValidatedCalendar calendar, FindingCollector findings)
    {
        foreach (var usage in calendar.TzIdUsages)
        {
            CheckZone(calendar, usage, calendar.FindTimeZone(usage.TzId), findings);
        }
    }

    private static void CheckZone(ValidatedCalendar calendar, TzIdUsage usage, Component? component, FindingCollector findings)
    {
        if (calendar.FindNamedZone(usage.TzId) is not { } zone)
        {
            return;
        }

        var vTimeZone = component is null ? null : ParseVTimeZone(calendar, component, findings);
        var cost = component is null ? 0 : EstimateCost(component);
        foreach (var time in usage.LocalTimes)
        {
            calendar.ObservanceBudget -= cost;
            CheckTime(calendar, usage, zone, calendar.ObservanceBudget > 0 ? vTimeZone : null, time.Key, time.Value, findings);
        }

        CheckZoneRuleChanges(calendar, usage, zone, findings);
    }

    private static void CheckTime(
        ValidatedCalendar calendar,
        TzIdUsage usage,
        DateTimeZone zone,
        VTimeZone? vTimeZone,
        LocalDateTime local,
        ContentLine line,
        FindingCollector findings)
    {
        if (local.Year > 9990)
        {
            return;
        }

        var mapping = zone.MapLocal(local);
        if (mapping.Count == 0)
        {
            findings.Add(
                WrongOffset,
                calendar.GetLocation(line),
                $"The local time {line.Value} does not exist in {usage.TzId}: the clocks skip it.",
                fix: "Choose a time that exists, or write the instant in UTC.");
            return;
        }

        if (mapping.Count > 1)
        {
            // RFC 5545, 3.3.5 specifies the first occurrence; libical and ical.js use the second.
            findings.Add(
                WrongOffset,
                calendar.GetLocation(line),
                $"The local time {line.Value} occurs twice in {usage.TzId}, and clients differ on which one it is.",
                Severity.Warning,
                fix: "Write the instant in UTC.");
            return;
        }

        if (vTimeZone is null)
        {
            return;
        }

        var expected = mapping.EarlyInterval.WallOffset;
        var actual = vTimeZone.GetUtcOffset(local, out var offsetAfterGap);
        if (actual != expected || offsetAfterGap is not null)
        {
            findings.Add(
                WrongOffset,
                calendar.GetLocation(line),
                $"At {line.Value} the VTIMEZONE of {usage.TzId} has {(actual is null ? "no offset" : $"the offset UTC{actual}")}, but "
                    + $"the zone has UTC{expected}.");
        }
    }

    private static int EstimateCost(Component component)
    {
        var cost = 1;
        foreach (var observance in component.Components)
        {
            foreach (var line in observance.Lines)
            {
                cost += 1 + (line.Value.Length / 16);
            }
        }

        return cost;
    }

    private static VTimeZone? ParseVTimeZone(ValidatedCalendar calendar, Component component, FindingCollector findings)
    {
        // TZ-04 reports recurrence rules that clients do not support; such a rule may never occur. TZ-03 reports too many observances.
        if (component.Components.Count > MaxObservances || !ObservanceRules.HasOnlySupportedRules(component))
        {
            return null;
        }

        try
        {
            return VTimeZone.Parse(GetLines(component));
        }
        catch (Exception exception) when (exception is FormatException
            or ArgumentException
            or OverflowException
            or InvalidOperationException)
        {
            // If an observance rule already reported the cause, that finding is more specific.
            if (!findings.Contains(ObservanceRules.RequiredOffsets)
                && !findings.Contains(ObservanceRules.SupportedRRule)
                && !findings.Contains(ObservanceRules.ObservanceCount)
                && !findings.Contains(ObservanceRules.RDateAndNegativeDaylight))
            {
                findings.Add(
                    WrongOffset,
                    calendar.GetLocation(component.BeginLine),
                    $"The VTIMEZONE {Quoted.Format(component["TZID"]?.Value)} cannot be evaluated: {exception.Message}");
            }

            return null;
        }
    }

    private static List<string> GetLines(Component component)
    {
        var lines = new List<string>(20) { "BEGIN:VTIMEZONE" };
        foreach (var line in component.Lines)
        {
            if (line.Name == "TZID")
            {
                lines.Add($"TZID:{line.Value}");
            }
        }

        foreach (var observance in component.Components)
        {
            lines.Add($"BEGIN:{observance.Name}");
            foreach (var line in observance.Lines)
            {
                lines.Add(line.ToString());
            }

            lines.Add($"END:{observance.Name}");
        }

        lines.Add("END:VTIMEZONE");
        return lines;
    }

    private static void CheckZoneRuleChanges(ValidatedCalendar calendar, TzIdUsage usage, DateTimeZone zone, FindingCollector findings)
    {
        if (usage.LocalTimes.Count == 0)
        {
            return;
        }

        var last = usage.LocalTimes.Keys.Max();
        if (last.Year is < 1950 or > 9000)
        {
            return;
        }

        var line = usage.LocalTimes[last];
        var now = calendar.Options.ReferenceTime ?? calendar.Email?.Date;
        if (now is { } at && zone.AtLeniently(last).ToInstant() - at > ForeseeableFuture)
        {
            findings.Add(
                ChangingZoneRules,
                calendar.GetLocation(line),
                $"{line.Value} in {usage.TzId} is more than three years in the future.",
                Severity.Suggestion);
        }

        for (var year = last.Year; year > last.Year - RecentYears; year--)
        {
            if (GetOffsetRange(zone, year) != GetOffsetRange(zone, year - 1))
            {
                findings.Add(
                    ChangingZoneRules,
                    calendar.GetLocation(line),
                    $"The time zone rules of {usage.TzId} changed in {year}, shortly before {line.Value}.");
                return;
            }
        }

        if (!HasSameOffsetYearBefore(zone, last))
        {
            findings.Add(
                ChangingZoneRules,
                calendar.GetLocation(line),
                $"At {line.Value} the offset of {usage.TzId} differs from that a year earlier.");
        }
    }

    /// <summary>
    /// Whether the same offset was in force a year earlier. Clock changes move by some days each year, those around Ramadan by eleven.
    /// </summary>
    private static bool HasSameOffsetYearBefore(DateTimeZone zone, LocalDateTime local)
    {
        var offset = zone.GetUtcOffset(zone.AtLeniently(local).ToInstant());
        var before = zone.AtLeniently(local.PlusYears(-1)).ToInstant();
        return zone.GetUtcOffset(before) == offset
            || zone.GetUtcOffset(before - YearlyShiftTolerance) == offset
            || zone.GetUtcOffset(before + YearlyShiftTolerance) == offset;
    }

    /// <summary>The lowest and the highest offset of a year.</summary>
    private static (Offset Lowest, Offset Highest) GetOffsetRange(DateTimeZone zone, int year)
    {
        var (at, end) = (Instant.FromUtc(year, 1, 2, 0, 0), Instant.FromUtc(year, 12, 30, 0, 0));
        var (lowest, highest) = (Offset.MaxValue, Offset.MinValue);
        while (at < end)
        {
            var interval = zone.GetZoneInterval(at);
            lowest = Offset.Min(lowest, interval.WallOffset);
            highest = Offset.Max(highest, interval.WallOffset);
            at = interval.HasEnd ? interval.End : end;
        }

        return (lowest, highest);
    }
}
