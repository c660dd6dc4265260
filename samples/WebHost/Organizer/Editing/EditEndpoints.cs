using System.Globalization;
using System.Text.Json.Nodes;
using Better.Calendar;
using Better.Calendar.AspNetCore;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace WebHost.Organizer.Editing;

/// <summary>
/// The form of the series, and that of a new one. A button changes the form, or shows the plan, or stores what the plan said: nothing is
/// stored that was not shown first.
/// </summary>
internal static class EditEndpoints
{
    // A form of 2,000 people, and a file.
    private const int MaxBytes = 16 * 1024 * 1024;
    private const int MaxFields = 40_000;

    public static void MapEditing(this RouteGroupBuilder pages)
    {
        pages.MapGet("/edit", (OrganizerRequest request) => Show(request, isNew: false));
        pages.MapGet("/new", (OrganizerRequest request) => Show(request, isNew: true));
        pages.MapPost("/edit", (OrganizerRequest request, HostedSeries hosted) => Submit(request, hosted, isNew: false))
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
        pages.MapPost("/new", (OrganizerRequest request, HostedSeries hosted) => Submit(request, hosted, isNew: true))
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes));
    }

    private static Task<IResult> Show(OrganizerRequest request, bool isNew)
    {
        if (!isNew && request.Series.Participants.Count > SeriesForm.MaxRows)
        {
            return RefuseTooMany(request);
        }

        var form = isNew ? CreateNew(request) : FormDocument.Read(ReadDocument(request.Published));
        form.Set(FormFields.Version, request.Published.Version.ToString(CultureInfo.InvariantCulture));
        return request.RenderAsync<EditPage>(new EditView(form, []) { IsNew = isNew });
    }

    /// <summary>A form with what the last series had and this one probably has too, and two workshops to fill in.</summary>
    private static SeriesForm CreateNew(OrganizerRequest request)
    {
        var form = new SeriesForm([]);
        form.Set("id", string.Create(CultureInfo.InvariantCulture, $"series-{request.Now.InUtc():uuuu-MM-dd}"));
        form.Set("domain", request.Series.Domain);
        form.Set("language", request.Language);
        form.Set("zone", request.Series.Zone);
        form.Set("organizer.name", request.Series.Organizer.Name);
        form.Set("organizer.email", request.Series.Organizer.Email.Value);
        var actions = new FormActions(form, request.Texts);
        actions.AddNewWorkshop(null);
        actions.AddNewWorkshop(null);
        return form;
    }

    private static async Task<IResult> Submit(OrganizerRequest request, HostedSeries hosted, bool isNew)
    {
        request.Context.Features.Set<IFormFeature>(new FormFeature(
            request.Context.Request, new FormOptions { ValueCountLimit = MaxFields, MultipartBodyLengthLimit = MaxBytes }));
        var fields = await request.ReadFormAsync();
        var form = new SeriesForm(fields);
        if (form.IsTooLong || (!isNew && request.Series.Participants.Count > SeriesForm.MaxRows))
        {
            return await RefuseTooMany(request);
        }

        var actions = new FormActions(form, request.Texts);
        var action = form[FormFields.Action];
        var stored = isNew ? null : request.Series;
        if (await actions.RunAsync(action, stored, fields.Files.GetFile(FormFields.File), request.Context.RequestAborted))
        {
            // The other errors are said when the plan is asked for.
            return await request.RenderAsync<EditPage>(new EditView(form, actions.ListErrors) { IsNew = isNew, Focus = actions.Focus });
        }

        var edited = ReadSeries(request, form, isNew, out var errors);
        if (edited is null)
        {
            return await request.RenderAsync<EditPage>(
                new EditView(form, errors) { IsNew = isNew }, StatusCodes.Status422UnprocessableEntity);
        }

        var (attendance, _) = await hosted.ReadAttendanceAsync(request.Context.RequestAborted);
        var plan = new PlanView(Plan(request, stored, edited, attendance), stored, isNew ? Attendance.Empty : attendance, request.Texts);
        var isCurrent = form.Version == request.Published.Version;
        if (action == FormActions.Save && isCurrent && form[FormFields.Confirm] == plan.Digest
            && await StoreAsync(request, hosted, edited, isNew))
        {
            return request.Redirect(OrganizerPaths.Overview, isNew ? OrganizerDone.Replaced : OrganizerDone.Saved);
        }

        // The form now is an edit of the version that is stored: the plan says what it would change in that.
        form.Set(FormFields.Version, request.Published.Version.ToString(CultureInfo.InvariantCulture));
        var texts = request.Texts;
        var alert = action == FormActions.Save || !isCurrent
            ? texts["Nothing is saved yet: the series or the responses have changed since this plan was shown. This is the new plan."]
            : null;
        return await request.RenderAsync<EditPage>(
            new EditView(form, []) { IsNew = isNew, Plan = plan, Alert = alert },
            alert is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    // A form that shows some of the people would remove the others.
    private static Task<IResult> RefuseTooMany(OrganizerRequest request) => request.RenderMessageAsync(
        request.Texts.Format("A form has at most {0} people.", SeriesForm.MaxRows), StatusCodes.Status413PayloadTooLarge);

    private static WorkshopSeries? ReadSeries(OrganizerRequest request, SeriesForm form, bool isNew, out IReadOnlyList<FormError> errors)
    {
        var edited = new FormReader(form, request.Texts).Read(isNew ? null : ReadDocument(request.Published), out errors);
        if (isNew && string.Equals(form["id"], request.Series.Id, StringComparison.OrdinalIgnoreCase))
        {
            var text = request.Texts["The series before has this id. Choose another one: calendars tell events apart by it."];
            errors = [.. errors, new("id", text, IsTranslated: true)];
            return null;
        }

        return edited;
    }

    private static SeriesRevision Plan(OrganizerRequest request, WorkshopSeries? stored, WorkshopSeries edited, Attendance attendance)
    {
        var options = request.Context.RequestServices.GetRequiredService<IOptions<BetterCalendarOptions>>().Value;
        return stored is null
            ? SeriesRevision.First(edited, request.Now, new() { SchedulingMode = options.InvitationOptions.SchedulingMode })
            : SeriesRevision.Between(stored, edited, request.Now, responses: attendance.Responses);
    }

    private static async Task<bool> StoreAsync(OrganizerRequest request, HostedSeries hosted, WorkshopSeries edited, bool isNew) => isNew
        ? await hosted.ReplaceAsync(request.Published.Version, edited, request.Context.RequestAborted) is not null
        : await hosted.ReviseAsync(request.Published.Version, edited, request.Context.RequestAborted) is not null;

    // Without what the library remembers: no browser gets it.
    private static JsonObject ReadDocument(PublishedSeries published) =>
        JsonNode.Parse(SeriesDocument.Write(published.Series, new SeriesDocumentOptions { IncludeState = false }))!.AsObject();
}
