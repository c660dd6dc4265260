using System.Text;
using Better.Calendar;
using Better.Calendar.AspNetCore;
using Better.Calendar.Delivery;
using InviteConsole;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using WebHost.Organizer.Responses;
using WebHost.Organizer.Sending;

namespace WebHost.Organizer.Records;

/// <summary>What the host keeps: files of it to take along, and erasing a person from all of it.</summary>
internal static class RecordsEndpoints
{
    private const int MaxBytes = 4096;

    // Excel takes a file without the mark for one in the code page of the computer.
    private static readonly UTF8Encoding Utf8WithMark = new(encoderShouldEmitUTF8Identifier: true);

    public static void MapRecords(this RouteGroupBuilder pages)
    {
        pages.MapGet("/export", static (OrganizerRequest request) => request.RenderAsync<ExportPage>(0));
        pages.MapGet("/export/attendance.csv", WriteCsv);
        pages.MapGet("/export/attendance.json", WriteAttendance);
        pages.MapGet("/export/series.json", static (OrganizerRequest request) => File(
            SeriesDocument.Write(request.Series with { State = null, Published = null }), "application/json", "series.json"));
        pages.MapGet("/forget", (OrganizerRequest request) => AskForget(request));
        pages.MapPost("/forget", Forget).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
    }

    private static async Task<IResult> WriteCsv(OrganizerRequest request, HostedSeries hosted)
    {
        var (attendance, _) = await hosted.ReadAttendanceAsync(request.Context.RequestAborted);
        return TypedResults.File(
            [.. Utf8WithMark.Preamble, .. Utf8WithMark.GetBytes(RepliesCsv.Write(request.Series, attendance))],
            "text/csv",
            "attendance.csv");
    }

    private static async Task<IResult> WriteAttendance(OrganizerRequest request, HostedSeries hosted)
    {
        var (attendance, _) = await hosted.ReadAttendanceAsync(request.Context.RequestAborted);
        return File(AttendanceDocument.Write(attendance), "application/json", "attendance.json");
    }

    private static Task<IResult> AskForget(OrganizerRequest request, string? alert = null, string email = "") =>
        request.RenderAsync<QuestionPage>(new QuestionView(
            request.Texts["Erase a person"],
            OrganizerPaths.Forget,
            request.Texts["Whoever asks for it is erased from everything that this host keeps. They get no email about it."])
        {
            Alert = alert,
            Button = request.Texts["Show the plan"],
            Fields =
            [
                new("email", request.Texts["Email address"])
                {
                    Value = email,
                    Suggestions = [.. request.Series.Participants.Select(static one => one.Email.Value)],
                },
            ],
        });

    private static async Task<IResult> Forget(
        OrganizerRequest request, HostedSeries hosted, Outbox outbox, DueEmails due, ReplyInbox inbox)
    {
        var (form, texts, cancellationToken) = (await request.ReadFormAsync(), request.Texts, request.Context.RequestAborted);
        if (!EmailAddress.TryParse(form["email"].ToString().Trim(), out var email))
        {
            return await AskForget(request, texts["This is not an email address."], form["email"].ToString());
        }

        var (attendance, _) = await hosted.ReadAttendanceAsync(cancellationToken);
        var typed = email.Value;
        var participant = request.Series.Participants.FirstOrDefault(
            one => string.Equals(one.Email.Value, typed, StringComparison.OrdinalIgnoreCase));
        email = participant?.Email ?? email;
        var responses = attendance.Entries.Count(entry => entry.Email == email || entry.Alias == email);
        var emails = 0;
        await foreach (var entry in outbox.ReadAsync(null, cancellationToken))
        {
            emails += string.Equals(entry.Message.Recipient, email.Value, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        var confirm = form["confirm"].ToString();
        var digest = PlanDigest.Create([email.Value, $"{participant is null} {responses} {emails}"]);
        if (confirm == digest || (confirm.Length > 0 && participant is null && responses + emails == 0))
        {
            try
            {
                await outbox.ForgetAsync(email, cancellationToken);
            }
            catch (OutboxStoreException)
            {
                return await AskForget(request, texts["Emails to them are being sent. Try again in a minute."], email.Value);
            }

            await due.ForgetAsync(email, cancellationToken);
            await inbox.ForgetAsync(email, cancellationToken);
            await hosted.ForgetAsync(email, cancellationToken);
            return request.Redirect(OrganizerPaths.Forget, OrganizerDone.Forgotten);
        }

        return await request.RenderAsync<ConfirmPage>(
            new ConfirmView(texts["Erase a person"], OrganizerPaths.Forget, OrganizerPaths.Forget, digest)
            {
                Sentences =
                [
                    participant is null ? email.Value : $"{participant.Name} ({email.Value})",
                    texts.Format("Erased for good: responses: {0}, emails: {1}", responses, emails),
                ],
                Warnings = participant is null
                    ? []
                    :
                    [
                        texts["They take part in the series. To withdraw their invitations, remove them there and send that first."],
                    ],
                Button = texts["Erase"],
                Fields = [("email", email.Value)],
                HasChanged = confirm.Length > 0,
            });
    }

    private static FileContentHttpResult File(string text, string mediaType, string name) =>
        TypedResults.File(Encoding.UTF8.GetBytes(text), mediaType, name);
}
