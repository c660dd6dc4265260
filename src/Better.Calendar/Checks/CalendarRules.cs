using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>The frame of a calendar: what stands around its events.</summary>
internal static class CalendarRules
{
    public static readonly CheckRule Frame = new("CAL-01", Severity.Error, Clients.All, Outcome.Nothing)
    {
        Demand = "The file begins with BEGIN:VCALENDAR and ends with END:VCALENDAR, every component is closed, and VERSION:2.0 and PRODID stand in it once.",
        Why = "Readers refuse the file or lose everything behind the break.",
        Mend = "Write one VCALENDAR with VERSION:2.0 and a PRODID of your own, and close what is opened.",
        Source = "RFC 5545, 3.4, 3.6, 3.7.3 and 3.7.4",
    };

    public static readonly CheckRule Method = new("CAL-02", Severity.Error, Clients.All, Outcome.NoButtons)
    {
        Demand = "A letter's calendar has one METHOD, which stands in VCALENDAR before the first component.",
        Why = "Without a METHOD a client sees a file, not an invitation; Gmail does not read one behind the events, and nobody reads one inside an event.",
        Mend = "Write METHOD:REQUEST (or CANCEL) right behind PRODID.",
        Source = "RFC 5545, 3.6 and 3.7.2; RFC 6047, 2.4; seen with Gmail",
    };

    public static readonly CheckRule OldForms = new("CAL-06", Severity.Error, Clients.All, Outcome.Flawed)
    {
        Demand = "There are no leftovers of vCalendar 1.0 (ENCODING=QUOTED-PRINTABLE, CHARSET=) and no MIME headers inside the calendar.",
        Why = "iCalendar 2.0 knows none of them: texts arrive encoded, or the file is refused.",
        Mend = "Write plain UTF-8 text, and leave MIME headers to the MIME part.",
        Source = "RFC 5545, 3.1.4 and 8.3.3; RFC 6047, 2.4",
    };

    public static readonly CheckRule FeedNames = new("CAL-07", Severity.Warning, Clients.Outlook | Clients.Gmail, Outcome.Flawed)
    {
        Demand = "REQUEST and CANCEL carry no NAME, X-WR-CALNAME, X-WR-RELCALID or X-WR-TIMEZONE.",
        Why = "Outlook opens a calendar of its own for the one event, and Google may show its time in the zone named there.",
        Mend = "Leave the line out; such names belong to feeds.",
        Source = "RFC 7986, 5.1; seen with Outlook and Google",
    };

    public static readonly CheckRule Once = new("CAL-10", Severity.Error, Clients.All, Outcome.Flawed)
    {
        Demand = "What may stand once in an event stands once.",
        Why = "Readers take the first, the last, or refuse the event.",
        Mend = "Write the line once.",
        Source = "RFC 5545, 3.6.1",
    };

    public static readonly CheckRule Limits = new("CAL-11", Severity.Error, Clients.All, Outcome.Nothing)
    {
        Demand = "The input is no larger and no deeper than any honest calendar.",
        Why = "Servers cut or refuse it, and this checker reads no further.",
        Mend = "Send one event in one letter, and real files as files.",
        Source = "RFC 5545, 3.1; mail systems' limits",
    };

    public static readonly RuleFamily Family = new(Frame, Method, OldForms, FeedNames, Once, Limits) { File = Check };

    private static readonly string[] Single =
    [
        "UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "SEQUENCE", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "TRANSP", "ORGANIZER", "URL",
        "RECURRENCE-ID", "CLASS", "PRIORITY", "CREATED", "LAST-MODIFIED", "GEO", "RRULE",
    ];

    private static void Check(CalendarReading calendar, Findings found)
    {
        if (calendar.Root is not { } root)
        {
            var first = calendar.File.Faults.Count > 0 ? Shown.Of(calendar.File.Faults[0].Line.ToString()) : null;
            var problem = calendar.File.Octets.Length == 0 ? "The file is empty." : first is null ? "There is no VCALENDAR." : $"There is no VCALENDAR: the file begins with {first}.";
            found.Add(Frame, calendar.Whole, problem);
            return;
        }

        CheckNesting(calendar, found);
        CheckHead(calendar, root, found);
        CheckMethod(calendar, root, found);
        foreach (var made in calendar.Events)
        {
            CheckOnce(calendar, made, found);
        }
    }

    private static void CheckNesting(CalendarReading calendar, Findings found)
    {
        foreach (var fault in calendar.File.Faults)
        {
            var line = Shown.Of(fault.Line.ToString());
            var (rule, problem) = fault.Kind switch
            {
                LineFaultKind.Unclosed => (Frame, $"{line} is never closed."),
                LineFaultKind.Unopened => (Frame, $"{line} closes nothing."),
                LineFaultKind.Outside => (Frame, $"{line} stands outside VCALENDAR."),
                LineFaultKind.TooDeep => (Limits, $"{line} stands deeper than components do."),
                _ => (Limits, $"There are more lines than are read; the last one read is {fault.Line.Number}."),
            };
            found.Add(rule, calendar.At(fault.Line), problem);
        }

        // A file may hold several calendars (RFC 5545, 3.4), but hardly a client reads the second.
        for (var at = 0; at < calendar.File.Components.Count; at++)
        {
            var component = calendar.File.Components[at];
            if (component != calendar.Root)
            {
                found.Add(Frame, calendar.At(component.Begin), $"A second component, {Shown.Of(component.Name)}, stands beside the VCALENDAR.", component.Name == "VCALENDAR" ? Severity.Warning : Severity.Error);
            }
        }
    }

    private static void CheckHead(CalendarReading calendar, LineComponent root, Findings found)
    {
        foreach (var name in (ReadOnlySpan<string>)["VERSION", "PRODID"])
        {
            var count = root.Count(name);
            if (count != 1)
            {
                found.Add(Frame, calendar.At(root[name] ?? root.Begin), count == 0 ? $"{name} is missing." : $"{name} stands there {count} times.");
            }
        }

        if (root["VERSION"] is { } version && !version.Is("2.0"))
        {
            found.Add(Frame, calendar.At(version), $"VERSION is {Shown.Of(version.Value)}; iCalendar is 2.0.");
        }

        if (calendar.IsRequest || calendar.IsCancel)
        {
            foreach (var line in root.Lines)
            {
                if (line.Name is "NAME" or "X-WR-CALNAME" or "X-WR-RELCALID" or "X-WR-TIMEZONE")
                {
                    found.Add(FeedNames, calendar.At(line), $"METHOD:{calendar.Method} comes with {line.Name} {Shown.Of(line.Value)}.");
                }
            }
        }
    }

    private static void CheckMethod(CalendarReading calendar, LineComponent root, Findings found)
    {
        if (calendar.Misplaced is { } misplaced)
        {
            found.Add(Method, calendar.At(misplaced), $"METHOD:{misplaced.Value} stands inside an event, where nobody reads it.");
        }
        else if (calendar.MethodLine is not { } line)
        {
            if (calendar.Profile is CheckProfile.Letter or CheckProfile.Reply)
            {
                found.Add(Method, calendar.At(root.Begin), "METHOD is missing.");
            }
        }
        else if (root.Components.Count > 0 && root.Components[0].Begin.Offset < line.Offset)
        {
            found.Add(Method, calendar.At(line), $"METHOD:{line.Value} stands behind the first component.");
        }
        else if (root.Count("METHOD") > 1)
        {
            found.Add(Method, calendar.At(line), $"METHOD stands there {root.Count("METHOD")} times.");
        }
        else if (calendar.Method is not ("PUBLISH" or "REQUEST" or "REPLY" or "ADD" or "CANCEL" or "REFRESH" or "COUNTER" or "DECLINECOUNTER"))
        {
            found.Add(Method, calendar.At(line), $"METHOD is {Shown.Of(line.Value)}, which RFC 5546 does not know.");
        }
    }

    private static void CheckOnce(CalendarReading calendar, EventReading made, Findings found)
    {
        foreach (var name in Single)
        {
            var count = made.Component[name] is null ? 0 : made.Component.Count(name);
            if (count > 1)
            {
                found.Add(Once, calendar.At(made.Component[name]!), $"{name} stands {count} times in one event.");
            }
        }
    }
}
