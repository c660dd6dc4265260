using Better.Calendar.Delivery;
using InviteConsole;
using Microsoft.AspNetCore.Mvc;

namespace WebHost.Organizer.Sending;

/// <summary>What is due is sent from here, and here is seen how far the sending is.</summary>
internal static class SendingEndpoints
{
    private const int MaxBytes = 16_384;

    public static void MapSending(this RouteGroupBuilder pages)
    {
        pages.MapGet("/sending", Show);
        pages.MapPost("/sending", Send).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
        pages.MapPost("/sending/again", SendAgain).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
        pages.MapPost("/sending/withdraw", Withdraw).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
    }

    private static async Task<IResult> Show(OrganizerRequest request) =>
        await request.RenderAsync<SendingPage>(await SendingView.ReadAsync(request, hasChanged: false));

    private static async Task<IResult> Send(OrganizerRequest request, DueEmails due, Outbox outbox)
    {
        var (form, cancellationToken) = (await request.ReadFormAsync(), request.Context.RequestAborted);
        if (await due.PostAsync(outbox, form["confirm"].ToString(), cancellationToken) is not null
            || (await due.ReadAsync(request.Series, cancellationToken)).Count == 0)
        {
            // A second click finds nothing due: what it wanted is done.
            return request.Redirect(OrganizerPaths.Sending, OrganizerDone.Posted);
        }

        return await request.RenderAsync<SendingPage>(
            await SendingView.ReadAsync(request, hasChanged: true), StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> SendAgain(OrganizerRequest request, Outbox outbox, UndeliveredRecorder recorder)
    {
        var (form, texts) = (await request.ReadFormAsync(), request.Texts);
        var isUncertain = form["which"] == "uncertain";
        var status = isUncertain ? DeliveryStatus.Uncertain : DeliveryStatus.Rejected;
        var emails = await FindAsync(request, outbox, email => email.Status == status && email.Due is null);
        return await ActAsync(
            request,
            emails,
            new(
                isUncertain ? texts["Send uncertain emails again"] : texts["Send rejected emails again"],
                OrganizerPaths.SendingAgain,
                OrganizerPaths.Sending,
                "")
            {
                Sentences = [texts.Format("{0} emails would go out.", emails.Count)],
                Warnings = isUncertain ? [texts["They may have arrived already, and may arrive twice."]] : [],
                Fields = [("which", isUncertain ? "uncertain" : "rejected")],
            },
            OrganizerDone.Posted,
            async numbers =>
            {
                await outbox.ReopenAsync(new() { Statuses = [status], Numbers = numbers }, request.Context.RequestAborted);
                await recorder.RecordAsync(request.Context.RequestAborted);
            });
    }

    private static async Task<IResult> Withdraw(OrganizerRequest request, Outbox outbox, UndeliveredRecorder recorder)
    {
        var texts = request.Texts;
        var emails = await FindAsync(
            request, outbox, static email => email.Due is not null && email.Status is not DeliveryStatus.Sending);
        return await ActAsync(
            request,
            emails,
            new(texts["Withdraw the emails that wait"], OrganizerPaths.SendingWithdraw, OrganizerPaths.Sending, "")
            {
                Sentences =
                [
                    texts.Format("Emails that wait and would not be sent: {0}", emails.Count),
                    texts["Who never gets their invitation is invited again when you next save the series."],
                ],
            },
            OrganizerDone.Withdrawn,
            async numbers =>
            {
                await outbox.WithdrawAsync(new() { Numbers = numbers }, request.Context.RequestAborted);
                await recorder.RecordAsync(request.Context.RequestAborted);
            });
    }

    /// <summary>Says what would be done, or does what was said.</summary>
    private static async Task<IResult> ActAsync(
        OrganizerRequest request,
        List<OutboxEntry> emails,
        ConfirmView view,
        string done,
        Func<IReadOnlyCollection<long>, Task> act)
    {
        var confirm = (await request.ReadFormAsync())["confirm"].ToString();
        var digest = PlanDigest.Create(emails.Select(static email => $"{email.Number} {email.Status}"));
        if (emails.Count == 0 || confirm == digest)
        {
            await act([.. emails.Select(static email => email.Number)]);
            return request.Redirect(OrganizerPaths.Sending, emails.Count == 0 && confirm.Length == 0 ? null : done);
        }

        return await request.RenderAsync<ConfirmPage>(view with
        {
            Digest = digest,
            Button = view.Title,
            HasChanged = confirm.Length > 0,
            Rows = [.. emails
                .GroupBy(static email => (email.Message.Kind, email.Message.WorkshopId, email.Response))
                .Select(group => new EmailRow(
                    PlanWords.Describe(group.Key.Kind),
                    SendingView.FormatTitle(request.Series, group.Key.WorkshopId),
                    group.Count(),
                    string.Join(", ", group.Select(static email => email.Message.RecipientSnapshot.Name)),
                    group.Key.Response))],
        });
    }

    private static async Task<List<OutboxEntry>> FindAsync(OrganizerRequest request, Outbox outbox, Func<OutboxEntry, bool> condition)
    {
        var found = new List<OutboxEntry>();
        await foreach (var email in outbox.ReadAsync(SendingView.Unsent, request.Context.RequestAborted))
        {
            if (condition(email))
            {
                found.Add(email);
            }
        }

        return found;
    }
}
