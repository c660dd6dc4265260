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
                : Create(ReportedClients[at], calendar.Method, findings);
        }

        return ValueList.Create<ClientVerdict>(verdicts);
    }

    private static ClientVerdict Create(CalendarClients client, string? method, FindingCollector findings)
    {
        var behavior = ClientBehavior.WorksAsIntended;
        List<string>? rules = null;
        foreach (var finding in findings.Findings)
        {
            // Suggestions do not change what a client shows.
            if (finding.Severity == Severity.Suggestion
                || (finding.Clients & client) == 0
                || RuleCatalog.Find(finding.RuleId) is not { ClientBehavior: not ClientBehavior.WorksAsIntended } rule)
            {
                continue;
            }

            if (rule.ClientBehavior > behavior)
            {
                behavior = rule.ClientBehavior;
                rules = [];
            }

            if (rule.ClientBehavior == behavior && !rules!.Contains(rule.Id))
            {
                rules.Add(rule.Id);
            }
        }

        return new(client, behavior, Describe(behavior, method), rules is null ? [] : ValueList.Create<string>(rules.ToArray()));
    }

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
