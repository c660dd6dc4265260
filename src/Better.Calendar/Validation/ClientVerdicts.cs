namespace Better.Calendar.Validation;

/// <summary>What each client will show, from what was found.</summary>
internal static class ClientVerdicts
{
    private static readonly CalendarClients[] ReportedClients = [CalendarClients.Outlook, CalendarClients.Gmail, CalendarClients.Apple, CalendarClients.Thunderbird, CalendarClients.Proton, CalendarClients.Nextcloud];

    /// <summary>The verdicts on a calendar; null where there is none to show.</summary>
    public static ValueList<ClientVerdict> Create(ValidatedCalendar? calendar, FindingCollector findings)
    {
        var verdicts = new ClientVerdict[ReportedClients.Length];
        for (var at = 0; at < ReportedClients.Length; at++)
        {
            verdicts[at] = calendar is null
                ? new(ReportedClients[at], ClientBehavior.NotShown, Describe(ClientBehavior.NotShown, null), findings.Findings.Select(static finding => finding.RuleId).Distinct().ToValueList())
                : Create(ReportedClients[at], calendar.Method, findings);
        }

        return ValueList.Create<ClientVerdict>(verdicts);
    }

    private static ClientVerdict Create(CalendarClients client, string? method, FindingCollector findings)
    {
        var outcome = ClientBehavior.WorksAsIntended;
        List<string>? rules = null;
        foreach (var finding in findings.Findings)
        {
            // Advice changes nothing that is shown.
            if (finding.Severity == Severity.Suggestion || (finding.Clients & client) == 0 || RuleCatalog.Find(finding.RuleId) is not { ClientBehavior: not ClientBehavior.WorksAsIntended } rule)
            {
                continue;
            }

            if (rule.ClientBehavior > outcome)
            {
                outcome = rule.ClientBehavior;
                rules = [];
            }

            if (rule.ClientBehavior == outcome && !rules!.Contains(rule.Id))
            {
                rules.Add(rule.Id);
            }
        }

        return new(client, outcome, Describe(outcome, method), rules is null ? [] : ValueList.Create<string>(rules.ToArray()));
    }

    private static string Describe(ClientBehavior outcome, string? method)
    {
        var works = method switch
        {
            "REQUEST" => "shows buttons",
            "CANCEL" => "takes the event out, or offers to",
            "REPLY" or "COUNTER" => "files the answer",
            _ => "takes the events over",
        };
        return outcome switch
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
