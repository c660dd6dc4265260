using System.CommandLine;
using Better.Calendar;
using Spectre.Console;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>
/// The command <c>rehearse</c>: shows what participants would see in each calendar client after the emails of an edit, and where that
/// would disagree with the organizer's list; it sends and writes nothing.
/// </summary>
internal static class RehearseCommand
{
    public static Command Create(Option<string?> language)
    {
        var (series, revision) = (new SeriesOptions(language), new RevisionOptions());
        var command = new Command(
            "rehearse",
            "Show what participants would see in ten calendar clients after the emails of an edit, and where that would disagree with the "
                + "series and the attendance (exit code 1). Without --attendance, everybody is taken to have accepted. Sends and writes "
                + "nothing.");
        series.AddTo(command);
        revision.AddTo(command, withStore: false);
        command.SetAction(arguments => Run(series, revision, arguments));
        return command;
    }

    private static int Run(SeriesOptions options, RevisionOptions revisions, ParseResult arguments)
    {
        var (series, at) = revisions.Read(options, arguments);
        var plan = revisions.Plan(options, arguments, series, at);
        var attendance = revisions.Attendance(arguments);
        var rehearsal = new Rehearsal(revisions.Previous(arguments), plan, attendance ?? Attendance.Empty, attendance is not null);
        var entries = rehearsal.Play().ToList();

        CreateTable(rehearsal, entries).Write();
        Screen.Warnings(plan);
        var disagreements = entries.Where(static entry => entry.Disagreements.Count > 0).ToList();
        foreach (var group in disagreements.GroupBy(static entry => (entry.Participant, entry.Workshop, Text: Join(entry.Disagreements))))
        {
            var clients = string.Join(", ", group.Select(static entry => entry.Client));
            Screen.Problem($"{group.Key.Participant.Name}, workshop {group.Key.Workshop.Id}, in {clients}: {group.Key.Text}.");
        }

        Screen.Line($"[bold]{plan.Emails.Count}[/] emails were rehearsed. Nothing was sent or written.");
        if (disagreements.Count == 0)
        {
            Screen.Line($"No calendar would disagree with the series and the attendance.");
            return 0;
        }

        Screen.Line($"[bold]{disagreements.Count}[/] calendar entries would disagree with the series or the attendance.");
        return 1;
    }

    /// <summary>One row for each workshop and each picture of it; clients that show the same share a row.</summary>
    private static ScreenTable CreateTable(Rehearsal rehearsal, IReadOnlyList<RehearsedEntry> entries)
    {
        var table = new ScreenTable(
            Of($"What participants see after the emails"), Of($"Workshop"), Of($"Calendar"), Of($"Entries"), Of($"Taken in"));
        var cells = entries.GroupBy(static entry => (entry.Workshop, entry.Client)).Select(group => (
            group.Key.Workshop,
            group.Key.Client,
            Entries: string.Join("\n", group.GroupBy(entry => DescribeEntry(rehearsal, entry))
                .OrderBy(static same => same.Key, StringComparer.Ordinal)
                .Select(static same => $"{same.Count()} × {same.Key}")),
            TakenIn: group.Any(static entry => entry.WaitsForPress) ? Of($"when they press") : Of($"at once")));
        foreach (var row in cells.GroupBy(static cell => (cell.Workshop, cell.Entries, cell.TakenIn))
            .OrderBy(static row => row.Key.Workshop.Id, StringComparer.Ordinal))
        {
            table.Add(
                Markup.Escape(row.Key.Workshop.Id),
                string.Join(", ", row.Select(static cell => cell.Client)),
                Markup.Escape(row.Key.Entries),
                Markup.Escape(row.Key.TakenIn));
        }

        return table;
    }

    private static string DescribeEntry(Rehearsal rehearsal, RehearsedEntry entry) => entry.Event is { } shown
        ? string.Join(
            ", ",
            rehearsal.FormatTime(shown, entry.Workshop),
            shown.Location.Length > 0 ? shown.Location : Of($"no place"),
            Rehearsal.Describe(shown.Status),
            Of($"response: {PlanWords.Describe(shown.Response)}"))
        : Of($"no entry");

    private static string Join(IReadOnlyList<string> sentences) => string.Join("; ", sentences);
}
