using System.CommandLine;
using Better.Calendar;

namespace InviteConsole;

/// <summary>The command <c>write</c>: writes the calendar file, the emails and a preview page.</summary>
internal static class WriteCommand
{
    public const string Name = "write";

    public static Command Create(Option<string?> language)
    {
        var (options, revisions) = (new SeriesOptions(language), new RevisionOptions());
        var (followUps, pages) = (new FollowUpOptions(), new RsvpPageOptions());
        var folder =
            new Option<DirectoryInfo>(
                "--out")
            {
                Description = "The folder to write to. Default: out.",
                DefaultValueFactory = _ => new DirectoryInfo("out")
            };
        var command = new Command(Name, "Writes the .ics file of the series, every email as .eml, and preview.html.") { folder };
        options.AddTo(command);
        revisions.AddTo(command, withStore: true);
        followUps.AddTo(command);
        pages.AddTo(command);
        command.SetAction(arguments => Run(options, revisions, followUps, pages, arguments, arguments.GetValue(folder)!));
        return command;
    }

    private static int Run(
        SeriesOptions options,
        RevisionOptions revisions,
        FollowUpOptions followUps,
        RsvpPageOptions pages,
        ParseResult arguments,
        DirectoryInfo folder)
    {
        var (series, at) = revisions.Read(options, arguments);
        var plan = followUps.IsRequested(arguments)
            ? followUps.Plan(revisions, arguments, series, at)
            : revisions.Plan(options, arguments, series, at);
        (series, at) = (plan.Series, plan.Timestamp);
        var calendar = WorkshopCalendar.Publish(series, series.Language, at);
        var emails = new InvitationComposer(pages.Read(arguments, plan)).ComposeAll(plan).ToList();
        var store = !revisions.IsPlanRequested(arguments)
            ? null
            : new SeriesFile(plan.Series, revisions.Store(arguments) ?? new(Path.Combine(folder.FullName, $"{series.Id}.json")));
        var preview = new PreviewPage(series, emails, [.. SampleEmails.Create(series, at)]).Write();
        new OutputFolder(folder).Write(series.Id, calendar, emails, preview, store);

        ScheduleTable.Create(series).Write();
        ScheduleTable.Print(series);
        Screen.Warnings(plan);
        Screen.Line($"[bold]{emails.Count}[/] emails and 1 calendar file are in {folder.FullName}.");
        store?.PrintSaved();
        Screen.Remark($"Open {Path.Combine(folder.FullName, OutputFolder.PreviewFileName)} to look at them.");
        return 0;
    }
}
