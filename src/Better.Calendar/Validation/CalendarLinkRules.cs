namespace Better.Calendar.Validation;

/// <summary>Rules for "Add to calendar" links in email bodies and descriptions.</summary>
internal static class CalendarLinkRules
{
    private const int MaxLinkLength = 2000;

    public static readonly ValidationRule GoogleLink = new("LINK-01", Severity.Warning, CalendarClients.Gmail, ClientBehavior.WrongTime)
    {
        Requirement = "A Google Calendar link has dates with start and end, in UTC or with a ctz parameter that names an IANA zone.",
        Rationale = "Google ignores a link with one date, and reads local times in the reader's zone if it does not know ctz.",
        Fix = "Write dates=20270414T080000Z/20270414T093000Z.",
        Reference = "Google's calendar links, undocumented; observed",
    };

    public static readonly ValidationRule OutlookLink =
        new("LINK-02", Severity.Warning, CalendarClients.Outlook, ClientBehavior.LosesDetails)
        {
            Requirement = "An Outlook link encodes spaces as %20 and has times in UTC, with Z.",
            Rationale = "Outlook shows plus signs as they are, and reads local times in the reader's zone.",
            Fix = "Encode spaces as %20, and write startdt=2027-04-14T08:00:00Z.",
            Reference = "Outlook's calendar links, undocumented; observed",
        };

    public static readonly ValidationRule LengthAndPassword =
        new("LINK-03", Severity.Warning, CalendarClients.All, ClientBehavior.LosesDetails)
        {
            Requirement = "A link is shorter than 2000 characters and contains no password.",
            Rationale = "Longer links are cut, and links are forwarded, logged and indexed.",
            Fix = "Shorten the details, and put the password only into the email.",
            Reference = "limits of browsers and servers",
        };

    public static readonly RuleFamily Family = new(GoogleLink, OutlookLink, LengthAndPassword) { Text = Check };

    private static readonly string[] PasswordMarkers =
        ["passcode%3A", "passcode=", "password%3A", "password=", "pwd=", "kennwort%3A", "jelsz%C3%B3%3A"];

    /// <summary>Checks the links in a text.</summary>
    /// <param name="text">Plain text, or HTML.</param>
    /// <param name="location">The location of the text.</param>
    /// <param name="calendar">The calendar of the email; provides the options.</param>
    /// <param name="findings">Receives the findings.</param>
    private static void Check(string text, FindingLocation location, ValidatedCalendar calendar, FindingCollector findings)
    {
        for (var at = text.IndexOf("https://", StringComparison.Ordinal); at >= 0 && at < text.Length;)
        {
            var end = at;
            while (end < text.Length && text[end] > ' ' && text[end] is not ('"' or '\'' or '<' or '>'))
            {
                end++;
            }

            if (IsCalendarLink(text, at))
            {
                CheckLink(text.Substring(at, end - at).Replace("&amp;", "&"), location, calendar, findings);
            }

            at = end < text.Length ? text.IndexOf("https://", end, StringComparison.Ordinal) : -1;
        }
    }

    private static bool IsCalendarLink(string text, int at) =>
        StartsWithAt(text, at, "https://calendar.google.com/calendar/") || StartsWithAt(text, at, "https://www.google.com/calendar/")
        || StartsWithAt(text, at, "https://outlook.live.com/calendar/") || StartsWithAt(text, at, "https://outlook.office.com/calendar/")
        || StartsWithAt(text, at, "https://calendar.yahoo.com/");

    private static bool StartsWithAt(string text, int at, string start) => string.CompareOrdinal(text, at, start, 0, start.Length) == 0;

    private static void CheckLink(string link, FindingLocation location, ValidatedCalendar calendar, FindingCollector findings)
    {
        if (link.Length >= MaxLinkLength)
        {
            findings.Add(
                LengthAndPassword,
                location,
                $"The link {Quoted.Format(link)} has {link.Length} characters; fewer than {MaxLinkLength} are allowed.");
        }

        foreach (var marker in PasswordMarkers)
        {
            if (link.IndexOf(marker, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                findings.Add(LengthAndPassword, location, $"The link {Quoted.Format(link)} seems to contain a password.");
                break;
            }
        }

        if (link.IndexOf("google.com/", StringComparison.Ordinal) >= 0)
        {
            CheckGoogle(link, location, calendar, findings);
        }
        else if (link.StartsWith("https://outlook.", StringComparison.Ordinal))
        {
            CheckOutlook(link, location, findings);
        }
    }

    private static void CheckGoogle(string link, FindingLocation location, ValidatedCalendar calendar, FindingCollector findings)
    {
        if (link.IndexOf("action=TEMPLATE", StringComparison.Ordinal) < 0)
        {
            return;
        }

        var dates = GetQueryValue(link, "dates") ?? "";
        var slash = dates.IndexOf('/');
        var zone = GetQueryValue(link, "ctz");
        var isUtc = dates.EndsWith("Z", StringComparison.Ordinal) && slash > 0 && dates[slash - 1] == 'Z';
        if (slash < 1 || slash == dates.Length - 1)
        {
            findings.Add(GoogleLink, location, $"The link has dates={Quoted.Format(dates)}, which is not a start and an end.");
        }
        else if (zone is not null && calendar.Options.TimeZones.GetZoneOrNull(zone) is null)
        {
            findings.Add(GoogleLink, location, $"The link has ctz={Quoted.Format(zone)}, which is not the name of an IANA zone.");
        }
        else if (zone is null && !isUtc && dates.IndexOf('T') >= 0)
        {
            findings.Add(
                GoogleLink,
                location,
                $"The link has dates={Quoted.Format(dates)}, which is neither in UTC nor accompanied by ctz.");
        }
    }

    private static void CheckOutlook(string link, FindingLocation location, FindingCollector findings)
    {
        if (link.IndexOf('+') >= 0)
        {
            findings.Add(OutlookLink, location, $"The link {Quoted.Format(link)} encodes spaces as plus signs.");
            return;
        }

        foreach (var name in (ReadOnlySpan<string>)["startdt", "enddt"])
        {
            if (GetQueryValue(link, name) is { } time && time.IndexOf('T') >= 0 && !time.EndsWith("Z", StringComparison.Ordinal))
            {
                findings.Add(OutlookLink, location, $"The link has {name}={Quoted.Format(time)}, which is not in UTC.");
                return;
            }
        }
    }

    private static string? GetQueryValue(string link, string name)
    {
        for (var at =
            link.IndexOf(name + "=", StringComparison.Ordinal); at > 0; at = link.IndexOf(name + "=", at + 1, StringComparison.Ordinal))
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
