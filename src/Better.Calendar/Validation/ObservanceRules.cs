using Better.Calendar.Icalendar.Parsing;
using NodaTime;

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

    private static readonly string[] Weekdays = ["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"];

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
            // A file that spans years may need more; an invitation never does.
            findings.Add(
                ObservanceCount,
                calendar.GetLocation(zone.BeginLine),
                $"The VTIMEZONE {Quoted.Format(zone["TZID"]?.Value)} has {standards} STANDARD and {daylights} DAYLIGHT components.",
                calendar.Profile == ValidationProfile.Email || standards == 0 ? Severity.Error : Severity.Warning);
        }
        else if (standard is not null
            && daylight is not null
            && ParseOffsetSeconds(standard["TZOFFSETTO"]) is { } winter
            && ParseOffsetSeconds(daylight["TZOFFSETTO"]) is { } summer
            && summer <= winter)
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
                findings.Add(
                    RequiredOffsets,
                    calendar.GetLocation(line),
                    $"{name} is {Quoted.Format(line.Value)}, which is not an offset in the form ±HHMM.");
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

    /// <summary>The only kind of yearly rule that all clients support.</summary>
    private readonly record struct YearlyDay(int Month, int Ordinal, IsoDayOfWeek Weekday, int Day)
    {
        public static bool Parse(string rule, out YearlyDay day, out string problem)
        {
            (day, problem) = (default, "");
            var (month, ordinal, weekday, monthDay, isYearly) = (0, 0, 0, 0, false);
            foreach (var part in rule.Trim().Split(';'))
            {
                var equals = part.IndexOf('=');
                var (name, value) = equals < 0
                    ? (part, "")
                    : (part.Substring(0, equals).ToUpperInvariant(), part.Substring(equals + 1).ToUpperInvariant());
                switch (name)
                {
                    case "FREQ":
                        isYearly = value == "YEARLY";
                        break;
                    case "BYMONTH" when int.TryParse(value, System.Globalization.NumberStyles.None, null, out month)
                        && month is >= 1 and <= 12:
                    case "BYMONTHDAY" when int.TryParse(
                        value,
                        System.Globalization.NumberStyles.AllowLeadingSign,
                        System.Globalization.CultureInfo.InvariantCulture,
                        out monthDay)
                        && monthDay is (>= 1 and <= 31) or (>= -31 and <= -1):
                    case "INTERVAL" when value == "1":
                    case "UNTIL" or "WKST":
                        break;
                    case "BYDAY" when value.Length is 3 or 4 && (weekday = Array.IndexOf(Weekdays, value.Substring(value.Length - 2))) > 0
                        && value.Substring(0, value.Length - 2).TrimStart('+') is "1" or "2" or "3" or "4" or "5" or "-1":
                        ordinal = value[0] == '-' ? -1 : value.TrimStart('+')[0] - '0';
                        break;
                    default:
                        problem = $"Exchange does not support {part}";
                        return false;
                }
            }

            problem = !isYearly
                ? "it is not yearly"
                : month == 0
                ? "it has no BYMONTH"
                : (ordinal == 0) == (monthDay == 0)
                ? "it needs either BYDAY or BYMONTHDAY"
                : Math.Abs(monthDay) > CalendarSystem.Iso.GetDaysInMonth(2020, month) ? "the month has no such day" : "";
            day = new(month, ordinal, (IsoDayOfWeek)weekday, monthDay);
            return problem.Length == 0;
        }

        public bool Matches(LocalDate date)
        {
            var days = CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month);
            return date.Month == Month && (Day > 0 ? date.Day == Day : Day < 0 ? date.Day == days + 1 + Day
                : date.DayOfWeek == Weekday && (Ordinal < 0 ? date.Day > days - 7 : (date.Day - 1) / 7 == Ordinal - 1));
        }
    }
}
