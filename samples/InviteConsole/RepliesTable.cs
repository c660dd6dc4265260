using Better.Calendar.Replies;
using Better.Calendar.Workshops;
using Spectre.Console;

namespace InviteConsole;

/// <summary>The attendance for a person before a terminal.</summary>
internal static class RepliesTable
{
    public static void Write(WorkshopSeries series, Attendance attendance, IReadOnlyList<(string Name, ReplyReading Reading)> readings)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Participant");
        foreach (var workshop in series.Workshops)
        {
            table.AddColumn(Markup.Escape($"{workshop.Id}: {workshop.Title.In(series.Language, series.Language)}"));
        }

        foreach (var participant in series.Participants)
        {
            table.AddRow([Markup.Escape(participant.Name), .. series.Workshops.Select(workshop => Cell(attendance, participant, workshop))]);
        }

        AnsiConsole.Write(table);
        foreach (var workshop in series.Workshops)
        {
            var counts = attendance.Counts(series, workshop);
            AnsiConsole.MarkupLineInterpolated($"{workshop.Id}: [bold]{counts.Accepted}[/] accepted, {counts.Tentative} tentative, {counts.Declined} declined, {counts.Delegated} delegated, {counts.NotAnswered} without an answer ({counts.Unreachable} not reached), {counts.Outdated} answered before it was changed, {counts.Claimed} to confirm.");
        }

        foreach (var entry in attendance.Claimed)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]to confirm[/] {entry.Email}, workshop {entry.WorkshopId}: {Word(entry)} ({entry.Standing}, {entry.Trust}){Said(entry.Comment)}");
        }

        foreach (var proposal in attendance.Proposals)
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow]proposal[/] {proposal.By.Email}, workshop {proposal.WorkshopId ?? "all"}: {proposal.Start} to {proposal.End}{Said(proposal.Comment)}");
        }

        foreach (var bounce in attendance.Bounces)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{(bounce.IsFinal ? "not reached" : "delayed")}[/] {bounce.Email}: {bounce.Status} {bounce.Diagnostic}");
        }

        foreach (var (name, reading) in readings)
        {
            var why = reading switch
            {
                NotAReply not => $"{not.Reason}: {not.Detail}",
                AutoReply automatic => $"automatic reply of {automatic.Email}: {automatic.Subject}",
                RefreshRequest refresh => $"{refresh.By.Email} asks for the invitation to {refresh.WorkshopId ?? "the series"} again",
                _ => null,
            };
            if (why is not null)
            {
                AnsiConsole.MarkupLineInterpolated($"[grey]set aside[/] {Path.GetFileName(name)}: {why}");
            }
        }

        AnsiConsole.MarkupLineInterpolated($"{readings.Count} mails read.");
    }

    public static string Word(AttendanceEntry entry) => entry.Answer?.ToString().ToLowerInvariant() ?? $"delegated to {entry.DelegatedTo?.Value ?? "somebody"}";

    private static string Cell(Attendance attendance, Participant participant, Workshop workshop)
    {
        if (attendance.Of(participant.Email, workshop.Id) is { } entry)
        {
            var colour = entry.Answer switch { Answer.Accepted => "green", Answer.Tentative => "yellow", _ => "red" };
            return $"[{colour}]{Markup.Escape(Word(entry))}[/]{(entry.IsOutdated(workshop) ? " [grey](before the change)[/]" : "")}";
        }

        return WorkshopSeries.IsInvited(participant, workshop) ? "[grey]no answer[/]" : "";
    }

    private static string Said(string? comment) => comment is null ? "" : $", \"{comment.Replace('\n', ' ')}\"";
}
