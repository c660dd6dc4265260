using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for every content line, whatever its property: one pass over all lines.</summary>
internal static class ContentLineRules
{
    public static readonly ValidationRule ValueFormat = new("CAL-09", Severity.Error, CalendarClients.All, ClientBehavior.WrongTime)
    {
        Requirement = "Dates, times, durations and offsets are in iCalendar format, and the dates and times exist.",
        Rationale = "Clients guess, or drop the event.",
        Fix = "Write times as 20270414T090000 (local, with TZID), 20270414T070000Z (UTC) or 20270414 (VALUE=DATE), durations as PT1H30M.",
        Reference = "RFC 5545, 3.3.4, 3.3.5, 3.3.6 and 3.3.14",
    };

    public static readonly ValidationRule ParameterQuoting =
        new("ADDR-12", Severity.Error, CalendarClients.All, ClientBehavior.LosesDetails)
        {
            Requirement =
            "Parameter values contain no quotes and no control characters, and are in quotes if they contain a comma, semicolon, colon "
                + "or non-ASCII character.",
            Rationale = "Otherwise names are truncated, addresses are lost, and the text after the quote is misread.",
            Fix = "Put the value in quotes, after replacing each quote inside it with an apostrophe.",
            Reference = "RFC 5545, 3.2; observed with older Outlook",
        };

    public static readonly ValidationRule ValueSpacing = new("CAL-14", Severity.Error, CalendarClients.All, ClientBehavior.WrongTime)
    {
        Requirement = "There is no blank before or after a value that is not a text.",
        Rationale = "The blank is part of the value: strict parsers reject the date, the number or the word, and drop the line.",
        Fix = "Write the value right after the colon.",
        Reference = "RFC 5545, 3.1 and 3.3; the parsers of ical.js and libical",
    };

    public static readonly RuleFamily Family = new(ValueFormat, ParameterQuoting, ValueSpacing) { Calendar = Check };

    /// <summary>The longest duration in seconds: clients store it in 32 bits.</summary>
    private const long MaxDurationSeconds = int.MaxValue;

    /// <summary>Properties whose values are no texts, so that a blank does not belong to them.</summary>
    private static readonly HashSet<string> ExactValues = new(StringComparer.Ordinal)
    {
        "DTSTART", "DTEND", "DTSTAMP", "RECURRENCE-ID", "CREATED", "LAST-MODIFIED", "EXDATE", "RDATE", "DURATION", "TRIGGER", "RRULE",
        "SEQUENCE", "PRIORITY", "REPEAT", "GEO", "STATUS", "TRANSP", "CLASS", "METHOD", "VERSION", "CALSCALE", "TZOFFSETFROM", "TZOFFSETTO",
        "ORGANIZER", "ATTENDEE", "URL", "CONFERENCE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "ACTION",
    };

    /// <summary>Names of MIME headers that end up in calendars when an email is concatenated as text.</summary>
    private static readonly string[] MimeHeaders =
        ["CONTENT-TYPE", "CONTENT-TRANSFER-ENCODING", "CONTENT-DISPOSITION", "CONTENT-CLASS", "CONTENT-ID", "MIME-VERSION"];

    private static void Check(ValidatedCalendar calendar, FindingCollector findings) => CheckComponent(calendar, calendar.Root!, findings);

    // The parser limits the depth.
    private static void CheckComponent(ValidatedCalendar calendar, Component component, FindingCollector findings)
    {
        ContentLine? previous = null;
        foreach (var line in component.Lines)
        {
            if (line.IsMalformed)
            {
                CheckMalformedLine(calendar, line, previous, findings);
            }
            else
            {
                CheckParameters(calendar, line, findings);
                CheckSpacing(calendar, line, findings);
                CheckValue(calendar, line, findings);
                TextRules.CheckEscaping(calendar, line, findings);
                if (Array.IndexOf(MimeHeaders, line.Name) >= 0)
                {
                    findings.Add(
                        CalendarRules.LegacySyntax,
                        calendar.GetLocation(line),
                        $"The MIME header {Quoted.Format(line.ToString())} is inside the calendar.");
                }
            }

            previous = line;
        }

        foreach (var inner in component.Components)
        {
            CheckComponent(calendar, inner, findings);
        }
    }

    private static void CheckMalformedLine(
        ValidatedCalendar calendar,
        ContentLine line,
        ContentLine? previous,
        FindingCollector findings) =>
        findings.Add(
            TextRules.Escaping,
            calendar.GetLocation(line),
            $"Line {line.LineNumber}, {Quoted.Format(line.Value)}, is not a content "
                + $"line{(previous is { IsMalformed: false } ? $"; it may be the rest of {previous.Name}" : "")}.",
            fix: "Write line breaks inside texts as \\n.");

    private static void CheckParameters(ValidatedCalendar calendar, ContentLine line, FindingCollector findings)
    {
        for (var at = 0; at < line.Parameters.Length; at++)
        {
            var parameter = line.Parameters[at];
            if (parameter.Name is "CHARSET" or "QUOTED-PRINTABLE" or "BASE64"
                || (parameter.Name == "ENCODING" && parameter.Value.ToUpperInvariant() is not ("8BIT" or "BASE64")))
            {
                findings.Add(
                    CalendarRules.LegacySyntax,
                    calendar.GetLocation(line),
                    $"{line.Name} has the parameter {parameter.Name}={parameter.RawValue}, which is vCalendar 1.0 syntax.");
            }

            if (parameter.HasUnexpectedQuote)
            {
                findings.Add(
                    ParameterQuoting,
                    calendar.GetLocation(line),
                    $"The parameter {parameter.Name} of {line.Name} contains a quote: {Quoted.Format(parameter.RawValue)}.");
            }
            else if (!parameter.IsQuoted
                && parameter.Name is "CN" or "X-FILENAME"
                && parameter.RawValue.IndexOf(',') >= 0
                && parameter.RawValue.IndexOf('"') < 0)
            {
                findings.Add(
                    ParameterQuoting,
                    calendar.GetLocation(line),
                    $"The parameter {parameter.Name} of {line.Name} contains a comma without quotes: {Quoted.Format(parameter.RawValue)}.");
            }
            else if (!parameter.IsQuoted && HasUnquotedNonAscii(parameter.RawValue))
            {
                // Only an old Outlook parser fails on it.
                findings.Add(
                    ParameterQuoting,
                    calendar.GetLocation(line),
                    $"The parameter {parameter.Name} of {line.Name} has non-ASCII characters without "
                        + $"quotes: {Quoted.Format(parameter.RawValue)}.",
                    Severity.Warning);
            }
        }
    }

    private static bool HasUnquotedNonAscii(string text)
    {
        foreach (var c in text)
        {
            if (c > 0x7F && c != '"')
            {
                return text[0] != '"';
            }
        }

        return false;
    }

    private static void CheckSpacing(ValidatedCalendar calendar, ContentLine line, FindingCollector findings)
    {
        if (!line.HasBlankAround || !ExactValues.Contains(line.Name))
        {
            return;
        }

        var isBefore = char.IsWhiteSpace(line.Value[0]);
        findings.Add(
            ValueSpacing,
            calendar.GetLocation(line),
            $"{line.Name} has a blank {(isBefore ? "before" : "after")} its value {Quoted.Format(line.Value.Trim())}.",
            fix: findings.IsFull(ValueSpacing) ? null
                : $"Write {line.Name} and its value without the blank {(isBefore ? "after the colon" : "at the end of the line")}.");
    }

    private static void CheckValue(ValidatedCalendar calendar, ContentLine line, FindingCollector findings)
    {
        switch (line.Name)
        {
            case "DTSTART" or "DTEND" or "DTSTAMP" or "RECURRENCE-ID" or "CREATED" or "LAST-MODIFIED":
                if (!DateTimeValue.Parse(line.Value.Trim(), out _, out _, out _))
                {
                    findings.Add(
                        ValueFormat,
                        calendar.GetLocation(line),
                        $"{line.Name} is {Quoted.Format(line.Value)}, which is not a valid date or time.");
                }

                break;
            case "EXDATE" or "RDATE":
                foreach (var text in line.Dates)
                {
                    var slash = text.IndexOf('/');
                    if (!DateTimeValue.Parse((slash < 0 ? text : text.Slice(0, slash)).Trim(), out _, out _, out _))
                    {
                        findings.Add(
                            ValueFormat,
                            calendar.GetLocation(line),
                            $"{line.Name} contains {Quoted.Format(text.ToString())}, which is not a valid date or time.");
                    }
                }

                break;
            case "DURATION" or "REFRESH-INTERVAL" or "X-PUBLISHED-TTL":
                var problem = DurationValue.Read(line.Value.Trim()) switch
                {
                    null => "not a valid duration",
                    { IsNegative: true, Seconds: > 0 } => "negative, so that it ends before it begins",
                    { Seconds: > MaxDurationSeconds } => "longer than clients can store",
                    _ => null,
                };
                if (problem is not null)
                {
                    findings.Add(
                        ValueFormat,
                        calendar.GetLocation(line),
                        $"{line.Name} is {Quoted.Format(line.Value)}, which is {problem}.",
                        fix: "Write the length like PT1H30M.");
                }

                break;
            default:
                break;
        }
    }
}
