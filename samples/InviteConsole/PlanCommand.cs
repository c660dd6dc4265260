using System.CommandLine;

namespace InviteConsole;

/// <summary>The command <c>plan</c>: shows what changed, and who would get which email, and why; it sends and writes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create(Option<string?> language)
    {
        var (series, revision, followUp) = (new SeriesOptions(language), new RevisionOptions(), new FollowUpOptions());
        var all = new Option<bool>("--all") { Description = "Shows each email in a row of its own." };
        var json = new Option<bool>("--json") { Description = "Writes the plan as JSON to standard output." };
        var command =
            new Command("plan", "Shows what an edit changed, and who would get which email about it, and why. Sends and writes nothing.")
            {
                all, json,
            };
        series.AddTo(command);
        revision.AddTo(command, withStore: false);
        followUp.AddTo(command);
        command.SetAction(arguments => Run(series, revision, followUp, arguments, arguments.GetValue(all), arguments.GetValue(json)));
        return command;
    }

    private static int Run(
        SeriesOptions options, RevisionOptions revisions, FollowUpOptions followUps, ParseResult arguments, bool all, bool asJson)
    {
        if (asJson)
        {
            // Remarks go to standard error, so that standard output holds only JSON.
            Screen.PrintTo(arguments.InvocationConfiguration.Error);
        }

        var (series, at) = revisions.Read(options, arguments);
        var isFollowUp = followUps.IsRequested(arguments);
        var plan = isFollowUp
            ? followUps.Plan(revisions, arguments, series, at)
            : revisions.Plan(options, arguments, series, at);
        if (asJson)
        {
            arguments.InvocationConfiguration.Output.Write(PlanJson.Serialize(plan) + "\n");
            return 0;
        }

        if (!isFollowUp)
        {
            new PlanChanges(revisions.Previous(arguments), plan.Series).Print();
        }

        var table = new PlanTable(plan);
        if (all)
        {
            table.PrintAll();
        }
        else
        {
            table.PrintGroups();
        }

        if (plan.Emails is [{ Note: { } note }, ..])
        {
            Screen.Line($"Every email carries the organizer's note: {note.GetText(ConsoleTexts.Current.Language, plan.Series.Language)}");
        }

        table.PrintSkipped(all);
        Screen.Warnings(plan);
        Screen.Line($"[bold]{plan.Emails.Count}[/] emails would go out. Nothing was sent or written.");
        return 0;
    }
}
