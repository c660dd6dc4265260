namespace Better.Calendar.Checks;

/// <summary>Files to download or to subscribe to.</summary>
internal static class FeedRules
{
    public static readonly CheckRule Uids = new("FEED-01", Severity.Error, Clients.Outlook, Outcome.Flawed)
    {
        Demand = "Every event of a file has a UID, which no other event there has.",
        Why = "outlook.com drops events without one, and all clients keep one of two.",
        Mend = "Give each event a UID of its own that stays for ever.",
        Source = "RFC 5545, 3.6.1 and 3.8.4.7; seen with outlook.com",
    };

    public static readonly CheckRule Privacy = new("FEED-02", Severity.Error, Clients.None, Outcome.Works)
    {
        Demand = "A published event lists no ATTENDEE.",
        Why = "Everybody who has the link sees the names and addresses of all participants.",
        Mend = "Leave ATTENDEE out.",
        Source = "RFC 5546, 3.2.1; GDPR, article 5(1)(c)",
    };

    public static readonly CheckRule Refresh = new("FEED-03", Severity.Advice, Clients.Apple | Clients.Outlook, Outcome.Works)
    {
        Demand = "A feed has REFRESH-INTERVAL;VALUE=DURATION and X-PUBLISHED-TTL, both equal.",
        Why = "Apple reads the first, Outlook the second; without them changes arrive late.",
        Mend = "Write REFRESH-INTERVAL;VALUE=DURATION:PT12H and X-PUBLISHED-TTL:PT12H.",
        Source = "RFC 7986, 5.7; [MS-OXCICAL] 2.1.3.1.1.11",
    };

    public static readonly RuleFamily Family = new(Uids, Privacy, Refresh) { Calendar = Check };

    private static void Check(CalendarReading calendar, Findings found)
    {
        if (!calendar.IsMessage)
        {
            foreach (var made in calendar.Events)
            {
                if (made.Uid is null || made.Uid.Value.Trim().Length == 0)
                {
                    found.Add(Uids, calendar.At(made.Component.Begin), "An event has no UID.");
                }
            }
        }

        if (calendar.Method == "PUBLISH" || calendar.Profile == CheckProfile.Feed)
        {
            foreach (var made in calendar.Events)
            {
                if (made.Attendees.Count > 0)
                {
                    found.Add(Privacy, calendar.At(made.Attendees[0]), $"A published event lists ATTENDEE {Shown.Of(made.Attendees[0].Value)}{(made.Attendees.Count > 1 ? $" and {made.Attendees.Count - 1} more" : "")}.");
                }
            }
        }

        if (calendar.Profile == CheckProfile.Feed && calendar.Root is { } root)
        {
            var (refresh, published) = (root["REFRESH-INTERVAL"], root["X-PUBLISHED-TTL"]);
            if (refresh is null || published is null)
            {
                found.Add(Refresh, calendar.At((refresh ?? published) ?? root.Begin), $"{(refresh is null ? "REFRESH-INTERVAL" : "X-PUBLISHED-TTL")} is missing.");
            }
            else if (!refresh.Is(published.Value.Trim()))
            {
                found.Add(Refresh, calendar.At(refresh), $"REFRESH-INTERVAL is {Shown.Of(refresh.Value)}, X-PUBLISHED-TTL {Shown.Of(published.Value)}.");
            }
            else if (refresh["VALUE"]?.ToUpperInvariant() != "DURATION")
            {
                found.Add(Refresh, calendar.At(refresh), "REFRESH-INTERVAL has no VALUE=DURATION.");
            }
        }
    }
}
