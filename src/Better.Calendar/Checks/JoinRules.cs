using Better.Calendar.IcsLines;

namespace Better.Calendar.Checks;

/// <summary>The link by which an online meeting is joined.</summary>
internal static class JoinRules
{
    public static readonly CheckRule Described = new("TXT-05", Severity.Warning, Clients.Apple | Clients.Thunderbird | Clients.Outlook, Outcome.Flawed)
    {
        Demand = "DESCRIPTION says all that matters, the join link too.",
        Why = "Clients that show the event hide the letter around it.",
        Mend = "Begin DESCRIPTION with the join link, and repeat what the letter says.",
        Source = "seen with iOS Mail, Thunderbird and Outlook",
    };

    public static readonly CheckRule Located = new("CONF-01", Severity.Warning, Clients.All, Outcome.Flawed)
    {
        Demand = "LOCATION holds the join link, absolute and https, the same as URL and CONFERENCE.",
        Why = "CONFERENCE is read by hardly a client; a link in LOCATION all make clickable, some a button.",
        Mend = "Write the join link into LOCATION as well.",
        Source = "RFC 7986, 5.11; seen with Outlook, Google, Apple and Thunderbird",
    };

    public static readonly CheckRule Conference = new("CONF-02", Severity.Advice, Clients.Others, Outcome.Works)
    {
        Demand = "CONFERENCE has VALUE=URI, and FEATURE is a list whose words are not quoted together.",
        Why = "\"AUDIO,VIDEO\" in quotes is one unknown feature.",
        Mend = "Write CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://….",
        Source = "RFC 7986, 5.11 and 6.3",
    };

    public static readonly CheckRule Vendors = new("CONF-03", Severity.Warning, Clients.Gmail | Clients.Outlook, Outcome.Flawed)
    {
        Demand = "X-GOOGLE-CONFERENCE holds a Google Meet link, X-MICROSOFT-SKYPETEAMSMEETINGURL a Teams link, or they are missing.",
        Why = "Their clients make a button of it that leads nowhere.",
        Mend = "Leave the line out; use LOCATION.",
        Source = "seen with Google Calendar; [MS-OXCICAL]",
    };

    public static readonly RuleFamily Family = new(Described, Located, Conference, Vendors) { Event = Check };

    /// <summary>Hosts whose links are meetings.</summary>
    private static readonly string[] MeetingHosts =
        [".webex.com/", "zoom.us/j/", "teams.microsoft.com/l/meetup-join", "teams.live.com/meet", "meet.google.com/", "meet.jit.si/", "bbb.", "whereby.com/"];

    private static void Check(CalendarReading calendar, EventReading made, Findings found)
    {
        var link = Link(calendar, made, found);
        if (link is not null)
        {
            CheckLink(calendar, made, link, found);
        }
        else if (calendar.IsRequest && calendar.Letter is not null && string.IsNullOrWhiteSpace(made.Description?.Value))
        {
            found.Add(Described, calendar.At(made.Description ?? made.Component.Begin), "DESCRIPTION is missing or blank, although the letter says more.");
        }
    }

    private static void CheckLink(CalendarReading calendar, EventReading made, string link, Findings found)
    {
        if (made.Location is null || made.Location.Text.IndexOf(link, StringComparison.OrdinalIgnoreCase) < 0)
        {
            found.Add(Located, calendar.At(made.Location ?? made.Component.Begin), $"LOCATION is {Shown.Of(made.Location?.Text)}; the join link is {Shown.Of(link)}.");
        }
        else if (!link.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            found.Add(Located, calendar.At(made.Location), $"The join link {Shown.Of(link)} is not https.");
        }
        else if (made.Component["CONFERENCE"] is not null && made.Component["URL"] is { } url && url.Value.Trim() != link && IsMeeting(url.Value))
        {
            found.Add(Located, calendar.At(url), $"URL is {Shown.Of(url.Value)}; the join link is {Shown.Of(link)}.");
        }

        if (made.Description is null || made.Description.Text.IndexOf(link, StringComparison.OrdinalIgnoreCase) < 0)
        {
            found.Add(Described, calendar.At(made.Description ?? made.Component.Begin), $"DESCRIPTION does not hold the join link {Shown.Of(link)}.");
        }
    }

    /// <summary>The join link: CONFERENCE, a vendor's property, or a link to a known host. Null when none is seen.</summary>
    private static string? Link(CalendarReading calendar, EventReading made, Findings found)
    {
        string? link = null;
        foreach (var line in made.Component.Lines)
        {
            var value = line.Value.Trim();
            switch (line.Name)
            {
                case "CONFERENCE":
                    CheckConference(calendar, line, found);
                    link ??= value.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? value : null;
                    break;
                case "X-GOOGLE-CONFERENCE" when value.IndexOf("meet.google.com", StringComparison.OrdinalIgnoreCase) < 0:
                    found.Add(Vendors, calendar.At(line), $"X-GOOGLE-CONFERENCE is {Shown.Of(value)}.");
                    break;
                case "X-MICROSOFT-SKYPETEAMSMEETINGURL" when value.IndexOf("teams.", StringComparison.OrdinalIgnoreCase) < 0 && value.IndexOf("lync", StringComparison.OrdinalIgnoreCase) < 0:
                    found.Add(Vendors, calendar.At(line), $"X-MICROSOFT-SKYPETEAMSMEETINGURL is {Shown.Of(value)}.");
                    break;
                default:
                    break;
            }
        }

        return link ?? Known(made.Location) ?? Known(made.Component["URL"]) ?? Known(made.Description);
    }

    private static void CheckConference(CalendarReading calendar, Line line, Findings found)
    {
        if (line["VALUE"]?.ToUpperInvariant() != "URI")
        {
            found.Add(Conference, calendar.At(line), "CONFERENCE has no VALUE=URI.");
        }

        foreach (var parameter in line.Parameters)
        {
            if (parameter is { Name: "FEATURE", IsQuoted: true } && parameter.Value.IndexOf(',') >= 0)
            {
                found.Add(Conference, calendar.At(line), $"FEATURE is {parameter.Raw}, one word in quotes.");
            }
        }
    }

    private static bool IsMeeting(string url)
    {
        foreach (var host in MeetingHosts)
        {
            if (url.IndexOf(host, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first link to a known host in a text.</summary>
    private static string? Known(Line? line)
    {
        if (line is null || line.Value.IndexOf("://", StringComparison.Ordinal) < 0 || !IsMeeting(line.Value))
        {
            return null;
        }

        var text = line.Text;
        var end = 0;
        for (var at = text.IndexOf("http", StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf("http", end, StringComparison.OrdinalIgnoreCase))
        {
            end = at;
            while (end < text.Length && text[end] > ' ' && text[end] is not ('<' or '>' or '"' or ')' or ','))
            {
                end++;
            }

            var link = text.Substring(at, end - at);
            if (IsMeeting(link))
            {
                return link;
            }
        }

        return null;
    }
}
