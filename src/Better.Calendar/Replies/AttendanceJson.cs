using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using static Better.Calendar.Model.DocumentWriter;
using static Better.Calendar.Replies.AttendanceJson;

namespace Better.Calendar.Replies;

// The shape of the JSON document: each type has the properties of one JSON object, in the order in which they are written.
// Properties that are null are not written.

/// <summary>
/// The serialization metadata of these types, generated at compile time, so that trimmed and native programs work without reflection.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AttendanceJson))]
internal sealed partial class AttendanceJsonContext : JsonSerializerContext;

internal readonly struct AttendanceJson(Attendance attendance)
{
    public int Format { get; } = AttendanceDocumentReader.Format;
    public IEnumerable<EntryJson> Entries => attendance.Entries.Select(static entry => new EntryJson(entry));
    public IEnumerable<BounceJson> Bounces => attendance.Bounces.Select(static bounce => new BounceJson(bounce));
    public IEnumerable<ProposalJson> Proposals => attendance.Proposals.Select(static proposal => new ProposalJson(proposal));
    public IEnumerable<FeedChoiceJson>? FeedChoices =>
        attendance.FeedChoices.Count == 0 ? null : attendance.FeedChoices.Select(static choice => new FeedChoiceJson(choice));

    internal static string? FormatInstant(Instant? instant) => instant is { } value ? InstantPattern.ExtendedIso.Format(value) : null;
}

internal readonly struct EntryJson(AttendanceEntry entry)
{
    public string Email => entry.Email.Value;
    public string Workshop => entry.WorkshopId;
    public string Response => entry.Status is { } status ? Word(status) : AttendanceDocumentReader.DelegatedStatus;
    public string? DelegatedTo => entry.DelegatedTo?.Value;
    public string? DelegatedFrom => entry.DelegatedFrom?.Value;
    public string? Alias => entry.Alias?.Value;
    public string Role => Word(entry.Role);
    public string Trust => Word(entry.Trust);
    public string? Counts => entry.IsAcceptedAsClaimed ? AttendanceDocumentReader.ClaimedCount : null;
    public string? Needs => entry.NeedsConfirmation ? AttendanceDocumentReader.ConfirmationNeed : null;
    public string? About => entry.IsWholeSeries ? AttendanceDocumentReader.SeriesSubject : null;
    public int Sequence => entry.Sequence;
    public string? Start => entry.Start is { } start ? InstantPattern.ExtendedIso.Format(start) : null;
    public string? End => entry.End is { } end ? InstantPattern.ExtendedIso.Format(end) : null;
    public string Stamp => InstantPattern.ExtendedIso.Format(entry.Timestamp);
    public string? Modified => FormatInstant(entry.LastModified);
    public string? Sent => FormatInstant(entry.SentAt);
    public string? Received => FormatInstant(entry.ReceivedAt);
    public string Key => entry.MessageKey;
    public int? Guests => entry.Guests;
    public string? Comment => entry.Comment;
}

internal readonly struct FeedChoiceJson(FeedChoice choice)
{
    public string Email => choice.Email.Value;
    public string Calendar => choice.FollowsFeed ? AttendanceDocumentReader.FeedCalendar : AttendanceDocumentReader.EmailCalendar;
    public string Stamp => InstantPattern.ExtendedIso.Format(choice.Timestamp);
}

internal readonly struct BounceJson(Bounce bounce)
{
    public string Email => bounce.Email.Value;
    public string? Workshop => bounce.WorkshopId;
    public string Kind => bounce.IsPermanent ? AttendanceDocumentReader.PermanentKind : AttendanceDocumentReader.TransientKind;
    public string Status => bounce.Status;
    public string Diagnostic => bounce.Diagnostic;
    public string Trust => Word(bounce.Trust);
    public string? Needs => bounce.NeedsConfirmation ? AttendanceDocumentReader.ConfirmationNeed : null;
    public string Stamp => InstantPattern.ExtendedIso.Format(bounce.Timestamp);
    public string? Sent => FormatInstant(bounce.SentAt);
    public string? Received => FormatInstant(bounce.ReceivedAt);
    public string Key => bounce.MessageKey;
}

internal readonly struct ProposalJson(Proposal proposal)
{
    public string Email => proposal.Sender.Email.Value;
    public string? Workshop => proposal.WorkshopId;
    public string? Start => FormatInstant(proposal.Start);
    public string? End => FormatInstant(proposal.End);
    public string? LocalStart => proposal.LocalStart is { } start ? LocalDateTimePattern.ExtendedIso.Format(start) : null;
    public string? LocalEnd => proposal.LocalEnd is { } end ? LocalDateTimePattern.ExtendedIso.Format(end) : null;
    public string? Response => proposal.Status is { } status ? Word(status) : null;
    public string? DelegatedFrom => proposal.Sender.DelegatedFrom?.Value;
    public string? Alias => proposal.Sender.Alias?.Value;
    public string Role => Word(proposal.Sender.Role);
    public string Trust => Word(proposal.Sender.Trust);
    public string? Counts => proposal.Sender.IsAcceptedAsClaimed ? AttendanceDocumentReader.ClaimedCount : null;
    public string? Needs => proposal.Sender.NeedsConfirmation ? AttendanceDocumentReader.ConfirmationNeed : null;
    public int Sequence => proposal.Sequence;
    public string Stamp => InstantPattern.ExtendedIso.Format(proposal.Timestamp);
    public string? Modified => FormatInstant(proposal.LastModified);
    public string? Sent => FormatInstant(proposal.SentAt);
    public string? Received => FormatInstant(proposal.ReceivedAt);
    public int? Guests => proposal.Guests;
    public string Key => proposal.MessageKey;
    public string? Comment => proposal.Comment;
}
