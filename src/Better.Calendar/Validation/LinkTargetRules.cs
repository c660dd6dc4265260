namespace Better.Calendar.Validation;

/// <summary>The rule that the links of an event lead somewhere.</summary>
internal static class LinkTargetRules
{
    public static readonly ValidationRule Reachable = new("CONF-04", Severity.Warning, CalendarClients.All, ClientBehavior.LosesDetails)
    {
        Requirement = "URL, CONFERENCE and other links of an event are absolute and name a host that everybody can reach.",
        Rationale = "Otherwise whoever clicks on the link or the join button gets an error.",
        Fix = "Write the whole link, such as https://meet.example/maps.",
        Reference = "RFC 5545, 3.3.13; RFC 3986, 3.2.2",
    };

    public static readonly RuleFamily Family = new(Reachable) { Event = Check };

    private static readonly char[] WordEnds = [' ', '\n', '\t', ';'];
    private static readonly char[] HostEnds = ['/', '?', '#', '\\'];

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        string? known = null;
        string? problem = null;
        foreach (var line in vevent.Component.Lines)
        {
            var isLink = line.Name is "URL" or "CONFERENCE" or "X-GOOGLE-CONFERENCE" or "X-MICROSOFT-SKYPETEAMSMEETINGURL"
                    or "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"
                || (line.Name == "LOCATION" && StartsLikeLink(line.Value));
            if (!isLink)
            {
                continue;
            }

            // Most events have one link in several properties.
            var link = line.Name == "LOCATION" ? FirstWord(line.UnescapedValue) : line.Value.Trim();
            if (link != known)
            {
                known = link;
                problem = FindProblem(link);
            }

            if (problem is not null)
            {
                findings.Add(Reachable, calendar.GetLocation(line), $"{line.Name} is {Quoted.Format(line.Value)}: {problem}.");
            }
        }
    }

    private static bool StartsLikeLink(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>A place may have more text behind the link.</summary>
    private static string FirstWord(string text)
    {
        var end = text.IndexOfAny(WordEnds);
        return (end < 0 ? text : text.Substring(0, end)).TrimEnd(',', '.');
    }

    /// <summary>Why a link leads nowhere; null if it may lead somewhere.</summary>
    private static string? FindProblem(string link)
    {
        var colon = link.IndexOf(':');
        if (link.Length == 0)
        {
            return "there is no link";
        }

        if (colon < 1 || !IsScheme(link, colon))
        {
            return "it does not begin with a scheme such as https";
        }

        foreach (var c in link)
        {
            if (c <= ' ' || c is '<' or '>' or '"')
            {
                return "it contains a blank or a bracket";
            }
        }

        return StartsLikeLink(link) ? FindHostProblem(GetHost(link, colon + 3))
            : link.Length == colon + 1 ? "nothing follows the scheme"
            : null;
    }

    private static bool IsScheme(string link, int length)
    {
        for (var at = 0; at < length; at++)
        {
            var isLetter = link[at] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
            if (!isLetter && (at == 0 || link[at] is not ((>= '0' and <= '9') or '+' or '-' or '.')))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The host, without user and port.</summary>
    private static string GetHost(string link, int start)
    {
        var end = link.IndexOfAny(HostEnds, start);
        var authority = end < 0 ? link.Substring(start) : link.Substring(start, end - start);
        authority = authority.Substring(authority.LastIndexOf('@') + 1);
        var port = authority.LastIndexOf(':');
        return port < 0 || authority.EndsWith("]", StringComparison.Ordinal) ? authority : authority.Substring(0, port);
    }

    private static string? FindHostProblem(string host)
    {
        if (host.Length == 0)
        {
            return "it has no host";
        }

        if (host[0] == '[')
        {
            return null;
        }

        foreach (var c in host)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '-' or '_' or '%'))
            {
                return $"its host {Quoted.Format(host)} contains a character that no host has";
            }
        }

        // A host of one's own network has no dot, or an address that RFC 1918 sets aside.
        var isPrivate = host[host.Length - 1] is >= '0' and <= '9'
            && (host.StartsWith("127.", StringComparison.Ordinal)
                || host.StartsWith("10.", StringComparison.Ordinal)
                || host.StartsWith("192.168.", StringComparison.Ordinal));
        return isPrivate
            || host.IndexOf('.') < 0
            || host.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            ? $"its host {Quoted.Format(host)} exists only in one network"
            : host[0] == '.' || host.IndexOf("..", StringComparison.Ordinal) >= 0 || host.EndsWith(".", StringComparison.Ordinal)
                ? $"its host {Quoted.Format(host)} has an empty label"
                : null;
    }
}
