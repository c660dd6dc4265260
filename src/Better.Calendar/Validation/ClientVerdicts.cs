namespace Better.Calendar.Validation;

/// <summary>Derives from the findings what each client will show.</summary>
internal static class ClientVerdicts
{
    private static readonly CalendarClients[] ReportedClients =
        [CalendarClients.Outlook,
            CalendarClients.Gmail,
            CalendarClients.Apple,
            CalendarClients.Thunderbird,
            CalendarClients.Proton,
            CalendarClients.Nextcloud];

    /// <summary>The verdicts of all reported clients.</summary>
    /// <param name="calendar">The calendar; null if there is none to show.</param>
    /// <param name="findings">What was found.</param>
    public static ValueList<ClientVerdict> Create(ValidatedCalendar? calendar, FindingCollector findings)
    {
        var verdicts = new ClientVerdict[ReportedClients.Length];
        for (var at = 0; at < ReportedClients.Length; at++)
        {
            verdicts[at] = calendar is null
                ? new(
                    ReportedClients[at],
                    ClientBehavior.NotShown,
                    Describe(ClientBehavior.NotShown, null),
                    findings.Findings.Select(static finding => finding.RuleId)
                    .Distinct()
                    .ToValueList())
                : Create(ReportedClients[at], calendar, findings);
        }

        return ValueList.Create<ClientVerdict>(verdicts);
    }

    private static ClientVerdict Create(CalendarClients client, ValidatedCalendar calendar, FindingCollector findings)
    {
        // Nothing works because no rule objects: an event must have been seen that a client can show.
        var behavior = FindBest(calendar);
        List<string>? rules = behavior == ClientBehavior.WorksAsIntended ? null : [];
        for (var at = 0; at < findings.Findings.Count; at++)
        {
            var finding = findings.Findings[at];
            var caused = findings.Behaviors[at];
            var explains = behavior > caused && finding.Severity == Severity.Error && IsAboutPresence(finding.RuleId);

            // Suggestions do not change what a client shows.
            if (!explains
                && (finding.Severity == Severity.Suggestion
                    || (finding.Clients & client) == 0
                    || caused == ClientBehavior.WorksAsIntended
                    || caused < behavior))
            {
                continue;
            }

            if (caused > behavior)
            {
                behavior = caused;
                rules = [];
            }

            if (!rules!.Contains(finding.RuleId))
            {
                rules.Add(finding.RuleId);
            }
        }

        var method = calendar.Method;

        return new(client, behavior, Describe(behavior, method), rules is null ? [] : ValueList.Create<string>(rules.ToArray()));
    }

    /// <summary>The best that a client can do with what the calendar contains.</summary>
    private static ClientBehavior FindBest(ValidatedCalendar calendar)
    {
        var needsTime = calendar.Method is not ("CANCEL" or "REPLY" or "REFRESH" or "DECLINECOUNTER");
        if (!calendar.Events.Exists(vevent => !needsTime || vevent.Start is not null))
        {
            return ClientBehavior.NotShown;
        }

        // A response needs somebody who asks and somebody who is asked.
        return calendar.IsRequest && !calendar.Events.Exists(static vevent => vevent is { Organizer: not null, Attendees.Count: > 0 })
            ? ClientBehavior.NoButtons
            : ClientBehavior.WorksAsIntended;
    }

    /// <summary>Whether a rule says which part of an event is missing or cannot be read.</summary>
    private static bool IsAboutPresence(string ruleId) =>
        ruleId == ComponentRules.EventPresent.Id || ruleId == EventRules.RequiredProperties.Id || ruleId == ContentLineRules.ValueFormat.Id;

    private static string Describe(ClientBehavior behavior, string? method)
    {
        var works = method switch
        {
            "REQUEST" => "shows buttons",
            "CANCEL" => "removes the event, or offers to",
            "REPLY" or "COUNTER" => "records the response",
            _ => "adds the events",
        };
        return behavior switch
        {
            ClientBehavior.WorksAsIntended => works,
            ClientBehavior.LosesDetails => $"{works}, but loses texts or details",
            ClientBehavior.WrongTime => $"{works}, but perhaps at a wrong time",
            ClientBehavior.NoUpdates when method == "CANCEL" => "may leave the event in the calendar",
            ClientBehavior.NoUpdates => "shows a card but will not update",
            ClientBehavior.NoButtons => "shows a card without buttons",
            ClientBehavior.FileOnly => "shows a file",
            _ => "shows no event",
        };
    }
}
