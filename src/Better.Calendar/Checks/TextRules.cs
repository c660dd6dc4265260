using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>Texts of an event: how they are escaped, how long they are, what they are made of.</summary>
internal static class TextRules
{
    private const int MostOfSummary = 200;
    private const int MostOfLocation = 255;
    private const int MostOfDescription = 3000;

    public static readonly CheckRule Escapes = new("TXT-01", Severity.Error, Clients.All, Outcome.Flawed)
    {
        Demand = "Commas, semicolons, backslashes and line breaks of a text are escaped, once.",
        Why = "Readers cut the text at the comma, show backslashes, or drop the line behind a raw line break.",
        Mend = "Write \\, \\; \\\\ and \\n, in one place only.",
        Source = "RFC 5545, 3.3.11",
    };

    public static readonly CheckRule Tags = new("TXT-02", Severity.Warning, Clients.Apple | Clients.Others, Outcome.Flawed)
    {
        Demand = "DESCRIPTION is plain text, without HTML.",
        Why = "Google renders tags; Apple, GNOME and Android show them as they are.",
        Mend = "Write plain text with whole links; HTML belongs in the letter.",
        Source = "RFC 5545, 3.8.1.5; seen with Apple, GNOME and Android",
    };

    public static readonly CheckRule RichText = new("TXT-03", Severity.Advice, Clients.Outlook | Clients.Apple, Outcome.Works)
    {
        Demand = "X-ALT-DESC is not used, or is HTML (FMTTYPE=text/html) that says the same as DESCRIPTION.",
        Why = "Some Outlooks read it, others and all other clients do not: readers see two different texts.",
        Mend = "Leave it out; Outlook takes the body of the letter.",
        Source = "[MS-OXCICAL] 2.1.3.1.1.20.61; seen with Outlook 2016",
    };

    public static readonly CheckRule Lengths = new("TXT-04", Severity.Warning, Clients.Outlook | Clients.Proton, Outcome.Flawed)
    {
        Demand = "SUMMARY has one line of at most 200 characters, LOCATION one of at most 255, DESCRIPTION at most 3000 characters.",
        Why = "Longer texts are cut, in the middle of a link if need be.",
        Mend = "Shorten it, and put the whole text into the letter or behind a link.",
        Source = "[MS-OXPROPS] PidTagSubject; Proton's limits",
    };

    public static readonly RuleFamily Family = new(Escapes, Tags, RichText, Lengths) { Event = Check };

    private static readonly string[] TagNames =
        ["a", "b", "br", "p", "div", "span", "html", "body", "head", "ul", "ol", "li", "strong", "em", "i", "u", "table", "tr", "td", "font", "img", "h1", "h2", "h3", "hr", "style"];

    /// <summary>The escapes of one line, if its value is TEXT.</summary>
    public static void CheckEscapes(CalendarReading calendar, Line line, Findings found)
    {
        if (line.Name is not ("SUMMARY" or "DESCRIPTION" or "LOCATION" or "COMMENT" or "CONTACT" or "NAME" or "X-WR-CALNAME" or "X-WR-CALDESC"))
        {
            return;
        }

        var value = line.Value;
        for (var at = value.IndexOfAny(['\\', ',', ';']); at >= 0 && at < value.Length; at = at + 1 < value.Length ? value.IndexOfAny(['\\', ',', ';'], at + 1) : -1)
        {
            if (value[at] != '\\')
            {
                found.Add(Escapes, calendar.At(line), $"{line.Name} holds an unescaped {(value[at] == ',' ? "comma" : "semicolon")}: {Around(value, at)}.");
                return;
            }

            var next = at + 1 < value.Length ? value[at + 1] : '\0';
            if (next is not ('\\' or ',' or ';' or 'n' or 'N'))
            {
                found.Add(Escapes, calendar.At(line), $"{line.Name} has a backslash that escapes nothing: {Around(value, at)}.");
                return;
            }

            if (next == '\\' && IsTwice(value, at))
            {
                // It could be meant so: a warning.
                found.Add(Escapes, calendar.At(line), $"{line.Name} looks as if it was escaped twice: {Around(value, at)}.", Severity.Warning);
                return;
            }

            at++;
        }
    }

    private static void Check(CalendarReading calendar, EventReading made, Findings found)
    {
        CheckLength(calendar, made.Summary, MostOfSummary, oneLine: true, found);
        CheckLength(calendar, made.Location, MostOfLocation, oneLine: true, found);
        CheckLength(calendar, made.Description, MostOfDescription, oneLine: false, found);
        if (made.Description is { } description && Tag(description.Value) is { } tag)
        {
            found.Add(Tags, calendar.At(description), $"DESCRIPTION holds the tag {Shown.Of(tag)}.");
        }

        if (made.Component["X-ALT-DESC"] is { } rich)
        {
            found.Add(RichText, calendar.At(rich), $"X-ALT-DESC is there, with FMTTYPE {Shown.Of(rich["FMTTYPE"])}.");
        }
    }

    /// <summary>The first HTML tag of a text; null when there is none.</summary>
    public static string? Tag(string text)
    {
        for (var at = text.IndexOf('<'); at >= 0; at = text.IndexOf('<', at + 1))
        {
            var name = at + 1 < text.Length && text[at + 1] == '/' ? at + 2 : at + 1;
            var end = name;
            while (end < text.Length && end - name < 8 && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            if (end < text.Length && text[end] is '>' or ' ' or '/' && Array.IndexOf(TagNames, text.Substring(name, end - name).ToLowerInvariant()) >= 0)
            {
                return $"{text.Substring(at, end - at)}>";
            }
        }

        return null;
    }

    /// <summary>Two backslashes that were one escape: <c>\\n</c> before a new sentence, <c>\\\,</c>.</summary>
    private static bool IsTwice(string value, int at)
    {
        var third = at + 2 < value.Length ? value[at + 2] : '\0';
        var fourth = at + 3 < value.Length ? value[at + 3] : '\0';
        return (third == '\\' && fourth is ',' or ';')
            || (third == 'n' && !(fourth is >= 'a' and <= 'z') && (at == 0 || value[at - 1] != ':'));
    }

    private static void CheckLength(CalendarReading calendar, Line? line, int most, bool oneLine, Findings found)
    {
        if (line is null || (line.Value.Length <= most && line.Value.IndexOf('\\') < 0))
        {
            return;
        }

        var text = line.Text;
        if (text.Length > most)
        {
            found.Add(Lengths, calendar.At(line), $"{line.Name} has {text.Length} characters; clients keep {most}.");
        }
        else if (oneLine && text.IndexOf('\n') >= 0)
        {
            found.Add(Lengths, calendar.At(line), $"{line.Name} has several lines: {Shown.Of(text)}.");
        }
    }

    private static string Around(string value, int at)
    {
        var start = Math.Max(0, at - 15);
        return Shown.Of(value.Substring(start, Math.Min(value.Length - start, 30)));
    }
}
