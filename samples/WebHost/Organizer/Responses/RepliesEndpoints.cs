using Better.Calendar;
using Better.Calendar.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using MimeKit;

namespace WebHost.Organizer.Responses;

/// <summary>
/// Reads the mails that come back, and shows what a person has to decide: proposals of other times, and what was set aside.
/// </summary>
internal static class RepliesEndpoints
{
    private const int MaxBytes = 4096;
    private const int MaxUpload = 32 * 1024 * 1024;

    public static void MapReplies(this RouteGroupBuilder pages)
    {
        pages.MapGet("/replies", (OrganizerRequest request) => Show(request));
        pages.MapPost("/replies", Upload).WithMetadata(new RequestSizeLimitAttribute(MaxUpload));
        pages.MapPost("/replies/maildir", ReadMaildir).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
        pages.MapPost("/replies/enter", Enter).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
        pages.MapPost("/replies/put-away", PutAway).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
        pages.MapPost("/replies/accept", ProposalEndpoint.Accept).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
    }

    public static async Task<IResult> Show(OrganizerRequest request, string? alert = null)
    {
        var (services, cancellationToken) = (request.Context.RequestServices, request.Context.RequestAborted);
        var inbox = services.GetRequiredService<ReplyInbox>();
        var (attendance, _) = await services.GetRequiredService<HostedSeries>().ReadAttendanceAsync(cancellationToken);
        return await request.RenderAsync<RepliesPage>(
            new RepliesView(request, attendance, await inbox.GetSetAsideAsync(cancellationToken), inbox.Maildir, alert),
            alert is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> Upload(OrganizerRequest request, ReplyInbox inbox)
    {
        var mails = new List<MimeMessage>();
        foreach (var file in (await request.ReadFormAsync()).Files)
        {
            try
            {
                await using var content = file.OpenReadStream();
                mails.AddRange(ReplyInbox.Parse(content));
            }
            catch (FormatException)
            {
                return await Show(request, request.Texts.Format("{0} is no mail.", file.FileName));
            }
        }

        if (mails.Count == 0)
        {
            return await Show(request, request.Texts["Mails, as .eml or .mbox files"]);
        }

        await inbox.ReadAsync(mails, request.Context.RequestAborted);
        return request.Redirect(OrganizerPaths.Replies, OrganizerDone.Read);
    }

    private static async Task<IResult> ReadMaildir(OrganizerRequest request, ReplyInbox inbox)
    {
        try
        {
            await inbox.ReadMaildirAsync(request.Context.RequestAborted);
            return request.Redirect(OrganizerPaths.Replies, OrganizerDone.Read);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return await Show(request, request.Texts.Format("The folder {0} cannot be read.", inbox.Maildir!));
        }
    }

    /// <summary>Enters what somebody wrote in words: the organizer has read it.</summary>
    private static async Task<IResult> Enter(OrganizerRequest request, ReplyInbox inbox, HostedSeries hosted)
    {
        var (form, cancellationToken) = (await request.ReadFormAsync(), request.Context.RequestAborted);
        var mail = (await inbox.GetSetAsideAsync(cancellationToken)).FirstOrDefault(one => one.Key == form["mail"]);
        var workshop = request.Series.Workshops.FirstOrDefault(one => one.Id == form["workshop"]);
        if (mail is { Status: { } status, Email: { } email } && workshop is not null)
        {
            await hosted.ChangeAttendanceAsync(
                (attendance, now) => attendance.WithReply(new ParticipantReply
                {
                    MessageKey = mail.Key,
                    Sender = new() { Email = EmailAddress.Parse(email), Trust = SenderTrust.Confirmed },
                    Responses = [new(workshop.Id, status, workshop.Sequence, now)],
                }),
                cancellationToken);
            await inbox.PutAwayAsync(mail.Key, cancellationToken);
        }

        return request.Redirect(OrganizerPaths.Replies, OrganizerDone.Entered);
    }

    private static async Task<IResult> PutAway(OrganizerRequest request, ReplyInbox inbox)
    {
        await inbox.PutAwayAsync((await request.ReadFormAsync())["mail"].ToString(), request.Context.RequestAborted);
        return request.Redirect(OrganizerPaths.Replies);
    }
}
