using Better.Calendar.Icalendar.Parsing;
using Better.Calendar.TimeZones;
using NodaTime;

namespace Better.Calendar.Validation;

/// <summary>Whether the times of a file are those that the clocks of its zones will show: judged by NodaTime.</summary>
internal static class ZoneAccuracyRules
{
    /// <summary>How many years back a change of a zone's rules is news to old phones.</summary>
    private const int RecentYears = 2;

    /// <summary>Observances looked at in one file; far more than honest ones need, and an end for those that hold ten thousand dates.</summary>
    private const int MaxObservanceChecks = 2_000_000;

    private static readonly Duration YearlyShiftTolerance = Duration.FromDays(15);

    private static readonly Duration ForeseeableFuture = Duration.FromDays(3 * 365);

    public static readonly ValidationRule WrongOffset = new("TZ-06", Severity.Error, CalendarClients.All, ClientBehavior.WrongTime)
    {
        Requirement = "At every time in the file, the VTIMEZONE has the offset that is in force in that zone, and that local time occurs exactly once.",
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
        foreach (var usage in calendar.ZoneUses)
        {
            CheckZone(calendar, usage, calendar.Zone(usage.TzId), findings);
        }
    }

    private static void CheckZone(ValidatedCalendar calendar, TzIdUsage use, Component? component, FindingCollector found)
    {
        if (TimeZoneIds.Find(use.TzId, calendar.Options.TimeZones) is not { } zone)
        {
            return;
        }

        var written = component is null ? null : ParseVTimeZone(calendar, component, found);
        var most = component is null ? MaxObservanceChecks : MaxObservanceChecks / EstimateCost(component);
        foreach (var time in use.LocalTimes)
        {
            CheckTime(calendar, use, zone, most-- > 0 ? written : null, time.Key, time.Value, found);
        }

        CheckZoneRuleChanges(calendar, use, zone, found);
    }

    private static void CheckTime(ValidatedCalendar calendar, TzIdUsage usage, DateTimeZone zone, VTimeZone? vTimeZone, LocalDateTime local, ContentLine line, FindingCollector findings)
    {
        if (local.Year > 9990)
        {
            return;
        }

        var mapping = zone.MapLocal(local);
        if (mapping.Count == 0)
        {
            findings.Add(WrongOffset, calendar.GetLocation(line), $"The local time {line.Value} never comes in {usage.TzId}: the clocks go forward over it.", fix: "Choose a time that comes, or write the instant in UTC.");
            return;
        }

        if (mapping.Count > 1)
        {
            // RFC 5545, 3.3.5 means the first; libical and ical.js take the second.
            findings.Add(WrongOffset, calendar.GetLocation(line), $"The local time {line.Value} comes twice in {usage.TzId}, and clients do not agree which one it is.", Severity.Warning, fix: "Write the instant in UTC.");
            return;
        }

        if (vTimeZone is null)
        {
            return;
        }

        var truth = mapping.EarlyInterval.WallOffset;
        var told = vTimeZone.GetUtcOffset(local, out var behindGap);
        if (told != truth || behindGap is not null)
        {
            findings.Add(WrongOffset, calendar.GetLocation(line), $"At {line.Value} the VTIMEZONE of {usage.TzId} tells {(told is null ? "no offset" : $"UTC{told}")}; the clocks there show UTC{truth}.");
        }
    }

    private static int EstimateCost(Component component)
    {
        var weight = 1;
        foreach (var observance in component.Components)
        {
            foreach (var line in observance.Lines)
            {
                weight += 1 + (line.Value.Length / 16);
            }
        }

        return weight;
    }

    private static VTimeZone? ParseVTimeZone(ValidatedCalendar calendar, Component component, FindingCollector findings)
    {
        // A rule that clients do not read is told by TZ-04, and may be one that never falls.
        if (!ObservanceRules.HasOnlySupportedRules(component))
        {
            return null;
        }

        try
        {
            return VTimeZone.Parse(GetLines(component));
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or OverflowException or InvalidOperationException)
        {
            // The rules for observances say it better, where they have a word for it.
            if (!findings.Contains(ObservanceRules.RequiredOffsets) && !findings.Contains(ObservanceRules.SupportedRRule) && !findings.Contains(ObservanceRules.ObservanceCount) && !findings.Contains(ObservanceRules.RDateAndNegativeDaylight))
            {
                findings.Add(WrongOffset, calendar.GetLocation(component.BeginLine), $"The VTIMEZONE {Quoted.Format(component["TZID"]?.Value)} cannot be judged: {problem.Message}");
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
            findings.Add(ChangingZoneRules, calendar.GetLocation(line), $"{line.Value} in {usage.TzId} is more than three years away.", Severity.Suggestion);
        }

        for (var year = last.Year; year > last.Year - RecentYears; year--)
        {
            if (GetOffsetRange(zone, year) != GetOffsetRange(zone, year - 1))
            {
                findings.Add(ChangingZoneRules, calendar.GetLocation(line), $"The rules of {usage.TzId} changed in {year}, shortly before {line.Value}.");
                return;
            }
        }

        if (!HasSameOffsetYearBefore(zone, last))
        {
            findings.Add(ChangingZoneRules, calendar.GetLocation(line), $"Around {line.Value} the clocks of {usage.TzId} show another offset than a year before.");
        }
    }

    /// <summary>Whether the offset was in force a year before as well; clock changes move by days, those of Ramadan by eleven.</summary>
    private static bool HasSameOffsetYearBefore(DateTimeZone zone, LocalDateTime local)
    {
        var offset = zone.GetUtcOffset(zone.AtLeniently(local).ToInstant());
        var before = zone.AtLeniently(local.PlusYears(-1)).ToInstant();
        return zone.GetUtcOffset(before) == offset || zone.GetUtcOffset(before - YearlyShiftTolerance) == offset || zone.GetUtcOffset(before + YearlyShiftTolerance) == offset;
    }

    /// <summary>The least and the greatest offset of a year.</summary>
    private static (Offset Least, Offset Greatest) GetOffsetRange(DateTimeZone zone, int year)
    {
        var (at, end) = (Instant.FromUtc(year, 1, 2, 0, 0), Instant.FromUtc(year, 12, 30, 0, 0));
        var (least, greatest) = (Offset.MaxValue, Offset.MinValue);
        while (at < end)
        {
            var interval = zone.GetZoneInterval(at);
            least = Offset.Min(least, interval.WallOffset);
            greatest = Offset.Max(greatest, interval.WallOffset);
            at = interval.HasEnd ? interval.End : end;
        }

        return (least, greatest);
    }
}
