using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>What any line of the calendar can get wrong, whatever it says: one walk over all lines.</summary>
internal static class LineRules
{
    public static readonly CheckRule Values = new("CAL-09", Severity.Error, Clients.All, Outcome.WrongTime)
    {
        Demand = "Dates, times, durations and offsets are written in iCalendar's notation and exist.",
        Why = "Readers guess, or drop the event.",
        Mend = "Write times as 20270414T090000 (local, with TZID), 20270414T070000Z (UTC) or 20270414 (VALUE=DATE), durations as PT1H30M.",
        Source = "RFC 5545, 3.3.4, 3.3.5, 3.3.6 and 3.3.14",
    };

    public static readonly CheckRule Parameters = new("ADDR-12", Severity.Error, Clients.All, Outcome.Flawed)
    {
        Demand = "Values of parameters hold no quotes and no control characters, and stand in quotes where they hold a comma, semicolon, colon or letters beyond ASCII.",
        Why = "Names are cut, addresses lost, and what stands behind the quote is read as something else.",
        Mend = "Put the value in quotes, and replace quotes inside it by ' before.",
        Source = "RFC 5545, 3.2; seen with older Outlook",
    };

    public static readonly RuleFamily Family = new(Values, Parameters) { Calendar = Check };

    /// <summary>Names of MIME headers that end up in calendars when a mail is glued together by hand.</summary>
    private static readonly string[] MimeHeaders = ["CONTENT-TYPE", "CONTENT-TRANSFER-ENCODING", "CONTENT-DISPOSITION", "CONTENT-CLASS", "CONTENT-ID", "MIME-VERSION"];

    private static void Check(CalendarReading calendar, Findings found) => Walk(calendar, calendar.Root!, found);

    // The reader bounds the depth.
    private static void Walk(CalendarReading calendar, LineComponent component, Findings found)
    {
        Line? before = null;
        foreach (var line in component.Lines)
        {
            if (line.IsJunk)
            {
                CheckJunk(calendar, line, before, found);
            }
            else
            {
                CheckParameters(calendar, line, found);
                CheckValue(calendar, line, found);
                TextRules.CheckEscapes(calendar, line, found);
                if (Array.IndexOf(MimeHeaders, line.Name) >= 0)
                {
                    found.Add(CalendarRules.OldForms, calendar.At(line), $"The MIME header {Shown.Of(line.ToString())} stands inside the calendar.");
                }
            }

            before = line;
        }

        foreach (var inner in component.Components)
        {
            Walk(calendar, inner, found);
        }
    }

    private static void CheckJunk(CalendarReading calendar, Line line, Line? before, Findings found) =>
        found.Add(
            TextRules.Escapes,
            calendar.At(line),
            $"Line {line.Number}, {Shown.Of(line.Value)}, is no content line{(before is { IsJunk: false } ? $"; perhaps it is the rest of {before.Name}" : "")}.",
            mend: "Write line breaks inside texts as \\n.");

    private static void CheckParameters(CalendarReading calendar, Line line, Findings found)
    {
        for (var at = 0; at < line.Parameters.Count; at++)
        {
            var parameter = line.Parameters[at];
            if (parameter.Name is "CHARSET" or "QUOTED-PRINTABLE" or "BASE64"
                || (parameter.Name == "ENCODING" && parameter.Value.ToUpperInvariant() is not ("8BIT" or "BASE64")))
            {
                found.Add(CalendarRules.OldForms, calendar.At(line), $"{line.Name} has the parameter {parameter.Name}={parameter.Raw}, which is vCalendar 1.0.");
            }

            if (parameter.HasStrayQuote)
            {
                found.Add(Parameters, calendar.At(line), $"{parameter.Name} of {line.Name} has a quote inside: {Shown.Of(parameter.Raw)}.");
            }
            else if (!parameter.IsQuoted && parameter.Name is "CN" or "X-FILENAME" && parameter.Raw.IndexOf(',') >= 0 && parameter.Raw.IndexOf('"') < 0)
            {
                found.Add(Parameters, calendar.At(line), $"{parameter.Name} of {line.Name} holds a comma and no quotes: {Shown.Of(parameter.Raw)}.");
            }
            else if (!parameter.IsQuoted && HasLettersBeyondAscii(parameter.Raw))
            {
                // Only an old parser of Outlook's trips over it.
                found.Add(Parameters, calendar.At(line), $"{parameter.Name} of {line.Name} has letters beyond ASCII and no quotes: {Shown.Of(parameter.Raw)}.", Severity.Warning);
            }
        }
    }

    private static bool HasLettersBeyondAscii(string text)
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

    private static void CheckValue(CalendarReading calendar, Line line, Findings found)
    {
        switch (line.Name)
        {
            case "DTSTART" or "DTEND" or "DTSTAMP" or "RECURRENCE-ID" or "CREATED" or "LAST-MODIFIED":
                if (!TimeValue.Parse(line.Value.Trim(), out _, out _, out _))
                {
                    found.Add(Values, calendar.At(line), $"{line.Name} is {Shown.Of(line.Value)}, which is no date or time.");
                }

                break;
            case "EXDATE" or "RDATE":
                foreach (var text in line.Value.Split(','))
                {
                    var slash = text.IndexOf('/');
                    if (!TimeValue.Parse((slash < 0 ? text : text.Substring(0, slash)).Trim(), out _, out _, out _))
                    {
                        found.Add(Values, calendar.At(line), $"{line.Name} holds {Shown.Of(text)}, which is no date or time.");
                    }
                }

                break;
            case "DURATION" or "REFRESH-INTERVAL" or "X-PUBLISHED-TTL":
                if (DurationValue.Read(line.Value.Trim()) is null)
                {
                    found.Add(Values, calendar.At(line), $"{line.Name} is {Shown.Of(line.Value)}, which is no duration.");
                }

                break;
            default:
                break;
        }
    }
}
