using System.CommandLine;
using Better.Calendar;
using Spectre.Console;

namespace InviteConsole;

/// <summary><c>plan</c>: who would get which email, and why; sends and writes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var (series, revision) = (new SeriesOptions(), new RevisionOptions());
        var json = new Option<bool>("--json") { Description = "Prints the plan as JSON." };
        var command = new Command("plan", "Tells who would get which email about an edit, in which order, and why; writes nothing.") { json };
        series.AddTo(command);
        revision.AddTo(command, withStore: false);
        command.SetAction(arguments => Run(series, revision, arguments, arguments.GetValue(json)));
        return command;
    }

    private static int Run(SeriesOptions options, RevisionOptions revisions, ParseResult arguments, bool writesJson)
    {
        if (writesJson)
        {
            // What a program reads holds no remarks.
            ConsoleProgram.PrintTo(arguments.InvocationConfiguration.Error);
        }

        var (series, at) = options.Read(arguments);
        var plan = revisions.Plan(options, arguments, series, at);
        if (writesJson)
        {
            arguments.InvocationConfiguration.Output.Write(PlanJson.Serialize(plan) + "\n");
            return 0;
        }

        AnsiConsole.Write(CreateEmailTable(plan));
        if (plan.Emails.Any(message => message.Changes.Count > 0))
        {
            AnsiConsole.Write(CreateChangeTable(plan));
        }

        if (plan.Skipped.Count > 0)
        {
            AnsiConsole.Write(CreateSkippedTable(plan));
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]{plan.Emails.Count}[/] emails would go out; nothing was written.");
        return 0;
    }

    private static Table CreateEmailTable(SeriesRevision plan)
    {
        var table = new Table().Title("Emails, in their order").Border(TableBorder.Rounded).AddColumns("", "Letter", "Workshop", "To", "Why");
        foreach (var (message, i) in plan.Emails.Select((message, i) => (message, i)))
        {
            table.AddRow(
                $"{i + 1}",
                $"{message.Kind}{(message.RequestsNewResponse ? "\nasks again" : "")}",
                $"{message.Workshop!.Id}\n[grey]seq. {message.Workshop.Sequence}[/]",
                $"{Markup.Escape(message.Recipient.Name)}\n[grey]{Markup.Escape(message.Recipient.Email.Value)}[/]",
                Markup.Escape(message.Explanation));
        }

        return table;
    }

    private static Table CreateChangeTable(SeriesRevision plan)
    {
        var table = new Table().Title("What changed").Border(TableBorder.Rounded).AddColumns("Workshop", "Field", "Before", "After");
        foreach (var message in plan.Emails.Where(message => message.Changes.Count > 0).DistinctBy(message => message.Workshop!.Id))
        {
            foreach (var change in message.Changes)
            {
                table.AddRow(Markup.Escape(message.Workshop!.Id), $"{change.Field}\n[grey]{change.Significance}[/]", Markup.Escape(change.Before), Markup.Escape(change.After));
            }
        }

        return table;
    }

    private static Table CreateSkippedTable(SeriesRevision plan)
    {
        var table = new Table().Title("Nothing goes to").Border(TableBorder.Rounded).AddColumns("Workshop", "Who", "Why");
        foreach (var silence in plan.Skipped)
        {
            table.AddRow(Markup.Escape(silence.WorkshopId), Markup.Escape(string.Join(", ", silence.Recipients.Select(person => person.Name))), Markup.Escape(silence.Explanation));
        }

        return table;
    }
}
