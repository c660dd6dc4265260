using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for VTIMEZONE observances: the subset that Outlook and Exchange support.</summary>
internal static class ObservanceRules
{
    public static readonly ValidationRule ObservanceCount = new("TZ-03", Severity.Error, CalendarClients.Outlook, ClientBehavior.WrongTime)
    {
        Requirement = "A VTIMEZONE has one STANDARD and at most one DAYLIGHT.",
        Rationale = "If there are more, Exchange uses the latest or the first, or rejects the file, depending on its version.",
        Fix = "Write only the rules in force at the time of the event.",
        Reference = "[MS-OXCICAL] 2.1.3.1.1.19",
    };

    public static readonly ValidationRule SupportedRRule = new("TZ-04", Severity.Error, CalendarClients.Outlook, ClientBehavior.WrongTime)
    {
        Requirement =
            "The RRULE of an observance is yearly, with one month and either one weekday with its ordinal (BYDAY=-1SU) or one BYMONTHDAY.",
        Rationale = "Exchange supports no other rules: it shifts the event or rejects it.",
        Fix = "Write FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU, or no rule at all for a single offset.",
        Reference = "[MS-OXCICAL] 2.1.3.1.1.19.2.3",
    };

    public static readonly ValidationRule RequiredOffsets = new("TZ-05", Severity.Error, CalendarClients.Outlook, ClientBehavior.FileOnly)
    {
        Requirement = "Every observance has TZOFFSETFROM and TZOFFSETTO as ±HHMM, and a local DTSTART without Z or TZID.",
        Rationale = "Without TZOFFSETTO Exchange rejects the file and Outlook guesses; seconds in offsets are dropped.",
        Fix = "Write all three lines, such as TZOFFSETFROM:+0100.",
        Reference = "RFC 5545, 3.6.5; [MS-STANOICAL] and [MS-STANXICAL]",
    };

    public static readonly ValidationRule RDateAndNegativeDaylight =
        new("TZ-08", Severity.Warning, CalendarClients.Outlook, ClientBehavior.WrongTime)
        {
            Requirement = "A VTIMEZONE has no RDATE, and its DAYLIGHT offset is ahead of STANDARD.",
            Rationale =
            "Outlook does not read RDATE, and negative daylight saving time (Europe/Dublin in some generators) shifts events by an hour.",
            Fix = "Write yearly rules, with the offset that is further ahead as DAYLIGHT.",
            Reference = "[MS-OXCICAL] 2.1.3.1.1.19.2.4; observed with ical4j and Nextcloud",
        };

    public static readonly ValidationRule OnsetMatchesRule =
        new("TZ-09", Severity.Suggestion, CalendarClients.All, ClientBehavior.WorksAsIntended)
        {
            Requirement = "DTSTART of an observance is a date that matches its RRULE.",
            Rationale = "Clients differ on whether a DTSTART that does not match counts.",
            Fix = "Write the first date that matches the rule.",
            Reference = "RFC 5545, 3.8.5.3",
        };

    public static readonly RuleFamily Family =
        new(ObservanceCount, SupportedRRule, RequiredOffsets, RDateAndNegativeDaylight, OnsetMatchesRule) { Calendar = Check };

    private static void Check(ValidatedCalendar calendar, FindingCollector findings)
    {
        foreach (var zone in calendar.TimeZones)
        {
            CheckZone(calendar, zone, findings);
        }
    }

    private static void CheckZone(ValidatedCalendar calendar, Component zone, FindingCollector findings)
    {
        var (standards, daylights) = (0, 0);
        Component? standard = null, daylight = null;
        foreach (var observance in zone.Components)
        {
            standards += observance.Name == "STANDARD" ? 1 : 0;
            daylights += observance.Name == "DAYLIGHT" ? 1 : 0;
            standard ??= observance.Name == "STANDARD" ? observance : null;
            daylight ??= observance.Name == "DAYLIGHT" ? observance : null;
            CheckOffsets(calendar, observance, findings);
            CheckRule(calendar, observance, findings);
        }

        if (standards != 1 || daylights > 1)
        {
            // By default Exchange reads the latest of several, which is right for most events; without STANDARD it refuses the file.
            findings.Add(
                ObservanceCount,
                calendar.GetLocation(zone.BeginLine),
                $"The VTIMEZONE {Quoted.Format(zone["TZID"]?.Value)} has {standards} STANDARD and {daylights} DAYLIGHT components.",
                standards == 0 ? Severity.Error : Severity.Warning,
                fix: standards == 0 ? "Add a STANDARD component with the offset." : null);
        }
        else if (standard is not null
            && daylight is not null
            && ParseOffsetSeconds(standard["TZOFFSETTO"]) is { } winter
            && ParseOffsetSeconds(daylight["TZOFFSETTO"]) is { } summer
            && summer < winter)
        {
            findings.Add(
                RDateAndNegativeDaylight,
                calendar.GetLocation(daylight.BeginLine),
                $"DAYLIGHT has the offset {daylight["TZOFFSETTO"]!.Value}, which is not ahead of STANDARD "
                    + $"with {standard["TZOFFSETTO"]!.Value}.");
        }
    }

    private static void CheckOffsets(ValidatedCalendar calendar, Component observance, FindingCollector findings)
    {
        foreach (var name in (ReadOnlySpan<string>)["TZOFFSETFROM", "TZOFFSETTO"])
        {
            var line = observance[name];
            if (line is null)
            {
                findings.Add(RequiredOffsets, calendar.GetLocation(observance.BeginLine), $"{name} is missing in {observance.Name}.");
            }
            else if (observance.CountLines(name) > 1)
            {
                findings.Add(
                    RequiredOffsets,
                    calendar.GetLocation(line),
                    $"{name} appears {observance.CountLines(name)} times in {observance.Name}.");
            }
            else if (ParseOffsetSeconds(line) is null || line.Value.Trim().Length != 5)
            {
                // Offsets with seconds are legal (RFC 5545, 3.3.14); since 1972 no zone has had one.
                var isWithSeconds = ParseOffsetSeconds(line) is not null;
                var problem = isWithSeconds ? "has seconds" : "is not an offset in the form ±HHMM";
                var isOld = DateTimeValue.FromLine(observance["DTSTART"]) is { LocalDateTime.Year: < 1972 };
                findings.Add(
                    RequiredOffsets,
                    calendar.GetLocation(line),
                    $"{name} is {Quoted.Format(line.Value)}, which {problem}.",
                    isWithSeconds && isOld ? Severity.Suggestion : isWithSeconds ? Severity.Warning : Severity.Error,
                    fix: isWithSeconds
                        ? $"Write {line.Value.Trim().Substring(0, 5)}, or remove the {observance.Name} if no event is as old."
                        : null);
            }
        }

        if (observance["DTSTART"] is not { } start)
        {
            findings.Add(RequiredOffsets, calendar.GetLocation(observance.BeginLine), $"DTSTART is missing in {observance.Name}.");
        }
        else if (start["TZID"] is not null || DateTimeValue.FromLine(start) is { IsUtc: true } or { IsDate: true })
        {
            findings.Add(
                RequiredOffsets,
                calendar.GetLocation(start),
                $"DTSTART of {observance.Name} is {Quoted.Format(start.ToString())}, which is not a local time.");
        }
    }

    private static void CheckRule(ValidatedCalendar calendar, Component observance, FindingCollector findings)
    {
        if (observance["RDATE"] is { } date)
        {
            findings.Add(RDateAndNegativeDaylight, calendar.GetLocation(date), $"{observance.Name} has RDATE {Quoted.Format(date.Value)}.");
        }

        if (observance["RRULE"] is not { } line)
        {
            return;
        }

        var isSupported = YearlyDay.Parse(line.Value, out var day, out var problem);
        if (!isSupported)
        {
            findings.Add(
                SupportedRRule,
                calendar.GetLocation(line),
                $"RRULE of {observance.Name} is {Quoted.Format(line.Value)}: {problem}.");
        }
        else if (DateTimeValue.FromLine(observance["DTSTART"]) is { } start && !day.Matches(start.LocalDateTime.Date))
        {
            findings.Add(
                OnsetMatchesRule,
                calendar.GetLocation(observance["DTSTART"]!),
                $"DTSTART {start.Line.Value} of {observance.Name} does not match its RRULE {Quoted.Format(line.Value)}.");
        }
    }

    /// <summary>Whether every client supports all recurrence rules of a VTIMEZONE.</summary>
    public static bool HasOnlySupportedRules(Component zone)
    {
        foreach (var observance in zone.Components)
        {
            if (observance["RRULE"] is { } rule && !YearlyDay.Parse(rule.Value, out _, out _))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>An offset in seconds; null if it is not valid.</summary>
    private static int? ParseOffsetSeconds(ContentLine? line)
    {
        var text = line?.Value.Trim() ?? "";
        if (text.Length is not (5 or 7) || text[0] is not ('+' or '-'))
        {
            return null;
        }

        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] is < '0' or > '9')
            {
                return null;
            }
        }

        var (hours, minutes) = (((text[1] - '0') * 10) + text[2] - '0', ((text[3] - '0') * 10) + text[4] - '0');
        return hours > 18 || minutes > 59 ? null : (text[0] == '-' ? -60 : 60) * ((hours * 60) + minutes);
    }
}
