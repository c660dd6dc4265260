namespace Better.Calendar.Checks;

/// <summary>"Add to calendar" links in a letter's bodies and in descriptions.</summary>
internal static class LinkRules
{
    private const int MostInLink = 2000;

    public static readonly CheckRule Google = new("LINK-01", Severity.Warning, Clients.Gmail, Outcome.WrongTime)
    {
        Demand = "A Google link has dates with start and end, in UTC or with ctz, the name of an IANA zone.",
        Why = "Google ignores a link with one date, and reads local times in the reader's zone when it does not know ctz.",
        Mend = "Write dates=20270414T080000Z/20270414T093000Z.",
        Source = "Google's calendar links, undocumented; seen",
    };

    public static readonly CheckRule Outlook = new("LINK-02", Severity.Warning, Clients.Outlook, Outcome.Flawed)
    {
        Demand = "An Outlook link writes blanks as %20 and times in UTC, with Z.",
        Why = "Outlook shows plus signs, and local times in the reader's zone.",
        Mend = "Encode with %20, and write startdt=2027-04-14T08:00:00Z.",
        Source = "Outlook's calendar links, undocumented; seen",
    };

    public static readonly CheckRule Any = new("LINK-03", Severity.Warning, Clients.All, Outcome.Flawed)
    {
        Demand = "A link is shorter than 2000 characters and holds no password.",
        Why = "Longer links are cut, and links are forwarded, logged and indexed.",
        Mend = "Shorten the details, and leave the password to the letter.",
        Source = "browsers' and servers' limits",
    };

    public static readonly RuleFamily Family = new(Google, Outlook, Any) { Text = Check };

    private static readonly string[] Secrets = ["passcode%3A", "passcode=", "password%3A", "password=", "pwd=", "kennwort%3A", "jelsz%C3%B3%3A"];

    /// <summary>The links in a text.</summary>
    /// <param name="text">Plain text, or HTML.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="calendar">The calendar of the letter, for its options.</param>
    /// <param name="found">Where findings go.</param>
    private static void Check(string text, Place place, CalendarReading calendar, Findings found)
    {
        for (var at = text.IndexOf("https://", StringComparison.Ordinal); at >= 0 && at < text.Length;)
        {
            var end = at;
            while (end < text.Length && text[end] > ' ' && text[end] is not ('"' or '\'' or '<' or '>'))
            {
                end++;
            }

            if (IsCalendar(text, at))
            {
                CheckLink(text.Substring(at, end - at).Replace("&amp;", "&"), place, calendar, found);
            }

            at = end < text.Length ? text.IndexOf("https://", end, StringComparison.Ordinal) : -1;
        }
    }

    private static bool IsCalendar(string text, int at) =>
        Begins(text, at, "https://calendar.google.com/calendar/") || Begins(text, at, "https://www.google.com/calendar/")
        || Begins(text, at, "https://outlook.live.com/calendar/") || Begins(text, at, "https://outlook.office.com/calendar/")
        || Begins(text, at, "https://calendar.yahoo.com/");

    private static bool Begins(string text, int at, string start) => string.CompareOrdinal(text, at, start, 0, start.Length) == 0;

    private static void CheckLink(string link, Place place, CalendarReading calendar, Findings found)
    {
        if (link.Length >= MostInLink)
        {
            found.Add(Any, place, $"The link {Shown.Of(link)} has {link.Length} characters.");
        }

        foreach (var secret in Secrets)
        {
            if (link.IndexOf(secret, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                found.Add(Any, place, $"The link {Shown.Of(link)} seems to hold a password.");
                break;
            }
        }

        if (link.IndexOf("google.com/", StringComparison.Ordinal) >= 0)
        {
            CheckGoogle(link, place, calendar, found);
        }
        else if (link.StartsWith("https://outlook.", StringComparison.Ordinal))
        {
            CheckOutlook(link, place, found);
        }
    }

    private static void CheckGoogle(string link, Place place, CalendarReading calendar, Findings found)
    {
        if (link.IndexOf("action=TEMPLATE", StringComparison.Ordinal) < 0)
        {
            return;
        }

        var dates = Query(link, "dates") ?? "";
        var slash = dates.IndexOf('/');
        var zone = Query(link, "ctz");
        var isUtc = dates.EndsWith("Z", StringComparison.Ordinal) && slash > 0 && dates[slash - 1] == 'Z';
        if (slash < 1 || slash == dates.Length - 1)
        {
            found.Add(Google, place, $"The link has dates={Shown.Of(dates)}, not start and end.");
        }
        else if (zone is not null && calendar.Options.Zones.GetZoneOrNull(zone) is null)
        {
            found.Add(Google, place, $"The link has ctz={Shown.Of(zone)}, which is no IANA zone.");
        }
        else if (zone is null && !isUtc && dates.IndexOf('T') >= 0)
        {
            found.Add(Google, place, $"The link has dates={Shown.Of(dates)}, neither in UTC nor with ctz.");
        }
    }

    private static void CheckOutlook(string link, Place place, Findings found)
    {
        if (link.IndexOf('+') >= 0)
        {
            found.Add(Outlook, place, $"The link {Shown.Of(link)} writes blanks as plus signs.");
            return;
        }

        foreach (var name in (ReadOnlySpan<string>)["startdt", "enddt"])
        {
            if (Query(link, name) is { } time && time.IndexOf('T') >= 0 && !time.EndsWith("Z", StringComparison.Ordinal))
            {
                found.Add(Outlook, place, $"The link has {name}={Shown.Of(time)}, which is not in UTC.");
                return;
            }
        }
    }

    private static string? Query(string link, string name)
    {
        for (var at = link.IndexOf(name + "=", StringComparison.Ordinal); at > 0; at = link.IndexOf(name + "=", at + 1, StringComparison.Ordinal))
        {
            if (link[at - 1] is '?' or '&')
            {
                var start = at + name.Length + 1;
                var end = link.IndexOf('&', start);
                return Uri.UnescapeDataString(end < 0 ? link.Substring(start) : link.Substring(start, end - start));
            }
        }

        return null;
    }
}
