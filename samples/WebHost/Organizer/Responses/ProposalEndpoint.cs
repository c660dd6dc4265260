using Better.Calendar;
using Better.Calendar.AspNetCore;
using InviteConsole;
using NodaTime;

namespace WebHost.Organizer.Responses;

/// <summary>Accepts a proposal of another time: plans the move, says who would be notified, and stores it when that is confirmed.</summary>
internal static class ProposalEndpoint
{
    public static async Task<IResult> Accept(OrganizerRequest request, HostedSeries hosted)
    {
        var (form, texts) = (await request.ReadFormAsync(), request.Texts);
        var (attendance, _) = await hosted.ReadAttendanceAsync(request.Context.RequestAborted);
        if (attendance.Proposals.FirstOrDefault(one => GetId(one) == form["proposal"]) is not { } proposal
            || Move(request.Series, proposal) is not { } edited)
        {
            // It is the time of the workshop by now: what a second click wanted is done.
            return request.Redirect(OrganizerPaths.Sending);
        }

        SeriesRevision plan;
        try
        {
            plan = SeriesRevision.Between(request.Series, edited, request.Now, responses: attendance.Responses);
        }
        catch (InvalidSeriesException problem)
        {
            return await RepliesEndpoints.Show(request, string.Join(' ', problem.Errors.Select(static error => error.Problem)));
        }

        var confirm = form["confirm"].ToString();
        var digest = PlanDigest.Create(plan.Emails.Select(static email => email.Key).Append($"{request.Published.Version}"));
        if (confirm == digest
            && await hosted.ReviseAsync(request.Published.Version, edited, request.Context.RequestAborted) is not null)
        {
            return request.Redirect(OrganizerPaths.Sending, OrganizerDone.Saved);
        }

        var workshop = request.Series.Workshops.First(one => one.Id == proposal.WorkshopId);
        return await request.RenderAsync<ConfirmPage>(
            new ConfirmView(texts["Accept the proposal"], OrganizerPaths.RepliesAccept, OrganizerPaths.Replies, digest)
            {
                Sentences =
                [
                    $"{PlanWords.FormatTitle(request.Series, workshop)}: "
                        + PlanWords.FormatTime(edited, edited.Workshops.First(one => one.Id == workshop.Id)),
                    $"{texts["Now"]}: {PlanWords.FormatTime(request.Series, workshop)}",
                    texts.Format("{0} emails would go out.", plan.Emails.Count),
                ],
                Warnings = [.. plan.Warnings.Select(warning => PlanWords.Describe(warning, plan)).Distinct()],
                Rows = EmailRow.FromEmails(plan.Series, plan.Emails),
                Button = texts["Move the workshop"],
                Fields = [("proposal", GetId(proposal))],
                HasChanged = confirm.Length > 0,
            });
    }

    public static string GetId(Proposal proposal) =>
        PlanDigest.Create([proposal.MessageKey, proposal.Sender.Email.Value, proposal.WorkshopId ?? "", $"{proposal.Start}"]);

    /// <summary>The series with the workshop at the proposed time; null if that is its time, or if the proposal names no instant.</summary>
    public static WorkshopSeries? Move(WorkshopSeries series, Proposal proposal)
    {
        if (proposal is not { Start: { } start, End: { } end }
            || series.Workshops.FirstOrDefault(one => one.Id == proposal.WorkshopId) is not { } workshop
            || (series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant() == start && workshop.Duration == end - start))
        {
            return null;
        }

        var local = start.InZone(DateTimeZoneProviders.Tzdb[workshop.Zone ?? series.Zone]).LocalDateTime;
        return series with
        {
            Workshops =
            [
                .. series.Workshops.Select(one => one.Id == workshop.Id ? one with { Start = local, Duration = end - start } : one),
            ],
        };
    }
}
