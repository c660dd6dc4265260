using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for the structure of a calendar and its own properties.</summary>
internal static class CalendarRules
{
    public static readonly ValidationRule CalendarStructure = new("CAL-01", Severity.Error, CalendarClients.All, ClientBehavior.NotShown)
    {
        Requirement =
            "The file begins with BEGIN:VCALENDAR and ends with END:VCALENDAR, every component is closed, and VERSION:2.0 and PRODID "
                + "each appear once.",
        Rationale = "Clients reject the file or lose everything after the error.",
        Fix = "Write one VCALENDAR with VERSION:2.0 and your own PRODID, and close every component.",
        Reference = "RFC 5545, 3.4, 3.6, 3.7.3 and 3.7.4",
    };

    public static readonly ValidationRule MethodPlacement = new("CAL-02", Severity.Error, CalendarClients.All, ClientBehavior.NoButtons)
    {
        Requirement = "A calendar in an email has one METHOD, in VCALENDAR before the first component.",
        Rationale =
            "Without a METHOD a client sees a file, not an invitation; Gmail ignores one after the events, and every client ignores "
                + "one inside an event.",
        Fix = "Write METHOD:REQUEST (or CANCEL) right after PRODID.",
        Reference = "RFC 5545, 3.6 and 3.7.2; RFC 6047, 2.4; observed with Gmail",
    };

    public static readonly ValidationRule LegacySyntax = new("CAL-06", Severity.Error, CalendarClients.All, ClientBehavior.LosesDetails)
    {
        Requirement = "The calendar has no vCalendar 1.0 syntax (ENCODING=QUOTED-PRINTABLE, CHARSET=) and no MIME headers.",
        Rationale = "iCalendar 2.0 does not define them: texts arrive still encoded, or the file is rejected.",
        Fix = "Write plain UTF-8 text, and put MIME headers only on the MIME part.",
        Reference = "RFC 5545, 3.1.4 and 8.3.3; RFC 6047, 2.4",
    };

    public static readonly ValidationRule FeedPropertiesInMessage =
        new("CAL-07", Severity.Warning, CalendarClients.Outlook | CalendarClients.Gmail, ClientBehavior.LosesDetails)
        {
            Requirement = "REQUEST and CANCEL have no NAME, X-WR-CALNAME, X-WR-RELCALID or X-WR-TIMEZONE.",
            Rationale = "Outlook opens a separate calendar for the one event, and Google may show its time in the named zone.",
            Fix = "Remove the line; these properties belong in feeds.",
            Reference = "RFC 7986, 5.1; observed with Outlook and Google",
        };

    public static readonly ValidationRule DuplicateProperty =
        new("CAL-10", Severity.Error, CalendarClients.All, ClientBehavior.LosesDetails)
        {
            Requirement = "A property that may appear only once in an event appears only once.",
            Rationale = "Clients use the first, use the last, or reject the event.",
            Fix = "Write the line once.",
            Reference = "RFC 5545, 3.6.1",
        };

    public static readonly ValidationRule SizeLimits = new("CAL-11", Severity.Error, CalendarClients.All, ClientBehavior.NotShown)
    {
        Requirement = "The input is no larger and no more deeply nested than any real calendar.",
        Rationale = "Mail servers truncate or reject it, and the validator stops reading at its limits.",
        Fix = "Send one event in each email, and send large files as attachments.",
        Reference = "RFC 5545, 3.1; mail systems' limits",
    };

    public static readonly RuleFamily Family =
        new(CalendarStructure, MethodPlacement, LegacySyntax, FeedPropertiesInMessage, DuplicateProperty, SizeLimits) { File = Check };

    private static void Check(ValidatedCalendar calendar, FindingCollector findings)
    {
        if (calendar.Root is not { } root)
        {
            var isComponent = calendar.Document.Components.Count > 0;
            findings.Add(
                CalendarStructure,
                calendar.WholePartLocation,
                isComponent
                    ? $"There is no VCALENDAR: the file begins with BEGIN:{calendar.Document.Components[0].Name}."
                    : InputKind.DescribeUnknown(calendar.Document.Bytes, calendar.PartName),
                fix: isComponent ? "Write BEGIN:VCALENDAR, VERSION and PRODID before it, and END:VCALENDAR at the end." : null);
            return;
        }

        CheckNesting(calendar, findings);
        CheckHeader(calendar, root, findings);
        CheckMethod(calendar, root, findings);
        foreach (var vevent in calendar.Events)
        {
            CheckDuplicates(calendar, vevent, findings);
        }
    }

    private static void CheckNesting(ValidatedCalendar calendar, FindingCollector findings)
    {
        foreach (var fault in calendar.Document.ParseFaults)
        {
            var (rule, problem) = fault.Kind switch
            {
                ParseFaultKind.MissingEnd => (CalendarStructure, "has no matching END"),
                ParseFaultKind.MissingBegin => (CalendarStructure, "has no matching BEGIN"),
                ParseFaultKind.LineOutsideComponent => (CalendarStructure, "is outside VCALENDAR"),
                ParseFaultKind.TooManyParameters => (SizeLimits, $"has more than {InputLimits.LineParameters} parameters"),
                ParseFaultKind.NestedTooDeep => (SizeLimits, "is nested too deeply"),
                _ => (SizeLimits, "is the last line that was read: the file has too many, or too many short ones with parameters"),
            };
            findings.Add(rule, calendar.GetLocation(fault.Line), $"{Quoted.Format(fault.Line.ToString())} {problem}.");
        }

        // A file may contain several calendars (RFC 5545, 3.4), but hardly any client reads the second.
        for (var at = 0; at < calendar.Document.Components.Count; at++)
        {
            var component = calendar.Document.Components[at];
            if (component != calendar.Root)
            {
                findings.Add(
                    CalendarStructure,
                    calendar.GetLocation(component.BeginLine),
                    $"The file has a second component, {Quoted.Format(component.Name)}, besides the VCALENDAR.",
                    component.Name == "VCALENDAR"
                    ? Severity.Warning
                    : Severity.Error);
            }
        }
    }

    private static void CheckHeader(ValidatedCalendar calendar, Component root, FindingCollector findings)
    {
        foreach (var name in (ReadOnlySpan<string>)["VERSION", "PRODID"])
        {
            var count = root.CountLines(name);
            if (count != 1)
            {
                // Clients read calendars without PRODID; some of Apple's server are so.
                findings.Add(
                    CalendarStructure,
                    calendar.GetLocation(root[name] ?? root.BeginLine),
                    count == 0 ? $"{name} is missing." : $"{name} appears {count} times; it may appear only once.",
                    name == "VERSION" ? Severity.Error : Severity.Warning,
                    fix: count > 1 ? $"Remove all {name} lines but one."
                        : name == "VERSION" ? "Add VERSION:2.0 after BEGIN:VCALENDAR."
                        : $"Add PRODID after {(root["VERSION"] is null ? "BEGIN:VCALENDAR" : "VERSION")}.",
                    behavior: name == "VERSION" ? null : ClientBehavior.WorksAsIntended);
            }
        }

        if (root["VERSION"] is { } version
            && !version.ValueEquals("2.0")
            && !version.Value.TrimEnd().EndsWith(";2.0", StringComparison.Ordinal))
        {
            findings.Add(
                CalendarStructure,
                calendar.GetLocation(version),
                $"VERSION is {Quoted.Format(version.Value)}; iCalendar has version 2.0.",
                fix: "Write VERSION:2.0, and the dates and texts as iCalendar 2.0 has them.");
        }

        if (calendar.IsRequest || calendar.IsCancel)
        {
            foreach (var line in root.Lines)
            {
                if (line.Name is "NAME" or "X-WR-CALNAME" or "X-WR-RELCALID" or "X-WR-TIMEZONE")
                {
                    findings.Add(
                        FeedPropertiesInMessage,
                        calendar.GetLocation(line),
                        $"A calendar with METHOD:{calendar.Method} has {line.Name} {Quoted.Format(line.Value)}.");
                }
            }
        }
    }

    private static void CheckMethod(ValidatedCalendar calendar, Component root, FindingCollector findings)
    {
        if (calendar.MisplacedMethod is { } misplaced)
        {
            findings.Add(
                MethodPlacement,
                calendar.GetLocation(misplaced),
                $"METHOD:{misplaced.Value} is inside an event, where no client reads it.");
        }
        else if (calendar.MethodProperty is not { } line)
        {
            if (calendar.Profile is ValidationProfile.Email or ValidationProfile.Reply)
            {
                findings.Add(MethodPlacement, calendar.GetLocation(root.BeginLine), "METHOD is missing.");
            }
        }
        else if (root.Components.Count > 0 && root.Components[0].BeginLine.ByteOffset < line.ByteOffset)
        {
            findings.Add(MethodPlacement, calendar.GetLocation(line), $"METHOD:{line.Value} comes after the first component.");
        }
        else if (root.CountLines("METHOD") > 1)
        {
            findings.Add(
                MethodPlacement,
                calendar.GetLocation(line),
                $"METHOD appears {root.CountLines("METHOD")} times; it may appear only once.");
        }
        else if (calendar.Method is not ("PUBLISH"
            or "REQUEST"
            or "REPLY"
            or "ADD"
            or "CANCEL"
            or "REFRESH"
            or "COUNTER"
            or "DECLINECOUNTER"))
        {
            findings.Add(
                MethodPlacement,
                calendar.GetLocation(line),
                $"METHOD is {Quoted.Format(line.Value)}, which RFC 5546 does not define.");
        }
    }

    private static void CheckDuplicates(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        foreach (var name in vevent.RepeatedNames)
        {
            findings.Add(
                DuplicateProperty,
                calendar.GetLocation(vevent.Component[name]!),
                $"{name} appears {vevent.Component.CountLines(name)} times in one event; it may appear only once.");
        }
    }
}
