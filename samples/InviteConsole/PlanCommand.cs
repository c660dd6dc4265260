using System.CommandLine;
using Better.Calendar;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The command <c>plan</c>: shows who would get which email, and why; it sends and writes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var (series, revision) = (new SeriesOptions(), new RevisionOptions());
        var json = new Option<bool>("--json") { Description = "Write the plan as JSON to standard output." };
        var command =
            new Command(
                "plan",
                "Show who would get which email about an edit, in which order, and why. Sends and writes nothing.") { json };
        series.AddTo(command);
        revision.AddTo(command, withStore: false);
        command.SetAction(arguments => Run(series, revision, arguments, arguments.GetValue(json)));
        return command;
    }

    private static int Run(SeriesOptions options, RevisionOptions revisions, ParseResult arguments, bool asJson)
    {
        if (asJson)
        {
            // Remarks go to standard error, so that standard output holds only JSON.
            ConsoleProgram.PrintTo(arguments.InvocationConfiguration.Error);
        }

        var (series, at) = options.Read(arguments);
        var plan = revisions.Plan(options, arguments, series, at);
        if (asJson)
        {
            arguments.InvocationConfiguration.Output.Write(PlanJson.Serialize(plan) + "\n");
            return 0;
        }

        AnsiConsole.Write(CreateEmailTable(plan));
        if (plan.Emails.Any(email => email.Changes.Count > 0))
        {
            AnsiConsole.Write(CreateChangeTable(plan));
        }

        if (plan.Skipped.Count > 0)
        {
            AnsiConsole.Write(CreateSkippedTable(plan));
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]{plan.Emails.Count}[/] emails would go out. Nothing was sent or written.");
        return 0;
    }

    private static Table CreateEmailTable(SeriesRevision plan)
    {
        var table = new Table().Title("Emails, in the order of sending")
            .Border(TableBorder.Rounded)
            .AddColumns("", "Email", "Workshop", "To", "Reason");
        foreach (var (email, i) in plan.Emails.Select((email, i) => (email, i)))
        {
            table.AddRow(
                $"{i + 1}",
                $"{email.Kind}{(email.RequestsNewResponse ? "\nasks again" : "")}",
                $"{email.Workshop!.Id}\n[grey]SEQUENCE {email.Workshop.Sequence}[/]",
                $"{Markup.Escape(email.Recipient.Name)}\n[grey]{Markup.Escape(email.Recipient.Email.Value)}[/]",
                Markup.Escape(email.Explanation));
        }

        return table;
    }

    private static Table CreateChangeTable(SeriesRevision plan)
    {
        var table = new Table().Title("What changed").Border(TableBorder.Rounded).AddColumns("Workshop", "Field", "Before", "After");
        foreach (var email in plan.Emails.Where(email => email.Changes.Count > 0).DistinctBy(email => email.Workshop!.Id))
        {
            foreach (var change in email.Changes)
            {
                table.AddRow(
                    Markup.Escape(email.Workshop!.Id),
                    $"{change.Field}\n[grey]{change.Significance}[/]",
                    Markup.Escape(change.Before),
                    Markup.Escape(change.After));
            }
        }

        return table;
    }

    private static Table CreateSkippedTable(SeriesRevision plan)
    {
        var table = new Table().Title("No email").Border(TableBorder.Rounded).AddColumns("Workshop", "Participants", "Reason");
        foreach (var skipped in plan.Skipped)
        {
            table.AddRow(
                Markup.Escape(skipped.WorkshopId),
                Markup.Escape(string.Join(", ", skipped.Recipients.Select(participant => participant.Name))),
                Markup.Escape(skipped.Explanation));
        }

        return table;
    }
}
