using Better.Calendar;
using Spectre.Console;

namespace InviteConsole;

/// <summary>Writes the attendance to the terminal.</summary>
internal static class RepliesTable
{
    public static void Write(WorkshopSeries series, Attendance attendance, IReadOnlyList<(string Name, ReplyResult Result)> results)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Participant");
        foreach (var workshop in series.Workshops)
        {
            table.AddColumn(Markup.Escape($"{workshop.Id}: {workshop.Title.GetText(series.Language, series.Language)}"));
        }

        foreach (var participant in series.Participants)
        {
            table.AddRow(
                [Markup.Escape(participant.Name), .. series.Workshops.Select(workshop => FormatCell(attendance, participant, workshop))]);
        }

        AnsiConsole.Write(table);
        foreach (var workshop in series.Workshops)
        {
            var summary = attendance.Summarize(series, workshop);
            var others = $"{summary.Tentative} tentative, {summary.Declined} declined, {summary.Delegated} delegated";
            var missing = $"{summary.NoResponse} without a response ({summary.Unreachable} not reached)";
            var doubtful = $"{summary.Outdated} to an older version, {summary.AwaitingConfirmation} to confirm";
            AnsiConsole.MarkupLineInterpolated(
                $"{workshop.Id}: [bold]{summary.Accepted}[/] accepted, {others}, {missing}, {doubtful}.");
        }

        foreach (var entry in attendance.AwaitingConfirmation)
        {
            var response = $"{FormatResponse(entry)} ({entry.Role}, {entry.Trust}){FormatComment(entry.Comment)}";
            AnsiConsole.MarkupLineInterpolated($"[yellow]to confirm[/] {entry.Email}, workshop {entry.WorkshopId}: {response}");
        }

        foreach (var proposal in attendance.Proposals)
        {
            var subject = proposal.WorkshopId is { } id ? $"workshop {id}" : "the whole series";
            var comment = FormatComment(proposal.Comment);
            AnsiConsole.MarkupLineInterpolated(
                $"[yellow]proposal[/] {proposal.Sender.Email}, {subject}: {proposal.Start} to {proposal.End}{comment}");
        }

        foreach (var bounce in attendance.Bounces)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[red]{(bounce.IsPermanent ? "not reached" : "delayed")}[/] {bounce.Email}: {bounce.Status} {bounce.Diagnostic}");
        }

        foreach (var (name, result) in results)
        {
            var reason = result switch
            {
                UnrecognizedMail unrecognized => $"{unrecognized.Reason}: {unrecognized.Detail}",
                AutoReply autoReply => $"automatic reply from {autoReply.Email?.Value ?? "an unknown address"}: {autoReply.Subject}",
                RefreshRequest refresh => $"{refresh.Sender.Email} asks for the invitation to {refresh.WorkshopId ?? "the series"} again",
                _ => null,
            };
            if (reason is not null)
            {
                AnsiConsole.MarkupLineInterpolated($"[grey]set aside[/] {Path.GetFileName(name)}: {reason}");
            }
        }

        AnsiConsole.MarkupLineInterpolated($"{results.Count} mails read.");
    }

    public static string FormatResponse(AttendanceEntry entry) =>
        entry.Status?.ToString().ToLowerInvariant() ?? $"delegated to {entry.DelegatedTo?.Value ?? "somebody"}";

    private static string FormatCell(Attendance attendance, Participant participant, Workshop workshop)
    {
        if (attendance.Find(participant.Email, workshop.Id) is { } entry)
        {
            var color =
                entry.Status switch { ParticipationStatus.Accepted => "green", ParticipationStatus.Tentative => "yellow", _ => "red" };
            var note = entry.IsOutdated(workshop) ? " [grey](before the change)[/]" : "";
            return $"[{color}]{Markup.Escape(FormatResponse(entry))}[/]{note}";
        }

        return WorkshopSeries.IsInvited(participant, workshop) ? "[grey]no response[/]" : "";
    }

    private static string FormatComment(string? comment) => comment is null ? "" : $", \"{comment.Replace('\n', ' ')}\"";
}
