namespace Better.Calendar.Checks;

/// <summary>The HTML part of a letter, for those who hear it read.</summary>
internal static class HtmlRules
{
    public static readonly CheckRule Language = new("MAIL-06", Severity.Advice, Clients.None, Outcome.Works)
    {
        Demand = "The HTML says its language, the same as Content-Language, and dir=\"rtl\" where it is written from the right.",
        Why = "Screen readers speak it with the wrong voice, and lines run the wrong way.",
        Mend = "Write <html lang=\"hu\" dir=\"ltr\"> and Content-Language: hu.",
        Source = "WCAG 2.2, 3.1.1; RFC 3282",
    };

    public static readonly RuleFamily Family = new(Language) { Mail = Check };

    private static readonly string[] FromTheRight = ["ar", "he", "fa", "ur", "yi", "ps", "dv", "ug"];

    private static void Check(LetterReading letter, CalendarReading? calendar, Findings found)
    {
        if (calendar?.Profile != CheckProfile.Letter || letter.Body("text/html") is not { } part)
        {
            return;
        }

        var start = part.Text.IndexOf("<html", StringComparison.OrdinalIgnoreCase);
        var end = start < 0 ? -1 : part.Text.IndexOf('>', start);
        var tag = end < 0 ? "" : part.Text.Substring(start, Math.Min(end - start, 500));
        var language = Attribute(tag, "lang");
        var told = (part.Entity.Headers["Content-Language"] ?? letter["Content-Language"])?.Trim();
        if (language is null)
        {
            found.Add(Language, part.Place, "The HTML has no lang.");
        }
        else if (!string.IsNullOrEmpty(told) && !told!.Equals(language, StringComparison.OrdinalIgnoreCase))
        {
            found.Add(Language, part.Place, $"The HTML has lang {Shown.Of(language)}, Content-Language is {Shown.Of(told)}.");
        }
        else if (Array.IndexOf(FromTheRight, language.Split('-')[0].ToLowerInvariant()) >= 0 && Attribute(tag, "dir")?.ToLowerInvariant() != "rtl")
        {
            found.Add(Language, part.Place, $"The HTML is in {Shown.Of(language)} and has no dir=\"rtl\".");
        }
    }

    private static string? Attribute(string tag, string name)
    {
        for (var at = tag.IndexOf(name, StringComparison.OrdinalIgnoreCase); at > 0; at = tag.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var equals = at + name.Length;
            while (equals < tag.Length && tag[equals] == ' ')
            {
                equals++;
            }

            if (tag[at - 1] <= ' ' && equals < tag.Length && tag[equals] == '=')
            {
                var value = tag.Substring(equals + 1).TrimStart();
                var quote = value.Length > 0 && value[0] is '"' or '\'' ? value[0] : ' ';
                var rest = quote == ' ' ? value : value.Substring(1);
                var close = rest.IndexOf(quote);
                return (close < 0 ? rest : rest.Substring(0, close)).Trim();
            }
        }

        return null;
    }
}
