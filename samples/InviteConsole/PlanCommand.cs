using System.CommandLine;
using Better.Calendar.Revisions;
using Spectre.Console;

namespace InviteConsole;

/// <summary><c>plan</c>: who would get which letter, and why; sends and writes nothing.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var (series, revision) = (new SeriesOptions(), new RevisionOptions());
        var json = new Option<bool>("--json") { Description = "Prints the plan as JSON." };
        var command = new Command("plan", "Tells who would get which letter about an edit, in which order, and why; writes nothing.") { json };
        series.AddTo(command);
        revision.AddTo(command, withStore: false);
        command.SetAction(arguments => Run(series, revision, arguments, arguments.GetValue(json)));
        return command;
    }

    private static int Run(SeriesOptions options, RevisionOptions revisions, ParseResult arguments, bool asJson)
    {
        if (asJson)
        {
            // What a program reads holds no remarks.
            AnsiConsole.Console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(arguments.InvocationConfiguration.Error) });
        }

        var (series, at) = options.Read(arguments);
        var plan = revisions.Plan(options, arguments, series, at);
        if (asJson)
        {
            arguments.InvocationConfiguration.Output.Write(PlanJson.Of(plan) + "\n");
            return 0;
        }

        AnsiConsole.Write(Messages(plan));
        if (plan.Messages.Any(message => message.Changes.Count > 0))
        {
            AnsiConsole.Write(Changes(plan));
        }

        if (plan.Silences.Count > 0)
        {
            AnsiConsole.Write(Silences(plan));
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]{plan.Messages.Count}[/] letters would go out; nothing was written.");
        return 0;
    }

    private static Table Messages(SeriesRevision plan)
    {
        var table = new Table().Title("Letters, in their order").Border(TableBorder.Rounded).AddColumns("", "Letter", "Workshop", "To", "Why");
        foreach (var (message, i) in plan.Messages.Select((message, i) => (message, i)))
        {
            table.AddRow(
                $"{i + 1}",
                $"{message.Kind}{(message.AsksAgain ? "\nasks again" : "")}",
                $"{message.Workshop!.Id}\n[grey]seq. {message.Workshop.Sequence}[/]",
                $"{Markup.Escape(message.Recipient.Name)}\n[grey]{Markup.Escape(message.Recipient.Email.Value)}[/]",
                Markup.Escape(message.Because));
        }

        return table;
    }

    private static Table Changes(SeriesRevision plan)
    {
        var table = new Table().Title("What changed").Border(TableBorder.Rounded).AddColumns("Workshop", "Field", "Before", "After");
        foreach (var message in plan.Messages.Where(message => message.Changes.Count > 0).DistinctBy(message => message.Workshop!.Id))
        {
            foreach (var change in message.Changes)
            {
                table.AddRow(Markup.Escape(message.Workshop!.Id), $"{change.Field}\n[grey]{change.Class}[/]", Markup.Escape(change.Before), Markup.Escape(change.After));
            }
        }

        return table;
    }

    private static Table Silences(SeriesRevision plan)
    {
        var table = new Table().Title("Nothing goes to").Border(TableBorder.Rounded).AddColumns("Workshop", "Who", "Why");
        foreach (var silence in plan.Silences)
        {
            table.AddRow(Markup.Escape(silence.WorkshopId), Markup.Escape(string.Join(", ", silence.Recipients.Select(person => person.Name))), Markup.Escape(silence.Because));
        }

        return table;
    }
}
