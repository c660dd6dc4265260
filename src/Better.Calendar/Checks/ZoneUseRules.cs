using Better.Calendar.IcsLines;
using Better.Calendar.Zones;

namespace Better.Calendar.Checks;

/// <summary>How times name their zones.</summary>
internal static class ZoneUseRules
{
    public static readonly CheckRule Defined = new("TZ-01", Severity.Error, Clients.Outlook | Clients.Nextcloud, Outcome.FileOnly)
    {
        Demand = "Every TZID that is used has its VTIMEZONE in the same file, and none stands there unused.",
        Why = "Exchange refuses the invitation (\"not supported calendar message\"), or Outlook reads the time as its own.",
        Mend = "Add the VTIMEZONE, or write the times in UTC.",
        Source = "RFC 5545, 3.2.19 and 3.6.5; seen with Exchange and sabre",
    };

    public static readonly CheckRule Floating = new("TZ-02", Severity.Error, Clients.Outlook | Clients.Proton, Outcome.WrongTime)
    {
        Demand = "Every time of an event has a TZID or is in UTC.",
        Why = "A floating time is another moment for every reader; Proton refuses it, Outlook takes it for all-day events only.",
        Mend = "Add TZID with its VTIMEZONE, or write UTC (Z).",
        Source = "RFC 5545, 3.3.5; seen with Proton and Outlook",
    };

    public static readonly CheckRule Names = new("TZ-07", Severity.Warning, Clients.Apple | Clients.Proton | Clients.Gmail, Outcome.WrongTime)
    {
        Demand = "A TZID is the name of an IANA zone, without quotes, prefix or abbreviation.",
        Why = "Apple, Google and Proton look the name up; Proton refuses one that it does not know.",
        Mend = "Write the IANA name, such as Europe/Budapest.",
        Source = "RFC 7808, 5.3; seen with Apple, Google and Proton",
    };

    public static readonly RuleFamily Family = new(Defined, Floating, Names) { Calendar = Check };

    private static void Check(CalendarReading calendar, Findings found)
    {
        foreach (var use in calendar.ZoneUses)
        {
            if (calendar.Zone(use.Id) is null)
            {
                found.Add(Defined, calendar.At(use.First), $"The zone {Shown.Of(use.Id)} has no VTIMEZONE.");
            }

            CheckName(calendar, use, found);
        }

        CheckUnused(calendar, new(calendar.ZoneUses.Select(static use => use.Id), StringComparer.Ordinal), found);
        CheckFloating(calendar, found);
    }

    private static void CheckUnused(CalendarReading calendar, HashSet<string> used, Findings found)
    {
        foreach (var zone in calendar.Zones)
        {
            if (zone["TZID"] is { } line && !used.Contains(line.Text))
            {
                found.Add(Defined, calendar.At(line), $"Nothing uses the VTIMEZONE {Shown.Of(line.Value)}.", Severity.Advice, mend: "Leave it out.");
            }
        }
    }

    private static void CheckName(CalendarReading calendar, ZoneUse use, Findings found)
    {
        var isIana = use.Id.IndexOf('/') > 0 || use.Id is "UTC" or "GMT";
        if (!isIana || calendar.Options.Zones.GetZoneOrNull(use.Id) is null)
        {
            var meant = ZoneIds.Find(use.Id, calendar.Options.Zones)?.Id;
            found.Add(
                Names,
                calendar.At(use.First),
                $"TZID {Shown.Of(use.Id)} is no name of an IANA zone.",
                mend: meant is null || meant == use.Id ? null : $"Write {meant}.");
            return;
        }

        foreach (var parameter in use.First.Parameters)
        {
            if (parameter is { Name: "TZID", IsQuoted: true })
            {
                found.Add(Names, calendar.At(use.First), $"TZID {parameter.Raw} stands in quotes.", mend: "Write it without quotes.");
            }
        }
    }

    private static void CheckFloating(CalendarReading calendar, Findings found)
    {
        foreach (var made in calendar.Events)
        {
            foreach (var time in (ReadOnlySpan<TimeValue?>)[made.Start, made.End, TimeValue.Read(made.RecurrenceId)])
            {
                // In a file somebody may mean "nine o'clock wherever you are".
                if (time is { IsFloating: true })
                {
                    found.Add(Floating, calendar.At(time.Line), $"{time.Line.Name} {time.Line.Value} has no zone.", calendar.IsMessage || calendar.Letter is not null ? Severity.Error : Severity.Warning);
                }
                else if (time is { IsUtc: true, IsDate: false, ZoneId: { } zone })
                {
                    found.Add(Names, calendar.At(time.Line), $"{time.Line.Name} {time.Line.Value} is in UTC and names the zone {Shown.Of(zone)} as well.", mend: "Leave TZID out of times that end with Z.");
                }
            }
        }
    }
}
