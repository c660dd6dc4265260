using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for TZID: which zone a time has, and how the zone is named.</summary>
internal static class TzIdRules
{
    public static readonly ValidationRule DefinedTimeZone =
        new("TZ-01", Severity.Error, CalendarClients.Outlook | CalendarClients.Nextcloud, ClientBehavior.FileOnly)
        {
            Requirement = "Every TZID in use has its VTIMEZONE in the same file, and there is no unused VTIMEZONE.",
            Rationale = "Exchange rejects the invitation (\"not supported calendar message\"), or Outlook reads the time in its own zone.",
            Fix = "Add the VTIMEZONE, or write the times in UTC.",
            Reference = "RFC 5545, 3.2.19 and 3.6.5; observed with Exchange and sabre",
        };

    public static readonly ValidationRule FloatingTime =
        new("TZ-02", Severity.Error, CalendarClients.Outlook | CalendarClients.Proton, ClientBehavior.WrongTime)
        {
            Requirement = "Every time of an event has a TZID or is in UTC.",
            Rationale =
            "A floating time is a different instant for every recipient; "
                + "Proton rejects it, and Outlook accepts it only for all-day events.",
            Fix = "Add TZID with its VTIMEZONE, or write UTC (Z).",
            Reference = "RFC 5545, 3.3.5; observed with Proton and Outlook",
        };

    public static readonly ValidationRule IanaName =
        new("TZ-07", Severity.Warning, CalendarClients.Apple | CalendarClients.Proton | CalendarClients.Gmail, ClientBehavior.WrongTime)
        {
            Requirement = "A TZID is the name of an IANA zone, without quotes, prefix or abbreviation.",
            Rationale = "Apple, Google and Proton look up the name; Proton rejects a name that it does not know.",
            Fix = "Write the IANA name, such as Europe/Budapest.",
            Reference = "RFC 7808, 5.3; observed with Apple, Google and Proton",
        };

    public static readonly RuleFamily Family = new(DefinedTimeZone, FloatingTime, IanaName) { Calendar = Check };

    private static void Check(ValidatedCalendar calendar, FindingCollector findings)
    {
        foreach (var usage in calendar.TzIdUsages)
        {
            if (calendar.FindTimeZone(usage.TzId) is null)
            {
                findings.Add(
                    DefinedTimeZone,
                    calendar.GetLocation(usage.FirstLine),
                    $"The TZID {Quoted.Format(usage.TzId)} has no VTIMEZONE.");
            }

            CheckName(calendar, usage, findings);
        }

        CheckUnused(calendar, new(calendar.TzIdUsages.Select(static usage => usage.TzId), StringComparer.Ordinal), findings);
        CheckFloating(calendar, findings);
    }

    private static void CheckUnused(ValidatedCalendar calendar, HashSet<string> used, FindingCollector findings)
    {
        foreach (var zone in calendar.TimeZones)
        {
            if (zone["TZID"] is { } line && !used.Contains(line.UnescapedValue))
            {
                findings.Add(
                    DefinedTimeZone,
                    calendar.GetLocation(line),
                    $"No time uses the VTIMEZONE {Quoted.Format(line.Value)}.",
                    Severity.Suggestion,
                    fix: "Remove the VTIMEZONE.");
            }
        }
    }

    private static void CheckName(ValidatedCalendar calendar, TzIdUsage usage, FindingCollector findings)
    {
        var isIana = usage.TzId.IndexOf('/') > 0 || usage.TzId is "UTC" or "GMT";
        if (!isIana || calendar.Options.TimeZones.GetZoneOrNull(usage.TzId) is null)
        {
            var zoneId = findings.IsFull(IanaName) ? null : calendar.FindNamedZone(usage.TzId)?.Id;
            findings.Add(
                IanaName,
                calendar.GetLocation(usage.FirstLine),
                $"TZID {Quoted.Format(usage.TzId)} is not the name of an IANA zone.",
                fix: zoneId is null || zoneId == usage.TzId ? null : $"Write {zoneId}.");
            return;
        }

        foreach (var parameter in usage.FirstLine.Parameters)
        {
            if (parameter is { Name: "TZID", IsQuoted: true })
            {
                findings.Add(
                    IanaName,
                    calendar.GetLocation(usage.FirstLine),
                    $"TZID {parameter.RawValue} is in quotes.",
                    fix: "Write it without quotes.");
            }
        }
    }

    private static void CheckFloating(ValidatedCalendar calendar, FindingCollector findings)
    {
        foreach (var vevent in calendar.Events)
        {
            foreach (var time in (ReadOnlySpan<DateTimeValue?>)[vevent.Start, vevent.End, vevent.RecurrenceTime])
            {
                // In a file, a floating time may be intended: "nine o'clock wherever you are".
                if (time is { IsFloating: true })
                {
                    findings.Add(
                        FloatingTime,
                        calendar.GetLocation(time.Line),
                        $"{time.Line.Name} {time.Line.Value} has no zone.",
                        calendar.IsMessage
                        || calendar.Email is not null
                        ? Severity.Error
                        : Severity.Warning);
                }
                else if (time is { IsUtc: true, IsDate: false, ZoneId: { } zone })
                {
                    findings.Add(
                        IanaName,
                        calendar.GetLocation(time.Line),
                        $"{time.Line.Name} {time.Line.Value} is in UTC but also has the TZID {Quoted.Format(zone)}.",
                        fix: "Remove TZID from times that end with Z.");
                }
            }
        }
    }
}
