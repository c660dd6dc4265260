using System.CommandLine;
using Better.Calendar;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The command <c>write</c>: writes the calendar file, the emails and a preview page.</summary>
internal static class WriteCommand
{
    public const string Name = "write";

    public static Command Create()
    {
        var (options, revisions) = (new SeriesOptions(), new RevisionOptions());
        var folder =
            new Option<DirectoryInfo>(
                "--out")
            {
                Description = "The folder to write to.",
                DefaultValueFactory = _ => new DirectoryInfo("out")
            };
        var command = new Command(Name, "Writes the .ics file of the series, every email as .eml, and preview.html.") { folder };
        options.AddTo(command);
        revisions.AddTo(command, withStore: true);
        command.SetAction(arguments => Run(options, revisions, arguments, arguments.GetValue(folder)!));
        return command;
    }

    private static int Run(SeriesOptions options, RevisionOptions revisions, ParseResult arguments, DirectoryInfo folder)
    {
        var (series, at) = options.Read(arguments);
        var plan = revisions.IsPlanRequested(arguments) ? revisions.Plan(options, arguments, series, at) : null;
        (series, at) = plan is null ? (series, at) : (plan.Series, plan.Timestamp);
        var calendar = WorkshopCalendar.Publish(series, series.Language, at);
        var emails = RevisionOptions.ComposeEmails(series, plan, at).ToList();
        var store = plan is null
            ? null
            : new SeriesFile(plan.Series, revisions.Store(arguments) ?? new(Path.Combine(folder.FullName, $"{series.Id}.json")));
        var times = LocalTimeTable.Create(series).ToText(series.Language);
        new OutputFolder(
            folder).Write(
            series.Id,
            calendar,
            emails,
            PreviewPage.Write(series, emails, SampleEmails.Create(series, at), times),
            store);

        AnsiConsole.Write(ScheduleTable.Create(series));
        AnsiConsole.Write(ScheduleTable.Create(times));
        foreach (var warning in times.Warnings)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{warning}[/]");
        }

        var people = $"{series.Participants.Count} participants";
        AnsiConsole.MarkupLineInterpolated(
            $"1 calendar file and [bold]{emails.Count}[/] emails to {people} are in [bold]{folder.FullName}[/].");
        store?.PrintSaved();
        AnsiConsole.MarkupLineInterpolated($"[grey]Open {Path.Combine(folder.FullName, OutputFolder.PreviewFileName)} to look at them.[/]");
        return 0;
    }
}
