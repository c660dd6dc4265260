using Better.Calendar;
using Better.Calendar.AspNetCore;
using InviteConsole;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace WebHost.Organizer.Sending;

/// <summary>Emails that no edit of the series makes due: reminders, a note to everybody, follow-ups.</summary>
internal static class ExtraEmailEndpoints
{
    private const int MaxBytes = 32_768;
    private const int MaxNote = 2000;

    public static void MapExtraEmails(this RouteGroupBuilder pages)
    {
        pages.MapGet("/reminders", (OrganizerRequest request) => AskReminders(request));
        pages.MapPost("/reminders", PlanReminders).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
        pages.MapGet("/note", (OrganizerRequest request) => AskNote(request));
        pages.MapPost("/note", PlanNote).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
        pages.MapGet("/follow-ups", (OrganizerRequest request) => AskFollowUps(request));
        pages.MapPost("/follow-ups", PlanFollowUps).WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
    }

    private static Task<IResult> AskReminders(OrganizerRequest request, string? alert = null)
    {
        var texts = request.Texts;
        var coming = request.Series.Workshops.Where(workshop => workshop.Status != WorkshopStatus.Cancelled
            && request.Series.StartOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant() > request.Now).ToList();
        return request.RenderAsync<QuestionPage>(new QuestionView(
            texts["Reminders"],
            OrganizerPaths.Reminders,
            texts["A reminder asks whoever has not responded. Those who come get the practical details."])
        {
            Alert = alert ?? (coming.Count == 0 ? texts["No workshop is still to come."] : null),
            Button = coming.Count == 0 ? null : texts["Show the plan"],
            Fields =
            [
                new("workshop", texts["Workshop"]) { Choices = GetChoices(request.Series, coming) },
                new("who", texts["Who gets it"])
                {
                    Choices =
                    [
                        ("open", texts["Who has not responded"]),
                        ("all", texts["Who has not responded, and who comes"]),
                    ],
                },
            ],
        });
    }

    private static async Task<IResult> PlanReminders(OrganizerRequest request, HostedSeries hosted, ExtraEmails emails)
    {
        var form = await request.ReadFormAsync();
        if (FindWorkshop(request, form["workshop"]) is not { } workshop)
        {
            return await AskReminders(request);
        }

        var (attendance, _) = await hosted.ReadAttendanceAsync(request.Context.RequestAborted);
        var isForAll = form["who"] == "all";
        return await emails.ActAsync(
            request,
            request.Texts["Reminders"],
            OrganizerPaths.Reminders,
            [("workshop", workshop.Id), ("who", isForAll ? "all" : "open")],
            attendance.PlanReminders(request.Series, workshop, request.Now).Where(email => isForAll || email.AsksForResponse),
            hasNumber: true,
            alert => AskReminders(request, alert));
    }

    private static Task<IResult> AskNote(OrganizerRequest request, string? alert = null, string note = "") =>
        request.RenderAsync<QuestionPage>(new QuestionView(
            request.Texts["Note"],
            OrganizerPaths.Note,
            request.Texts["Everybody gets the schedule with your word at its top. Calendars stay as they are."])
        {
            Alert = alert,
            Button = request.Texts["Show the plan"],
            Fields = [new("note", request.Texts["Your word"]) { IsLong = true, Value = note, Language = request.Series.Language }],
        });

    private static async Task<IResult> PlanNote(OrganizerRequest request, ExtraEmails emails)
    {
        var note = (await request.ReadFormAsync())["note"].ToString().ReplaceLineEndings("\n").Trim();
        if (note.Length is 0 or > MaxNote)
        {
            return await AskNote(request, request.Texts["Write up to 2,000 characters."], note);
        }

        var series = request.Series;
        return await emails.ActAsync(
            request,
            request.Texts["Note"],
            OrganizerPaths.Note,
            [("note", note)],
            series.Participants.Select(participant => new PlannedEmail
            {
                Kind = EmailKind.Overview,
                Recipient = participant,
                SeriesId = series.Id,
                Note = note,
                Explanation = note,
            }),
            hasNumber: true,
            alert => AskNote(request, alert, note));
    }

    private static Task<IResult> AskFollowUps(OrganizerRequest request, string? alert = null)
    {
        var (texts, series) = (request.Texts, request.Series);
        var over = series.Workshops.Where(workshop => workshop.Status != WorkshopStatus.Cancelled
            && series.EndOf(workshop, DateTimeZoneProviders.Tzdb).ToInstant() <= request.Now).ToList();
        return request.RenderAsync<QuestionPage>(new QuestionView(
            texts["Follow-ups"],
            OrganizerPaths.FollowUps,
            texts["A follow-up thanks those who came, and has the materials and what comes next."])
        {
            Alert = alert ?? (over.Count == 0 ? texts["No workshop has ended yet."] : null),
            Button = over.Count == 0 ? null : texts["Show the plan"],
            Fields =
            [
                new("workshop", texts["Workshop"])
                {
                    Choices =
                    [
                        .. GetChoices(series, over),
                        .. over.Count == series.Workshops.Count && over.Count > 1 ? [("", PlanWords.FormatTitle(series, null))]
                            : Array.Empty<(string, string)>(),
                    ],
                },
                new("who", texts["Who gets it"])
                {
                    Choices =
                    [
                        (nameof(FollowUpRecipients.Attended), texts["Those who have accepted"]),
                        (nameof(FollowUpRecipients.Invited), texts["Also those who were invited and have not declined"]),
                        (nameof(FollowUpRecipients.Everyone), texts["Everybody"]),
                    ],
                },
            ],
        });
    }

    private static async Task<IResult> PlanFollowUps(OrganizerRequest request, HostedSeries hosted, ExtraEmails emails)
    {
        var form = await request.ReadFormAsync();
        var workshop = FindWorkshop(request, form["workshop"]);
        if (!Enum.TryParse<FollowUpRecipients>(form["who"], out var recipients) || !Enum.IsDefined(recipients)
            || (workshop is null && form["workshop"].ToString().Length > 0))
        {
            return await AskFollowUps(request);
        }

        var (attendance, _) = await hosted.ReadAttendanceAsync(request.Context.RequestAborted);
        return await emails.ActAsync(
            request,
            request.Texts["Follow-ups"],
            OrganizerPaths.FollowUps,
            [("workshop", workshop?.Id ?? ""), ("who", recipients.ToString())],
            FollowUpPlanner.Plan(request.Series, workshop, request.Now, attendance.Responses, recipients),
            hasNumber: false,
            alert => AskFollowUps(request, alert));
    }

    private static Workshop? FindWorkshop(OrganizerRequest request, string? id) =>
        request.Series.Workshops.FirstOrDefault(one => one.Id == id);

    private static IReadOnlyList<(string Value, string Text)> GetChoices(WorkshopSeries series, IEnumerable<Workshop> workshops) =>
        [.. workshops.Select(one => (one.Id, $"{PlanWords.FormatTitle(series, one)} – {PlanWords.FormatTime(series, one)}"))];
}
