using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for the texts of an event: escaping, length and HTML.</summary>
internal static class TextRules
{
    private const int MaxSummaryLength = 200;
    private const int MaxLocationLength = 255;
    private const int MaxDescriptionLength = 3000;

    public static readonly ValidationRule Escaping = new("TXT-01", Severity.Error, CalendarClients.All, ClientBehavior.LosesDetails)
    {
        Requirement = "Commas, semicolons, backslashes and line breaks in a text are escaped exactly once.",
        Rationale =
            "Clients drop the line after a raw line break; old ones cut the text at a comma or show backslashes, the large ones do not.",
        Fix = "Write \\, \\; \\\\ and \\n, and escape in one place only.",
        Reference = "RFC 5545, 3.3.11",
    };

    public static readonly ValidationRule HtmlInDescription =
        new("TXT-02", Severity.Warning, CalendarClients.Apple | CalendarClients.Others, ClientBehavior.LosesDetails)
        {
            Requirement = "DESCRIPTION is plain text, without HTML.",
            Rationale = "Google renders tags; Apple, GNOME and Android show them as text.",
            Fix = "Write plain text with full URLs; put HTML into the email.",
            Reference = "RFC 5545, 3.8.1.5; observed with Apple, GNOME and Android",
        };

    public static readonly ValidationRule AltDescription =
        new("TXT-03", Severity.Suggestion, CalendarClients.Outlook | CalendarClients.Apple, ClientBehavior.WorksAsIntended)
        {
            Requirement = "X-ALT-DESC is missing, or is HTML (FMTTYPE=text/html) with the same content as DESCRIPTION.",
            Rationale = "Some versions of Outlook read it; others and all other clients do not, so recipients see two different texts.",
            Fix = "Remove it; Outlook uses the body of the email.",
            Reference = "[MS-OXCICAL] 2.1.3.1.1.20.61; observed with Outlook 2016",
        };

    public static readonly ValidationRule TextLengths =
        new("TXT-04", Severity.Warning, CalendarClients.Outlook | CalendarClients.Proton, ClientBehavior.LosesDetails)
        {
            Requirement =
            "SUMMARY is one line of at most 200 characters, LOCATION one line of at most 255, and DESCRIPTION has at most 3000 characters.",
            Rationale = "Longer texts are cut, even in the middle of a link.",
            Fix = "Shorten the text, and put the full version into the email or on a linked page.",
            Reference = "[MS-OXPROPS] PidTagSubject; Proton's limits",
        };

    public static readonly RuleFamily Family = new(Escaping, HtmlInDescription, AltDescription, TextLengths) { Event = Check };

    private static readonly string[] HtmlTagNames =
        ["a",
            "b",
            "br",
            "p",
            "div",
            "span",
            "html",
            "body",
            "head",
            "ul",
            "ol",
            "li",
            "strong",
            "em",
            "i",
            "u",
            "table",
            "tr",
            "td",
            "font",
            "img",
            "h1",
            "h2",
            "h3",
            "hr",
            "style"];

    /// <summary>Checks the escapes of one line, if its value is TEXT.</summary>
    public static void CheckEscaping(ValidatedCalendar calendar, ContentLine line, FindingCollector findings)
    {
        if (line.Name is not ("SUMMARY"
            or "DESCRIPTION"
            or "LOCATION"
            or "COMMENT"
            or "CONTACT"
            or "NAME"
            or "X-WR-CALNAME"
            or "X-WR-CALDESC"))
        {
            return;
        }

        var value = line.Value;
        for (var at = IndexOfSpecial(value, 0); at >= 0 && at < value.Length; at = IndexOfSpecial(value, at + 1))
        {
            if (value[at] != '\\')
            {
                findings.Add(
                    Escaping,
                    calendar.GetLocation(line),
                    $"{line.Name} contains an unescaped {(value[at] == ',' ? "comma" : "semicolon")}: {GetExcerpt(value, at)}.",
                    Severity.Warning,
                    fix: $"Write \\{value[at]} for {value[at]}.",
                    behavior: ClientBehavior.WorksAsIntended);
                return;
            }

            var next = at + 1 < value.Length ? value[at + 1] : '\0';
            if (next is not ('\\' or ',' or ';' or 'n' or 'N'))
            {
                findings.Add(
                    Escaping,
                    calendar.GetLocation(line),
                    $"{line.Name} has a backslash that escapes nothing: {GetExcerpt(value, at)}.",
                    Severity.Warning,
                    fix: "Remove the backslash, or write \\\\ if it belongs to the text.",
                    behavior: ClientBehavior.WorksAsIntended);
                return;
            }

            if (next == '\\' && IsEscapedTwice(value, at))
            {
                // It could be intended, so it is only a warning.
                findings.Add(
                    Escaping,
                    calendar.GetLocation(line),
                    $"{line.Name} seems to be escaped twice: {GetExcerpt(value, at)}.",
                    Severity.Warning);
                return;
            }

            at++;
        }
    }

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        CheckLength(calendar, vevent.Summary, MaxSummaryLength, isSingleLine: true, findings);
        CheckLength(calendar, vevent.Location, MaxLocationLength, isSingleLine: true, findings);
        CheckLength(calendar, vevent.Description, MaxDescriptionLength, isSingleLine: false, findings);
        if (vevent.Description is { } description && FindHtmlTag(description.Value) is { } tag)
        {
            findings.Add(HtmlInDescription, calendar.GetLocation(description), $"DESCRIPTION contains the HTML tag {Quoted.Format(tag)}.");
        }

        if (vevent.Component["X-ALT-DESC"] is { } rich)
        {
            findings.Add(
                AltDescription,
                calendar.GetLocation(rich),
                $"The event has X-ALT-DESC, with FMTTYPE {Quoted.Format(rich["FMTTYPE"])}.");
        }
    }

    /// <summary>The first HTML tag of a text; null if there is none.</summary>
    public static string? FindHtmlTag(string text)
    {
        for (var at = text.IndexOf('<'); at >= 0; at = text.IndexOf('<', at + 1))
        {
            var name = at + 1 < text.Length && text[at + 1] == '/' ? at + 2 : at + 1;
            var end = name;
            while (end < text.Length && end - name < 8 && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            if (end < text.Length
                && text[end] is '>' or ' ' or '/'
                && Array.IndexOf(HtmlTagNames, text.Substring(name, end - name).ToLowerInvariant()) >= 0)
            {
                return $"{text.Substring(at, end - at)}>";
            }
        }

        return null;
    }

    /// <summary>Whether two backslashes were one escape before a second escaping: <c>\\n</c> before a new sentence, <c>\\\,</c>.</summary>
    private static bool IsEscapedTwice(string value, int at)
    {
        var third = at + 2 < value.Length ? value[at + 2] : '\0';
        var fourth = at + 3 < value.Length ? value[at + 3] : '\0';
        return (third == '\\' && fourth is ',' or ';')
            || (third == 'n' && !(fourth is >= 'a' and <= 'z') && (at == 0 || value[at - 1] != ':'));
    }

    private static void CheckLength(
        ValidatedCalendar calendar,
        ContentLine? line,
        int maxLength,
        bool isSingleLine,
        FindingCollector findings)
    {
        if (line is null || (line.Value.Length <= maxLength && line.Value.IndexOf('\\') < 0))
        {
            return;
        }

        var text = line.UnescapedValue;
        if (text.Length > maxLength)
        {
            findings.Add(
                TextLengths,
                calendar.GetLocation(line),
                $"{line.Name} has {text.Length} characters; clients keep only {maxLength}.");
        }
        else if (isSingleLine && text.IndexOf('\n') >= 0)
        {
            findings.Add(
                TextLengths,
                calendar.GetLocation(line),
                $"{line.Name} has several lines, but must be one line: {Quoted.Format(text)}.");
        }
    }

    private static int IndexOfSpecial(string value, int start)
    {
        var at = start < value.Length ? value.AsSpan(start).IndexOfAny('\\', ',', ';') : -1;
        return at < 0 ? -1 : start + at;
    }

    private static string GetExcerpt(string value, int at)
    {
        var start = Math.Max(0, at - 15);
        return Quoted.Format(value.Substring(start, Math.Min(value.Length - start, 30)));
    }
}
