using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Better.Calendar;
using NodaTime;
using NodaTime.Text;

namespace InviteConsole;

/// <summary>Writes what was read from each mail, and the attendance that follows from it, as JSON.</summary>
internal static class RepliesJson
{
    private static readonly LocalDateTimePattern LocalTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Serialize(
        WorkshopSeries series,
        Attendance attendance,
        IEnumerable<(string Name, ReplyResult Result)> results) =>
        JsonSerializer.Serialize(
            new
            {
                mails = results.Select(static read => new { file = Path.GetFileName(read.Name), results = Describe(read.Result) }),
                attendance = series.Workshops.SelectMany(workshop => Describe(series, workshop, attendance)),
            },
            Options);

    private static IEnumerable<object> Describe(WorkshopSeries series, Workshop workshop, Attendance attendance)
    {
        var invited = series.Participants.Where(participant => WorkshopSeries.IsInvited(participant, workshop))
            .Select(static participant => participant.Email)
            .ToList();
        var others = attendance.Current.Where(entry => entry.WorkshopId == workshop.Id && !invited.Contains(entry.Email))
            .Select(static entry => entry.Email);
        return invited.Concat(others).Select(email =>
        {
            var entry = attendance.Find(email, workshop.Id);
            return new
            {
                participant = email.Value,
                workshop = workshop.Id,
                status = entry is null ? "none" : GetStatus(entry.Status) ?? "delegated",
                isOutdated = entry?.IsOutdated(series, workshop) ?? false,
            };
        });
    }

    private static IEnumerable<object> Describe(ReplyResult result) => result switch
    {
        ParticipantReply reply => reply.Responses.Select(response =>
            CreateResult("response", reply.Sender, response.WorkshopId, response.Status, reply.Comment, guests: reply.Guests)),
        Delegation delegation => delegation.WorkshopIds.Select(id =>
            CreateResult("delegation", delegation.Sender, id, null, delegation.Comment, delegatedTo: delegation.DelegatedTo)),
        Proposal proposal => [CreateProposal(proposal)],
        RefreshRequest refresh => [CreateResult("refreshRequest", refresh.Sender, refresh.WorkshopId, null, null)],
        Bounce bounce => bounce.Others.Prepend(bounce).Select(CreateBounce),
        AutoReply autoReply => [new { kind = "autoReply", participant = autoReply.Email?.Value, reason = autoReply.Subject }],
        UnrecognizedMail unrecognized =>
        [
            new
            {
                kind = "unrecognized",
                participant = unrecognized.Suggestion?.Email.Value,
                workshop = unrecognized.Suggestion?.WorkshopId,
                suggestion = GetStatus(unrecognized.Suggestion?.Status),
                reason = $"{unrecognized.Reason}: {unrecognized.Detail}",
            },
        ],
        _ => [],
    };

    private static object CreateBounce(Bounce bounce) => new
    {
        kind = "bounce",
        participant = bounce.Email.Value,
        workshop = bounce.WorkshopId,
        permanent = bounce.IsPermanent,
        code = bounce.Status.Length == 0 ? null : bounce.Status,
        reason = bounce.Diagnostic.Length == 0 ? null : bounce.Diagnostic,
        trust = GetWord(bounce.Trust),
        needsConfirmation = bounce.NeedsConfirmation,
    };

    private static object CreateProposal(Proposal proposal) => CreateResult(
        "proposal",
        proposal.Sender,
        proposal.WorkshopId,
        proposal.Status,
        proposal.Comment,
        proposal.Start,
        proposal.End,
        proposal.LocalStart,
        proposal.Guests);

    private static object CreateResult(
        string kind,
        ReplySender sender,
        string? workshop,
        ParticipationStatus? status,
        string? comment,
        Instant? start = null,
        Instant? end = null,
        LocalDateTime? localStart = null,
        int? guests = null,
        EmailAddress? delegatedTo = null) => new
        {
            kind,
            participant = sender.Email.Value,
            workshop,
            status = GetStatus(status),
            start = start is { } from ? InstantPattern.General.Format(from) : null,
            end = end is { } to ? InstantPattern.General.Format(to) : null,
            localStart = localStart is { } local ? LocalTime.Format(local) : null,
            delegatedTo = delegatedTo?.Value,
            guests,
            comment,
            alias = sender.Alias?.Value,
            trust = GetWord(sender.Trust),
            needsConfirmation = !sender.IsEffective,
        };

    private static string? GetStatus(ParticipationStatus? status) => status is { } known ? GetWord(known) : null;

    private static string GetWord<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
