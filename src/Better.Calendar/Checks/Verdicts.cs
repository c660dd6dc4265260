namespace Better.Calendar.Checks;

/// <summary>What each client will show, from what was found.</summary>
internal static class Verdicts
{
    private static readonly Clients[] Asked = [Clients.Outlook, Clients.Gmail, Clients.Apple, Clients.Thunderbird, Clients.Proton, Clients.Nextcloud];

    /// <summary>The verdicts on a calendar; null where there is none to show.</summary>
    public static ValueList<ClientVerdict> Of(CalendarReading? calendar, Findings found)
    {
        var verdicts = new ClientVerdict[Asked.Length];
        for (var at = 0; at < Asked.Length; at++)
        {
            verdicts[at] = calendar is null
                ? new(Asked[at], Outcome.Nothing, Sentence(Outcome.Nothing, null), found.All.Select(static finding => finding.Rule).Distinct().ToValueList())
                : Of(Asked[at], calendar.Method, found);
        }

        return ValueList.Create<ClientVerdict>(verdicts);
    }

    private static ClientVerdict Of(Clients client, string? method, Findings found)
    {
        var outcome = Outcome.Works;
        List<string>? rules = null;
        foreach (var finding in found.All)
        {
            // Advice changes nothing that is shown.
            if (finding.Severity == Severity.Advice || (finding.Clients & client) == 0 || RuleBook.Find(finding.Rule) is not { Outcome: not Outcome.Works } rule)
            {
                continue;
            }

            if (rule.Outcome > outcome)
            {
                outcome = rule.Outcome;
                rules = [];
            }

            if (rule.Outcome == outcome && !rules!.Contains(rule.Id))
            {
                rules.Add(rule.Id);
            }
        }

        return new(client, outcome, Sentence(outcome, method), rules is null ? [] : ValueList.Create<string>(rules.ToArray()));
    }

    private static string Sentence(Outcome outcome, string? method)
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
            Outcome.Works => works,
            Outcome.Flawed => $"{works}, but loses texts or details",
            Outcome.WrongTime => $"{works}, but perhaps at a wrong time",
            Outcome.NoUpdates when method == "CANCEL" => "may leave the event in the calendar",
            Outcome.NoUpdates => "shows a card but will not update",
            Outcome.NoButtons => "shows a card without buttons",
            Outcome.FileOnly => "shows a file",
            _ => "shows no event",
        };
    }
}
