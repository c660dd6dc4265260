namespace Better.Calendar.Validation;

/// <summary>Rules for the HTML part of an email: accessibility.</summary>
internal static class HtmlRules
{
    public static readonly ValidationRule HtmlLanguage =
        new("MAIL-06", Severity.Suggestion, CalendarClients.None, ClientBehavior.WorksAsIntended)
        {
            Requirement = "The HTML declares its language, the same as Content-Language, and dir=\"rtl\" for a right-to-left language.",
            Rationale = "Otherwise screen readers use the wrong voice, and text runs in the wrong direction.",
            Fix = "Write <html lang=\"hu\" dir=\"ltr\"> and Content-Language: hu.",
            Reference = "WCAG 2.2, 3.1.1; RFC 3282",
        };

    public static readonly RuleFamily Family = new(HtmlLanguage) { Mail = Check };

    private static readonly string[] RightToLeftLanguages = ["ar", "he", "fa", "ur", "yi", "ps", "dv", "ug"];

    private static void Check(ValidatedMail email, ValidatedCalendar? calendar, FindingCollector findings)
    {
        if (calendar?.Profile != ValidationProfile.Email || email.FindBody("text/html") is not { } part)
        {
            return;
        }

        var start = part.Text.IndexOf("<html", StringComparison.OrdinalIgnoreCase);
        var end = start < 0 ? -1 : part.Text.IndexOf('>', start);
        var tag = end < 0 ? "" : part.Text.Substring(start, Math.Min(end - start, 500));
        var language = GetAttribute(tag, "lang");
        var declared = (part.Entity.Headers["Content-Language"] ?? email["Content-Language"])?.Trim();
        if (language is null)
        {
            findings.Add(HtmlLanguage, part.Location, "The HTML has no lang attribute.");
        }
        else if (!string.IsNullOrEmpty(declared) && !declared!.Equals(language, StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(
                HtmlLanguage,
                part.Location,
                $"The HTML has lang {Quoted.Format(language)}, but Content-Language is {Quoted.Format(declared)}.");
        }
        else if (Array.IndexOf(RightToLeftLanguages, language.Split('-')[0].ToLowerInvariant()) >= 0
            && GetAttribute(tag, "dir")?.ToLowerInvariant() != "rtl")
        {
            findings.Add(HtmlLanguage, part.Location, $"The HTML has lang {Quoted.Format(language)} but no dir=\"rtl\".");
        }
    }

    private static string? GetAttribute(string tag, string name)
    {
        for (var at =
            tag.IndexOf(name, StringComparison.OrdinalIgnoreCase); at > 0; at =
                tag.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
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
