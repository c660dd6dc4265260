using Better.Calendar;
using NodaTime;
using Spectre.Console;
using static InviteConsole.ConsoleTexts;

namespace InviteConsole;

/// <summary>Writes the attendance to the terminal.</summary>
internal sealed class RepliesTable(WorkshopSeries series, Attendance attendance)
{
    private const int MaxTitle = 40;

    public void Print(IReadOnlyList<(string Name, ReplyResult Result)> results)
    {
        var table = new ScreenTable(title: null, [Of($"Participant"), .. series.Workshops.Select(FormatHeading)]);
        foreach (var participant in series.Participants)
        {
            table.Add([Markup.Escape(participant.Name), .. series.Workshops.Select(workshop => FormatCell(participant, workshop))]);
        }

        table.Write();
        PrintSummary();
        foreach (var entry in attendance.AwaitingConfirmation)
        {
            Screen.Warning($"To confirm: {entry.Email}, workshop {entry.WorkshopId}: {FormatResponse(entry)}, {Describe(entry.Role)}, "
                + $"{Describe(entry.Trust)}{FormatComment(entry.Comment)}");
        }

        foreach (var proposal in attendance.Proposals)
        {
            PrintProposal(proposal);
        }

        foreach (var bounce in attendance.Bounces)
        {
            PrintBounce(bounce);
        }

        foreach (var (name, result) in results)
        {
            if (FindReason(result) is { } reason)
            {
                Screen.Remark($"Set aside: {Path.GetFileName(name)}: {reason}");
            }
        }

        Screen.Line($"{results.Count} mails read.");
    }

    private void PrintSummary()
    {
        foreach (var workshop in series.Workshops)
        {
            var summary = attendance.Summarize(series, workshop);
            (string Name, int Count)[] counts =
            [
                (Of($"tentative"), summary.Tentative),
                (Of($"declined"), summary.Declined),
                (Of($"delegated"), summary.Delegated),
                (Of($"no response"), summary.NoResponse),
                (Of($"not reached"), summary.Unreachable),
                (Of($"to an older version"), summary.Outdated),
                (Of($"to confirm"), summary.AwaitingConfirmation),
            ];
            var others = string.Concat(counts.Where(static one => one.Count > 0).Select(static one => $", {one.Name}: {one.Count}"));
            AnsiConsole.MarkupLineInterpolated($"{FormatHeading(workshop)} – [bold]{Of($"accepted")}: {summary.Accepted}[/]{others}");
        }
    }

    /// <summary>A proposed time beside the one that it would replace, both in the time zone of the workshop.</summary>
    private void PrintProposal(Proposal proposal)
    {
        var workshop = series.Workshops.FirstOrDefault(one => one.Id == proposal.WorkshopId);
        var title = PlanWords.FormatTitle(series, workshop);
        var comment = FormatComment(proposal.Comment);
        var proposed = FormatProposed(proposal, workshop);
        if (workshop is null)
        {
            Screen.Warning($"{proposal.Sender.Email} proposes another time for all workshops: {proposed}{comment}");
        }
        else
        {
            var old = PlanWords.FormatTime(series, workshop);
            Screen.Warning($"{proposal.Sender.Email} proposes another time for {title}: {proposed}; now it is {old}{comment}");
        }
    }

    private string FormatProposed(Proposal proposal, Workshop? workshop)
    {
        if (proposal is { Start: { } start, End: { } end })
        {
            var zone = DateTimeZoneProviders.Tzdb[workshop?.Zone ?? series.Zone];
            return PlanWords.FormatTime(start.InZone(zone), end.InZone(zone));
        }

        if (proposal is { LocalStart: { } from, LocalEnd: { } to })
        {
            var when = When.Create(Current.Library.Dates, from.InUtc(), to.InUtc()).DatedHours;
            return Of($"{when}, in an unknown time zone");
        }

        return "";
    }

    private static void PrintBounce(Bounce bounce)
    {
        var detail = $"{bounce.Status} {bounce.Diagnostic}".Trim();
        var doubt = bounce.NeedsConfirmation ? " " + Of($"(nothing shows that it is about one of these emails)") : "";
        if (bounce.IsPermanent)
        {
            Screen.Problem($"Not reached: {bounce.Email}: {detail}{doubt}");
        }
        else
        {
            Screen.Warning($"Delayed: {bounce.Email}: {detail}{doubt}");
        }
    }

    private static string? FindReason(ReplyResult result) => result switch
    {
        UnrecognizedMail { Suggestion: { } suggestion } => Of(
            $"{suggestion.Email} seems to have responded ({PlanWords.Describe(suggestion.Status)}, {suggestion.WorkshopId ?? "…"}): "
                + $"\"{suggestion.Text}\"; enter it if it is true"),
        UnrecognizedMail unrecognized => $"{unrecognized.Reason}: {unrecognized.Detail}",
        AutoReply autoReply => Of($"automatic reply from {autoReply.Email?.Value ?? "?"}: {autoReply.Subject}"),
        RefreshRequest refresh => Of($"{refresh.Sender.Email} asks for the invitation again ({refresh.WorkshopId ?? "…"})"),
        _ => null,
    };

    private static string Describe(SenderRole role) => role switch
    {
        SenderRole.Invited => Of($"invited"),
        SenderRole.Delegate => Of($"delegate"),
        _ => Of($"not invited"),
    };

    private static string Describe(SenderTrust trust) => trust switch
    {
        SenderTrust.Claimed => Of($"only the mail names its sender"),
        SenderTrust.Authenticated => Of($"the sender is authenticated"),
        SenderTrust.Token => Of($"by their own link or address"),
        _ => Of($"confirmed"),
    };

    private static string FormatResponse(AttendanceEntry entry) =>
        entry.Status is { } status ? PlanWords.Describe(status) : Of($"delegated to {entry.DelegatedTo?.Value ?? "?"}");

    private string FormatHeading(Workshop workshop) =>
        $"{workshop.Id}: {TextCut.AtWord(PlanWords.FormatTitle(series, workshop), MaxTitle)}";

    private string FormatCell(Participant participant, Workshop workshop)
    {
        if (attendance.Find(participant.Email, workshop.Id) is { } entry)
        {
            var color =
                entry.Status switch { ParticipationStatus.Accepted => "green", ParticipationStatus.Tentative => "yellow", _ => "red" };
            var note = entry.IsOutdated(series, workshop) ? $" [grey]{Markup.Escape(Of($"(before the change)"))}[/]" : "";
            return $"[{color}]{Markup.Escape(FormatResponse(entry))}[/]{note}";
        }

        return WorkshopSeries.IsInvited(participant, workshop) ? $"[grey]{Markup.Escape(Of($"no response"))}[/]" : "";
    }

    private static string FormatComment(string? comment) => comment is null ? "" : $", \"{comment.ReplaceLineEndings(" ")}\"";
}
