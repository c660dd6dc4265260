using Better.Calendar.Icalendar.Parsing;

namespace Better.Calendar.Validation;

/// <summary>Rules for the link to join an online meeting.</summary>
internal static class MeetingLinkRules
{
    public static readonly ValidationRule LinkInDescription =
        new("TXT-05", Severity.Warning, CalendarClients.Apple
            | CalendarClients.Thunderbird
            | CalendarClients.Outlook, ClientBehavior.LosesDetails)
        {
            Requirement = "DESCRIPTION contains all important information, including the join link.",
            Rationale = "Clients that show the event hide the email around it.",
            Fix = "Begin DESCRIPTION with the join link, and repeat the content of the email.",
            Reference = "observed with iOS Mail, Thunderbird and Outlook",
        };

    public static readonly ValidationRule LinkInLocation =
        new("CONF-01", Severity.Warning, CalendarClients.All, ClientBehavior.LosesDetails)
        {
            Requirement = "LOCATION contains the join link, as an absolute https URL, the same as in URL and CONFERENCE.",
            Rationale = "Hardly any client reads CONFERENCE; all make a link in LOCATION clickable, and some show it as a button.",
            Fix = "Write the join link into LOCATION as well.",
            Reference = "RFC 7986, 5.11; observed with Outlook, Google, Apple and Thunderbird",
        };

    public static readonly ValidationRule ConferenceFormat =
        new("CONF-02", Severity.Suggestion, CalendarClients.Others, ClientBehavior.WorksAsIntended)
        {
            Requirement = "CONFERENCE has VALUE=URI, and FEATURE is a list whose values are not quoted together.",
            Rationale = "\"AUDIO,VIDEO\" in quotes is one unknown feature.",
            Fix = "Write CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:https://….",
            Reference = "RFC 7986, 5.11 and 6.3",
        };

    public static readonly ValidationRule VendorLinks =
        new("CONF-03", Severity.Suggestion, CalendarClients.Gmail | CalendarClients.Outlook, ClientBehavior.LosesDetails)
        {
            Requirement =
                "X-GOOGLE-CONFERENCE is a Google Meet link, and X-MICROSOFT-SKYPETEAMSMEETINGURL and "
                    + "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK are https links of any vendor, or they are missing.",
            Rationale = "Google Calendar and Outlook show no join button, or one that leads nowhere.",
            Fix = "Write the https link, or remove the line and use LOCATION.",
            Reference = "observed with Google Calendar, Outlook and Teams; [MS-ASCAL] 2.2.2.34",
        };

    public static readonly RuleFamily Family = new(LinkInDescription, LinkInLocation, ConferenceFormat, VendorLinks) { Event = Check };

    /// <summary>Parts of URLs that identify meeting links.</summary>
    private static readonly string[] MeetingUrlParts =
        [".webex.com/",
            "zoom.us/j/",
            "teams.microsoft.com/l/meetup-join",
            "teams.live.com/meet",
            "meet.google.com/",
            "meet.jit.si/",
            "bbb.",
            "whereby.com/"];

    private static void Check(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        var link = FindLink(calendar, vevent, findings);
        if (link is not null)
        {
            CheckLink(calendar, vevent, link, findings);
        }
        else if (calendar.IsRequest && calendar.Email is not null && string.IsNullOrWhiteSpace(vevent.Description?.Value))
        {
            findings.Add(
                LinkInDescription,
                calendar.GetLocation(vevent.Description ?? vevent.Component.BeginLine),
                "DESCRIPTION is missing or blank, although the email contains more.");
        }
    }

    private static void CheckLink(ValidatedCalendar calendar, ValidatedEvent vevent, string link, FindingCollector findings)
    {
        if (vevent.Location is null || vevent.Location.UnescapedValue.IndexOf(link, StringComparison.OrdinalIgnoreCase) < 0)
        {
            findings.Add(
                LinkInLocation,
                calendar.GetLocation(vevent.Location ?? vevent.Component.BeginLine),
                $"LOCATION is {Quoted.Format(vevent.Location?.UnescapedValue)}, "
                    + $"which does not contain the join link {Quoted.Format(link)}.");
        }
        else if (!link.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(
                LinkInLocation,
                calendar.GetLocation(vevent.Location),
                $"The join link {Quoted.Format(link)} does not begin with https.");
        }
        else if (vevent.Component["CONFERENCE"] is not null
            && vevent.Component["URL"] is { } url
            && url.Value.Trim() != link
            && IsMeetingLink(url.Value))
        {
            findings.Add(
                LinkInLocation,
                calendar.GetLocation(url),
                $"URL is {Quoted.Format(url.Value)}, but the join link is {Quoted.Format(link)}.");
        }

        if (vevent.Description is null || vevent.Description.UnescapedValue.IndexOf(link, StringComparison.OrdinalIgnoreCase) < 0)
        {
            findings.Add(
                LinkInDescription,
                calendar.GetLocation(vevent.Description ?? vevent.Component.BeginLine),
                $"DESCRIPTION does not contain the join link {Quoted.Format(link)}.");
        }
    }

    /// <summary>The join link: CONFERENCE, a vendor's property, or a link of a known meeting provider. Null if there is none.</summary>
    private static string? FindLink(ValidatedCalendar calendar, ValidatedEvent vevent, FindingCollector findings)
    {
        string? link = null;
        foreach (var line in vevent.Component.Lines)
        {
            switch (line.Name)
            {
                case "CONFERENCE":
                    CheckConference(calendar, line, findings);
                    link ??= line.Value.Trim() is var value && value.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? value : null;
                    break;
                case "X-GOOGLE-CONFERENCE" when line.Value.IndexOf("meet.google.com", StringComparison.OrdinalIgnoreCase) < 0:
                    findings.Add(
                        VendorLinks,
                        calendar.GetLocation(line),
                        $"X-GOOGLE-CONFERENCE is {Quoted.Format(line.Value)}, which is not a Google Meet link.");
                    break;
                case "X-MICROSOFT-SKYPETEAMSMEETINGURL" or "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"
                    when !line.Value.Trim().StartsWith("https://", StringComparison.OrdinalIgnoreCase):
                    findings.Add(
                        VendorLinks,
                        calendar.GetLocation(line),
                        $"{line.Name} is {Quoted.Format(line.Value)}, which is not an https link.");
                    break;
                default:
                    break;
            }
        }

        return link ?? FindKnownLink(vevent.Location) ?? FindKnownLink(vevent.Component["URL"]) ?? FindKnownLink(vevent.Description);
    }

    private static void CheckConference(ValidatedCalendar calendar, ContentLine line, FindingCollector findings)
    {
        if (line["VALUE"]?.ToUpperInvariant() != "URI")
        {
            findings.Add(ConferenceFormat, calendar.GetLocation(line), "CONFERENCE has no VALUE=URI.");
        }

        foreach (var parameter in line.Parameters)
        {
            if (parameter is { Name: "FEATURE", IsQuoted: true } && parameter.Value.IndexOf(',') >= 0)
            {
                findings.Add(
                    ConferenceFormat,
                    calendar.GetLocation(line),
                    $"FEATURE is {parameter.RawValue}, which the quotes make a single value.");
            }
        }
    }

    private static bool IsMeetingLink(string url)
    {
        foreach (var part in MeetingUrlParts)
        {
            if (url.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first link of a known meeting provider in a text; null if there is none.</summary>
    private static string? FindKnownLink(ContentLine? line)
    {
        if (line is null || line.Value.IndexOf("://", StringComparison.Ordinal) < 0 || !IsMeetingLink(line.Value))
        {
            return null;
        }

        var text = line.UnescapedValue;
        var end = 0;
        for (var at =
            text.IndexOf("http", StringComparison.OrdinalIgnoreCase); at >= 0; at =
                text.IndexOf("http", end, StringComparison.OrdinalIgnoreCase))
        {
            end = at;
            while (end < text.Length && text[end] > ' ' && text[end] is not ('<' or '>' or '"' or ')' or ','))
            {
                end++;
            }

            var link = text.Substring(at, end - at);
            if (IsMeetingLink(link))
            {
                return link;
            }
        }

        return null;
    }
}
