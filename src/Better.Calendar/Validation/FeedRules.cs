namespace Better.Calendar.Validation;

/// <summary>Rules for files to download or to subscribe to.</summary>
internal static class FeedRules
{
    public static readonly ValidationRule UniqueUids = new("FEED-01", Severity.Error, CalendarClients.Outlook, ClientBehavior.LosesDetails)
    {
        Requirement = "Every event of a file has a UID that no other event in the file has.",
        Rationale = "outlook.com drops events without a UID, and clients keep only one of two events with the same UID.",
        Fix = "Give each event its own UID, and never change it.",
        Reference = "RFC 5545, 3.6.1 and 3.8.4.7; observed with outlook.com",
    };

    public static readonly ValidationRule NoAttendeesInFeed =
        new("FEED-02", Severity.Error, CalendarClients.None, ClientBehavior.WorksAsIntended)
        {
            Requirement = "A published event lists no ATTENDEE.",
            Rationale = "Everybody who has the link sees the names and addresses of all participants.",
            Fix = "Remove ATTENDEE.",
            Reference = "RFC 5546, 3.2.1; GDPR, article 5(1)(c)",
        };

    public static readonly ValidationRule RefreshInterval =
        new("FEED-03", Severity.Suggestion, CalendarClients.Apple | CalendarClients.Outlook, ClientBehavior.WorksAsIntended)
        {
            Requirement = "A feed has REFRESH-INTERVAL;VALUE=DURATION and X-PUBLISHED-TTL, with equal values.",
            Rationale = "Apple reads the first, Outlook the second; without them changes arrive late.",
            Fix = "Write REFRESH-INTERVAL;VALUE=DURATION:PT12H and X-PUBLISHED-TTL:PT12H.",
            Reference = "RFC 7986, 5.7; [MS-OXCICAL] 2.1.3.1.1.11",
        };

    public static readonly RuleFamily Family = new(UniqueUids, NoAttendeesInFeed, RefreshInterval) { Calendar = Check };

    private static void Check(ValidatedCalendar calendar, FindingCollector findings)
    {
        if (!calendar.IsMessage)
        {
            foreach (var vevent in calendar.Events)
            {
                if ((vevent.Uid is null || vevent.Uid.Value.Trim().Length == 0))
                {
                    findings.Add(
                        UniqueUids,
                        calendar.GetLocation(vevent.Component.BeginLine),
                        "An event has no UID.",
                        fix: "Add UID after BEGIN:VEVENT, and never change it.");
                }
            }
        }

        if (calendar.Method == "PUBLISH" || calendar.Profile == ValidationProfile.Feed)
        {
            foreach (var vevent in calendar.Events)
            {
                if (vevent.Attendees.Count > 0)
                {
                    var others = vevent.AttendeeCount > 1 ? $" and {vevent.AttendeeCount - 1} more" : "";
                    findings.Add(
                        NoAttendeesInFeed,
                        calendar.GetLocation(vevent.Attendees[0]),
                        $"A published event lists ATTENDEE {Quoted.Format(vevent.Attendees[0].Value)}{others}.");
                }
            }
        }

        if (calendar.Profile == ValidationProfile.Feed && calendar.Root is { } root)
        {
            var (refresh, published) = (root["REFRESH-INTERVAL"], root["X-PUBLISHED-TTL"]);
            if (refresh is null || published is null)
            {
                findings.Add(
                    RefreshInterval,
                    calendar.GetLocation((refresh ?? published) ?? root.BeginLine),
                    $"{(refresh is null ? "REFRESH-INTERVAL" : "X-PUBLISHED-TTL")} is missing.");
            }
            else if (!refresh.ValueEquals(published.Value.Trim()))
            {
                findings.Add(
                    RefreshInterval,
                    calendar.GetLocation(refresh),
                    $"REFRESH-INTERVAL is {Quoted.Format(refresh.Value)}, but X-PUBLISHED-TTL is {Quoted.Format(published.Value)}.");
            }
            else if (refresh["VALUE"]?.ToUpperInvariant() != "DURATION")
            {
                findings.Add(RefreshInterval, calendar.GetLocation(refresh), "REFRESH-INTERVAL has no VALUE=DURATION.");
            }
        }
    }
}
