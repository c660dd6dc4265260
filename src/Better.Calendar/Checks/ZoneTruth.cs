using Better.Calendar.IcsLines;
using Better.Calendar.Zones;
using NodaTime;

namespace Better.Calendar.Checks;

/// <summary>Whether the times of a file are those that the clocks of its zones will show: judged by NodaTime.</summary>
internal static class ZoneTruth
{
    /// <summary>How many years back a change of a zone's rules is news to old phones.</summary>
    private const int News = 2;

    /// <summary>Observances looked at in one file; far more than honest ones need, and an end for those that hold ten thousand dates.</summary>
    private const int MostWork = 2_000_000;

    private static readonly Duration Drift = Duration.FromDays(15);

    private static readonly Duration Foreseeable = Duration.FromDays(3 * 365);

    public static readonly CheckRule Lies = new("TZ-06", Severity.Error, Clients.All, Outcome.WrongTime)
    {
        Demand = "At every time of the file the VTIMEZONE tells the offset that is in force in that zone, and that time comes exactly once.",
        Why = "Some clients believe the VTIMEZONE, some the name: they show different times.",
        Mend = "Make the VTIMEZONE from the zone's present rules, or write the times in UTC.",
        Source = "RFC 5545, 3.6.5; the IANA time zone database",
    };

    public static readonly CheckRule Changing = new("TZ-10", Severity.Warning, Clients.All, Outcome.WrongTime)
    {
        Demand = "The zone's rules did not change lately, and the event is not so far off that they may.",
        Why = "Devices with an older time zone database show another time, and later changes of the law move the event.",
        Mend = "Check the time again shortly before the event, and send an update if it moved.",
        Source = "CalConnect's advice on time zones; the IANA time zone database",
    };

    public static readonly RuleFamily Family = new(Lies, Changing) { Calendar = Check };

    private static void Check(CalendarReading calendar, Findings found)
    {
        foreach (var use in calendar.ZoneUses)
        {
            CheckZone(calendar, use, calendar.Zone(use.Id), found);
        }
    }

    private static void CheckZone(CalendarReading calendar, ZoneUse use, LineComponent? component, Findings found)
    {
        if (ZoneIds.Find(use.Id, calendar.Options.Zones) is not { } zone)
        {
            return;
        }

        var written = component is null ? null : Written(calendar, component, found);
        var most = component is null ? MostWork : MostWork / Weight(component);
        foreach (var time in use.LocalTimes)
        {
            CheckTime(calendar, use, zone, most-- > 0 ? written : null, time.Key, time.Value, found);
        }

        CheckChange(calendar, use, zone, found);
    }

    private static void CheckTime(CalendarReading calendar, ZoneUse use, DateTimeZone zone, WrittenZone? written, LocalDateTime local, Line line, Findings found)
    {
        if (local.Year > 9990)
        {
            return;
        }

        var mapping = zone.MapLocal(local);
        if (mapping.Count == 0)
        {
            found.Add(Lies, calendar.At(line), $"The local time {line.Value} never comes in {use.Id}: the clocks go forward over it.", mend: "Choose a time that comes, or write the instant in UTC.");
            return;
        }

        if (mapping.Count > 1)
        {
            // RFC 5545, 3.3.5 means the first; libical and ical.js take the second.
            found.Add(Lies, calendar.At(line), $"The local time {line.Value} comes twice in {use.Id}, and clients do not agree which one it is.", Severity.Warning, mend: "Write the instant in UTC.");
            return;
        }

        if (written is null)
        {
            return;
        }

        var truth = mapping.EarlyInterval.WallOffset;
        var told = written.OffsetAt(local, out var behindGap);
        if (told != truth || behindGap is not null)
        {
            found.Add(Lies, calendar.At(line), $"At {line.Value} the VTIMEZONE of {use.Id} tells {(told is null ? "no offset" : $"UTC{told}")}; the clocks there show UTC{truth}.");
        }
    }

    private static int Weight(LineComponent component)
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

    private static WrittenZone? Written(CalendarReading calendar, LineComponent component, Findings found)
    {
        // A rule that clients do not read is told by TZ-04, and may be one that never falls.
        if (!ObservanceRules.AreReadable(component))
        {
            return null;
        }

        try
        {
            return WrittenZone.Parse(LinesOf(component));
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException or OverflowException or InvalidOperationException)
        {
            // The rules for observances say it better, where they have a word for it.
            if (!found.Has(ObservanceRules.Offsets) && !found.Has(ObservanceRules.Rules) && !found.Has(ObservanceRules.Number) && !found.Has(ObservanceRules.Dates))
            {
                found.Add(Lies, calendar.At(component.Begin), $"The VTIMEZONE {Shown.Of(component["TZID"]?.Value)} cannot be judged: {problem.Message}");
            }

            return null;
        }
    }

    private static List<string> LinesOf(LineComponent component)
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

    private static void CheckChange(CalendarReading calendar, ZoneUse use, DateTimeZone zone, Findings found)
    {
        if (use.LocalTimes.Count == 0)
        {
            return;
        }

        var last = use.LocalTimes.Keys.Max();
        if (last.Year is < 1950 or > 9000)
        {
            return;
        }

        var line = use.LocalTimes[last];
        var now = calendar.Options.At ?? calendar.Letter?.Date;
        if (now is { } at && zone.AtLeniently(last).ToInstant() - at > Foreseeable)
        {
            found.Add(Changing, calendar.At(line), $"{line.Value} in {use.Id} is more than three years away.", Severity.Advice);
        }

        for (var year = last.Year; year > last.Year - News; year--)
        {
            if (Year(zone, year) != Year(zone, year - 1))
            {
                found.Add(Changing, calendar.At(line), $"The rules of {use.Id} changed in {year}, shortly before {line.Value}.");
                return;
            }
        }

        if (!IsAsLastYear(zone, last))
        {
            found.Add(Changing, calendar.At(line), $"Around {line.Value} the clocks of {use.Id} show another offset than a year before.");
        }
    }

    /// <summary>Whether the offset was in force a year before as well; clock changes move by days, those of Ramadan by eleven.</summary>
    private static bool IsAsLastYear(DateTimeZone zone, LocalDateTime local)
    {
        var offset = zone.GetUtcOffset(zone.AtLeniently(local).ToInstant());
        var before = zone.AtLeniently(local.PlusYears(-1)).ToInstant();
        return zone.GetUtcOffset(before) == offset || zone.GetUtcOffset(before - Drift) == offset || zone.GetUtcOffset(before + Drift) == offset;
    }

    /// <summary>The least and the greatest offset of a year.</summary>
    private static (Offset Least, Offset Greatest) Year(DateTimeZone zone, int year)
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
