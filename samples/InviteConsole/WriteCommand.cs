using System.CommandLine;
using Better.Calendar.Ics;
using Better.Calendar.Times;
using Spectre.Console;

namespace InviteConsole;

/// <summary><c>write</c>: the calendar file, the letters and a page to look them through.</summary>
internal static class WriteCommand
{
    public const string Name = "write";

    public static Command Create()
    {
        var (options, revisions) = (new SeriesOptions(), new RevisionOptions());
        var folder = new Option<DirectoryInfo>("--out") { Description = "The folder to write to.", DefaultValueFactory = _ => new DirectoryInfo("out") };
        var command = new Command(Name, "Writes the series' .ics file, every letter as .eml, and preview.html.") { folder };
        options.AddTo(command);
        revisions.AddTo(command, withStore: true);
        command.SetAction(arguments => Run(options, revisions, arguments, arguments.GetValue(folder)!));
        return command;
    }

    private static int Run(SeriesOptions options, RevisionOptions revisions, ParseResult arguments, DirectoryInfo folder)
    {
        var (series, at) = options.Read(arguments);
        var plan = revisions.IsAsked(arguments) ? revisions.Plan(options, arguments, series, at) : null;
        (series, at) = plan is null ? (series, at) : (plan.Series, plan.At);
        var calendar = WorkshopCalendar.Publish(series, series.Language, at);
        var letters = RevisionOptions.Letters(series, plan, at).ToList();
        var store = plan is null ? null : new StoredDocument(plan.Series, revisions.Store(arguments) ?? new(Path.Combine(folder.FullName, $"{series.Id}.json")));

        var times = CityTimes.Of(series).In(series.Language);

        new OutputFolder(folder).Write(series.Id, calendar, letters, PreviewPage.Write(series, letters, Gallery.Of(series, at), times), store);

        AnsiConsole.Write(ProgrammeTable.Of(series));
        AnsiConsole.Write(ProgrammeTable.Of(times));
        foreach (var warning in times.Warnings)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]{warning}[/]");
        }

        AnsiConsole.MarkupLineInterpolated($"1 calendar file and [bold]{letters.Count}[/] letters to {series.Participants.Count} participants are in [bold]{folder.FullName}[/].");
        store?.Tell();
        AnsiConsole.MarkupLineInterpolated($"[grey]Open {Path.Combine(folder.FullName, OutputFolder.Preview)} to look them through.[/]");
        return 0;
    }
}
