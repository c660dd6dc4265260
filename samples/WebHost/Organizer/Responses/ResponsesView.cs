using Better.Calendar;
using InviteConsole;
using NodaTime;

namespace WebHost.Organizer.Responses;

/// <summary>Who comes to which workshop, according to all responses so far.</summary>
public sealed class ResponsesView
{
    private readonly OrganizerRequest request;
    private readonly Attendance attendance;

    public ResponsesView(OrganizerRequest request, Attendance attendance)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(attendance);
        (this.request, this.attendance) = (request, attendance);
        Workshops = [.. request.Series.Workshops.Select(workshop => new WorkshopResponses(
            workshop,
            attendance.Summarize(request.Series, workshop),
            attendance.GetParticipantsWithoutResponse(request.Series, workshop, request.Now).Count,
            [.. GetRows(workshop)]))];
        ToConfirm =
        [
            .. attendance.AwaitingConfirmation.Select(entry => new ConfirmRow(
                ResponsesEndpoints.GetId(entry),
                entry.Alias is { } alias ? $"{entry.Email} ({alias})" : entry.Email.Value,
                PlanWords.FormatTitle(request.Series, FindWorkshop(entry.WorkshopId)),
                Describe(entry),
                Describe(entry.Role, entry.Trust, request.Texts),
                entry.Comment)),
            .. GetDoubtful(attendance).Select(bounce => new ConfirmRow(
                ResponsesEndpoints.GetId(bounce),
                bounce.Email.Value,
                "",
                request.Texts["not reached"],
                request.Texts["(nothing shows that it is about one of these emails)"],
                bounce.Diagnostic)),
        ];
        Unreachable = [.. attendance.Unreachable.Select(bounce => (bounce.Email.Value, $"{bounce.Status} {bounce.Diagnostic}".Trim()))];
    }

    public IReadOnlyList<WorkshopResponses> Workshops { get; }

    /// <summary>What counts only once the organizer has confirmed it.</summary>
    public IReadOnlyList<ConfirmRow> ToConfirm { get; }

    /// <summary>Whose emails came back, and why.</summary>
    public IReadOnlyList<(string Email, string Reason)> Unreachable { get; }

    /// <summary>Reports of emails that came back, of which nothing shows that they are about ours; none that is confirmed.</summary>
    internal static IEnumerable<Bounce> GetDoubtful(Attendance attendance) => attendance.Bounces.Where(bounce =>
        bounce.NeedsConfirmation && bounce.IsPermanent
        && !attendance.Bounces.Any(
            other => !other.NeedsConfirmation && other.MessageKey == bounce.MessageKey && other.Email == bounce.Email));

    private IEnumerable<ResponseRow> GetRows(Workshop workshop)
    {
        var invited = request.Series.Participants.Where(participant => WorkshopSeries.IsInvited(participant, workshop)).ToList();
        return invited
            .Select(participant => CreateRow(
                workshop, participant.Name, participant.Email, attendance.Find(participant.Email, workshop.Id)))
            .Concat(attendance.Current
                .Where(entry => entry.WorkshopId == workshop.Id && invited.TrueForAll(participant => participant.Email != entry.Email))
                .Select(entry => CreateRow(workshop, "", entry.Email, entry)));
    }

    private ResponseRow CreateRow(Workshop workshop, string name, EmailAddress email, AttendanceEntry? entry) => new(
        name,
        email.Value,
        entry is null ? PlanWords.Describe((ParticipationStatus?)null) : Describe(entry),
        entry?.IsOutdated(request.Series, workshop) == true,
        FormatVersion(workshop, entry),
        entry?.Comment);

    /// <summary>The version that somebody responded to: when the workshop was to be then.</summary>
    private string FormatVersion(Workshop workshop, AttendanceEntry? entry)
    {
        if (entry is null)
        {
            return "";
        }

        var zone = DateTimeZoneProviders.Tzdb[workshop.Zone ?? request.Series.Zone];
        return entry is { Start: { } start } && entry.IsOutdated(request.Series, workshop)
            ? PlanWords.FormatTime(start.InZone(zone), (entry.End ?? (start + workshop.Duration)).InZone(zone))
            : entry.IsOutdated(request.Series, workshop) ? request.Texts["to an older version"]
            : request.Texts["to the current version"];
    }

    private string Describe(AttendanceEntry entry) => entry.Status is { } status
        ? PlanWords.Describe(status)
        : request.Texts.Format("delegated to {0}", entry.DelegatedTo?.Value ?? "?");

    private static string Describe(SenderRole role, SenderTrust trust, OrganizerTexts texts)
    {
        var who = role switch
        {
            SenderRole.Invited => texts["invited"],
            SenderRole.Delegate => texts["delegate"],
            _ => texts["not invited"],
        };
        var certainty = trust switch
        {
            SenderTrust.Claimed => texts["only the mail names its sender"],
            SenderTrust.Authenticated => texts["the sender is authenticated"],
            SenderTrust.Token => texts["by their own link or address"],
            _ => texts["confirmed"],
        };
        return $"{who}; {certainty}";
    }

    private Workshop? FindWorkshop(string id) => request.Series.Workshops.FirstOrDefault(workshop => workshop.Id == id);
}

/// <summary>The responses to a workshop.</summary>
/// <param name="Workshop">The workshop.</param>
/// <param name="Counts">How many people gave which response.</param>
/// <param name="Open">How many have not responded to it as it is now.</param>
/// <param name="Rows">Everybody who is invited, and who responded without being invited.</param>
public sealed record WorkshopResponses(Workshop Workshop, AttendanceSummary Counts, int Open, IReadOnlyList<ResponseRow> Rows);

/// <summary>What somebody responded.</summary>
public sealed record ResponseRow(string Name, string Email, string Response, bool IsOutdated, string Version, string? Comment);

/// <summary>A response or a report that waits for the organizer.</summary>
public sealed record ConfirmRow(string Id, string Email, string Title, string Response, string Reason, string? Comment);
